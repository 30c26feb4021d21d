import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readCommitted } from './committed-rows.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-committed-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

function write(path: string, text: string): void {
  const file = join(folder, path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

function log(name: string, parts: readonly { readonly path: string; readonly size: number }[]): void {
  const entries = parts.map(({ path, size }) => {
    return JSON.stringify({ path: pathToFileURL(join(folder, path)).href, size, action: 'add' });
  });
  write(`_spark_metadata/${name}`, ['v1', ...entries].join('\n'));
}

const one = { path: 'part-0', size: 2 };
const two = { path: 'k=v/part-1', size: 2 };

test('rows of logged parts alone, behind their partition', () => {
  write('part-0', '1\n');
  write('k=v/part-1', '2\n');
  write('part-9', 'an orphan\n');
  log('0', [one]);
  log('1', [two]);
  expect(readCommitted(folder)).toEqual({ rows: [' 1', 'k=v 2'], parts: 2, faults: [] });
});

test('the newest compact log stands for all before it', () => {
  write('part-0', '1\n');
  write('k=v/part-1', '2\n');
  log('0', [one]);
  log('9.compact', [one]);
  log('10', [two]);
  expect(readCommitted(folder)).toEqual({ rows: [' 1', 'k=v 2'], parts: 2, faults: [] });
});

test.each<[string, () => void, RegExp]>([
  ['listed twice', () => log('1', [one]), /part-0 is listed twice, again in 1$/],
  ['not there', () => log('1', [two]), /part-1 is listed in 1 and not there/],
  ['cut off', () => write('part-0', '1'), /part-0 is not as large as 0 says/],
  ['a gap', () => log('2', []), /the log of batch 1 is missing/],
  ['another version', () => write('_spark_metadata/1', 'v9\n'), /1 begins with v9/],
])('a fault: %s', (_, damage, expected) => {
  write('part-0', '1\n');
  log('0', [one]);
  damage();
  expect(readCommitted(folder).faults).toEqual([expect.stringMatching(expected)]);
});

test('a folder without a log holds all its parts; one that is not there holds none', () => {
  write('part-0', '1\n2\n');
  write('k=v/part-1', '2\n');
  write('_SUCCESS', '');
  expect([...readCommitted(folder).rows].sort()).toEqual([' 1', ' 2', 'k=v 2']);
  expect(readCommitted(join(folder, 'nowhere'))).toEqual({ rows: [], parts: 0, faults: [] });
});
