import type { EngineError } from '../base/errors/engine-error.ts';
import { trimAscii } from './ascii-trim.ts';
import type { CastOptions } from './cast-timestamp.ts';
import { type DataType, type DecimalType, STRING } from './data-type.ts';
import { boundDecimal, exceedsAllDecimals, readDecimalText } from './decimal-text.ts';
import { type IntegralKind, inIntegerRange } from './integer-range.ts';
import { parseInterval } from './interval-text.ts';
import { javaDouble } from './java-double.ts';
import { parseDate, parseTimestamp } from './timestamp-text.ts';
import type { Value } from './value.ts';
import { castInvalidInput, numericOutOfRange, numericOutOfSupportedRange } from './value-errors.ts';

/** The ANSI cast of a string to an atomic type; text that is malformed or out of range raises EXE-001. */
export function castFromString(to: DataType, options: CastOptions): (value: Value) => Value {
  if (to.kind === 'decimal') return (value) => textToDecimal(value as string, to);
  const read = readerOf(to, options);
  return (value) => {
    const result = read(value as string);
    if (result === null) throw invalid(value as string, to);
    return result;
  };
}

function readerOf(to: DataType, options: CastOptions): (text: string) => Value {
  switch (to.kind) {
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'bigint':
      return (text) => textToInteger(text, to.kind as IntegralKind);
    case 'float':
      return (text) => {
        const number = textToDouble(text);
        return number === null ? null : Math.fround(number);
      };
    case 'double':
      return textToDouble;
    case 'boolean':
      return textToBoolean;
    case 'date':
      return parseDate;
    case 'timestamp':
      return (text) => parseTimestamp(text, options.timeZone, options.now);
    case 'interval':
      return textToMicros;
    default:
      throw new TypeError(`no cast from string to ${to.kind}`);
  }
}

/** Digits with a sign, in the type's range; space around them. Null otherwise: `1.0` and `1e3` are no integers here. */
function textToInteger(text: string, kind: IntegralKind): number | bigint | null {
  const trimmed = trimAscii(text);
  const digits = /^[+-]?0*(\d*)$/.exec(trimmed)?.[1];
  if (digits === undefined || digits.length > 19 || !/\d$/.test(trimmed)) return null;
  const value = kind === 'bigint' || digits.length > 15 ? BigInt(trimmed.replace('+', '')) : Number(trimmed);
  if (!inIntegerRange(value, kind)) return null;
  // No integer is -0, however the text was signed.
  return kind === 'bigint' ? BigInt(value) : Number(value) + 0;
}

/**
 * A number as Java reads doubles, or one of the words nan, inf and infinity in
 * any letter case, with space around it. Null otherwise.
 */
function textToDouble(text: string): number | null {
  const trimmed = trimAscii(text);
  const number = javaDouble(trimmed);
  if (number !== null) return number;
  switch (trimmed.toLowerCase()) {
    case 'nan':
      return Number.NaN;
    case 'inf':
    case '+inf':
    case 'infinity':
    case '+infinity':
      return Number.POSITIVE_INFINITY;
    case '-inf':
    case '-infinity':
      return Number.NEGATIVE_INFINITY;
    default:
      return null;
  }
}

const TRUE_WORDS: readonly string[] = ['t', 'true', 'y', 'yes', '1'];
const FALSE_WORDS: readonly string[] = ['f', 'false', 'n', 'no', '0'];

/** t, true, y, yes, 1 and f, false, n, no, 0, in any letter case, with space around them. Null otherwise. */
function textToBoolean(text: string): boolean | null {
  const word = trimAscii(text).toLowerCase();
  if (TRUE_WORDS.includes(word)) return true;
  return FALSE_WORDS.includes(word) ? false : null;
}

function textToMicros(text: string): bigint | null {
  const read = parseInterval(text);
  return read.ok && read.value.months === 0 ? read.value.micros : null;
}

function textToDecimal(text: string, to: DecimalType): bigint {
  const number = readDecimalText(text);
  if (number === null) throw invalid(text, to);
  if (exceedsAllDecimals(number)) throw numericOutOfSupportedRange(text.trim());
  const unscaled = boundDecimal(number, to);
  if (unscaled === null) throw numericOutOfRange(text.trim(), to.precision, to.scale);
  return unscaled;
}

function invalid(text: string, to: DataType): EngineError {
  return castInvalidInput(text, STRING, to);
}
