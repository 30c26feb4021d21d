import { must } from '../../base/assert.ts';
import type { ColumnValue } from './column-value.ts';
import type { RowWindows } from './emit-windows.ts';
import type { LoopFrame } from './loop-frame.ts';
import type { SourceWriter } from './source-writer.ts';
import { rowValue } from './stage-expressions.ts';

/** What the last part of a loop needs whose rows leave it. */
export interface LeavingParts {
  readonly columns: readonly ColumnValue[];
  /** The windows that each row is made once for; null for none. */
  readonly window: RowWindows | null;
  /** The name of what holds where rows go: `{ output }`. */
  readonly target: string;
}

/**
 * Writes how a row is made and handed on, once for each of its windows, the latest first.
 *
 * @param commit writes what counts the row
 */
export function emitRows(writer: SourceWriter, frame: LoopFrame, parts: LeavingParts, commit: () => void): void {
  const { columns, window } = parts;
  const output = frame.local('output', `${parts.target}.output`);
  const values = columns.map((column) => (column.window?.start === null ? null : heldValue(writer, column)));
  commit();
  const push = (several: string | null) => {
    const row = values.map((value) => value ?? must(several, 'a window for each of the rows'));
    writer.line(`${output}.push([${row.join(', ')}]);`);
  };
  if (window === null || window.count === '1') {
    push(null);
    return;
  }
  const { durationMicros, slideMicros } = window.spans;
  const start = writer.fresh('start');
  const times = `let ${start} = ${window.start}; ${start} + ${durationMicros} > ${window.time}; ${start} -= ${slideMicros}`;
  writer.block(`for (${times})`, () => push(`[BigInt(${start}), BigInt(${start} + ${durationMicros})]`));
}

/** What blocks use must be fetched before them. */
function heldValue(writer: SourceWriter, column: ColumnValue): string {
  const value = writer.fresh('value');
  writer.line(`const ${value} = ${rowValue(column)};`);
  return value;
}
