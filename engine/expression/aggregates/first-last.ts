import { ok } from '../../base/result.ts';
import { BOOLEAN, type DataType } from '../../types/data-type.ts';
import type { AggregateFunction, AggregateHelp, BoundAggregate } from './aggregate-function.ts';
import { argumentAt, wrongType } from './argument.ts';

/**
 * The first or last value in the order of rows, nulls included unless the second argument, TRUE, has them ignored. Across
 * batches the first is the earliest batch's, the last the newest's.
 */
function edge(names: AggregateFunction['names'], isFirst: boolean, help: AggregateHelp): AggregateFunction {
  return {
    names,
    takesStar: false,
    takesDistinct: true,
    minArgs: 1,
    maxArgs: 2,
    help,
    bind(args, written) {
      const { type } = argumentAt(args, 0);
      const flag = args[1];
      if (flag === undefined) return ok(keeping(type, isFirst, false));
      // Only the words TRUE and FALSE: Spark takes no other constant.
      if (flag.kind === 'literal' && typeof flag.value === 'boolean') return ok(keeping(type, isFirst, flag.value));
      return { ok: false, error: wrongType(written, 1, 'TRUE, FALSE', flag.type) };
    },
    display: ([value], written) => `${written}(${value})`,
  };
}

function keeping(type: DataType, isFirst: boolean, ignoresNulls: boolean): BoundAggregate {
  return {
    resultType: type,
    nullable: true,
    argumentTypes: [type],
    // The second says whether the first has been set, since it may have been set to null.
    bufferTypes: [type, BOOLEAN],
    initial: () => [null, false],
    update(buffer, [value]) {
      if ((isFirst && buffer[1] === true) || (ignoresNulls && value === null)) return;
      buffer[0] = value ?? null;
      buffer[1] = true;
    },
    merge(stored, partial) {
      if ((isFirst && stored[1] === true) || partial[1] !== true) return;
      stored[0] = partial[0] ?? null;
      stored[1] = true;
    },
    result: ([value]) => value ?? null,
  };
}

export const first = edge(['first', 'first_value', 'any_value'], true, {
  usage: 'first(x[, ignoreNulls])',
  en: 'The value of the first row; with TRUE, the first that is not null.',
  fr: 'La valeur de la première ligne ; avec TRUE, la première qui n’est pas nulle.',
});

export const last = edge(['last', 'last_value'], false, {
  usage: 'last(x[, ignoreNulls])',
  en: 'The value of the last row; with TRUE, the last that is not null.',
  fr: 'La valeur de la dernière ligne ; avec TRUE, la dernière qui n’est pas nulle.',
});
