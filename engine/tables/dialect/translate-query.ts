import { InternalError } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import type { QueryColumn } from './bound-query.ts';
import { parseQuery } from './parse-query.ts';
import { type KnownTable, QueryBinder } from './query-binder.ts';

/** A query in the query engine's SQL. */
export interface TranslatedQuery {
  readonly sql: string;
  /** As Spark names and types them; the SQL gives exactly these, by position. */
  readonly columns: readonly QueryColumn[];
  /** The tables that it reads. */
  readonly tables: readonly KnownTable[];
}

/**
 * Translates one query of Spark's SQL over `tables`. Only what is on a list is let through: kinds of syntax, functions and
 * tables; everything else is refused by name, and nothing of the query's own reaches the result but constants.
 *
 * @param timeZone the session's zone, in which texts without one are read as timestamps
 * @throws EngineError SQL-001 to SQL-055, with the place in the text where it is known
 */
export async function translateQuery(
  text: string,
  tables: readonly KnownTable[],
  timeZone: string,
): Promise<TranslatedQuery> {
  const { root, source } = await parseQuery(text);
  const binder = new QueryBinder({ source, timeZone, tables });
  try {
    const query = binder.bindQuery(root, null);
    return { sql: query.sql, columns: query.columns, tables: binder.usedTables };
  } catch (error) {
    if (error instanceof RangeError) throw new EngineError('SQL-006', {}, {}, error);
    // A tree that the binder cannot read is a form of SQL that it does not know.
    if (error instanceof InternalError) throw new EngineError('SQL-030', { construct: source.firstWord() }, {}, error);
    throw error;
  }
}
