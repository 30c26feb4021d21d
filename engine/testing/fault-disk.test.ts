import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { must } from '../base/assert.ts';
import type { Disk, FileToWrite } from '../base/disk.ts';
import { systemCode } from '../base/system-code.ts';
import { nodeDisk } from '../platform/node-disk.ts';
import { Draws } from '../sources/generator/draws.ts';
import { CrashError, describeOperation, FaultDisk } from './fault-disk.ts';

const bytesOf = (text: string) => new TextEncoder().encode(text);
const textsOn = (disk: FaultDisk) =>
  Object.fromEntries([...disk.files()].map(([path, bytes]) => [path, new TextDecoder().decode(bytes)]));

async function write(disk: Disk, path: string, text: string, force: 'forced' | 'unforced'): Promise<void> {
  const file = await disk.create(path);
  await file.write(bytesOf(text));
  if (force === 'forced') await file.sync();
  await file.close();
}

/** Every different outcome of a power cut, over many seeds. */
function outcomes(disk: FaultDisk, seeds = 400): string[] {
  const found = new Set<string>();
  for (let seed = 0; seed < seeds; seed++) {
    found.add(JSON.stringify(textsOn(disk.survivors({ powerCutSeed: seed }))));
  }
  return [...found].sort();
}

/** One call on either disk, drawn at random; what it answers, or the system's name for why not. */
async function randomCall(disk: Disk, root: string, draws: Draws, step: number): Promise<unknown> {
  const path = (lane: number) => {
    const names = ['a', 'b', 'c'];
    const depth = draws.whole(step, lane, 1, 3);
    return `${root}/${Array.from({ length: depth }, (_, i) => names[draws.whole(step, lane + i + 1, 0, 2)]).join('/')}`;
  };
  const [from, to] = [path(10), path(20)];
  const text = 'é'.repeat(draws.whole(step, 2, 0, 300));
  const calls: readonly (() => Promise<unknown>)[] = [
    async () => {
      const facts = await disk.facts(from);
      return facts?.kind === 'file' ? [facts.kind, facts.sizeBytes] : facts?.kind;
    },
    async () => (await disk.list(from)).sort(),
    () => disk.readText(from),
    async () => (await disk.makeFolder(from))?.slice(root.length),
    () => write(disk, from, text, 'forced'),
    () => write(disk, from, text, 'unforced'),
    () => disk.rename(from, to),
    async () => ((await disk.facts(from))?.kind === 'folder' ? null : disk.publish(from, to)),
    () => disk.sync(from),
    () => disk.remove(from),
    () => disk.removeFolder(from),
    async () => {
      const file = await disk.openToRead(from);
      const into = new Uint8Array(7);
      const count = await file?.read(into, draws.whole(step, 3, 0, 20));
      await file?.close();
      return [count, ...into];
    },
  ];
  try {
    return await calls[draws.whole(step, 1, 0, calls.length - 1)]?.();
  } catch (error) {
    return systemCode(error);
  }
}

test('it answers whatever is asked of it as the machine does', async () => {
  const root = mkdtempSync(join(tmpdir(), 'millrace-fault-'));
  try {
    const disk = new FaultDisk();
    await disk.makeFolder(root);
    const draws = new Draws(7);
    const answers = new Set<string>();
    for (let step = 0; step < 3000; step++) {
      const inMemory = await randomCall(disk, root, draws, step);
      const onMachine = await randomCall(nodeDisk, root, draws, step);
      expect(inMemory, `step ${step}, ${describeOperation(must(disk.operations.at(-1), 'it was asked'))}`).toEqual(
        onMachine,
      );
      answers.add(JSON.stringify(onMachine) ?? '');
    }
    expect(answers.size).toBeGreaterThan(100);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
});

test('it counts and names its operations', async () => {
  const heard: number[] = [];
  const disk = new FaultDisk({ heard: ({ number }) => heard.push(number) });
  await disk.makeFolder('/a');
  await write(disk, '/a/new', 'text', 'forced');
  await disk.rename('/a/new', '/a/name');
  await disk.sync('/a');
  expect(disk.operations.map(describeOperation)).toEqual([
    '1: makeFolder /a',
    '2: create /a/new',
    '3: write /a/new (4 bytes)',
    '4: syncFile /a/new',
    '5: close /a/new',
    '6: rename /a/new to /a/name',
    '7: sync /a',
  ]);
  expect(heard).toEqual([1, 2, 3, 4, 5, 6, 7]);
});

test.each([
  ['before', { '/file': '' }],
  ['during', { '/file': 'ei' }],
  ['after', { '/file': 'eins' }],
] as const)('a process that ends %s a write does nothing more', async (when, left) => {
  const disk = new FaultDisk({ crash: { at: 2, when } });
  const file: FileToWrite = await disk.create('/file');
  await expect(file.write(bytesOf('eins'))).rejects.toThrow('the process ended at operation 2: write /file (4 bytes)');
  expect(disk.isDead).toBe(true);
  await expect(file.write(bytesOf('zwei'))).rejects.toBeInstanceOf(CrashError);
  await expect(disk.readText('/file')).rejects.toBeInstanceOf(CrashError);
  expect(textsOn(disk.survivors('kill'))).toEqual(left);
  expect(disk.operations).toHaveLength(2);
});

test('the next process has a disk of its own', async () => {
  const disk = new FaultDisk();
  const file = await disk.create('/file');
  await file.write(bytesOf('one'));
  const next = disk.survivors('kill');
  await file.write(bytesOf('two'));
  await write(next, '/other', 'other', 'forced');
  expect(textsOn(next)).toEqual({ '/file': 'one', '/other': 'other' });
  expect(textsOn(disk)).toEqual({ '/file': 'onetwo' });
});

test('what was forced out is there after every power cut, also after a kill between', async () => {
  const disk = new FaultDisk();
  await disk.makeFolder('/a');
  await disk.sync('/');
  await write(disk, '/a/file', 'text', 'forced');
  await disk.sync('/a');
  expect(outcomes(disk)).toEqual(['{"/a/file":"text"}']);
  await write(disk, '/a/more', 'x', 'forced');
  expect(outcomes(disk.survivors('kill'))).toEqual(['{"/a/file":"text","/a/more":"x"}', '{"/a/file":"text"}']);
});

test('bytes that were not forced out are lost, kept, torn or zeros', async () => {
  const disk = new FaultDisk();
  const file = await disk.create('/f');
  await disk.sync('/');
  await file.write(bytesOf('12'));
  await file.sync();
  await file.write(bytesOf('34'));
  const found = outcomes(disk);
  expect(found).toEqual(['12', '123', '1234', '123\0', '12\0\0'].map((text) => JSON.stringify({ '/f': text })).sort());
});

test('a name may be there before its bytes are', async () => {
  const disk = new FaultDisk();
  await write(disk, '/new', 'text', 'unforced');
  await disk.rename('/new', '/name');
  await disk.sync('/');
  expect(outcomes(disk)).toContain('{"/name":""}');
  expect(outcomes(disk)).not.toContain('{}');
});

test('each name that was not forced out comes or goes on its own', async () => {
  const disk = new FaultDisk();
  disk.put('/old', 'old');
  await disk.publish('/old', '/second');
  await disk.remove('/old');
  await write(disk, '/new', 'new', 'forced');
  await disk.rename('/new', '/old');
  const found = outcomes(disk);
  for (const left of [
    { '/old': 'old' },
    { '/old': 'old', '/second': 'old' },
    { '/old': 'new', '/second': 'old' },
    { '/old': 'new' },
    { '/second': 'old' },
    { '/new': 'new', '/old': 'old', '/second': 'old' },
  ]) {
    expect(found).toContain(JSON.stringify(left));
  }
});

test('a file that moves to another folder may be in both, and is never nowhere', async () => {
  const disk = new FaultDisk();
  disk.put('/from/file', 'text');
  disk.put('/to/other', '');
  await disk.rename('/from/file', '/to/file');
  const [before, both, after] = [
    '{"/from/file":"text","/to/other":""}',
    '{"/from/file":"text","/to/file":"text","/to/other":""}',
    '{"/to/file":"text","/to/other":""}',
  ];
  expect(outcomes(disk)).toEqual([both, before, after].sort());
  const target = disk.survivors('kill');
  await target.sync('/to');
  expect(outcomes(target)).toEqual([both, after].sort());
  await disk.sync('/from');
  expect(outcomes(disk)).toEqual([after]);
});

test('a folder whose own name is lost takes all that is in it along', async () => {
  const disk = new FaultDisk();
  await disk.makeFolder('/a/b');
  await write(disk, '/a/b/file', 'text', 'forced');
  await disk.sync('/a/b');
  await disk.sync('/a');
  expect(outcomes(disk)).toEqual(['{"/a/b/file":"text"}', '{}']);
});

test.each([
  ['once', (number: number) => number === 2, ['ENOSPC', '']],
  ['for good', (number: number) => number >= 2, ['ENOSPC', 'ENOSPC']],
])('a disk that is full %s says so as the system does', async (_, isFull, codes) => {
  const disk = new FaultDisk({ fails: ({ number }) => (isFull(number) ? 'ENOSPC' : null) });
  const file = await disk.create('/file');
  const said: string[] = [];
  for (let turn = 0; turn < 2; turn++) {
    said.push(
      await file.write(bytesOf('abcd')).then(
        () => '',
        (error: unknown) => systemCode(error) ?? 'no code',
      ),
    );
  }
  expect(said).toEqual(codes);
  // What a full disk still took of a write stays.
  expect(must(textsOn(disk)['/file'], 'the file is there').startsWith('ab')).toBe(true);
});

test('a sync that is lost keeps nothing', async () => {
  const disk = new FaultDisk({ losesSync: () => true });
  await write(disk, '/file', 'text', 'forced');
  await disk.sync('/');
  expect(outcomes(disk)).toContain('{}');
  expect(outcomes(disk)).toContain('{"/file":""}');
});

test('the same seed leaves the same', async () => {
  const disk = new FaultDisk();
  for (let file = 0; file < 20; file++) await write(disk, `/${file}`, 'some text', 'unforced');
  for (let powerCutSeed = 0; powerCutSeed < 20; powerCutSeed++) {
    expect(textsOn(disk.survivors({ powerCutSeed }))).toEqual(textsOn(disk.survivors({ powerCutSeed })));
  }
});
