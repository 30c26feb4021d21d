import { z } from 'zod';

const query = z.object({ name: z.string().max(500), sql: z.string().max(100_000) });
const views = z.object({ queries: z.array(z.unknown()).max(10_000) });

/** Names of the document's saved queries that speak of the table and of one of the columns. */
export function savedQueriesNaming(stored: unknown, table: string, columns: readonly string[]): string[] {
  const read = views.safeParse(stored);
  if (!read.success) return [];
  return read.data.queries.flatMap((entry) => {
    const { data } = query.safeParse(entry);
    const names = data !== undefined && mentions(data.sql, table) && columns.some((name) => mentions(data.sql, name));
    return names && data !== undefined ? [data.name] : [];
  });
}

function mentions(sql: string, name: string): boolean {
  const text = sql.toLowerCase();
  const wanted = name.toLowerCase();
  for (let at = text.indexOf(wanted); at !== -1; at = text.indexOf(wanted, at + 1)) {
    const around = `${text[at - 1] ?? ''} ${text[at + wanted.length] ?? ''}`;
    if (!/[\p{L}\p{N}_]/u.test(around)) return true;
  }
  return false;
}
