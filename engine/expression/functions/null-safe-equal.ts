import { must } from '../../base/assert.ts';
import { ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { isPlainlyEqual, signComparison } from './comparison.ts';
import { isNested } from './wide-number.ts';

/** `a <=> b`: like `=`, and null is the same as null; never null itself. */
export const nullSafeEqual: ScalarFunction = {
  name: '<=>',
  aliases: ['equal_null'],
  minArgs: 2,
  maxArgs: 2,
  sign: (args) => {
    const signed = signComparison('<=>')(args);
    return signed.ok ? ok({ ...signed.value, nullable: false }) : signed;
  },
  compile: (call, args) => {
    const left = must(args[0], '<=> has a left side');
    const right = must(args[1], '<=> has a right side');
    const compare = comparatorOf(call.args[0]?.type ?? BOOLEAN);
    return (row) => {
      const a = left(row);
      const b = right(row);
      return a === null || b === null ? a === b : compare(a, b) === 0;
    };
  },
  cannotEmit: (call) => (call.args.some(({ type }) => isNested(type)) ? 'nested values' : null),
  emit: (call, context, emitArgument) => {
    const type = call.args[0]?.type ?? BOOLEAN;
    const a = emitArgument(must(call.args[0], '<=> has a left side'), context);
    const b = emitArgument(must(call.args[1], '<=> has a right side'), context);
    const value = context.fresh('b');
    const compare = isPlainlyEqual(type) ? null : context.bind(comparatorOf(type));
    const same = compare === null ? `${a.value} === ${b.value}` : `${compare}(${a.value}, ${b.value}) === 0`;
    context.statement(
      a.isNull === 'false' && b.isNull === 'false'
        ? `const ${value} = ${same};`
        : `const ${value} = (${a.isNull}) || (${b.isNull}) ? (${a.isNull}) && (${b.isNull}) : ${same};`,
    );
    return { value, isNull: 'false' };
  },
  display: ([a, b], written) => (written === 'equal_null' ? `equal_null(${a}, ${b})` : `(${a} <=> ${b})`),
};
