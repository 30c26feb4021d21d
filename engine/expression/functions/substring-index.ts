import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** `substring_index(text, delimiter, count)`: what is before the delimiter number `count`, or with a negative number after it from the end. */
export const substringIndex: ScalarFunction = {
  name: 'substring_index',
  minArgs: 3,
  maxArgs: 3,
  sign: takes([STRING, STRING, INT], STRING),
  ...strict(() => (text, delimiter, count) => upTo(text as string, delimiter as string, count as number)),
};

function upTo(text: string, delimiter: string, count: number): string {
  if (count === 0 || delimiter === '') return '';
  // Delimiters may overlap, as in Spark.
  let at = count > 0 ? -1 : text.length - delimiter.length + 1;
  for (let i = 0; i < Math.abs(count); i++) {
    at = count > 0 ? text.indexOf(delimiter, at + 1) : at === 0 ? -1 : text.lastIndexOf(delimiter, at - 1);
    if (at < 0) return text;
  }
  return count > 0 ? text.slice(0, at) : text.slice(at + delimiter.length);
}
