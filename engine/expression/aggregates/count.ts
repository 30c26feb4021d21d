import { ok } from '../../base/result.ts';
import { BIGINT, BOOLEAN, type DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateFunction, BoundAggregate } from './aggregate-function.ts';
import { castArgument } from './argument.ts';

/** Rows, or rows whose arguments are all non-null. 0 on an empty group. */
export const count: AggregateFunction = {
  names: ['count'],
  takesStar: true,
  takesDistinct: true,
  minArgs: 0,
  maxArgs: Number.POSITIVE_INFINITY,
  help: {
    usage: 'count(*), count(x[, y …])',
    en: 'The number of rows, or of rows where no argument is null.',
    fr: 'Le nombre de lignes, ou de lignes dont aucun argument n’est nul.',
  },
  bind: (args) =>
    ok(
      counting(
        args.map((arg) => arg.type),
        (values) => values.every((value) => value !== null),
      ),
    ),
};

/** Rows where a condition is true; null counts as false. 0 on an empty group. */
export const countIf: AggregateFunction = {
  names: ['count_if'],
  takesStar: false,
  takesDistinct: true,
  minArgs: 1,
  maxArgs: 1,
  help: {
    usage: 'count_if(condition)',
    en: 'The number of rows where the condition is true.',
    fr: 'Le nombre de lignes où la condition est vraie.',
  },
  bind(args, written) {
    const argument = castArgument(written, args, 0, BOOLEAN);
    return argument.ok ? ok(counting([argument.value], ([value]) => value === true)) : argument;
  },
};

function counting(argumentTypes: readonly DataType[], counts: (values: readonly Value[]) => boolean): BoundAggregate {
  return {
    resultType: BIGINT,
    nullable: false,
    argumentTypes,
    bufferTypes: [BIGINT],
    initial: () => [0n],
    update(buffer, values) {
      if (counts(values)) buffer[0] = (buffer[0] as bigint) + 1n;
    },
    merge(stored, partial) {
      stored[0] = (stored[0] as bigint) + (partial[0] as bigint);
    },
    result: (buffer) => buffer[0] ?? 0n,
  };
}
