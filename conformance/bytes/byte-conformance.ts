/**
 * Broken lines against the interpreter: random schemas and queries over files whose bytes were changed, run by the interpreter and
 * the compiler until a given number of changed lines was compared or one made a difference. The same seed gives the same trials.
 */
import { loadExpressionParser } from '../../engine/expression/parse-expression.ts';
import { type ByteTrial, trialQuery } from './byte-trial.ts';
import type { TrialFormat } from './random-query.ts';
import { cannotCompare, type Difference, differenceOf, pairsOf, runTrial, type TrialOutcome } from './run-trial.ts';
import { asTestCase, shrunk } from './shrink-trial.ts';

export interface ByteReport {
  readonly seed: number;
  /** Trials with a compiled stage. */
  readonly trials: number;
  /** Changed lines that both executors read, by format. */
  readonly mutations: Readonly<Record<TrialFormat, number>>;
  /** Trials that ended in an error of the data, the same on both. */
  readonly failed: number;
  /** Why queries had nothing to compare, with how many of them. */
  readonly passedOver: Readonly<Record<string, number>>;
  /** Null when nothing differs. */
  readonly failure: ByteFailure | null;
}

export interface ByteFailure {
  /** Of the trial alone: `trialQuery` makes it again from this. */
  readonly trialSeed: number;
  readonly difference: string;
  /** The shrunk trial as a test would write it. */
  readonly testCase: string;
}

/** @param heard told how many changed lines were compared, now and then */
export async function checkBytes(
  count: number,
  seed: number,
  heard: (mutations: number) => void = () => undefined,
): Promise<ByteReport> {
  await loadExpressionParser();
  const mutations: Record<TrialFormat, number> = { json: 0, csv: 0, text: 0 };
  const passedOver: Record<string, number> = {};
  let trials = 0;
  let failed = 0;
  const compared = () => mutations.json + mutations.csv + mutations.text;
  for (let index = 0; compared() < count; index++) {
    const trialSeed = (seed + Math.imul(index, 0x9e3779b1)) | 0;
    const { query, withFiles } = trialQuery(trialSeed);
    const reason = await cannotCompare(query.script);
    if (reason !== null) {
      passedOver[reason] = (passedOver[reason] ?? 0) + 1;
      continue;
    }
    const trial = withFiles();
    const pairs = pairsOf(trial);
    const outcome = await runTrial(trial, pairs);
    const difference = differenceOf(outcome, pairs);
    if (difference !== null) {
      const failure = await failureOf(trial, difference);
      return { seed, trials, mutations, failed, passedOver, failure };
    }
    trials++;
    if (hasFailed(outcome)) failed++;
    const before = compared();
    mutations[query.format] += mutationsRead(trial, outcome);
    if (Math.floor(before / 50_000) < Math.floor(compared() / 50_000)) heard(compared());
  }
  return { seed, trials, mutations, failed, passedOver, failure: null };
}

async function failureOf(trial: ByteTrial, { pair, text }: Difference): Promise<ByteFailure> {
  const again = async (smaller: ByteTrial) => differenceOf(await runTrial(smaller, [pair]), [pair]);
  const smallest = await shrunk(trial, async (smaller) => (await again(smaller)) !== null);
  return {
    trialSeed: trial.seed,
    difference: (await again(smallest))?.text ?? text,
    testCase: asTestCase(smallest),
  };
}

function hasFailed({ interpreted }: TrialOutcome): boolean {
  return typeof interpreted === 'object' && interpreted.failure !== null;
}

/** Changed lines in batches that came to their end; of a query that failed, the line that it failed at besides. */
function mutationsRead({ script, files }: ByteTrial, { interpreted }: TrialOutcome): number {
  if (typeof interpreted !== 'object') return 0;
  if (interpreted.failure === null) return files.reduce((sum, file) => sum + file.mutated, 0);
  const whole = script.mode === 'batch' ? [] : files.slice(0, interpreted.batches.length);
  return whole.reduce((sum, file) => sum + file.mutated, 1);
}
