import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { sqlSubstring, WITHOUT_END } from './sql-substring.ts';
import { strict } from './strict.ts';

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
        sqlSubstring(text as string, start as number, length as number),
  ),
  display: (args, written) => `${written}(${[...args, ...(args.length === 2 ? [WITHOUT_END] : [])].join(', ')})`,
};
