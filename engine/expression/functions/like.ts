import { likeFunction } from './like-function.ts';

export const like = likeFunction(
  'like',
  (text) => text,
  ([text, pattern, escaper]) =>
    `${text} LIKE ${pattern}${escaper === undefined || escaper === '\\' ? '' : ` ESCAPE '${escaper}'`}`,
);
