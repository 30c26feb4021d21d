import type { GeneratorScan } from '../plan/operators/generator-scan.ts';
import type { RowsScan } from '../plan/operators/rows-scan.ts';
import { rowMaker } from '../sources/generator/row-maker.ts';
import type { DataType } from '../types/data-type.ts';
import type { Schema } from '../types/schema.ts';
import { isoTimestamp } from '../types/timestamp-text.ts';
import type { Value } from '../types/value.ts';

/** Most rows that are written into a program. */
export const replayedRowsMax = 100_000;

/** The rows of a source that the pipeline itself holds or makes, as lines of JSON, one list a trigger. */
export function replayedRows(scan: RowsScan | (GeneratorScan & { readonly batches: number })): string[][] {
  if (scan.op === 'rows-scan') return scan.batches.map((rows) => rows.map((row) => writtenRow(row, scan.schema)));
  const makeRow = rowMaker(scan);
  return Array.from({ length: scan.batches }, (_, batch) =>
    Array.from({ length: scan.rowsPerBatch }, (_, index) => {
      const row = makeRow(batch * scan.rowsPerBatch + index);
      return objectText(scan.schema.map(({ name, type }, column) => [name, valueText(row[column] ?? null, type)]));
    }),
  );
}

/** A row as the pipeline has it. What is nested stays as short as it can be: Spark shows it as it stands in a text column. */
function writtenRow(row: unknown, schema: Schema): string {
  return objectText(
    Object.entries(row as Readonly<Record<string, unknown>>).map(([name, value]) => {
      const kind = schema.find((field) => field.name === name)?.type.kind;
      const isNegativeZero = Object.is(value, -0) && (kind === 'double' || kind === 'float');
      return [name, isNegativeZero ? '-0.0' : JSON.stringify(value)];
    }),
  );
}

function objectText(entries: readonly (readonly [string, string])[]): string {
  return `{${entries.map(([name, value]) => `${JSON.stringify(name)}: ${value}`).join(', ')}}`;
}

function valueText(value: Value, type: DataType): string {
  if (type.kind === 'timestamp' && typeof value === 'bigint') return JSON.stringify(isoTimestamp(value));
  if (Object.is(value, -0)) return '-0.0';
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}
