import { EngineError } from '../../base/errors/engine-error.ts';
import type { DataType } from '../../types/data-type.ts';
import { readName } from './syntax-node.ts';

export interface QueryColumn {
  readonly name: string;
  readonly type: DataType;
}

/** A query whose SQL gives `columns`, by position, each exactly of its type. */
export interface BoundQuery {
  readonly sql: string;
  readonly columns: readonly QueryColumn[];
}

/** Columns under the names that an alias list gives them. @throws EngineError SQL-048 */
export function renameColumns(
  columns: readonly QueryColumn[],
  names: readonly unknown[],
  relation: string,
): readonly QueryColumn[] {
  if (names.length === 0) return columns;
  if (names.length !== columns.length) {
    throw new EngineError('SQL-048', { given: names.length, name: relation, expected: columns.length });
  }
  return columns.map((column, index) => ({ ...column, name: readName(names[index]) ?? column.name }));
}
