// npm run crash-sweep [-- PART-OF-ID ... | --seed N | --double N | --fail N]: breaks every stateful streaming query of conformance/cases off
// at every operation on its disk, and compares what the next process makes of it with an undisturbed run. One process a core.
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies, requireNode } from './dependencies.mjs';
import { loadTypeScript } from './load-typescript.mjs';
import { root } from './paths.mjs';
import { runProcess } from './run-process.mjs';

const script = fileURLToPath(import.meta.url);
const processesMax = 8;
/** Longest time of a sweep, in milliseconds. */
const sweepMsMax = 25 * 60_000;

/**
 * @typedef {object} SweepSettings
 * @property {number} seed
 * @property {number} doubleEvery one in so many crashes is followed by a second one
 * @property {number} failEvery one in so many operations is also made to fail while the process lives on
 * @property {readonly string[]} wanted parts of ids; empty for all cases
 */

/** What the check does, and people where they say nothing else. */
export const usualSweep = { seed: 20160726, doubleEvery: 16, failEvery: 40, wanted: [] };

/**
 * Sweeps all cases, in as many processes as there are cores.
 * @param {SweepSettings} settings
 */
export async function sweepAll(settings) {
  const startedMs = performance.now();
  const parts = Math.min(availableParallelism(), processesMax);
  const reports = await Promise.all(Array.from({ length: parts }, (_, part) => sweepPart(settings, part, parts)));
  const sum = { cases: 0, counts: /** @type {Record<string, number>} */ ({}) };
  for (const { cases, counts } of reports) {
    sum.cases += cases;
    for (const [name, count] of Object.entries(counts)) sum.counts[name] = (sum.counts[name] ?? 0) + count;
  }
  const differences = reports.flatMap((report) => report.differences);
  return { ...sum, differences, seconds: (performance.now() - startedMs) / 1000 };
}

/** @typedef {{ id: string, executor: string, what: string, difference: string }} Difference */

/**
 * @param {SweepSettings} settings @param {number} part @param {number} parts
 * @returns {Promise<{ cases: number, counts: Record<string, number>, differences: Difference[] }>}
 */
async function sweepPart(settings, part, parts) {
  const work = JSON.stringify({ ...settings, part, parts });
  const { code, output, timedOut } = await runProcess(process.execPath, [script, '--work', work], {
    cwd: root,
    output: 'capture',
    timeoutMs: sweepMsMax,
    forwardSignals: true,
  });
  const last = output.trim().split('\n').at(-1) ?? '';
  if (code === 0 && last.startsWith('{')) return JSON.parse(last);
  const why = timedOut ? `not done after ${sweepMsMax / 60_000} minutes` : `ended with code ${code}`;
  throw new Error(`the sweep ${why}\n${output.trim().split('\n').slice(-30).join('\n')}`);
}

/** @param {Difference} difference @param {number} seed */
export function describeDifference({ id, executor, what, difference }, seed) {
  return `${id} (${executor}, seed ${seed}): ${what}\n  ${difference}`;
}

/** @param {Awaited<ReturnType<typeof sweepAll>>} report @param {number} seed */
export function describeSweep({ cases, counts, differences, seconds }, seed) {
  const { queries, operations, kills, powerCuts, doubles, failures, recoveries, recoveriesAlike, alike } = counts;
  return (
    `${cases} cases with ${queries} runs, ${operations} operations on disks; ${kills} kills, ${powerCuts} power cuts, ${doubles} second ` +
    `crashes, ${failures} failing operations; ${recoveries} recoveries (${recoveriesAlike} found the same as another and ended there), ${alike} crashes left the same as another; ` +
    `${differences.length} differences; ${seconds.toFixed(0)} s, seed ${seed}`
  );
}

/** The whole number behind an option. @param {string[]} args @param {string} option @param {number} usual */
function numberOf(args, option, usual) {
  const at = args.indexOf(option);
  if (at < 0) return usual;
  const value = Number(args.splice(at, 2)[1]);
  if (Number.isSafeInteger(value) && value >= 0) return value;
  console.error(`${option} needs a whole number`);
  process.exit(2);
}

async function main() {
  const args = process.argv.slice(2);
  if (args[0] === '--work') {
    const work = JSON.parse(args[1] ?? '');
    const report = await loadTypeScript('conformance/crash/run-crash-sweep.ts', ({ runCrashSweep }) =>
      runCrashSweep(join(root, 'conformance', 'cases'), work),
    );
    console.log(JSON.stringify(report));
    return;
  }
  requireNode(console.error);
  await installDependencies(console.error, { output: 'stderr' });
  const seed = numberOf(args, '--seed', usualSweep.seed);
  const doubleEvery = numberOf(args, '--double', usualSweep.doubleEvery);
  const failEvery = numberOf(args, '--fail', usualSweep.failEvery);
  const unknown = args.find((argument) => argument.startsWith('-'));
  if (unknown !== undefined) {
    console.error(`${unknown} is no option; there are --seed N, --double N and --fail N`);
    process.exit(2);
  }
  const report = await sweepAll({ seed, doubleEvery, failEvery, wanted: args });
  for (const difference of report.differences) console.log(describeDifference(difference, seed));
  console.log(describeSweep(report, seed));
  process.exitCode = report.differences.length === 0 ? 0 : 1;
}

if (process.argv[1] === script) await main();
