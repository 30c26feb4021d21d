import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { characterCount, sliceCharacters } from './text-function.ts';

const WITHOUT_END = 2147483647;

/** `substring(text, start[, length])`: positions count from 1, negative ones from the end; 0 is taken as 1. */
export const substring: ScalarFunction = {
  name: 'substring',
  aliases: ['substr'],
  minArgs: 2,
  maxArgs: 3,
  sign: takes([STRING, INT, INT], STRING),
  ...strict(
    () =>
      (text, start, length = WITHOUT_END) =>
        cut(text as string, start as number, length as number),
  ),
  display: (args, written) => `${written}(${[...args, ...(args.length === 2 ? [WITHOUT_END] : [])].join(', ')})`,
};

function cut(text: string, position: number, length: number): string {
  const size = characterCount(text);
  // A position before the first character still counts towards the length.
  const start = position > 0 ? position - 1 : position < 0 ? size + position : 0;
  const end = Math.min(size, start + length);
  return end <= start ? '' : sliceCharacters(text, Math.max(0, start), Math.max(0, end));
}
