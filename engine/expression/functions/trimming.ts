import { must } from '../../base/assert.ts';
import { STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { characters } from './text-function.ts';

/**
 * `trim`, `ltrim` and `rtrim`: without more, spaces (and nothing else) go; with two arguments the first one lists the characters
 * that go, as Spark has it.
 */
export function trimming(name: string, side: 'both' | 'leading' | 'trailing'): ScalarFunction {
  return {
    name,
    minArgs: 1,
    maxArgs: 2,
    sign: takes([STRING], STRING),
    ...strict((call) =>
      call.args.length === 1
        ? (text) => trimText(text as string, ' ', side)
        : (unwanted, text) => trimText(text as string, unwanted as string, side),
    ),
    display: ([first = '', text]) =>
      text === undefined ? `${name}(${first})` : `TRIM(${side.toUpperCase()} ${first} FROM ${text})`,
  };
}

export function trimText(text: string, unwanted: string, side: 'both' | 'leading' | 'trailing'): string {
  const parts = characters(text);
  const gone = new Set(characters(unwanted));
  let start = 0;
  let end = parts.length;
  const isGone = (index: number) => gone.has(must(parts[index], 'an index within the text'));
  if (side !== 'trailing') while (start < end && isGone(start)) start++;
  if (side !== 'leading') while (end > start && isGone(end - 1)) end--;
  return typeof parts === 'string' ? parts.slice(start, end) : parts.slice(start, end).join('');
}
