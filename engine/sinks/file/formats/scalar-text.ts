import { must } from '../../../base/assert.ts';
import { MICROS_PER_DAY } from '../../../types/civil-date.ts';
import type { DataType } from '../../../types/data-type.ts';
import { compileDateTimePattern } from '../../../types/datetime-pattern.ts';
import { doubleText, floatText } from '../../../types/number-text.ts';
import { formatDate } from '../../../types/timestamp-text.ts';
import type { Value } from '../../../types/value.ts';
import type { WriterOptions } from '../writer-options.ts';
import { javaDecimal } from './java-decimal.ts';

/**
 * Milliseconds always, and the offset with its seconds where it has some: what Spark writes for its default pattern
 * `yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]` (semantics 2.3).
 */
const DEFAULT_TIMESTAMP_PATTERN = "yyyy-MM-dd'T'HH:mm:ss.SSSXXXXX";

/**
 * How JSON and CSV files write a value that is not null and neither an array nor a struct. Strings come back as they are; the
 * formats quote and escape them. The patterns of `options` must have been checked.
 */
export function scalarText(type: DataType, options: WriterOptions): (value: NonNullable<Value>) => string {
  switch (type.kind) {
    case 'float':
      return (value) => floatText(value as number);
    case 'double':
      return (value) => doubleText(value as number);
    case 'decimal':
      return (value) => javaDecimal(value as bigint, type.scale);
    case 'date': {
      if (options.dateFormat === null) return (value) => formatDate(value as number);
      const format = formatterOf(options.dateFormat);
      return (value) => format(BigInt(value as number) * MICROS_PER_DAY, 'UTC');
    }
    case 'timestamp': {
      const format = formatterOf(options.timestampFormat ?? DEFAULT_TIMESTAMP_PATTERN);
      return (value) => format(value as bigint, options.timeZone);
    }
    default:
      return String;
  }
}

function formatterOf(pattern: string): (micros: bigint, zone: string) => string {
  const compiled = compileDateTimePattern(pattern);
  return must(compiled.ok ? compiled.value : undefined, `date pattern ${pattern} was checked`).format;
}
