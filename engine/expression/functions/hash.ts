import { ok } from '../../base/result.ts';
import { INT } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { murmurHash } from './murmur-3.ts';
import { nullAware } from './null-aware.ts';

const SEED = 42;

/** Spark's 32-bit hash of all arguments in turn; nulls are passed over. */
export const hash: ScalarFunction = {
  name: 'hash',
  minArgs: 1,
  maxArgs: Number.POSITIVE_INFINITY,
  sign: (args) => ok({ args: args.map(({ type }) => type), type: INT, nullable: false }),
  ...nullAware((call) => {
    const types = call.args.map((arg) => arg.type);
    return (...values) => types.reduce((so, type, i) => murmurHash(values[i] ?? null, type, so), SEED);
  }),
};
