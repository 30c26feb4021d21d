import { expect } from 'vitest';
import type { FileSourceSettings } from '../../sources/file/file-source-settings.ts';
import { decodeBytes, schemaOf } from '../../sources/testing/decode-bytes.ts';
import type { Schema } from '../../types/schema.ts';
import type { ScanPlan } from '../scan-plan.ts';
import type { Scanner } from '../scanner.ts';
import { COLUMN_TYPES, mutated, pick, type Random, randomCsvLine, randomJsonLine, randomOf } from './random-lines.ts';
import { scanBytes, testPlan } from './scan-bytes.ts';

type Settings = Partial<FileSourceSettings>;
type Options = Readonly<Record<string, string>>;

/** A kind of files that scanner and decoder must read alike, however broken they are. */
export interface MutationCase {
  readonly name: string;
  readonly settings: Settings;
  readonly line: (random: Random) => string;
}

/** Lines a file. */
const LINES = 25;

const SCHEMA = schemaOf({
  ...COLUMN_TYPES,
  _corrupt_record: 'string',
});
const FIELDS = SCHEMA.slice(0, 11);
const SOME = new Set([2, 0, 7]);

function json(name: string, settings: Settings): MutationCase {
  return {
    name: `JSON, ${name}`,
    settings: { schema: SCHEMA, ...settings },
    line: (random) => randomJsonLine(random, FIELDS.slice(0, pick(random, [1, 3, 11]))),
  };
}

function csv(name: string, options: Options, settings: Settings = {}): MutationCase {
  return {
    name: `CSV, ${name}`,
    settings: { format: 'csv', schema: SCHEMA, options, ...settings },
    line: (random) => randomCsvLine(random, FIELDS, options.sep ?? ',', '"'),
  };
}

function narrowCsv(name: string, schema: Schema, sep = ','): MutationCase {
  return {
    name: `CSV, ${name}`,
    settings: { format: 'csv', schema, options: { sep } },
    line: (random) => randomCsvLine(random, schema, sep, '"'),
  };
}

function text(name: string, settings: Settings): MutationCase {
  return {
    name: `text, ${name}`,
    settings: { format: 'text', schema: schemaOf({ value: 'string' }), schemaNodeId: null, ...settings },
    line: (random) => randomCsvLine(random, SCHEMA.slice(0, pick(random, [1, 3])), ' ', '"'),
  };
}

export const MUTATION_CASES: readonly MutationCase[] = [
  json('all columns', {}),
  json('some columns', { requiredColumns: SOME }),
  json('no columns', { requiredColumns: new Set() }),
  json('patterns', { options: { timestampFormat: "yyyy-MM-dd'T'HH:mm:ssX", dateFormat: 'yyyy-MM-dd' } }),
  json('leniencies', {
    options: { allowComments: 'true', allowNumericLeadingZeros: 'true', allowUnquotedControlChars: 'true' },
  }),
  json('malformed records are dropped', { mode: 'DROPMALFORMED', timeZone: 'Europe/Paris' }),
  csv('all columns', {}),
  csv('some columns', {}, { requiredColumns: SOME }),
  csv('no columns', {}, { requiredColumns: new Set() }),
  csv('a header', { header: 'true' }),
  csv('quotes that are doubled', { escape: '"' }),
  csv('an escape of the escape', { charToEscapeQuoteEscaping: '#' }),
  csv('no quotes', { quote: '' }),
  csv('other quotes', { quote: "'" }),
  csv('no escape', { escape: '' }),
  csv('tabs', { sep: '\t', comment: '#' }),
  csv('a long separator', { sep: '||', nullValue: 'NULL' }),
  csv('white space that is left out', { ignoreLeadingWhiteSpace: 'true', ignoreTrailingWhiteSpace: 'true' }),
  csv('white space that separates', { sep: ' ', ignoreLeadingWhiteSpace: 'true', comment: 'u' }),
  narrowCsv('a sign of numbers that separates', schemaOf({ n: 'int', m: 'bigint', d: 'double' }), '.'),
  csv('a null value', { nullValue: 'NULL' }),
  csv('a null value that is a number', { nullValue: '7' }),
  csv('an empty value', { emptyValue: 'é', nullValue: 'Open', maxCharsPerColumn: '28' }),
  csv('an empty value that is a number', { emptyValue: '12', nullValue: '7' }),
  csv('few columns', { maxColumns: '100' }, { requiredColumns: new Set([0, 1]) }),
  csv('strict dates', { enableDateTimeParsingFallback: 'false' }),
  csv(
    'patterns',
    { dateFormat: 'yyyy-M-d', timestampFormat: "yyyy-MM-dd'T'HH:mm:ssX" },
    { requiredColumns: new Set([2, 9]) },
  ),
  csv('malformed records are dropped', {}, { mode: 'DROPMALFORMED', timeZone: 'Europe/Paris' }),
  narrowCsv('two columns', schemaOf({ time: 'bigint', action: 'string' })),
  narrowCsv('one column', schemaOf({ action: 'string' })),
  text('read', {}),
  text('not read', { requiredColumns: new Set() }),
];

/**
 * Reads so many files by scanner and decoder, and by the decoder alone: both must tell the same.
 *
 * @returns the lines that the scanner took
 */
export function expectNoDifference(
  { settings, line }: MutationCase,
  create: (plan: ScanPlan) => Scanner,
  seed: number,
  files: number,
): number {
  const random = randomOf(seed);
  const scanner = create(testPlan(settings));
  let certain = 0;
  for (let file = 0; file < files; file++) {
    const lines = Array.from({ length: LINES }, () => mutated(random, Buffer.from(line(random))));
    const end = random() < 0.8 ? '\n' : '\r\n';
    const content = Buffer.concat(lines.flatMap((bytes) => [bytes, Buffer.from(end)]));
    const scanned = scanBytes(content, settings, scanner);
    expect(scanned.sink, `file ${file}: ${content.toString('latin1')}`).toEqual(decodeBytes(content, settings));
    certain += scanned.certain;
  }
  // Most lines are hit once or twice, yet enough of them stay ordinary.
  expect(certain).toBeGreaterThan(files * LINES * 0.1);
  return certain;
}
