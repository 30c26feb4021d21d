import { diagnostic } from '../../base/errors/diagnostic.ts';
import type { Schema } from '../../types/schema.ts';
import { CsvTokenizer } from '../file/formats/csv/csv-tokenizer.ts';
import { parseReaderOptions } from '../file/reader-options.ts';
import { CsvColumnType } from './csv-column-type.ts';
import { separatorIn } from './csv-separator.ts';
import type { InferredColumns } from './inferred-columns.ts';
import { type Sample, sampleText } from './read-samples.ts';

type Cells = readonly (string | null)[];

/** Lines that the separator is looked for in. */
const LINES_LOOKED_AT = 50;

/** Separator, header and types of CSV, the types as Spark's `inferSchema` finds them. What `given` says is not looked for. */
export function inferCsv(samples: readonly Sample[], given: Readonly<Record<string, string>>): InferredColumns {
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const options: Record<string, string> = {};
  const [first] = samples;
  if (first !== undefined && !['sep', 'delimiter'].some((name) => names.has(name))) {
    const separator = separatorIn(linesOf(sampleText(first)).slice(0, LINES_LOOKED_AT));
    if (separator !== null && separator !== ',') options.sep = separator;
  }
  const read = samples.map((sample) => recordsOf(sample, { ...options, ...given }));
  const head = read[0]?.[0] ?? [];
  if (!names.has('header') && looksLikeHeader(head, read[0]?.slice(1) ?? [])) options.header = 'true';
  const { csv } = parseReaderOptions({ ...options, ...given }, 'UTC');
  const records = read.flatMap((rows) => (csv.header ? rows.slice(1) : rows));
  const width = head.length > 0 ? head.length : Math.max(0, ...records.map((cells) => cells.length));
  const types = Array.from({ length: width }, () => new CsvColumnType(csv));
  for (const cells of records) for (const [at, type] of types.entries()) type.add(cells[at] ?? null);
  const columns: Schema = namesFrom(csv.header ? head : [], width).map((name, at) => ({
    name,
    type: types[at]?.type ?? { kind: 'string' },
    nullable: true,
  }));
  const uneven = records.filter((cells) => cells.length !== width).length;
  const otherHeads = csv.header ? read.filter((rows) => rows[0]?.join('\n') !== head.join('\n')).length : 0;
  return {
    format: 'csv',
    options,
    columns,
    findings: [
      ...(uneven > 0 ? [diagnostic('SRC-180', {}, { count: uneven, columns: width }, 'warning')] : []),
      ...(otherHeads > 0 ? [diagnostic('SRC-181', {}, { count: otherHeads }, 'warning')] : []),
    ],
    rows: null,
    records: records.length,
  };
}

function linesOf(text: string): string[] {
  return text.split(/\r\n|\n|\r/).filter((line) => line.trim() !== '');
}

function recordsOf(sample: Sample, options: Readonly<Record<string, string>>): Cells[] {
  const { csv, multiLine } = parseReaderOptions(options, 'UTC');
  const tokenizer = new CsvTokenizer(csv, multiLine);
  const records: Cells[] = [];
  for (const line of linesOf(sampleText(sample))) {
    if (csv.comment !== '' && csv.comment !== '\0' && line.startsWith(csv.comment)) continue;
    if (tokenizer.feed(line)) records.push([...tokenizer.tokens]);
  }
  return records;
}

/**
 * Whether a first line names columns: its cells are filled, differ, and read like names, and below it either some column holds
 * something else than text, or no cell comes again in its own column.
 */
function looksLikeHeader(head: Cells, rows: readonly Cells[]): boolean {
  const { csv } = parseReaderOptions({}, 'UTC');
  const folded = head.map((cell) => cell?.trim().toLowerCase() ?? '');
  const areNames = folded.every((cell) => /^[\p{L}_][\p{L}\p{N}_ .()/%-]{0,63}$/u.test(cell));
  if (head.length === 0 || !areNames || new Set(folded).size !== folded.length) return false;
  if (head.some((cell) => textlessType(cell))) return false;
  const hasOtherType = head.some((_, at) => {
    const type = new CsvColumnType(csv);
    for (const cells of rows) type.add(cells[at] ?? null);
    return rows.length > 0 && type.isKnown && type.type.kind !== 'string';
  });
  const comesAgain = head.some((cell, at) => rows.some((cells) => cells[at] === cell));
  return hasOtherType || !comesAgain;
}

/** Whether a cell reads as something else than text. */
function textlessType(cell: string | null): boolean {
  const type = new CsvColumnType(parseReaderOptions({}, 'UTC').csv);
  type.add(cell);
  return type.isKnown && type.type.kind !== 'string';
}

/** As Spark names them: `_c0` where there is no name, a number behind names that come twice. */
function namesFrom(head: Cells, width: number): string[] {
  const folded = head.map((cell) => cell?.toLowerCase() ?? '');
  return Array.from({ length: width }, (_, at) => {
    const name = head[at] ?? '';
    if (name === '') return `_c${at}`;
    return folded.filter((other) => other === folded[at]).length > 1 ? `${name}${at}` : name;
  });
}
