import { likeFunction } from './like-function.ts';

/** LIKE without regard to letter case. */
export const ilike = likeFunction('ilike', (text) => text.toLowerCase());
