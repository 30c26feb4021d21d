import { err, ok, type Result } from '../../base/result.ts';
import { BIGINT, type DataType, type DecimalType, DOUBLE, isIntegral, isNumeric } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { type IntegralKind, inIntegerRange } from '../../types/integer-range.ts';
import type { Value } from '../../types/value.ts';
import { arithmeticOverflow } from '../../types/value-errors.ts';
import { asDecimal, commonType, decimalOperand } from '../coercion.ts';
import type { CallExpr, Expr, ScalarFunction, Signature, SignatureProblem } from '../expr.ts';
import { type Compute, emitGuarded, emitInline, strict } from './strict.ts';
import { isWide } from './wide-number.ts';

/** What an operator does to two numbers of each family. */
export interface NumberOperation {
  readonly symbol: string;
  integer(a: bigint, b: bigint): bigint;
  double(a: number, b: number): number;
  decimalType(a: DecimalType, b: DecimalType): DecimalType;
  decimal(a: bigint, aType: DecimalType, b: bigint, bType: DecimalType, result: DecimalType): bigint;
  /** Emitted code for integers that are safe, exact wherever the result is safe as well. */
  integerCode(a: string, b: string): string;
  doubleCode(a: string, b: string): string;
  /** A divisor of zero fails instead of giving infinity or NaN. */
  readonly zeroFails?: () => Error;
}

/**
 * Both sides as numbers under ANSI: a string beside a number becomes bigint or double, integers and fractions meet in the wider
 * type, decimals keep each its own and the result follows Spark's formulas.
 */
export function signNumbers(
  operation: Pick<NumberOperation, 'symbol' | 'decimalType'>,
  left: Expr,
  right: Expr,
): Result<Signature, SignatureProblem> {
  const common = commonType(left.type, right.type);
  if (common === null) return err(differentSides(operation.symbol, left, right));
  if (common.kind === 'void') return ok({ args: [DOUBLE, DOUBLE], type: DOUBLE });
  if (!isNumeric(common)) return err(notNumeric(operation.symbol, isNumeric(left.type) ? right : left));
  if (common.kind !== 'decimal') return ok({ args: [common, common], type: common });
  const a = left.type.kind === 'void' ? asDecimal(common) : decimalOperand(left);
  const b = right.type.kind === 'void' ? asDecimal(common) : decimalOperand(right);
  return ok({ args: [a, b], type: operation.decimalType(a, b) });
}

/** As `signNumbers`, for a division: Spark holds its result for possibly null, from the time when a zero divisor gave that. */
export function signDivision(
  operation: Pick<NumberOperation, 'symbol' | 'decimalType'>,
  left: Expr,
  right: Expr,
): Result<Signature, SignatureProblem> {
  const signed = signNumbers(operation, left, right);
  return signed.ok ? ok({ ...signed.value, nullable: true }) : signed;
}

export function differentSides(operator: string, left: Expr, right: Expr): SignatureProblem {
  return { code: 'EXP-030', params: { operator, left: printDataType(left.type), right: printDataType(right.type) } };
}

export function notNumeric(operator: string, found: Expr): SignatureProblem {
  return { code: 'EXP-031', params: { operator, expected: 'numeric', found: printDataType(found.type) } };
}

/** `operation` on two numbers of the call's types; overflow and a zero divisor throw. */
export function computeNumbers(operation: NumberOperation, call: CallExpr): Compute {
  const { type } = call;
  const left = call.args[0]?.type ?? type;
  const right = call.args[1]?.type ?? type;
  const { zeroFails } = operation;
  if (type.kind === 'decimal' && left.kind === 'decimal' && right.kind === 'decimal') {
    return (a, b) => {
      if (zeroFails !== undefined && b === 0n) throw zeroFails();
      return operation.decimal(a as bigint, left, b as bigint, right, type);
    };
  }
  if (type.kind === 'float' || type.kind === 'double') {
    const round = type.kind === 'float' ? Math.fround : (value: number) => value;
    return (a, b) => {
      if (zeroFails !== undefined && b === 0) throw zeroFails();
      return round(operation.double(a as number, b as number));
    };
  }
  const kind = type.kind as IntegralKind;
  if (kind === 'bigint') {
    return (a, b) => {
      if (zeroFails !== undefined && b === 0n) throw zeroFails();
      const result = operation.integer(a as bigint, b as bigint);
      if (!inIntegerRange(result, kind)) throw overflow(operation.symbol, a, b, type);
      return result;
    };
  }
  return (a, b) => {
    if (zeroFails !== undefined && b === 0) throw zeroFails();
    // Exact wherever it is in range; adding 0 turns -0, which integers do not have, into 0.
    const result = operation.double(a as number, b as number) + 0;
    if (!inIntegerRange(result, kind)) throw overflow(operation.symbol, a, b, type);
    return result;
  };
}

function overflow(symbol: string, a: Value | undefined, b: Value | undefined, type: DataType): Error {
  return arithmeticOverflow(`${a} ${symbol} ${b}`, type);
}

/** The emitted bounds check of a result of an integral type; `result` is a number. */
export function outOfRange(type: DataType): (result: string) => string {
  if (isWide(type)) return (result) => `!Number.isSafeInteger(${result})`;
  const max = type.kind === 'tinyint' ? 127 : type.kind === 'smallint' ? 32767 : 2147483647;
  return (result) => `!(${result} >= ${-max - 1} && ${result} <= ${max})`;
}

/** The whole of an operator on numbers: interpreted and emitted. */
export function numberOperator(operation: NumberOperation): Pick<ScalarFunction, 'compile' | 'emit' | 'cannotEmit'> {
  return {
    ...strict((call) => computeNumbers(operation, call)),
    emit: (call, context, emitArgument) => {
      const { type } = call;
      const zero = operation.zeroFails === undefined ? null : (b: string) => `${b} === 0`;
      if (type.kind === 'double') {
        const check = zero === null ? null : (_: string, __: string, b = '') => zero(b);
        return emitInline(call, context, emitArgument, (a, b) => operation.doubleCode(a, b), check);
      }
      if (!isIntegral(type)) return emitGuarded(computeNumbers(operation, call), call, context, emitArgument);
      const range = outOfRange(type.kind === 'bigint' ? BIGINT : type);
      return emitInline(
        call,
        context,
        emitArgument,
        (a, b) => operation.integerCode(a, b),
        (result, _, b) => (zero === null || b === undefined ? range(result) : `${zero(b)} || ${range(result)}`),
      );
    },
  };
}
