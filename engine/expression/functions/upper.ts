import { textFunction } from './text-function.ts';

export const upper = textFunction('upper', ['ucase'], (text) => text.toUpperCase());
