/** Emitted forms of casts. */
import { must } from '../base/assert.ts';
import { makeCast, makeTryCast } from '../types/cast.ts';
import { type DataType, isIntegral } from '../types/data-type.ts';
import { integerRange } from '../types/integer-range.ts';
import type { Value } from '../types/value.ts';
import type { EmitContext, EmittedValue } from './emit-context.ts';
import type { CastExpr, EmitArgument } from './expr.ts';
import { guarded, isNested } from './functions/wide-number.ts';
import { DAY_MICROS, emitDayStart, emitLocal, wholeUnits } from './functions/zone-emit.ts';

/** Why the cast itself has no emitted form; null where it has one. */
export function cannotEmitCast({ of, type }: CastExpr): string | null {
  return isNested(of.type) || isNested(type) ? 'nested values' : null;
}

export function emitCast(expr: CastExpr, context: EmitContext, emitArgument: EmitArgument): EmittedValue {
  const of = emitArgument(expr.of, context);
  const from = expr.of.type;
  const to = expr.type;
  if (from.kind === to.kind && from.kind !== 'decimal') return of;
  if (from.kind === 'timestamp' && to.kind === 'date') {
    return { value: wholeUnits(emitLocal(of, context), DAY_MICROS), isNull: of.isNull };
  }
  if (from.kind === 'date' && to.kind === 'timestamp') return { value: emitDayStart(of, context), isNull: of.isNull };
  const code = inlineCode(from, to);
  if (code === null || (expr.isTry && code.holds !== null)) return emitBound(expr, of, context);
  if (code.holds === null) return { value: code.of(of.value), isNull: of.isNull };
  const value = context.fresh('v');
  context.statement(`const ${value} = ${code.of(of.value)};`);
  const wrong = `!(${code.holds(value)})`;
  context.statement(`if (${of.isNull === 'false' ? wrong : `!(${of.isNull}) && ${wrong}`}) { ${context.bail} }`);
  return { value, isNull: of.isNull };
}

/** A cast in JavaScript, and what must hold of its result; null where every value has one. */
interface InlineCast {
  of(value: string): string;
  readonly holds: ((result: string) => string) | null;
}

/** Casts between numbers, booleans and seconds since 1970; null for all others. */
function inlineCode(from: DataType, to: DataType): InlineCast | null {
  if (isIntegral(from)) return fromInteger(from, to);
  if (from.kind === 'float' || from.kind === 'double') {
    if (to.kind === 'double') return always((value) => value);
    if (to.kind === 'float') return always((value) => `Math.fround(${value})`);
    if (to.kind === 'boolean') return always((value) => `${value} !== 0`);
    // No integer is -0.
    return isIntegral(to) ? { of: (value) => `Math.trunc(${value}) + 0`, holds: inRange(to) } : null;
  }
  if (from.kind === 'boolean') {
    const isNumber = isIntegral(to) || to.kind === 'float' || to.kind === 'double';
    return isNumber ? always((value) => `${value} ? 1 : 0`) : null;
  }
  if (from.kind === 'timestamp') {
    if (to.kind === 'double') return always((value) => `${value} / 1e6`);
    const seconds = (value: string) => wholeUnits(value, 1_000_000);
    if (to.kind === 'bigint') return always(seconds);
    return isIntegral(to) ? { of: seconds, holds: inRange(to) } : null;
  }
  return null;
}

function fromInteger(from: DataType, to: DataType): InlineCast | null {
  switch (to.kind) {
    case 'double':
      return always((value) => value);
    case 'float':
      return always((value) => `Math.fround(${value})`);
    case 'boolean':
      return always((value) => `${value} !== 0`);
    case 'timestamp':
      return { of: (value) => `${value} * 1000000`, holds: (result) => `Number.isSafeInteger(${result})` };
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint': {
      const [a, b] = [bitsOf(from), bitsOf(to)];
      return a <= b ? always((value) => value) : { of: (value) => value, holds: inRange(to) };
    }
    default:
      return null;
  }
}

function always(of: InlineCast['of']): InlineCast {
  return { of, holds: null };
}

function bitsOf({ kind }: DataType): number {
  return must([8, 16, 32, 64][['tinyint', 'smallint', 'int', 'bigint'].indexOf(kind)], 'the type is integral');
}

function inRange({ kind }: DataType): (result: string) => string {
  if (kind === 'bigint') return (result) => `Number.isSafeInteger(${result})`;
  const { min, max } = integerRange(kind as 'tinyint' | 'smallint' | 'int');
  return (result) => `${result} >= ${min} && ${result} <= ${max}`;
}

/** A call of the cast itself; it bails where that throws. */
function emitBound(expr: CastExpr, of: EmittedValue, context: EmitContext): EmittedValue {
  const from = expr.of.type;
  const options = { timeZone: context.timeZone };
  const cast = expr.isTry ? makeTryCast(from, expr.type, options) : makeCast(from, expr.type, options);
  const bound = context.bind(guarded((value: Value = null) => cast(value), [from], expr.type));
  const value = context.fresh('v');
  context.statement(
    of.isNull === 'false'
      ? `const ${value} = ${bound}(${of.value});`
      : `const ${value} = (${of.isNull}) ? null : ${bound}(${of.value});`,
  );
  context.statement(`if (${value} === undefined) { ${context.bail} }`);
  return { value, isNull: expr.nullable || of.isNull !== 'false' ? `(${value} === null)` : 'false' };
}
