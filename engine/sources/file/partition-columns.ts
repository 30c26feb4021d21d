import { inIntegerRange } from '../../types/integer-range.ts';
import { parseDate, parseTimestamp } from '../../types/timestamp-text.ts';

/**
 * The type that Spark would give a partition column by the texts of its folders (semantics 1.2): the first of int, bigint, a
 * decimal without fraction, double, date and timestamp that takes them all, else string. Nulls say nothing.
 */
export function partitionType(texts: readonly (string | null)[], timeZone: string): string {
  const known = texts.filter((text): text is string => text !== null);
  if (known.length === 0) return 'string';
  const allAre = (test: (text: string) => boolean) => known.every(test);
  if (allAre((text) => isWhole(text) && inIntegerRange(Number(text), 'int'))) return 'int';
  if (allAre((text) => isWhole(text) && inIntegerRange(BigInt(text), 'bigint'))) return 'bigint';
  if (allAre((text) => isWhole(text) && digitsOf(text) <= 38)) return `decimal(${Math.max(...known.map(digitsOf))},0)`;
  if (allAre((text) => /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text))) return 'double';
  if (allAre((text) => /^\d{4}-\d{1,2}-\d{1,2}$/.test(text) && parseDate(text) !== null)) return 'date';
  if (allAre((text) => /^\d{4}-\d\d?-\d\d?[ T]\d/.test(text) && parseTimestamp(text, timeZone) !== null))
    return 'timestamp';
  return 'string';
}

function isWhole(text: string): boolean {
  return text.length <= 40 && /^-?\d+$/.test(text);
}

function digitsOf(text: string): number {
  return text.replace(/^-?0*/, '').length;
}
