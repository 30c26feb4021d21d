import { mkdirSync, mkdtempSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { fingerprintOf } from './atomic-write.ts';
import { FileWatch } from './file-watch.ts';

let folder = '';
let file = '';
let told: string[] = [];
let watch: FileWatch;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-watch-'));
  file = join(folder, 'a.json');
  told = [];
  // Looked at by hand: the interval is longer than any test.
  watch = new FileWatch((path, state) => told.push(`${state} ${path === file}`), 2 ** 30);
  write('ours');
  watch.follow(file, held('ours'));
});
afterEach(() => {
  watch.stop();
  rmSync(folder, { recursive: true, force: true });
});

const held = (text: string) => fingerprintOf(Buffer.from(text));
const write = (text: string) => writeFileSync(file, text);

it('says nothing of a file that holds what it held, whatever its time', async () => {
  await watch.look();
  utimesSync(file, 5, 5);
  await watch.look();
  rmSync(file);
  write('ours');
  await watch.look();
  expect(told).toEqual([]);
});

it('tells of each change once', async () => {
  write('theirs');
  await watch.look();
  await watch.look();
  utimesSync(file, 5, 5);
  await watch.look();
  expect(told).toEqual(['changed true']);
  write('again');
  await watch.look();
  expect(told).toEqual(['changed true', 'changed true']);
  write('ours');
  await watch.look();
  write('again');
  await watch.look();
  expect(told).toHaveLength(3);
});

it('sees a change of the same length within the same time', async () => {
  await watch.look();
  const { atime, mtime } = statSync(file);
  write('OURS');
  utimesSync(file, atime, mtime);
  await watch.look();
  expect(told).toEqual(['changed true']);
});

it('sees a file that is put in its place', async () => {
  writeFileSync(join(folder, 'b.json'), 'theirs');
  renameSync(join(folder, 'b.json'), file);
  await watch.look();
  expect(told).toEqual(['changed true']);
});

it.each([
  ['deleted', () => rmSync(file)],
  [
    'replaced by a folder',
    () => {
      rmSync(file);
      mkdirSync(file);
    },
  ],
])('tells of a file that was %s when it stays so', async (_, take) => {
  take();
  await watch.look();
  expect(told).toEqual([]);
  await watch.look();
  await watch.look();
  expect(told).toEqual(['missing true']);
  rmSync(file, { recursive: true, force: true });
  write('ours');
  await watch.look();
  expect(told).toHaveLength(1);
});

it('tells of what is no pipeline any more', async () => {
  writeFileSync(file, Buffer.from([0xff, 0xfe, 0x00]));
  await watch.look();
  expect(told).toEqual(['changed true']);
});

it('looks away while the app itself writes', async () => {
  await watch.whileWriting(async () => {
    write('new');
    await watch.look();
    watch.follow(file, held('new'));
  });
  await watch.look();
  expect(told).toEqual([]);
});

it('drops what it saw of a file that is not the open one any more', async () => {
  write('theirs');
  const looking = watch.look();
  watch.follow(null, null);
  await looking;
  await watch.look();
  expect(told).toEqual([]);
});
