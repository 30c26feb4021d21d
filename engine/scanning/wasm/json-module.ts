import type { ModuleBuilder } from '../../wasm/module-builder.ts';
import type { ScanPlan } from '../scan-plan.ts';
import { emitJsonLine, type JsonColumn } from './emit-json-line.ts';
import { emitTemplate } from './emit-json-template.ts';
import { emitJsonValue } from './emit-json-value.ts';
import { ColumnEmitter, emitFunctions, emitScan } from './emit-scan.ts';
import { emitSkipping } from './emit-skipping.ts';
import type { LineTemplate } from './learn-template.ts';
import type { MemoryLayout } from './memory-layout.ts';

/** The code of a scanner of JSON lines, and what people may see of it. */
export interface ScannerModule {
  readonly module: ModuleBuilder;
  /** The listing of the functions that were made for the plan. */
  readonly source: () => string;
}

/**
 * Generates the module for a plan.
 *
 * @param layout of the columns that are read and that records have, in the plan's order
 * @param template what most lines look like, once it is known
 */
export function jsonModule(plan: ScanPlan, layout: MemoryLayout, template: LineTemplate | null): ScannerModule {
  const { options } = plan;
  const functions = emitFunctions(layout, (options.timeZone ?? plan.timeZone) === 'UTC');
  const { module } = functions;
  const skipping = emitSkipping(module, functions.text, functions.numbers);
  const forms = { hasPlainTimestamps: options.timestampFormat === null, hasPlainDates: options.dateFormat === null };
  const columns = plan.columns
    .filter(({ isRead, isInFile }) => isRead && isInFile)
    .map((column, index): JsonColumn => {
      const place = layout.vectors[index];
      if (place === undefined) throw new RangeError('the layout has a place for each column');
      const emitter = new ColumnEmitter(column, index, place);
      return { emitter, read: emitJsonValue(functions, skipping, emitter, forms) };
    });
  const line = emitJsonLine(functions, skipping, columns);
  const scan = emitScan(
    functions,
    layout,
    columns.map(({ emitter }) => emitter),
    line,
    template === null
      ? null
      : (scope, other) => emitTemplate(scope, other, template, columns, skipping, functions.text),
  );
  return { module, source: () => module.print([scan, line, ...columns.map(({ read }) => read)]) };
}
