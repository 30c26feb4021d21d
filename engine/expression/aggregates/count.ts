import { ok } from '../../base/result.ts';
import { BIGINT } from '../../types/data-type.ts';
import type { AggregateFunction } from './aggregate-function.ts';

/** Rows, or rows whose arguments are all non-null. 0 on an empty group. */
export const count: AggregateFunction = {
  names: ['count'],
  takesStar: true,
  bind: (args) =>
    ok({
      resultType: BIGINT,
      nullable: false,
      argumentTypes: args,
      bufferTypes: [BIGINT],
      initial: () => [0n],
      update(buffer, values) {
        if (values.every((value) => value !== null)) buffer[0] = (buffer[0] as bigint) + 1n;
      },
      merge(stored, partial) {
        stored[0] = (stored[0] as bigint) + (partial[0] as bigint);
      },
      result: (buffer) => buffer[0] ?? 0n,
    }),
};
