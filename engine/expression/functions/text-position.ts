import { characterCount, characters, sliceCharacters } from './text-function.ts';

/** Where `part` first lies in `text` at or after character `from`, which counts from 1; 0 where it does not. */
export function positionIn(text: string, part: string, from = 1): number {
  if (from < 1) return 0;
  // As in Spark, nothing is found at the beginning wherever the search starts.
  if (part === '') return 1;
  const start = typeof characters(text) === 'string' ? from - 1 : sliceCharacters(text, 0, from - 1).length;
  const found = text.indexOf(part, start);
  return found < 0 ? 0 : characterCount(text.slice(0, found)) + 1;
}
