import { diagnostic } from '../../base/errors/diagnostic.ts';
import type { Pacing } from '../../base/pacing.ts';
import type { Schema } from '../../types/schema.ts';
import { CsvTokenizer } from '../file/formats/csv/csv-tokenizer.ts';
import { type CsvOptions, parseReaderOptions } from '../file/reader-options.ts';
import { CsvColumnType } from './csv-column-type.ts';
import { separatorIn } from './csv-separator.ts';
import { checkWidth, type InferredColumns } from './inferred-columns.ts';
import { type Sample, sampleText } from './read-samples.ts';

type Cells = readonly (string | null)[];

/** Lines that the separator is looked for in. */
const LINES_LOOKED_AT = 50;

/** Separator, header and types of CSV, the types as Spark's `inferSchema` finds them. What `given` says is not looked for. */
export async function inferCsv(
  samples: readonly Sample[],
  given: Readonly<Record<string, string>>,
  pacer: Pacing,
): Promise<InferredColumns> {
  const names = new Set(Object.keys(given).map((name) => name.toLowerCase()));
  const options: Record<string, string> = {};
  const [first] = samples;
  if (first !== undefined && !['sep', 'delimiter'].some((name) => names.has(name))) {
    const separator = await separatorIn(linesOf(sampleText(first)).slice(0, LINES_LOOKED_AT), pacer);
    if (separator !== null && separator !== ',') options.sep = separator;
  }
  const read: Cells[][] = [];
  for (const sample of samples) read.push(await recordsOf(sample, { ...options, ...given }, pacer));
  const head = read[0]?.[0] ?? [];
  if (!names.has('header') && (await looksLikeHeader(head, read[0]?.slice(1) ?? [], pacer))) options.header = 'true';
  const { csv } = parseReaderOptions({ ...options, ...given }, 'UTC');
  const records = read.flatMap((rows) => (csv.header ? rows.slice(1) : rows));
  const width = head.length > 0 ? head.length : Math.max(0, ...records.map((cells) => cells.length));
  const types = Array.from({ length: width }, () => new CsvColumnType(csv));
  for (const cells of records) {
    for (const [at, type] of types.entries()) type.add(cells[at] ?? null);
    if (pacer.isDue) await pacer.rest();
  }
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

async function recordsOf(sample: Sample, options: Readonly<Record<string, string>>, pacer: Pacing): Promise<Cells[]> {
  const { csv, multiLine } = parseReaderOptions(options, 'UTC');
  const tokenizer = new CsvTokenizer(csv, multiLine);
  const records: Cells[] = [];
  for (const line of linesOf(sampleText(sample))) {
    if (csv.comment !== '' && csv.comment !== '\0' && line.startsWith(csv.comment)) continue;
    if (tokenizer.feed(line)) {
      checkWidth(tokenizer.tokens.length, sample.path);
      records.push([...tokenizer.tokens]);
    }
    if (pacer.isDue) await pacer.rest();
  }
  return records;
}

/**
 * Whether a first line names columns: its cells are filled, differ, and read like names, and below it either some column holds
 * something else than text, or no cell comes again in its own column.
 */
async function looksLikeHeader(head: Cells, rows: readonly Cells[], pacer: Pacing): Promise<boolean> {
  const { csv } = parseReaderOptions({}, 'UTC');
  const folded = head.map((cell) => cell?.trim().toLowerCase() ?? '');
  const areNames = folded.every((cell) => /^[\p{L}_][\p{L}\p{N}_ .()/%-]{0,63}$/u.test(cell));
  if (head.length === 0 || !areNames || new Set(folded).size !== folded.length) return false;
  if (head.some((cell) => isTextless(typeOf(csv, [cell])))) return false;
  let comesAgain = false;
  for (const [at, cell] of head.entries()) {
    const cells = rows.map((row) => row[at] ?? null);
    if (isTextless(typeOf(csv, cells))) return true;
    comesAgain ||= cells.includes(cell);
    if (pacer.isDue) await pacer.rest();
  }
  return !comesAgain;
}

function typeOf(csv: CsvOptions, cells: Cells): CsvColumnType {
  const type = new CsvColumnType(csv);
  for (const cell of cells) type.add(cell);
  return type;
}

/** Whether what was read is something else than text. */
function isTextless({ isKnown, type }: CsvColumnType): boolean {
  return isKnown && type.kind !== 'string';
}

/** As Spark names them: `_c0` where there is no name, a number behind names that come twice. */
function namesFrom(head: Cells, width: number): string[] {
  const folded = head.map((cell) => cell?.toLowerCase() ?? '');
  const counts = new Map<string, number>();
  for (const name of folded) counts.set(name, (counts.get(name) ?? 0) + 1);
  return Array.from({ length: width }, (_, at) => {
    const name = head[at] ?? '';
    if (name === '') return `_c${at}`;
    return (counts.get(folded[at] ?? '') ?? 0) > 1 ? `${name}${at}` : name;
  });
}
