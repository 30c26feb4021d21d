import { EngineError } from '../../base/errors/engine-error.ts';
import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { MAX_CHARACTERS } from './repeated-text.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { characterCount, characters, sliceCharacters } from './text-function.ts';

/** `lpad` and `rpad`: exactly `length` characters, cut or filled up with `pad` (a space where it is left out). */
export function padding(name: string, side: 'left' | 'right'): ScalarFunction {
  return {
    name,
    minArgs: 2,
    maxArgs: 3,
    sign: takes([STRING, INT, STRING], STRING),
    ...strict(
      () =>
        (text, length, pad = ' ') =>
          padText(text as string, length as number, pad as string, side),
    ),
    display: ([text, length, pad = ' ']) => `${name}(${text}, ${length}, ${pad})`,
  };
}

function padText(text: string, length: number, pad: string, side: 'left' | 'right'): string {
  const missing = length - characterCount(text);
  if (missing <= 0) return sliceCharacters(text, 0, Math.max(0, length));
  if (pad === '') return text;
  if (length > MAX_CHARACTERS) throw new EngineError('EXP-041', { length, limit: MAX_CHARACTERS });
  const size = characters(pad).length;
  const fill = pad.repeat(Math.floor(missing / size)) + sliceCharacters(pad, 0, missing % size);
  return side === 'left' ? fill + text : text + fill;
}
