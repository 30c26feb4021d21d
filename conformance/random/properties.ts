/** What must hold for every pipeline; each property says in words where it does not. */
import type { CaseBatch, ConformanceCase } from '../case-format.ts';
import { differencesOf } from '../compare.ts';
import type { Executor } from '../executors.ts';
import { type QueryOutcome, runCase } from '../run-case.ts';
import type { DuckDbAnswers } from './duckdb-answer.ts';
import type { RandomPipeline } from './pipeline-shape.ts';
import type { RandomRows } from './random-nodes.ts';
import { toDocument, toSql } from './to-document.ts';

export type PropertyName = 'executors' | 'split' | 'restart' | 'batch';

/** What was found out about one pipeline. */
export interface Verdict {
  /** Whether analysis takes it; if not, there is nothing to compare. */
  readonly isLegal: boolean;
  readonly checked: readonly PropertyName[];
  readonly differences: readonly string[];
}

/**
 * Checks all properties that apply to `pipeline` (PI-1 to PI-4).
 *
 * @param other executor that is compared besides the interpreter and the compiler
 */
export async function checkProperties(
  pipeline: RandomPipeline,
  other: Executor,
  duckDb: DuckDbAnswers,
): Promise<Verdict> {
  const document = toDocument(pipeline);
  const queries = await queriesOf(document, 'interpreter');
  const whole = queries?.sink;
  if (queries === null || whole === undefined) return { isLegal: false, checked: [], differences: [] };
  const differences: string[] = [];
  const checked: PropertyName[] = ['executors'];
  for (const executor of ['compiler', other] as const) {
    const found = await queriesOf(document, executor);
    for (const [sink, expected] of Object.entries(queries)) {
      differences.push(...between('executors', expected, found?.[sink] ?? null).map((text) => `${executor} ${text}`));
    }
  }
  if (whole.fails === null) {
    if (pipeline.outputMode === 'complete' && pipeline.isOrderFree) {
      checked.push('split');
      differences.push(...(await checkSplit(pipeline, whole)));
    }
    // The slowest of several watermarks holds its place after a restart until every source has shown data again.
    if (longest(pipeline) > 1 && pipeline.sources.length === 1) {
      checked.push('restart');
      differences.push(...(await checkRestart(pipeline)));
    }
    const sql = toSql(pipeline);
    if (sql !== null && pipeline.isOrderFree) {
      checked.push('batch');
      differences.push(...(await checkBatch(pipeline, sql, duckDb)));
    }
  }
  return { isLegal: true, checked, differences };
}

/** Any split of the rows into batches ends in the same complete table; nothing is dropped in complete mode. */
async function checkSplit(pipeline: RandomPipeline, whole: QueryOutcome): Promise<string[]> {
  const splits: readonly ((rows: RandomRows) => RandomRows)[] = [
    (rows) => [rows.flat()],
    (rows) => rows.flat().map((row) => [row]),
  ];
  const differences: string[] = [];
  for (const split of splits) {
    const sources = pipeline.sources.map(split);
    const other = await outcomeOf(toDocument(pipeline, 'streaming', sources), 'interpreter');
    differences.push(...sameTable('split', lastRows(whole), other === null ? [] : lastRows(other)));
  }
  return differences;
}

/** A restart between two batches changes nothing of what comes behind it. */
async function checkRestart(pipeline: RandomPipeline): Promise<string[]> {
  const at = Math.ceil(longest(pipeline) / 2);
  // A query that is stopped has first done all it could, so the other one gets the time for that as well.
  const paused = pipeline.sources.map((rows) => [...padded(rows, at), [], ...rows.slice(at)]);
  const document = toDocument(pipeline, 'streaming', paused);
  const expected = await outcomeOf(document, 'interpreter');
  const restarted = await outcomeOf(document, 'interpreter', [at + 1]);
  return between('restart', expected, restarted);
}

/** Batch mode gives what DuckDB's own SQL gives over the same rows. */
async function checkBatch(pipeline: RandomPipeline, sql: string, duckDb: DuckDbAnswers): Promise<string[]> {
  const ours = await outcomeOf(toDocument(pipeline, 'batch'), 'interpreter');
  if (ours === null) return [];
  if (ours.fails !== null) return [`batch: fails with ${ours.fails}`];
  const theirs = await duckDb.rows(sql, pipeline.sources[0] ?? []);
  return sameTable('batch', theirs as CaseBatch['rows'], lastRows(ours).map(plainRow));
}

async function outcomeOf(
  document: Record<string, unknown>,
  executor: Executor,
  restartBefore: number[] = [],
): Promise<QueryOutcome | null> {
  return (await queriesOf(document, executor, restartBefore))?.sink ?? null;
}

/** What came of each query, by its sink; null where analysis refuses the pipeline. */
async function queriesOf(
  document: Record<string, unknown>,
  executor: Executor,
  restartBefore: number[] = [],
): Promise<Readonly<Record<string, QueryOutcome>> | null> {
  const found: ConformanceCase = {
    id: 'random',
    path: '',
    document,
    expected: { title: '', rules: [''], restartBefore, queries: {} },
    recording: null,
  };
  const { refused, queries } = await runCase(found, executor);
  return refused === null ? queries : null;
}

function between(property: PropertyName, expected: QueryOutcome | null, found: QueryOutcome | null): string[] {
  if (expected === null || found === null) return [`${property}: refused`];
  const fails = expected.fails === found.fails ? [] : [`${property}: fails ${expected.fails} and ${found.fails}`];
  return [...differencesOf(property, expected, found, false), ...fails];
}

function sameTable(property: PropertyName, expected: CaseBatch['rows'], found: CaseBatch['rows']): string[] {
  const asQuery = (rows: CaseBatch['rows']) => ({
    columns: [],
    batches: [{ batchId: 0, rows, watermark: null, stateRows: [], lateRows: [], nodes: {} }],
  });
  return differencesOf(property, asQuery(expected), asQuery(found), false);
}

function lastRows({ batches }: QueryOutcome): CaseBatch['rows'] {
  return batches.at(-1)?.rows ?? [];
}

function longest({ sources }: RandomPipeline): number {
  return Math.max(...sources.map((rows) => rows.length));
}

function padded(rows: RandomRows, length: number): RandomRows {
  return Array.from({ length }, (_, index) => rows[index] ?? []);
}

/** A row in DuckDB's terms: windows by their start and times in microseconds. */
function plainRow(row: CaseBatch['rows'][number]): CaseBatch['rows'][number] {
  return row.map((value) => {
    if (typeof value === 'object' && value !== null && 'start' in value) return microsOf(String(value.start));
    return typeof value === 'string' && /^[+-]?\d{4,6}-\d\d-\d\dT/.test(value) ? microsOf(value) : value;
  });
}

function microsOf(text: string): number {
  return Date.parse(text) * 1000;
}
