import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Sharing } from '../../engine/execution/parallel/shared-stage.ts';
import { stageTaskOf } from '../../engine/execution/parallel/stage-data.ts';
import { InProcessThreads } from '../../engine/execution/parallel/testing/in-process-threads.ts';
import { type Executor, type FilesOutcome, queryOf, runQuery } from '../../engine/testing/run-files.ts';
import type { ByteTrial } from './byte-trial.ts';
import { addsFloats, type TrialQuery } from './random-query.ts';

/**
 * How a query is run: interpreted, compiled, compiled with scanners of plain TypeScript, cut into small ranges, and with these on two
 * threads.
 */
export type Way = 'interpreted' | 'compiled' | 'scripted' | 'ranged' | 'parallel';

/** What came of each way; a text where it broke off with an error that is none of the engine's own. */
export type TrialOutcome = Readonly<Partial<Record<Way, FilesOutcome | string>>>;

/** Two ways that must agree. */
export type Pair = readonly [Way, Way];

export interface Difference {
  readonly pair: Pair;
  /** In words, with the first place where the two differ. */
  readonly text: string;
}

/** Why nothing can be compared: analysis refuses the query, or no stage of it compiles; null where it can. */
export async function cannotCompare(script: TrialQuery['script']): Promise<string | null> {
  try {
    const query = await queryOf({ ...script, files: [] }, '/nowhere', 'compiled');
    return query.generatedSource === null ? query.interpretedBecause.join() : null;
  } catch (error) {
    return `refused: ${error instanceof Error ? error.message.slice(0, 7) : ''}`;
  }
}

/** Runs a trial in the ways of some pairs, over files that are gone afterwards. */
export async function runTrial(
  { script, files, rangeBytes }: Pick<ByteTrial, 'script' | 'files' | 'rangeBytes'>,
  pairs: readonly Pair[],
): Promise<TrialOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bytes-'));
  try {
    const data = join(folder, 'data');
    mkdirSync(data);
    files.forEach(({ lines }, index) => {
      const path = join(data, `file-${String(index).padStart(4, '0')}`);
      writeFileSync(path, Buffer.concat(lines));
      utimesSync(path, 1_700_000_000 + index, 1_700_000_000 + index);
    });
    const outcome: Partial<Record<Way, FilesOutcome | string>> = {};
    for (const way of new Set(pairs.flat())) {
      outcome[way] = await outcomeOf(script, data, executorOf(way), sharingOf(way, rangeBytes));
    }
    return outcome;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function executorOf(way: Way): Executor {
  return way === 'interpreted' || way === 'scripted' ? way : 'compiled';
}

function sharingOf(way: Way, rangeBytes: number): Sharing | undefined {
  if (way !== 'ranged' && way !== 'parallel') return undefined;
  const threads = way === 'parallel' ? new InProcessThreads(2, stageTaskOf) : null;
  return { threads, sharedBytesMin: 0, rangeBytes };
}

async function outcomeOf(
  script: ByteTrial['script'],
  folder: string,
  executor: Executor,
  sharing: Sharing | undefined,
): Promise<FilesOutcome | string> {
  try {
    const query = await queryOf({ ...script, files: [] }, folder, executor, sharing);
    return await runQuery(query, folder, script.mode !== 'batch');
  } catch (error) {
    return error instanceof Error ? (error.stack ?? error.message).split('\n').slice(0, 3).join(' | ') : String(error);
  }
}

/**
 * Ways of a trial that must agree: interpreted and compiled, and by turns one of the others. Where float sums show how the input is
 * cut, only those agree that cut it alike.
 */
export function pairsOf({ script, seed }: Pick<ByteTrial, 'script' | 'seed'>): readonly Pair[] {
  const compiled: Pair = ['interpreted', 'compiled'];
  if (seed % 2 === 0) return [compiled, ['interpreted', 'scripted']];
  return [compiled, addsFloats(script) ? ['ranged', 'parallel'] : ['interpreted', 'parallel']];
}

/** The first pair that differs; null where all agree in everything. */
export function differenceOf(outcome: TrialOutcome, pairs: readonly Pair[]): Difference | null {
  for (const pair of pairs) {
    const text = between(pair, outcome);
    if (text !== null) return { pair, text };
  }
  return null;
}

function between([one, other]: Pair, outcome: TrialOutcome): string | null {
  for (const way of [one, other]) {
    const found = outcome[way];
    if (typeof found === 'string') return `${way} it breaks: ${found}`;
  }
  return firstDifference(
    'outcome',
    outcome[one],
    outcome[other],
    ([expected, found]) => `${expected} ${one}, ${found} ${other}`,
  );
}

/** The first place in which two values differ, with both. */
function firstDifference(
  at: string,
  expected: unknown,
  found: unknown,
  told: (values: readonly [string, string]) => string,
): string | null {
  if (isDeepStrictEqual(expected, found)) return null;
  if (isBranch(expected) && isBranch(found)) {
    for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
      const inner = firstDifference(`${at}.${key}`, expected[key], found[key], told);
      if (inner !== null) return inner;
    }
  }
  return `${at}: ${told([shown(expected), shown(found)])}`;
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function shown(value: unknown): string {
  if (Object.is(value, -0)) return '-0';
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint'
      ? `${inner}n`
      : typeof inner === 'number' && !Number.isFinite(inner)
        ? String(inner)
        : inner,
  );
  return text === undefined ? String(value) : text.slice(0, 300);
}
