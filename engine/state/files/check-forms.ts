import { EngineError } from '../../base/errors/engine-error.ts';
import type { OperatorState, StateTableForm } from '../state-table.ts';
import type { ColumnTypes } from './entry-block.ts';
import { type SavedColumn, type SavedOperator, type SavedTable, savedTable } from './state-file-format.ts';

export function columnTypesOf({ key, value }: StateTableForm): ColumnTypes {
  return { key: key.map(({ type }) => type), value: value.map(({ type }) => type) };
}

/**
 * Makes sure that a file holds tables of the form that the operators have now: as many, of the same names, of columns of the same types.
 * Columns may have got other names. Throws EXE-172, which shows the first difference.
 */
export function checkForms(path: string, saved: readonly SavedOperator[], states: readonly OperatorState[]): void {
  for (let index = 0; index < Math.max(saved.length, states.length); index++) {
    const [before, now] = [saved[index], states[index]];
    const [was, is] = [shownTables(before?.tables), shownTables(now?.tables.map(({ form }) => savedTable(form, 0)))];
    if (was !== is) {
      throw new EngineError('EXE-172', { path, saved: was, now: is }, { nodeId: now?.nodeId ?? before?.nodeId });
    }
  }
}

/** For instance `groups(string -> bigint)`; `-` where there are none. */
function shownTables(tables: readonly SavedTable[] | undefined): string {
  const types = (columns: readonly SavedColumn[]): string => columns.map(([, type]) => type).join(', ');
  return tables?.map(({ name, key, value }) => `${name}(${types(key)} -> ${types(value)})`).join(' ') ?? '-';
}
