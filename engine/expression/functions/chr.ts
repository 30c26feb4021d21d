import { BIGINT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** The character of the low eight bits; nothing for a negative number. */
export const chr: ScalarFunction = {
  name: 'chr',
  aliases: ['char'],
  minArgs: 1,
  maxArgs: 1,
  sign: takes([BIGINT], STRING),
  ...strict(() => (code) => characterOf(code as bigint)),
};

function characterOf(code: bigint): string {
  return code < 0n ? '' : String.fromCharCode(Number(code & 0xffn));
}
