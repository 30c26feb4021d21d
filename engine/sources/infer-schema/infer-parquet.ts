import { type Diagnostic, diagnostic } from '../../base/errors/diagnostic.ts';
import { loadParquet } from '../../parquet/load-parquet.ts';
import { ParquetEngine } from '../../parquet/parquet-engine.ts';
import { parseDataType } from '../../types/data-type-text.ts';
import type { Field } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import type { FileSlice } from '../file-slice.ts';
import type { InferredColumns } from './inferred-columns.ts';

const neverDue = { isDue: false, rest: async (): Promise<void> => undefined };

/**
 * The schema that the first file has written in it, and its first rows. Columns of types that are not read here are left out and told.
 * Throws what `readParquet` does.
 */
export async function inferParquet(files: readonly FileSlice[], rowsMax: number): Promise<InferredColumns> {
  const { describeParquet, readParquet } = await loadParquet();
  const engine = new ParquetEngine();
  const findings: Diagnostic[] = [];
  const rows: Row[] = [];
  let isCut = false;
  try {
    const [first, ...others] = files;
    if (first === undefined) return { format: 'parquet', options: {}, columns: [], findings, rows: null, records: 0 };
    const described = await describeParquet(engine, first.path);
    const columns = described.flatMap(({ name, typeText }): Field[] => {
      const type = parseDataType(typeText);
      if (type.ok) return [{ name, type: type.value, nullable: true }];
      findings.push(diagnostic('SRC-182', {}, { column: name, type: typeText }, 'warning'));
      return [];
    });
    const shape = JSON.stringify(described);
    let differing = 0;
    for (const { path } of others) if (JSON.stringify(await describeParquet(engine, path)) !== shape) differing++;
    if (differing > 0) findings.push(diagnostic('SRC-181', {}, { count: differing }, 'warning'));
    for await (const batch of readParquet(engine, first.path, columns, neverDue)) {
      rows.push(...batch.slice(0, rowsMax - rows.length));
      isCut ||= rows.length >= rowsMax;
      if (isCut) break;
    }
    const decoded = { rows, malformed: 0, firstLine: 0 };
    return {
      format: 'parquet',
      options: {},
      columns,
      findings,
      rows: decoded,
      records: rows.length,
      isCut: isCut || others.length > 0,
    };
  } finally {
    await engine.close();
  }
}
