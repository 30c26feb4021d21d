import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';
import { expect, test } from 'vitest';
import { nodeProcessFacts } from './process-facts.ts';

test('a process has one mark for all its life, others have other marks, and none once it has ended', async () => {
  const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)'], { stdio: 'ignore' });
  const pid = child.pid ?? 0;
  const own = await nodeProcessFacts.mark(process.pid);
  const first = await nodeProcessFacts.mark(pid);
  expect(await nodeProcessFacts.mark(process.pid)).toBe(own);
  expect(await nodeProcessFacts.mark(pid)).toBe(first);
  expect([own, first]).not.toContain('gone');
  // Only Linux tells when a process began.
  if (process.platform === 'linux') expect(first).not.toBe(own);
  else expect([own, first]).toEqual([null, null]);
  child.kill('SIGKILL');
  await once(child, 'exit');
  expect(await nodeProcessFacts.mark(pid)).toBe('gone');
});

test.each([0, -1, 2 ** 31, Number.MAX_SAFE_INTEGER])('%i is no process', async (pid) => {
  expect(await nodeProcessFacts.mark(pid)).toBe('gone');
});

test('the facts of this process', () => {
  expect(nodeProcessFacts).toMatchObject({ pid: process.pid });
  expect(nodeProcessFacts.host).not.toBe('');
});
