import { ok } from '../../base/result.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateFunction, AggregateHelp } from './aggregate-function.ts';
import { castArgument } from './argument.ts';
import { singleValue } from './single-value.ts';

/** Joins booleans that are not null; none gives null. */
function connective(
  names: AggregateFunction['names'],
  help: AggregateHelp,
  combine: (a: Value, b: Value) => boolean,
): AggregateFunction {
  return {
    names,
    takesStar: false,
    takesDistinct: true,
    minArgs: 1,
    maxArgs: 1,
    help,
    bind(args, written) {
      const argument = castArgument(written, args, 0, BOOLEAN);
      return argument.ok ? ok(singleValue(BOOLEAN, BOOLEAN, combine)) : argument;
    },
  };
}

export const boolAnd = connective(
  ['bool_and', 'every'],
  {
    usage: 'bool_and(condition)',
    en: 'Whether the condition is true in every row; nulls are skipped.',
    fr: 'Si la condition est vraie dans toutes les lignes ; les nuls sont ignorés.',
  },
  (a, b) => a === true && b === true,
);

export const boolOr = connective(
  ['bool_or', 'any', 'some'],
  {
    usage: 'bool_or(condition)',
    en: 'Whether the condition is true in any row; nulls are skipped.',
    fr: 'Si la condition est vraie dans au moins une ligne ; les nuls sont ignorés.',
  },
  (a, b) => a === true || b === true,
);
