import type { CsvOptions } from '../sources/file/reader-options.ts';
import type { DataType } from '../types/data-type.ts';
import type { ScanColumn, ScanPlan } from './scan-plan.ts';
import { NESTING_MAX } from './script/json-pass.ts';
import { NUMBER_BYTES_MAX } from './script/number-text.ts';

/** Each column that is read has vectors, which are to stay in the processor's nearest caches. */
const COLUMNS_MAX = 128;
/** A longer name makes the comparison of its bytes too long. */
const NAME_LENGTH_MAX = 256;

/** Why files cannot be scanned, in the few words that `millrace explain` shows; null where they can. */
export function cannotScan(plan: ScanPlan): string | null {
  const { options, format } = plan;
  if (options.multiLine && format !== 'text') return 'records of more than one line';
  if (options.wholeText && format === 'text') return 'files that are one record';
  if (options.encoding !== null) return 'an encoding other than UTF-8';
  if (options.lineSep !== null) return 'a line separator of its own';
  const read = plan.columns.filter(({ isRead }) => isRead);
  if (read.length > COLUMNS_MAX) return `more than ${COLUMNS_MAX} columns`;
  const odd = read.find(({ type }) => !isScanned(type));
  if (odd !== undefined)
    return isNested(odd.type) ? 'a column of arrays or structs' : `a column of type ${odd.type.kind}`;
  const inFile = read.filter(({ isInFile }) => isInFile);
  switch (format) {
    case 'json':
      return cannotScanJson(plan, inFile);
    case 'csv':
      return cannotScanCsv(plan, inFile);
    case 'text':
      return null;
  }
}

function isNested({ kind }: DataType): boolean {
  return kind === 'array' || kind === 'struct';
}

function isScanned(type: DataType): boolean {
  return !isNested(type) && type.kind !== 'void' && type.kind !== 'interval' && type.kind !== 'interval year to month';
}

function cannotScanJson({ options }: ScanPlan, columns: readonly ScanColumn[]): string | null {
  const { maxNumLen, maxNestingDepth } = options.json;
  // The record itself is one level more.
  if (maxNumLen < NUMBER_BYTES_MAX || maxNestingDepth <= NESTING_MAX) return 'limits on numbers or nesting';
  if (columns.some(({ name }) => name.length > NAME_LENGTH_MAX)) return 'a very long column name';
  if (new Set(columns.map(({ name }) => name)).size < columns.length) return 'two columns of one name';
  // Broken text in a record's field names could be taken for these.
  return columns.some(({ name }) => /[\ufffd\p{Surrogate}]/u.test(name)) ? 'a column name that is no text' : null;
}

function cannotScanCsv({ options, columns }: ScanPlan, read: readonly ScanColumn[]): string | null {
  const { csv } = options;
  const fields = columns.filter(({ isInFile }) => isInFile).length;
  if (fields === 0) return 'records without a column';
  if (fields > csv.maxColumns) return 'more columns than maxColumns';
  const signs = [csv.separator, csv.quote, csv.escape, csv.escapeEscape ?? '', csv.comment].join('');
  if (!/^[\0-\x7f]*$/.test(signs)) return 'signs beyond ASCII';
  if (/[\r\n]/.test(signs)) return 'signs that end a line';
  if (csv.quote !== '' && csv.separator.includes(csv.quote)) return 'a separator with a quote in it';
  if (/\p{Surrogate}|\ufffd/u.test(csv.nullValue + csv.emptyValue)) return 'a nullValue or emptyValue that is no text';
  const hasFloats = read.some(({ type }) => type.kind === 'float' || type.kind === 'double');
  return hasFloats && floatWords(csv).some((word) => /^[+-]?[\d.]/.test(word))
    ? 'words for numbers that are numbers'
    : null;
}

function floatWords({ nanValue, positiveInf, negativeInf }: CsvOptions): readonly string[] {
  return [nanValue, positiveInf, negativeInf];
}
