import type { FileSinkFormat } from '../../plan/logical-plan.ts';

/** What texts an option takes. */
export type WriterOptionValue =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'compression'; readonly format: FileSinkFormat }
  | { readonly kind: 'character' }
  | { readonly kind: 'separator' }
  | { readonly kind: 'line-separator'; readonly charactersMax: number }
  | { readonly kind: 'pattern' }
  | { readonly kind: 'zone' }
  | { readonly kind: 'encoding' }
  | { readonly kind: 'text' };

/** One of Spark's writer options. */
export interface WriterOptionRow {
  /** As Spark writes it; letter case counts nothing. */
  readonly name: string;
  /** Another name for the same option; `name` goes before it. */
  readonly alias?: string;
  readonly value: WriterOptionValue;
  /**
   * - `used`: does here what it does in Spark
   * - `idle`: Spark takes it, but it says nothing about writing
   * - `refused`: changes what Spark writes and is not offered here
   */
  readonly role: 'used' | 'idle' | 'refused';
}

const boolean: WriterOptionValue = { kind: 'boolean' };
const character: WriterOptionValue = { kind: 'character' };
const pattern: WriterOptionValue = { kind: 'pattern' };
const text: WriterOptionValue = { kind: 'text' };

function used(name: string, value: WriterOptionValue, alias?: string): WriterOptionRow {
  return { name, value, role: 'used', ...(alias === undefined ? {} : { alias }) };
}

function idle(name: string): WriterOptionRow {
  return { name, value: text, role: 'idle' };
}

function refused(name: string): WriterOptionRow {
  return { name, value: text, role: 'refused' };
}

/** Of every format: `path` and `checkpointLocation` have settings of their own, and limits of a file are not offered. */
const EVERY_FORMAT: readonly WriterOptionRow[] = [
  refused('path'),
  refused('checkpointLocation'),
  refused('maxRecordsPerFile'),
  refused('retention'),
  refused('partitionOverwriteMode'),
];

const TEXT_FORMATS: readonly WriterOptionRow[] = [
  used('timestampFormat', pattern),
  used('dateFormat', pattern),
  used('timeZone', { kind: 'zone' }),
  used('encoding', { kind: 'encoding' }, 'charset'),
  idle('timestampNTZFormat'),
  refused('locale'),
];

/** Reader options that have a meaning for CSV only in reading: not even numbers are written by them. */
const CSV_READING = ['nanValue', 'positiveInf', 'negativeInf', 'inferSchema', 'mode', 'enforceSchema', 'multiLine'];

const TABLE: Readonly<Record<FileSinkFormat, readonly WriterOptionRow[]>> = {
  json: [
    ...EVERY_FORMAT,
    ...TEXT_FORMATS,
    used('compression', { kind: 'compression', format: 'json' }),
    used('lineSep', { kind: 'line-separator', charactersMax: 1000 }),
    used('ignoreNullFields', boolean),
    used('writeNonAsciiCharacterAsCodePoint', boolean),
    refused('pretty'),
    idle('multiLine'),
    idle('mode'),
  ],
  csv: [
    ...EVERY_FORMAT,
    ...TEXT_FORMATS,
    used('compression', { kind: 'compression', format: 'csv' }, 'codec'),
    used('sep', { kind: 'separator' }, 'delimiter'),
    used('quote', character),
    used('escape', character),
    used('charToEscapeQuoteEscaping', character),
    used('comment', character),
    used('header', boolean),
    used('quoteAll', boolean),
    used('escapeQuotes', boolean),
    used('nullValue', text),
    used('emptyValue', text),
    used('ignoreLeadingWhiteSpace', boolean),
    used('ignoreTrailingWhiteSpace', boolean),
    used('lineSep', { kind: 'line-separator', charactersMax: 2 }),
    ...CSV_READING.map(idle),
  ],
  parquet: [
    ...EVERY_FORMAT,
    used('compression', { kind: 'compression', format: 'parquet' }),
    idle('mergeSchema'),
    idle('datetimeRebaseMode'),
    idle('int96RebaseMode'),
  ],
};

/** The options of one format. */
export function writerOptionsOf(format: FileSinkFormat): readonly WriterOptionRow[] {
  return TABLE[format];
}
