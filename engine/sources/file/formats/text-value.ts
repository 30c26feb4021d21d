import { BAD } from '../../../types/bad-value.ts';
import { type DataType, isIntegral } from '../../../types/data-type.ts';
import type { DateTimeReader } from '../../../types/date-time-reader.ts';
import { decimalFromText } from '../../../types/decimal-from-text.ts';
import { type IntegralKind, inIntegerRange } from '../../../types/integer-range.ts';
import { javaDouble } from '../../../types/java-double.ts';
import { asciiDigits } from '../../../types/unicode-digits.ts';
import type { Value } from '../../../types/value.ts';

/** Words for doubles that no digits can say. */
export interface FloatWords {
  readonly nanValue: string;
  readonly positiveInf: string;
  readonly negativeInf: string;
}

/** The words that Java's `Double.parseDouble` takes, whatever the options say. */
const WORDS: Readonly<Record<string, number>> = { NaN: Number.NaN, Infinity: Number.POSITIVE_INFINITY };

/**
 * A reader of values from text as CSV has them (semantics 2.5): strict, nothing is trimmed but around a double. `BAD` for a
 * text that does not fit.
 */
export function textToValue(
  type: DataType,
  dates: DateTimeReader,
  words: FloatWords,
): (text: string) => Value | typeof BAD {
  if (isIntegral(type)) return (text) => integerFromText(text, type.kind as IntegralKind);
  switch (type.kind) {
    case 'string':
      return (text) => text;
    case 'boolean':
      return (text) => {
        const lower = text.toLowerCase();
        return lower === 'true' ? true : lower === 'false' ? false : BAD;
      };
    case 'float':
      return floatReader(Math.fround, words);
    case 'double':
      return floatReader((value) => value, words);
    case 'decimal':
      return (text) => decimalFromText(text.replaceAll(',', ''), type) ?? BAD;
    case 'timestamp':
      return (text) => dates.timestamp(text) ?? BAD;
    case 'date':
      return (text) => dates.date(text) ?? BAD;
    default:
      return () => BAD;
  }
}

function integerFromText(text: string, kind: IntegralKind): Value | typeof BAD {
  if (text.length > 40) return BAD;
  const digits = asciiDigits(text);
  if (!/^[+-]?\d+$/.test(digits)) return BAD;
  if (kind !== 'bigint') {
    // Adding zero turns minus zero into zero.
    const value = Number(digits) + 0;
    return inIntegerRange(value, kind) ? value : BAD;
  }
  const value = BigInt(digits.startsWith('+') ? digits.slice(1) : digits);
  return inIntegerRange(value, kind) ? value : BAD;
}

function floatReader(round: (value: number) => number, words: FloatWords): (text: string) => Value | typeof BAD {
  return (text) => {
    if (text === words.nanValue) return Number.NaN;
    if (text === words.negativeInf) return Number.NEGATIVE_INFINITY;
    if (text === words.positiveInf) return Number.POSITIVE_INFINITY;
    const trimmed = text.replace(/^[\0-\x20]+|[\0-\x20]+$/g, '');
    const [, sign, word = ''] = /^([+-]?)(NaN|Infinity)$/.exec(trimmed) ?? [];
    const value = WORDS[word] ?? javaDouble(trimmed);
    return value === null ? BAD : round(sign === '-' ? -value : value);
  };
}
