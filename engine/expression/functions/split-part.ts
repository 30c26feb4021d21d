import { EngineError } from '../../base/errors/engine-error.ts';
import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** `split_part(text, delimiter, part)`: a part from 1, or from the end with a negative number; empty where there are not so many. */
export const splitPart: ScalarFunction = {
  name: 'split_part',
  minArgs: 3,
  maxArgs: 3,
  sign: takes([STRING, STRING, INT], STRING, true),
  ...strict(() => (text, delimiter, part) => partOf(text as string, delimiter as string, part as number)),
};

function partOf(text: string, delimiter: string, part: number): string {
  if (part === 0) throw new EngineError('EXP-054');
  const parts = delimiter === '' ? [text] : text.split(delimiter);
  return parts.at(part > 0 ? part - 1 : part) ?? '';
}
