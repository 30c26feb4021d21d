/**
 * The crash test: pipelines with a checkpoint run as real processes over an input that grows, are killed again and again, and must
 * come to what one batch over the same input gives. Started by `scripts/crash-test.mjs`.
 */
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { readCrashArguments } from './crash-arguments.ts';
import { crashReport, isWell } from './crash-report.ts';
import { type Endured, endure } from './endure.ts';
import { trials } from './trials.ts';

export interface CrashHost {
  /** The bundle of the command line. */
  readonly program: string;
  /** Where the folders of the trials lie while they run, and stay where something is wrong. */
  readonly folder: string;
  readonly say: (line: string) => void;
}

/** Processes at a time: they start slowly, and each keeps a core busy. */
const LANES = 2;
/** A word after so many blows. */
const WORD_EVERY = 25;

/** Runs the crash test. @returns the exit code: 1 where anything is wrong, 2 for wrong usage */
export async function runCrashTest(args: readonly string[], { program, folder, say }: CrashHost): Promise<number> {
  const known = trials.map(({ name }) => name);
  const options = readCrashArguments(args, known, Math.floor(Math.random() * 1e9));
  if ('problem' in options) {
    say(options.problem);
    return 2;
  }
  const { rounds, seed } = options;
  const chosen = trials.filter(({ name }) => options.trials.includes(name));
  say(`${rounds} rounds over ${chosen.map(({ name }) => name).join(', ')}, seed ${seed}`);
  const began = performance.now();
  let struck = 0;
  const heard = () => {
    struck++;
    if (struck % WORD_EVERY === 0) say(`  ${struck} of ${rounds}`);
  };
  const root = join(folder, `seed-${seed}`);
  rmSync(root, { recursive: true, force: true });
  const waiting = chosen.map((trial, i) => ({ trial, rounds: share(rounds, chosen.length, i), seed: seed + i }));
  const endured: Endured[] = [];
  const lane = async () => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const { trial, ...own } = next;
      endured.push(await endure(trial, { ...own, program, folder: join(root, trial.name), struck: heard }));
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  for (const line of crashReport(endured, seed, performance.now() - began)) say(line);
  if (endured.every(isWell)) {
    rmSync(root, { recursive: true, force: true });
    return 0;
  }
  say(`All folders are kept in ${root}`);
  return 1;
}

/** Rounds of trial `index` when `rounds` are shared out evenly. */
function share(rounds: number, trialCount: number, index: number): number {
  return Math.floor(rounds / trialCount) + (index < rounds % trialCount ? 1 : 0);
}
