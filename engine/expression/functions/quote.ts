import { textFunction } from './text-function.ts';

/** The text in single quotes, with a backslash before each single quote in it. */
export const quote = textFunction('quote', [], (text) => `'${text.replaceAll("'", "\\'")}'`, true);
