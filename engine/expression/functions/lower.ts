import { textFunction } from './text-function.ts';

export const lower = textFunction('lower', ['lcase'], (text) => text.toLowerCase());
