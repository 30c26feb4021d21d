import { likeFunction } from './like-function.ts';

export const like = likeFunction('like', (text) => text);
