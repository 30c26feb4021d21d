import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DataSetSpec, provideDataSet } from './data-set.ts';
import { labCsv, labEvents, untidyLabEvents } from './lab-events.ts';
import { linkedCopies } from './linked-copies.ts';
import { orderLines } from './order-lines.ts';
import { userEvents } from './user-events.ts';
import { wideEvents } from './wide-events.ts';

const root = process.cwd();
const ROWS = 10_000;

let cache = '';
beforeEach(() => {
  cache = mkdtempSync(join(tmpdir(), 'millrace-bench-'));
});
afterEach(() => rmSync(cache, { recursive: true, force: true }));

const silent = () => undefined;
const textOf = (files: readonly string[]) => files.map((file) => readFileSync(file, 'utf8')).join('');
const hashOf = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

const specs: readonly [string, (rows: number) => DataSetSpec, string][] = [
  ['lab', (rows) => labEvents(root, rows, 1), '083e4a1859719d32'],
  ['lab in csv', (rows) => labCsv(root, rows), '029b09d26341d2b8'],
  ['lab, untidy', (rows) => untidyLabEvents(root, rows), 'f5c8a98b61b22768'],
  ['wide', wideEvents, 'b03c128a194a45fb'],
  ['users', userEvents, '1bb1a64fd2af76bc'],
  ['orders', orderLines, '986eac81e64dde51'],
];

describe('a data set', () => {
  test.each(specs)('%s: the same bytes wherever it is made', (_, spec, hash) => {
    const made = provideDataSet(cache, spec(ROWS), silent);
    const text = textOf(made.files);
    expect(made.bytes).toBe(Buffer.byteLength(text));
    expect(text.trimEnd().split('\n')).toHaveLength(made.files[0]?.endsWith('.csv') ? ROWS + 1 : ROWS);
    expect(hashOf(text)).toBe(hash);
  });

  test('over several files it has the lines that it has in one', () => {
    const one = provideDataSet(cache, labEvents(root, 1001, 1), silent);
    const several = provideDataSet(cache, labEvents(root, 1001, 3), silent);
    expect(several.files).toHaveLength(3);
    expect(textOf(several.files)).toBe(textOf(one.files));
    expect(readdirSync(several.folder)).toHaveLength(3);
  });

  test('that is there is not made again', () => {
    const said: string[] = [];
    const first = provideDataSet(cache, orderLines(100), (line) => said.push(line));
    expect(said).toHaveLength(1);
    expect(provideDataSet(cache, orderLines(100), (line) => said.push(line))).toEqual(first);
    expect(said).toHaveLength(1);
  });

  test.each<[string, (spec: DataSetSpec, files: readonly string[]) => DataSetSpec]>([
    ['another version', (spec) => ({ ...spec, version: spec.version + 1 })],
    ['another seed', (spec) => ({ ...spec, seed: spec.seed + 1 })],
    [
      'a file that was cut',
      (spec, files) => {
        writeFileSync(files[0] ?? '', 'cut');
        return spec;
      },
    ],
    [
      'a file that is gone',
      (spec, files) => {
        rmSync(files[0] ?? '');
        return spec;
      },
    ],
  ])('with %s is made anew', (_, change) => {
    const said: string[] = [];
    const first = provideDataSet(cache, orderLines(100), silent);
    const again = provideDataSet(cache, change(orderLines(100), first.files), (line) => said.push(line));
    expect(said).toHaveLength(1);
    expect(textOf(again.files).trimEnd().split('\n')).toHaveLength(100);
  });

  test('whose making fails leaves nothing that would be taken for it', () => {
    const failing: DataSetSpec = {
      ...orderLines(100),
      lines: () => () => {
        throw new Error('no line');
      },
    };
    expect(() => provideDataSet(cache, failing, silent)).toThrow('no line');
    expect(provideDataSet(cache, orderLines(100), silent).rows).toBe(100);
  });
});

test('an untidy line says what the lab says, in another way', () => {
  const tidy = textOf(provideDataSet(cache, labEvents(root, 1000, 1), silent).files)
    .trimEnd()
    .split('\n');
  const untidy = textOf(provideDataSet(cache, untidyLabEvents(root, 1000), silent).files)
    .trimEnd()
    .split('\n');
  const shown = (line: string) => {
    const { time, action } = JSON.parse(line);
    return { time, action };
  };
  expect(untidy.map(shown)).toEqual(tidy.map(shown));
  expect(untidy.filter((line, i) => line === tidy[i])).toEqual([]);
  const firstKeys = new Set(untidy.map((line) => Object.keys(JSON.parse(line))[0]));
  expect([...firstKeys].sort()).toEqual(['action', 'door', 'level', 'note', 'tags', 'time']);
  expect(untidy.some((line) => line.includes('\\u'))).toBe(true);
});

test('wide lines have 20 fields', () => {
  const lines = textOf(provideDataSet(cache, wideEvents(50), silent).files)
    .trimEnd()
    .split('\n');
  expect(new Set(lines.map((line) => Object.keys(JSON.parse(line)).length))).toEqual(new Set([20]));
});

test('every tenth row brings a user of its own', () => {
  const lines = textOf(provideDataSet(cache, userEvents(ROWS), silent).files)
    .trimEnd()
    .split('\n');
  expect(new Set(lines.map((line) => JSON.parse(line).user)).size).toBe(ROWS / 10);
});

test('linked copies are the same file under other names', () => {
  const one = provideDataSet(cache, labEvents(root, 100, 1), silent);
  const copies = linkedCopies(cache, one, 'copies', 3);
  expect(copies).toMatchObject({ rows: 300, bytes: one.bytes * 3 });
  expect(readdirSync(copies.folder)).toHaveLength(3);
  expect(copies.files.map((file) => statSync(file).ino)).toEqual(Array(3).fill(statSync(one.files[0] ?? '').ino));
  // Made again with fewer: no name of before is left.
  expect(readdirSync(linkedCopies(cache, one, 'copies', 2).folder)).toHaveLength(2);
});
