import { characterCount, sliceCharacters } from './text-function.ts';

/** Longer than any text. */
export const WITHOUT_END = 2147483647;

/** `length` characters from `position`, which counts from 1, negative from the end; 0 is taken as 1. */
export function sqlSubstring(text: string, position: number, length: number = WITHOUT_END): string {
  const size = characterCount(text);
  // A position before the first character still counts towards the length.
  const start = position > 0 ? position - 1 : position < 0 ? size + position : 0;
  const end = Math.min(size, start + length);
  return end <= start ? '' : sliceCharacters(text, Math.max(0, start), Math.max(0, end));
}
