/** A short crash test: every pipeline of `npm run crash-test`, a few blows each, always the same ones. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCrashTest } from '../bench/crash/crash-test.ts';

const program = join(process.cwd(), 'out/cli/millrace.cjs');
const rounds = 10;
const seed = 20160726;

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-crash-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test(`after ${rounds} blows no row is lost and none is there twice`, async () => {
  const said: string[] = [];
  const code = await runCrashTest(['--rounds', String(rounds), '--seed', String(seed)], {
    program,
    folder,
    say: (line) => said.push(line),
  });
  expect(code, said.join('\n')).toBe(0);
  expect(said.at(-1)).toContain('0 lost, 0 doubled, 0 strange, 0 faults');
});
