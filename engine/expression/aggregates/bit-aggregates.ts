import { err, ok } from '../../base/result.ts';
import { type DataType, INT, isIntegral } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateFunction, AggregateHelp } from './aggregate-function.ts';
import { argumentAt, wrongType } from './argument.ts';
import { singleValue } from './single-value.ts';

/** One operation, over numbers for up to 32 bits and over bigints for 64. */
interface BitOperation {
  narrow(a: number, b: number): number;
  wide(a: bigint, b: bigint): bigint;
}

/** Combines the bits of whole numbers that are not null; none gives null. A string is no whole number here, as in Spark. */
function bitAggregate(name: string, help: AggregateHelp, { narrow, wide }: BitOperation): AggregateFunction {
  const combine = (a: Value, b: Value): Value =>
    typeof a === 'bigint' ? wide(a, b as bigint) : narrow(a as number, b as number);
  return {
    names: [name],
    takesStar: false,
    takesDistinct: true,
    minArgs: 1,
    maxArgs: 1,
    help,
    bind(args, written) {
      const found = argumentAt(args, 0).type;
      const type: DataType = found.kind === 'void' ? INT : found;
      if (!isIntegral(type)) return err(wrongType(written, 0, 'tinyint, smallint, int, bigint', found));
      return ok(singleValue(type, type, combine));
    },
  };
}

export const bitAnd = bitAggregate(
  'bit_and',
  {
    usage: 'bit_and(x)',
    en: 'The bits that all whole numbers have in common.',
    fr: 'Les bits communs à tous les nombres entiers.',
  },
  { narrow: (a, b) => a & b, wide: (a, b) => a & b },
);

export const bitOr = bitAggregate(
  'bit_or',
  {
    usage: 'bit_or(x)',
    en: 'The bits that any of the whole numbers has.',
    fr: 'Les bits présents dans au moins un des nombres entiers.',
  },
  { narrow: (a, b) => a | b, wide: (a, b) => a | b },
);

export const bitXor = bitAggregate(
  'bit_xor',
  {
    usage: 'bit_xor(x)',
    en: 'The bits that an odd number of the whole numbers has.',
    fr: 'Les bits présents dans un nombre impair des nombres entiers.',
  },
  { narrow: (a, b) => a ^ b, wide: (a, b) => a ^ b },
);
