import { BIGINT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** The bits of a bigint, without zeros before them. */
export const bin: ScalarFunction = {
  name: 'bin',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([BIGINT], STRING),
  ...strict(() => (value) => BigInt.asUintN(64, value as bigint).toString(2)),
};
