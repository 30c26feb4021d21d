import type { ScanPlan } from '../scan-plan.ts';
import type { Scanner } from '../scanner.ts';
import { CsvLineReader } from './csv-line.ts';
import { JsonLineReader } from './json-line.ts';
import { type LineReader, ScriptScanner } from './script-scanner.ts';
import { ScriptVector } from './script-vector.ts';
import { TextLineReader } from './text-line.ts';
import { textReadingOf } from './value-text.ts';

/** The scanner in plain TypeScript of a plan that can be scanned (`cannotScan`). */
export function createScriptScanner(plan: ScanPlan): Scanner {
  const byColumn = plan.columns.map((column, index) => (column.isRead ? new ScriptVector(index, column) : null));
  const vectors = byColumn.filter((vector): vector is ScriptVector => vector !== null);
  return new ScriptScanner(vectors, lineReader(plan, byColumn));
}

/** @param vectors by column; null for one that is not read */
function lineReader(plan: ScanPlan, vectors: readonly (ScriptVector | null)[]): LineReader {
  const { format, options } = plan;
  const fields = vectors.filter((_, index) => plan.columns[index]?.isInFile === true);
  const reading = textReadingOf(plan);
  switch (format) {
    case 'json': {
      const read = fields.filter((vector): vector is ScriptVector => vector !== null);
      return new JsonLineReader(read, reading);
    }
    case 'csv':
      return new CsvLineReader(fields, options.csv, reading);
    case 'text':
      return new TextLineReader(fields[0] ?? null);
  }
}
