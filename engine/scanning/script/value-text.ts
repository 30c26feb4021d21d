import { recordDates } from '../../sources/file/formats/record-dates.ts';
import type { DataType } from '../../types/data-type.ts';
import type { DateTimeReader } from '../../types/date-time-reader.ts';
import { decimalFromText } from '../../types/decimal-from-text.ts';
import { integerRange } from '../../types/integer-range.ts';
import type { ScanPlan } from '../scan-plan.ts';
import { instantReader } from './instant-text.ts';
import { asciiText, doubleOf, integerOf, numberEnd } from './number-text.ts';
import { isAscii } from './utf8.ts';

/** What a column's vector holds for the text `bytes[from, to)`; NaN for a text that is not certain to have a value. */
export type NumberOfText = (bytes: Uint8Array, from: number, to: number) => number;

/** Strings are not numbers, and nested values are not scanned. */
const NEVER: NumberOfText = () => Number.NaN;

/** What a plan's texts are read by. */
export interface TextReading {
  /** Without a present moment: a time of day, which means today, is not certain. */
  readonly dates: DateTimeReader;
  /** Whether a pattern says what timestamps look like. */
  readonly hasTimestampFormat: boolean;
  /** Whether a date may be a number of days. */
  readonly hasDayCounts: boolean;
}

export function textReadingOf({ format, options, timeZone }: ScanPlan): TextReading {
  return {
    dates: recordDates(format, options, timeZone, undefined),
    hasTimestampFormat: options.timestampFormat !== null,
    hasDayCounts: format === 'json',
  };
}

/**
 * Numbers of a type from texts that are numbers, truth values, dates or timestamps in their plain form. JSON and CSV read these
 * alike; what they read differently is not certain here.
 */
export function numberOfText(type: DataType, { dates, hasTimestampFormat, hasDayCounts }: TextReading): NumberOfText {
  switch (type.kind) {
    case 'boolean':
      return booleanOf;
    case 'tinyint':
    case 'smallint':
    case 'int': {
      const { min, max } = integerRange(type.kind);
      const [least, most] = [Number(min), Number(max)];
      return (bytes, from, to) => {
        const value = integerOf(bytes, from, to);
        return value >= least && value <= most ? value : Number.NaN;
      };
    }
    case 'bigint':
      return integerOf;
    case 'double':
      return (bytes, from, to) => (numberEnd(bytes, from) === to ? doubleOf(bytes, from, to) : Number.NaN);
    case 'float':
      return (bytes, from, to) => (numberEnd(bytes, from) === to ? Math.fround(doubleOf(bytes, from, to)) : Number.NaN);
    case 'decimal':
      return (bytes, from, to) => {
        if (numberEnd(bytes, from) !== to) return Number.NaN;
        const unscaled = Number(decimalFromText(asciiText(bytes, from, to), type) ?? Number.NaN);
        return Number.isSafeInteger(unscaled) ? unscaled : Number.NaN;
      };
    case 'timestamp': {
      const instant = instantReader(dates, !hasTimestampFormat);
      return (bytes, from, to) => (isAscii(bytes, from, to) ? instant(bytes, from, to) : Number.NaN);
    }
    case 'date':
      return (bytes, from, to) => {
        if (!isAscii(bytes, from, to)) return Number.NaN;
        const text = asciiText(bytes, from, to);
        return dates.date(text) ?? (hasDayCounts ? dates.dayCount(text) : null) ?? Number.NaN;
      };
    default:
      return NEVER;
  }
}

/** `true` and `false` in any letter case. */
function booleanOf(bytes: Uint8Array, from: number, to: number): number {
  if (isWord(bytes, from, to, 'true')) return 1;
  return isWord(bytes, from, to, 'false') ? 0 : Number.NaN;
}

function isWord(bytes: Uint8Array, from: number, to: number, word: string): boolean {
  if (to - from !== word.length) return false;
  for (let i = 0; i < word.length; i++) if (((bytes[from + i] as number) | 0x20) !== word.charCodeAt(i)) return false;
  return true;
}
