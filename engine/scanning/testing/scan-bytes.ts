import { must } from '../../base/assert.ts';
import type { FileSourceSettings } from '../../sources/file/file-source-settings.ts';
import { LineFramer } from '../../sources/file/formats/line-framer.ts';
import { createLineDecoder } from '../../sources/file/formats/record-decoder.ts';
import { CollectingSink } from '../../sources/testing/collecting-sink.ts';
import { fileSettings } from '../../sources/testing/decode-bytes.ts';
import type { DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import { cannotScan } from '../cannot-scan.ts';
import { type ScanPlan, scanPlanOf } from '../scan-plan.ts';
import type { ColumnVector, Scanner } from '../scanner.ts';

const PATH = '/data/file.json';
const LF = 0x0a;

/** What came of one file's bytes. */
export interface ScannedFile {
  readonly sink: CollectingSink;
  /** Lines that the scanner took. */
  readonly certain: number;
}

/** The plan that reads all required columns of the settings; fails where there is none. */
export function testPlan(changes: Partial<FileSourceSettings>): ScanPlan {
  const settings = fileSettings(changes);
  const keys = new Set(settings.schema.keys());
  const plan = must(scanPlanOf(settings, keys), 'a format that is scanned');
  const reason = cannotScan(plan);
  if (reason !== null) throw new Error(`cannot be scanned: ${reason}`);
  return plan;
}

/**
 * Reads one file's content, at most a block, as the driver of a scanner does: what the scanner leaves goes to the decoder.
 *
 * @param changes the settings that the scanner's plan is made of
 */
export function scanBytes(
  content: string | Uint8Array,
  changes: Partial<FileSourceSettings>,
  scanner: Scanner,
): ScannedFile {
  const settings = fileSettings(changes);
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const lines = createLineDecoder(settings, () => 1_469_501_107_000_000n);
  const sink = new CollectingSink();
  const framer = new LineFramer(null, () => {
    throw new Error('a line that is too long');
  });
  const decode = (from: number, to: number) =>
    framer.push(bytes.subarray(from, to), (line, start, end, number) =>
      lines.decodeLine(line, start, end, PATH, number, sink),
    );
  lines.startFile(PATH, true);
  const to = bytes.lastIndexOf(LF) + 1;
  // What a scanner must not look at looks like what it looks for.
  scanner.block.fill(0x22);
  scanner.block.set(bytes.subarray(0, to));
  let at = 0;
  let certain = 0;
  while (at < to) {
    if (!lines.isHeaderDue) {
      const rows = scanner.scan(at, to);
      for (let row = 0; row < rows; row++) sink.record(rowOf(scanner.vectors, settings, row));
      framer.passOver(rows);
      certain += rows;
      at = scanner.position;
      if (scanner.stop !== 'uncertain') continue;
    }
    const end = bytes.indexOf(LF, at) + 1;
    decode(at, end);
    at = end;
  }
  decode(at, bytes.length);
  framer.end((line, start, end, number) => lines.decodeLine(line, start, end, PATH, number, sink));
  return { sink, certain };
}

function rowOf(vectors: readonly ColumnVector[], { schema }: FileSourceSettings, row: number): Value[] {
  return schema.map(({ type }, index) => {
    const vector = vectors.find(({ column }) => column === index);
    return vector === undefined ? null : valueAt(vector, type, row);
  });
}

/** The value of one row, as the decoder gives it. */
export function valueAt(vector: ColumnVector, type: DataType, row: number): Value {
  if (vector.present[row] === 0) return null;
  if (vector.strings !== null) return vector.strings.textOf(vector.codes[row] as number);
  const value = vector.numbers[row] as number;
  switch (type.kind) {
    case 'boolean':
      return value !== 0;
    case 'bigint':
    case 'timestamp':
    case 'decimal':
      return BigInt(value);
    default:
      return value;
  }
}
