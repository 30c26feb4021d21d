import { EngineError } from '../base/errors/engine-error.ts';
import type { DataType } from './data-type.ts';
import { printDataType } from './data-type-text.ts';
import { excerpt } from './excerpt.ts';

/** Texts of a user's data are cut to this many characters in messages. */
const SHOWN_CHARACTERS = 80;

/** The text cannot be read as the type (Spark: CAST_INVALID_INPUT). */
export function castInvalidInput(value: string, from: DataType, to: DataType): EngineError {
  return new EngineError('EXE-001', { value: excerpt(value, SHOWN_CHARACTERS), from: sqlName(from), to: sqlName(to) });
}

/** The number lies outside the type's range (Spark: CAST_OVERFLOW). */
export function castOverflow(value: string, from: DataType, to: DataType): EngineError {
  return new EngineError('EXE-002', { value: excerpt(value, SHOWN_CHARACTERS), from: sqlName(from), to: sqlName(to) });
}

/** A result of arithmetic does not fit its type (Spark: ARITHMETIC_OVERFLOW). `operation` as in `a + b`. */
export function arithmeticOverflow(operation: string, type: DataType): EngineError {
  return new EngineError('EXE-003', { operation: excerpt(operation, SHOWN_CHARACTERS), type: sqlName(type) });
}

/** Division by zero (Spark: DIVIDE_BY_ZERO). */
export function divideByZero(): EngineError {
  return new EngineError('EXE-004');
}

/** The remainder of a division by zero (Spark: REMAINDER_BY_ZERO). */
export function remainderByZero(): EngineError {
  return new EngineError('EXP-040');
}

/** The decimal needs more digits than its type has (Spark: NUMERIC_VALUE_OUT_OF_RANGE). */
export function numericOutOfRange(value: string, precision: number, scale: number): EngineError {
  return new EngineError('EXE-005', { value: excerpt(value, SHOWN_CHARACTERS), precision, scale });
}

/** The text has more than 38 digits before the point (Spark: NUMERIC_OUT_OF_SUPPORTED_RANGE). */
export function numericOutOfSupportedRange(value: string): EngineError {
  return new EngineError('EXE-009', { value: excerpt(value, SHOWN_CHARACTERS) });
}

/** The text does not fit the pattern that was asked for (Spark: CANNOT_PARSE_TIMESTAMP). */
export function cannotParseTimestamp(value: string, pattern: string): EngineError {
  return new EngineError('EXE-007', {
    value: excerpt(value, SHOWN_CHARACTERS),
    pattern: excerpt(pattern, SHOWN_CHARACTERS),
  });
}

/** A date or timestamp would lie outside the range of its type (Spark: DATETIME_OVERFLOW). */
export function datetimeOverflow(operation: string): EngineError {
  return new EngineError('EXE-008', { operation: excerpt(operation, SHOWN_CHARACTERS) });
}

function sqlName(type: DataType): string {
  return printDataType(type);
}
