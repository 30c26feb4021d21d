import { err, ok, type Result } from '../../base/result.ts';
import {
  array,
  type DataType,
  type DecimalType,
  INT,
  isIntegral,
  isNumeric,
  sameType,
  VOID,
} from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { asDecimal, commonType } from '../coercion.ts';
import type { Expr, SignatureProblem } from '../expr.ts';
import { wrongArgument } from './signature.ts';

/** The element type of argument `at`, which must be an array; NULL counts as one without elements. */
export function elementTypeOf(args: readonly Expr[], at: number): Result<DataType, SignatureProblem> {
  const type = args[at]?.type ?? VOID;
  if (type.kind === 'array') return ok(type.element);
  return type.kind === 'void' ? ok(VOID) : err(wrongArgument(at, 'array', type));
}

/** As `elementTypeOf`, for functions that refuse a bare NULL. */
export function knownElementTypeOf(args: readonly Expr[], at: number): Result<DataType, SignatureProblem> {
  const type = args[at]?.type ?? VOID;
  return type.kind === 'array' ? ok(type.element) : err(wrongArgument(at, 'array', type));
}

/** The type in which elements of two arrays are compared; a text is never brought to another type for it. */
export function comparableType(a: DataType, b: DataType): DataType | null {
  if (isTextBesideOther(a, b)) return null;
  if (a.kind === 'array' && b.kind === 'array') {
    const element = comparableType(a.element, b.element);
    return element === null ? null : array(element);
  }
  return commonType(a, b);
}

/** As `comparableType`, where no digit may be lost and decimals do not grow: for what is put into an array. */
export function containingType(a: DataType, b: DataType): DataType | null {
  if (sameType(a, b)) return a;
  if (isNumeric(a) && isNumeric(b) && (a.kind === 'decimal' || b.kind === 'decimal')) {
    if (a.kind === 'decimal' && isIntegral(b)) return holds(a, asDecimal(b)) ? a : null;
    if (b.kind === 'decimal' && isIntegral(a)) return holds(b, asDecimal(a)) ? b : null;
    return null;
  }
  return comparableType(a, b);
}

function holds(wide: DecimalType, narrow: DecimalType): boolean {
  return wide.scale >= narrow.scale && wide.precision - wide.scale >= narrow.precision - narrow.scale;
}

function isTextBesideOther(a: DataType, b: DataType): boolean {
  return (a.kind === 'string') !== (b.kind === 'string') && a.kind !== 'void' && b.kind !== 'void';
}

/** The element type of an array and the type of a value for it have nothing in common. */
export function valueDiffers(args: readonly Expr[]): SignatureProblem {
  return { code: 'EXP-085', params: { types: args.map(({ type }) => printDataType(type)) } };
}

export function elementsDiffer(name: string, args: readonly Expr[]): SignatureProblem {
  return { code: 'EXP-033', params: { name, types: args.map(({ type }) => printDataType(type)) } };
}

/** Whether Spark takes the type for an index: an integer below 64 bits. */
function isIndexType(type: DataType): boolean {
  return isIntegral(type) && type.kind !== 'bigint';
}

/** The problem of argument `at` where it is no index; null where it is one. */
export function indexProblem(args: readonly Expr[], at: number): Result<never, SignatureProblem> | null {
  const type = args[at]?.type ?? INT;
  return isIndexType(type) ? null : err(wrongArgument(at, 'int', type));
}
