import { ok } from '../../base/result.ts';
import { BIGINT } from '../../types/data-type.ts';
import { rowHasherOf } from '../../types/xx-hash-64.ts';
import type { ScalarFunction } from '../expr.ts';
import { nullAware } from './null-aware.ts';

/** Spark's 64-bit hash of all arguments in turn; nulls are passed over. */
export const xxhash64: ScalarFunction = {
  name: 'xxhash64',
  minArgs: 1,
  maxArgs: Number.POSITIVE_INFINITY,
  sign: (args) => ok({ args: args.map(({ type }) => type), type: BIGINT, nullable: false }),
  ...nullAware((call) => {
    const hashed = rowHasherOf(call.args.map((arg) => arg.type));
    return (...values) => hashed(values);
  }),
};
