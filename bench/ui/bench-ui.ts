/** The window's bench: measures rows one after the other and says what came of it. Built and started by `scripts/bench-ui.mjs`. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describeMachine, machineText } from '../report/machine.ts';
import type { ResultLine } from '../report/result-line.ts';
import { textTable } from '../report/text-table.ts';
import { launching, type UiHost } from './launch.ts';
import { coldStartRow } from './rows/cold-start-row.ts';
import { frameRow } from './rows/frame-rows.ts';
import { liveRow } from './rows/live-row.ts';
import { openRow } from './rows/open-row.ts';
import { readUiArguments, type UiOptions } from './ui-arguments.ts';
import type { UiRow } from './ui-context.ts';
import { withUiReport } from './ui-section.ts';

/** Runs the bench. @returns the exit code: 1 where something broke, 2 for wrong usage */
export async function runBenchUi(args: readonly string[], host: UiHost, electronVersion: string): Promise<number> {
  const rows: readonly UiRow[] = [
    frameRow('frames-500', 500, true, 1, 'at most 1x of p95'),
    frameRow('frames-500-idle', 500, false, 1, 'at most 1x of p95'),
    frameRow('frames-2000', 2000, false, 0.5, 'at most 0.5x of p95'),
    openRow,
    liveRow,
    coldStartRow(host.root),
  ];
  const known = rows.map(({ id }) => id);
  const options = readUiArguments(args, known);
  if ('problem' in options) {
    host.say(options.problem);
    return 2;
  }
  const machine = describeMachine({ Millrace: host.version, Electron: electronVersion });
  host.say(machineText(machine));
  const lines: ResultLine[] = [];
  for (const row of rows.filter(({ id }) => options.rows.includes(id))) {
    host.say(`measuring ${row.id}`);
    lines.push(...(await runRow(row, options, host)));
  }
  host.say(`\n${textTable(lines)}`);
  const isFull = !options.isQuick && known.every((id) => options.rows.includes(id));
  if (isFull || options.writes) {
    const path = join(host.root, 'docs', 'performance.md');
    const before = existsSync(path) ? readFileSync(path, 'utf8') : '# Performance\n';
    const date = new Date().toISOString().slice(0, 10);
    writeFileSync(path, withUiReport({ lines, machine, date, isQuick: options.isQuick }, before));
    host.say('the section of docs/performance.md is rewritten');
  }
  return lines.some(({ mark }) => mark === 'broke') ? 1 : 0;
}

async function runRow(row: UiRow, options: UiOptions, host: UiHost): Promise<readonly ResultLine[]> {
  const launched = await launching(host);
  try {
    return await row.run({ ...launched, isQuick: options.isQuick, minutes: options.minutes, say: host.say });
  } catch (error) {
    const note = error instanceof Error ? error.message : String(error);
    return [{ work: row.id, ours: '', against: '', figure: '', gate: '', mark: 'broke', note }];
  } finally {
    await launched.endAll();
  }
}
