/** How a run that keeps a checkpoint ends from outside, and that the next one goes on: real processes, real signals. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCommitted } from '../bench/crash/committed-rows.ts';
import { compareRows } from '../bench/crash/compare-rows.ts';
import { Feeder } from '../bench/crash/feeder.ts';
import { type Ended, ProgramProcess } from '../bench/crash/program-process.ts';
import type { TrialFolders } from '../bench/crash/trial.ts';
import { trials } from '../bench/crash/trials.ts';

const program = join(process.cwd(), 'out/cli/millrace.cjs');
const files = 60;

let folders: TrialFolders;
let file: string;
beforeEach(() => {
  const root = mkdtempSync(join(tmpdir(), 'millrace-signals-'));
  folders = {
    root,
    input: join(root, 'input'),
    checkpoint: join(root, 'checkpoint'),
    output: join(root, 'output'),
  };
  const trial = trials.find(({ name }) => name === 'filter');
  if (trial === undefined) throw new Error('the crash test has no pipeline of this name');
  const feeder = new Feeder(trial.inputs, folders.input, 1);
  for (let i = 0; i < files; i++) feeder.feed();
  file = join(root, 'pipeline.millrace.json');
  writeFileSync(file, JSON.stringify(trial.document(folders)));
});
afterEach(() => rmSync(folders.root, { recursive: true, force: true }));

const start = (...more: string[]) =>
  new ProgramProcess(program, ['run', file, '--json', '--checkpoint', folders.checkpoint, ...more]);

/** Starts a run that waits for more, and waits until it has worked. */
async function started(): Promise<ProgramProcess> {
  const running = start('--follow');
  await running.first('progress');
  return running;
}

/** A run that was stopped cleanly has given its checkpoint back. */
function expectCheckpointFree(): void {
  expect(existsSync(join(folders.checkpoint, 'out', 'metadata'))).toBe(true);
  expect(existsSync(join(folders.checkpoint, 'out', 'lock'))).toBe(false);
}

const types = ({ lines }: Ended) => lines.map(({ type }) => type);

/** Lets a later run finish, and holds what is committed against a run without a break. */
async function expectNothingLostOrDoubled(): Promise<void> {
  expect((await start().ended).code).toBe(0);
  const whole = join(folders.root, 'whole');
  const batch = new ProgramProcess(program, ['run', file, '--json', '--mode', 'batch', '--set', `out.path=${whole}`]);
  expect((await batch.ended).code).toBe(0);
  const { rows, faults } = readCommitted(folders.output);
  expect(faults).toEqual([]);
  expect(rows.length).toBeGreaterThan(files);
  expect(compareRows(readCommitted(whole).rows, rows)).toEqual({ lost: 0, doubled: 0, strange: 0, examples: [] });
}

test.each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)('%s stops cleanly, and the next run goes on', async (signal) => {
  const running = await started();
  running.kill(signal);
  const ended = await running.ended;
  expect(ended).toMatchObject({ code: 130, rest: '', err: '' });
  expect(types(ended).slice(-2)).toEqual(['query-terminated', 'totals']);
  expect(ended.lines.at(-2)).toMatchObject({ exception: null });
  expectCheckpointFree();
  await expectNothingLostOrDoubled();
});

test('a second signal ends the process whatever it does', async () => {
  const running = await started();
  running.kill('SIGTERM');
  running.kill('SIGINT');
  expect(await running.ended).toMatchObject({ code: 130, rest: '' });
  await expectNothingLostOrDoubled();
});

test('output that nobody reads any more stops it cleanly, without a failure', async () => {
  const running = await started();
  running.stopReading();
  expect(await running.ended).toMatchObject({ code: 0, signal: null, err: '' });
  expectCheckpointFree();
  await expectNothingLostOrDoubled();
});

test('a second run on the same checkpoint is refused and names the first, which goes on', async () => {
  const running = await started();
  const second = await start().ended;
  expect(second.code).toBe(3);
  expect(second.err).toContain(String(running.pid));
  running.kill('SIGTERM');
  expect((await running.ended).code).toBe(130);
  await expectNothingLostOrDoubled();
});

test('--fresh sets the old checkpoint and the old output aside and begins from nothing', async () => {
  expect((await start('--batches', '3').ended).code).toBe(0);
  const before = readCommitted(folders.output).rows;
  const ended = await start('--fresh', '--batches', '2').ended;
  expect(ended.code).toBe(0);
  expect(ended.lines.filter(({ type }) => type === 'progress')).toMatchObject([
    { progress: { batchId: 0 } },
    { progress: { batchId: 1 } },
  ]);
  const beside = readdirSync(folders.root).filter((name) => name.startsWith('output') && name !== 'output');
  expect(beside).toHaveLength(1);
  expect(before.length).toBeGreaterThan(0);
  await expectNothingLostOrDoubled();
});

test('a checkpoint folder that is a file is refused, and the file stays', async () => {
  writeFileSync(folders.checkpoint, 'precious');
  const ended = await start().ended;
  expect(ended.code).toBe(3);
  expect(ended.err).not.toBe('');
  expect(readFileSync(folders.checkpoint, 'utf8')).toBe('precious');
});
