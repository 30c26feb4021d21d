import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { sqlSubstring } from './sql-substring.ts';
import { strict } from './strict.ts';
import { characterCount } from './text-function.ts';

/** `overlay(text, part, position[, length])`: the part in place of `length` characters, or of as many as it has itself. */
export const overlay: ScalarFunction = {
  name: 'overlay',
  minArgs: 3,
  maxArgs: 4,
  sign: takes([STRING, STRING, INT, INT], STRING),
  ...strict(
    () =>
      (text, part, position, length = -1) =>
        laidOver(text as string, part as string, position as number, length as number),
  ),
  display: ([text, part, position, length = '-1']) => `overlay(${text}, ${part}, ${position}, ${length})`,
};

function laidOver(text: string, part: string, position: number, length: number): string {
  const gone = length >= 0 ? length : characterCount(part);
  return sqlSubstring(text, 1, position - 1) + part + sqlSubstring(text, position + gone);
}
