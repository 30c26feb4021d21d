/** The bench: measures rows one after the other and says what came of it. Built and started by `scripts/bench.mjs`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BenchContext, BenchRow, SparkProvider } from './bench-context.ts';
import { provideDataSet } from './data/data-set.ts';
import type { Measuring } from './measure/interleave.ts';
import { type BenchOptions, readArguments } from './read-arguments.ts';
import { performanceDocument } from './report/document.ts';
import { describeMachine, type Machine, machineText } from './report/machine.ts';
import type { ResultLine } from './report/result-line.ts';
import { textTable } from './report/text-table.ts';
import { benchRows } from './rows/bench-rows.ts';
import { SideProcesses } from './sides/side-processes.ts';

export interface BenchHost {
  readonly root: string;
  /** Folder of the built programs. */
  readonly programs: string;
  /** Millrace's own. */
  readonly version: string;
  readonly spark: SparkProvider;
  readonly say: (line: string) => void;
}

const FULL: Measuring = { rounds: 5, warmUpMs: 1500 };
const QUICK: Measuring = { rounds: 3, warmUpMs: 500 };

/** Runs the bench. @returns the exit code: 1 where something broke, 2 for wrong usage */
export async function runBench(args: readonly string[], host: BenchHost): Promise<number> {
  const known = benchRows.map(({ id }) => id);
  const options = readArguments(args, known);
  if ('problem' in options) {
    host.say(options.problem);
    return 2;
  }
  const machine = describeMachine(await versionsOf(host));
  host.say(machineText(machine));
  const lines: ResultLine[] = [];
  for (const row of benchRows.filter(({ id }) => options.rows.includes(id))) {
    host.say(`measuring ${row.id}`);
    lines.push(...(await runRow(row, options, host)));
  }
  host.say(`\n${textTable(lines)}`);
  const isFull = !options.isQuick && known.every((id) => options.rows.includes(id));
  if ((isFull || options.writes) && !options.comparesProcessorTime) writeDocument(lines, machine, options, host);
  return lines.some(({ mark }) => mark === 'broke') ? 1 : 0;
}

async function versionsOf({ programs, version }: BenchHost): Promise<Readonly<Record<string, string>>> {
  const sides = new SideProcesses(programs, false);
  try {
    const duckdb = await sides.startDuckDB(1);
    return { Millrace: version, DuckDB: await duckdb.call('version', null) };
  } finally {
    await sides.endAll();
  }
}

async function runRow(row: BenchRow, options: BenchOptions, host: BenchHost): Promise<readonly ResultLine[]> {
  const { root, programs, spark, say } = host;
  const cache = join(root, 'node_modules', '.cache', 'millrace-bench');
  const sides = new SideProcesses(programs, options.profiles);
  const context: BenchContext = {
    root,
    cache,
    isQuick: options.isQuick,
    measuring: options.isQuick ? QUICK : FULL,
    spark,
    say,
    sides,
    timeOf: ({ ms, processorMs }) => (options.comparesProcessorTime ? processorMs : ms),
    provide: (spec) => provideDataSet(cache, spec, say),
  };
  try {
    return await row.run(context);
  } catch (error) {
    const note = error instanceof Error ? error.message : String(error);
    return [{ work: row.id, ours: '', against: '', figure: '', gate: '', mark: 'broke', note }];
  } finally {
    await sides.endAll();
  }
}

function writeDocument(
  lines: readonly ResultLine[],
  machine: Machine,
  { isQuick }: BenchOptions,
  { root, say }: BenchHost,
): void {
  const path = join(root, 'docs', 'performance.md');
  const before = existsSync(path) ? readFileSync(path, 'utf8') : null;
  const date = new Date().toISOString().slice(0, 10);
  writeFileSync(
    path,
    performanceDocument({ lines, machine, measuring: isQuick ? QUICK : FULL, date, isQuick }, before),
  );
  say('docs/performance.md is rewritten');
}
