import { must } from '../../base/assert.ts';
import type { ScanPlan } from '../scan-plan.ts';
import { emitCsvLine } from './emit-csv.ts';
import { emitTextLine } from './emit-lines.ts';
import { ColumnEmitter, emitFunctions, emitScan, type ScannerFunctions } from './emit-scan.ts';
import { emitTimes } from './emit-times.ts';
import type { ScannerModule } from './json-module.ts';
import type { MemoryLayout } from './memory-layout.ts';

/**
 * Generates the module for a plan of CSV or text.
 *
 * @param plan whose options generated code knows (`cannotEmitCsv`)
 * @param layout of the columns that are read and that records have, in the plan's order
 */
export function linesModule(plan: ScanPlan, layout: MemoryLayout): ScannerModule {
  const functions = emitFunctions(layout, isUtc(plan));
  const { module } = functions;
  const columns: ColumnEmitter[] = [];
  const fields = plan.columns
    .filter(({ isInFile }) => isInFile)
    .map((column) => {
      if (!column.isRead) return null;
      const place = must(layout.vectors[columns.length], 'the layout has a place for each column');
      const emitter = new ColumnEmitter(column, columns.length, place);
      columns.push(emitter);
      return emitter;
    });
  const never = module.function('readOther', { at: 'i32', row: 'i32' }, 'i32', (f) => {
    f.comment('every line that is read at all is read in the loop');
    f.return(0);
  });
  const scan = emitScan(functions, layout, columns, never, lineOf(plan, functions, fields));
  return { module, source: () => module.print([scan]) };
}

function lineOf(plan: ScanPlan, functions: ScannerFunctions, fields: readonly (ColumnEmitter | null)[]) {
  if (plan.format === 'text') return emitTextLine(functions, fields[0] ?? null);
  const { timestampFormat, dateFormat, enableDateTimeParsingFallback: fallback } = plan.options;
  const { readInstant, readDay } = emitTimes(functions.module, functions.numbers, isUtc(plan), false);
  const times = {
    readInstant: timestampFormat === null ? readInstant : null,
    readDay: dateFormat === null && fallback !== false ? readDay : null,
  };
  return emitCsvLine(functions, plan.options.csv, times, fields);
}

function isUtc({ options, timeZone }: ScanPlan): boolean {
  return (options.timeZone ?? timeZone) === 'UTC';
}
