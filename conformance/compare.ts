import type { CaseBatch } from './case-format.ts';

/** Doubles may differ in their last digits where sums are added up in another order. */
const relativeError = 1e-12;

export interface ComparedQuery {
  readonly columns: readonly (readonly [string, string])[];
  readonly batches: readonly CaseBatch[];
}

/**
 * In words, where two runs of a query differ: `at` names the query. Rows count as a bag unless `ordered`.
 */
export function differencesOf(at: string, expected: ComparedQuery, found: ComparedQuery, ordered: boolean): string[] {
  const differences: string[] = [];
  const note = (what: string, wanted: unknown, got: unknown) =>
    differences.push(`${at}${what}: expected ${JSON.stringify(wanted)}, found ${JSON.stringify(got)}`);
  if (JSON.stringify(expected.columns) !== JSON.stringify(found.columns))
    note(' columns', expected.columns, found.columns);
  const ids = (batches: readonly CaseBatch[]) => batches.map(({ batchId }) => batchId);
  if (JSON.stringify(ids(expected.batches)) !== JSON.stringify(ids(found.batches))) {
    note(' batches', ids(expected.batches), ids(found.batches));
  }
  for (const wanted of expected.batches) {
    const got = found.batches.find(({ batchId }) => batchId === wanted.batchId);
    if (got === undefined) continue;
    const where = ` batch ${wanted.batchId}`;
    if (!sameRows(wanted.rows, got.rows, ordered)) note(`${where} rows`, wanted.rows, got.rows);
    if (wanted.watermark !== got.watermark) note(`${where} watermark`, wanted.watermark, got.watermark);
    for (const key of ['stateRows', 'lateRows'] as const) {
      if (JSON.stringify(wanted[key]) !== JSON.stringify(got[key])) note(`${where} ${key}`, wanted[key], got[key]);
    }
    for (const [node, rows] of Object.entries(wanted.nodes)) {
      const other = got.nodes[node];
      if (other !== undefined && other !== rows) note(`${where} rows of ${node}`, rows, other);
    }
  }
  return differences;
}

function sameRows(a: CaseBatch['rows'], b: CaseBatch['rows'], ordered: boolean): boolean {
  if (a.length !== b.length) return false;
  if (ordered) return a.every((row, index) => sameValue(row, b[index]));
  const left = [...a];
  return b.every((row) => {
    const at = left.findIndex((other) => sameValue(other, row));
    if (at >= 0) left.splice(at, 1);
    return at >= 0;
  });
}

function sameValue(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number') {
    return a === b || Math.abs(a - b) <= relativeError * Math.max(Math.abs(a), Math.abs(b));
  }
  if (Array.isArray(a) && Array.isArray(b)) {
    return a.length === b.length && a.every((value, index) => sameValue(value, b[index]));
  }
  if (typeof a === 'object' && typeof b === 'object' && a !== null && b !== null) {
    const keys = Object.keys(a);
    return (
      keys.length === Object.keys(b).length &&
      keys.every((key) => sameValue((a as Record<string, unknown>)[key], (b as Record<string, unknown>)[key]))
    );
  }
  return a === b;
}
