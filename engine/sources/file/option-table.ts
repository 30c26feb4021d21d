import type { FileFormat } from './file-source-settings.ts';

/** What texts an option takes. */
export type OptionValue =
  | { readonly kind: 'boolean' }
  | { readonly kind: 'whole'; readonly min: number }
  | { readonly kind: 'ratio' }
  | { readonly kind: 'duration' }
  | { readonly kind: 'character' }
  | { readonly kind: 'separator' }
  | { readonly kind: 'line-separator'; readonly charactersMax: number | null }
  | { readonly kind: 'choice'; readonly choices: readonly string[]; readonly offered: readonly string[] }
  | { readonly kind: 'pattern' }
  | { readonly kind: 'zone' }
  | { readonly kind: 'encoding' }
  | { readonly kind: 'glob' }
  | { readonly kind: 'instant' }
  | { readonly kind: 'text' };

/**
 * - `used`: does here what it does in Spark
 * - `idle`: Spark takes it, but it says nothing about reading files with a declared schema
 * - `refused`: means something in Spark that is not offered here
 */
export type OptionRole = 'used' | 'idle' | 'refused';

/** One of Spark's reader options. */
export interface OptionRow {
  /** As Spark writes it; letter case counts nothing. */
  readonly name: string;
  /** Another name for the same option; `name` goes before it. */
  readonly alias?: string;
  readonly formats: readonly FileFormat[];
  readonly value: OptionValue;
  readonly role: OptionRole;
  /** A stream refuses the option. */
  readonly isBatchOnly?: true;
  /** Spark takes the default for a text that it does not understand, and only warns. */
  readonly isForgiving?: true;
}

const ALL = ['json', 'csv', 'text', 'parquet'] as const;
const TEXTS = ['json', 'csv', 'text'] as const;
const RECORDS = ['json', 'csv'] as const;
const JSON_ONLY = ['json'] as const;
const CSV_ONLY = ['csv'] as const;

const boolean: OptionValue = { kind: 'boolean' };
const text: OptionValue = { kind: 'text' };
const character: OptionValue = { kind: 'character' };

function used(name: string, formats: readonly FileFormat[], value: OptionValue): OptionRow {
  return { name, formats, value, role: 'used' };
}

function idle(name: string, formats: readonly FileFormat[]): OptionRow {
  return { name, formats, value: text, role: 'idle' };
}

function refused(name: string, formats: readonly FileFormat[]): OptionRow {
  return { name, formats, value: text, role: 'refused' };
}

/** Every option that Spark's file sources know, by format (semantics 1.3, 2.1, 2.5). */
const OPTION_TABLE: readonly OptionRow[] = [
  used('pathGlobFilter', ALL, { kind: 'glob' }),
  used('recursiveFileLookup', ALL, boolean),
  used('ignoreMissingFiles', ALL, boolean),
  used('ignoreCorruptFiles', ALL, boolean),
  { ...used('modifiedBefore', ALL, { kind: 'instant' }), isBatchOnly: true },
  { ...used('modifiedAfter', ALL, { kind: 'instant' }), isBatchOnly: true },
  used('maxFilesPerTrigger', ALL, { kind: 'whole', min: 1 }),
  used('maxBytesPerTrigger', ALL, { kind: 'whole', min: 1 }),
  used('latestFirst', ALL, boolean),
  used('maxFileAge', ALL, { kind: 'duration' }),
  used('fileNameOnly', ALL, boolean),
  used('cleanSource', ALL, {
    kind: 'choice',
    choices: ['off', 'delete', 'archive'],
    offered: ['off', 'delete', 'archive'],
  }),
  used('sourceArchiveDir', ALL, text),
  used('maxCachedFiles', ALL, { kind: 'whole', min: 0 }),
  used('discardCachedInputRatio', ALL, { kind: 'ratio' }),
  idle('compression', ALL),

  {
    ...used('mode', RECORDS, {
      kind: 'choice',
      choices: ['PERMISSIVE', 'DROPMALFORMED', 'FAILFAST'],
      offered: ['PERMISSIVE', 'DROPMALFORMED', 'FAILFAST'],
    }),
    isForgiving: true,
  },
  used('columnNameOfCorruptRecord', RECORDS, text),
  used('multiLine', RECORDS, boolean),
  { ...used('encoding', TEXTS, { kind: 'encoding' }), alias: 'charset' },
  used('timeZone', RECORDS, { kind: 'zone' }),
  used('timestampFormat', RECORDS, { kind: 'pattern' }),
  used('dateFormat', RECORDS, { kind: 'pattern' }),
  used('enableDateTimeParsingFallback', RECORDS, boolean),
  idle('timestampNTZFormat', RECORDS),
  idle('samplingRatio', RECORDS),
  refused('locale', RECORDS),

  used('lineSep', ['json', 'text'], { kind: 'line-separator', charactersMax: null }),
  used('allowComments', JSON_ONLY, boolean),
  used('allowUnquotedFieldNames', JSON_ONLY, boolean),
  used('allowSingleQuotes', JSON_ONLY, boolean),
  used('allowNumericLeadingZeros', JSON_ONLY, boolean),
  used('allowNonNumericNumbers', JSON_ONLY, boolean),
  used('allowBackslashEscapingAnyCharacter', JSON_ONLY, boolean),
  used('allowUnquotedControlChars', JSON_ONLY, boolean),
  used('maxNestingDepth', JSON_ONLY, { kind: 'whole', min: 1 }),
  used('maxNumLen', JSON_ONLY, { kind: 'whole', min: 1 }),
  idle('maxStringLen', JSON_ONLY),
  idle('primitivesAsString', JSON_ONLY),
  idle('prefersDecimal', JSON_ONLY),
  idle('dropFieldIfAllNull', JSON_ONLY),
  idle('ignoreNullFields', JSON_ONLY),

  { ...used('sep', CSV_ONLY, { kind: 'separator' }), alias: 'delimiter' },
  used('quote', CSV_ONLY, character),
  used('escape', CSV_ONLY, character),
  used('charToEscapeQuoteEscaping', CSV_ONLY, character),
  used('comment', CSV_ONLY, character),
  used('header', CSV_ONLY, boolean),
  used('enforceSchema', CSV_ONLY, boolean),
  used('ignoreLeadingWhiteSpace', CSV_ONLY, boolean),
  used('ignoreTrailingWhiteSpace', CSV_ONLY, boolean),
  used('nullValue', CSV_ONLY, text),
  used('emptyValue', CSV_ONLY, text),
  used('nanValue', CSV_ONLY, text),
  used('positiveInf', CSV_ONLY, text),
  used('negativeInf', CSV_ONLY, text),
  used('maxColumns', CSV_ONLY, { kind: 'whole', min: 1 }),
  used('maxCharsPerColumn', CSV_ONLY, { kind: 'whole', min: -1 }),
  used('lineSep', CSV_ONLY, { kind: 'line-separator', charactersMax: 2 }),
  used('unescapedQuoteHandling', CSV_ONLY, {
    kind: 'choice',
    choices: ['STOP_AT_DELIMITER', 'STOP_AT_CLOSING_QUOTE', 'BACK_TO_DELIMITER', 'SKIP_VALUE', 'RAISE_ERROR'],
    offered: ['STOP_AT_DELIMITER'],
  }),
  idle('inferSchema', CSV_ONLY),
  idle('preferDate', CSV_ONLY),
  idle('quoteAll', CSV_ONLY),
  idle('escapeQuotes', CSV_ONLY),
  idle('inputBufferSize', CSV_ONLY),

  used('wholetext', ['text'], boolean),

  idle('mergeSchema', ['parquet']),
  idle('datetimeRebaseMode', ['parquet']),
  idle('int96RebaseMode', ['parquet']),
];

/** The options of one format. */
export function optionsOf(format: FileFormat): readonly OptionRow[] {
  return OPTION_TABLE.filter((row) => row.formats.includes(format));
}
