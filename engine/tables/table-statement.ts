import { EngineError } from '../base/errors/engine-error.ts';
import { nearNames } from '../base/near-names.ts';
import type { SqlResult, TableSummary } from './sql-result.ts';

const SHOW_TABLES = /^\s*show\s+tables\s*;?\s*$/i;
const DESCRIBE = /^\s*desc(?:ribe)?\s+(?:table\s+)?(?:`((?:[^`]|``)+)`|([^\s;`'"().]+))\s*;?\s*$/i;

/**
 * The answer to `SHOW TABLES` and `DESCRIBE table`, with Spark's columns; null for any other text. They ask about tables,
 * not about rows, so the query engine has no part in them.
 *
 * @throws EngineError SQL-010 for a table that is not there
 */
export function answerTableStatement(text: string, tables: readonly TableSummary[], limit: number): SqlResult | null {
  if (SHOW_TABLES.test(text)) {
    return {
      sql: text,
      columns: [
        { name: 'namespace', type: 'string' },
        { name: 'tableName', type: 'string' },
        { name: 'isTemporary', type: 'boolean' },
      ],
      ...cut(
        tables.map((table) => ['', table.name, true] as const),
        limit,
      ),
    };
  }
  const described = DESCRIBE.exec(text);
  if (described === null) return null;
  const name = described[1]?.replaceAll('``', '`') ?? described[2] ?? '';
  const table = tables.find((known) => known.name.toLowerCase() === name.toLowerCase());
  if (table === undefined) {
    const names = tables.map((known) => known.name);
    throw new EngineError('SQL-010', {
      name: name.slice(0, 200),
      tables: names.length === 0 ? '-' : names,
      near: nearNames(name, names),
    });
  }
  return {
    sql: text,
    columns: [
      { name: 'col_name', type: 'string' },
      { name: 'data_type', type: 'string' },
      { name: 'comment', type: 'string' },
    ],
    ...cut(
      table.columns.map((column) => [column.name, column.type, null] as const),
      limit,
    ),
  };
}

function cut<Cells>(
  rows: readonly Cells[],
  limit: number,
): { readonly rows: readonly Cells[]; readonly truncated: boolean } {
  return { rows: rows.slice(0, limit), truncated: rows.length > limit };
}
