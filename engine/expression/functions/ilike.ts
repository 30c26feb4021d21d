import { likeFunction } from './like-function.ts';

/** LIKE without regard to letter case. Spark names its column as a call, and without the escape character. */
export const ilike = likeFunction(
  'ilike',
  (text) => text.toLowerCase(),
  ([text, pattern]) => `ilike(${text}, ${pattern})`,
);
