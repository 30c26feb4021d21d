import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { SideProcess } from './side-process.ts';

const PROGRAM = `
process.on('message', ({ operation, input }) => {
  if (operation === 'double') process.send({ value: input * 2 });
  else if (operation === 'fail') process.send({ error: 'it went wrong' });
  else process.exit(7);
});
process.on('disconnect', () => process.exit());
`;

interface Offered extends Record<string, (input: never) => unknown> {
  double(input: number): number;
  fail(input: null): void;
  leave(input: null): void;
}

let folder = '';
let program = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
  program = join(folder, 'side.cjs');
  writeFileSync(program, PROGRAM);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('a side answers, one request after the other, and ends when it is let go', async () => {
  const side = new SideProcess<Offered>({ program });
  expect(await side.call('double', 21)).toBe(42);
  await expect(side.call('fail', null)).rejects.toThrow('fail: it went wrong');
  expect(await side.call('double', 4)).toBe(8);
  await side.end();
  await side.end();
});

test('a side that dies is an error, not a wait without end', async () => {
  const side = new SideProcess<Offered>({ program });
  await expect(side.call('leave', null)).rejects.toThrow('leave: the process ended with code 7');
  await expect(side.call('double', 1)).rejects.toThrow('the process ended with code 7');
  await side.end();
});

test('a program that is not there is an error', async () => {
  const side = new SideProcess<Offered>({ program: join(folder, 'none.cjs') });
  await expect(side.call('double', 1)).rejects.toThrow('the process ended with code 1');
  await side.end();
});
