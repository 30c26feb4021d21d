import { mkdirSync, renameSync, rmSync, utimesSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { TempFolder } from '../testing/temp-folder.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { FileListing, type KnownFiles, type ListingClock, type ListingSettings } from './listing.ts';
import { SeenFiles } from './seen-files.ts';

let folder: TempFolder;
beforeEach(() => {
  folder = new TempFolder();
});
afterEach(() => folder.remove());

const options = {
  pathGlobFilter: null,
  recursiveFileLookup: false,
  modifiedBeforeMs: null,
  modifiedAfterMs: null,
} satisfies ListingSettings['options'];

/** A listing that says what it looks at, on a clock that moves on by a millisecond at each look at it. */
function listing(changes: Partial<ListingSettings['options']> = {}, path = folder.path) {
  const looks: string[] = [];
  const files: FileSystem = {
    ...nodeFileSystem,
    statSync: (at) => {
      looks.push(at);
      return nodeFileSystem.statSync(at);
    },
    list: (at) => {
      looks.push(`${at}/*`);
      return nodeFileSystem.list(at);
    },
  };
  let elapsedMs = 0;
  const clock: ListingClock = { now: () => Date.now() + 60_000, monotonic: () => elapsedMs++ };
  const made = new FileListing({ nodeId: 'n', path, options: { ...options, ...changes } }, files, clock);
  const seen = new SeenFiles(10_000);
  const known: KnownFiles = { isTaken: (at) => seen.has(at), isNew: (at, ms) => seen.isNew(at, ms) };
  return {
    seen,
    wait: (ms: number) => {
      elapsedMs += ms;
    },
    /** New files, which are taken, and what was looked at for them. */
    async look(): Promise<{ found: string[]; looks: string[] }> {
      looks.length = 0;
      const found = await made.list(known);
      for (const { path: at, modifiedMs } of found) seen.add(at, modifiedMs);
      seen.purge();
      const short = (at: string) => at.replace(folder.path, '');
      return { found: found.map(({ path: at }) => short(at)).sort(), looks: looks.map(short) };
    },
  };
}

function put(name: string, modifiedS = 1_000_000): void {
  folder.write(name, 'x', modifiedS);
}

describe('looking again [1.1] [FS-7]', () => {
  it('looks at no file of a folder that has not changed', async () => {
    for (const name of ['a', 'b', 'c']) put(name);
    const { look } = listing();
    expect((await look()).found).toEqual(['/a', '/b', '/c']);
    expect(await look()).toEqual({ found: [], looks: [''] });
  });

  it('reads a folder that has changed and looks at new files only', async () => {
    for (const name of ['a', 'b', 'c']) put(name);
    const { look } = listing();
    await look();
    put('d');
    utimesSync(folder.path, 2_000_000, 2_000_000);
    expect(await look()).toEqual({ found: ['/d'], looks: ['', '/*', '/d'] });
    rmSync(`${folder.path}/a`);
    utimesSync(folder.path, 2_000_001, 2_000_001);
    expect(await look()).toEqual({ found: [], looks: ['', '/*'] });
  });

  it('goes into the folders of partitions that have not changed themselves', async () => {
    mkdirSync(`${folder.path}/k=1`);
    put('k=1/a');
    const { look } = listing();
    expect((await look()).found).toEqual(['/k=1/a']);
    put('k=1/b');
    utimesSync(`${folder.path}/k=1`, 2_000_000, 2_000_000);
    expect(await look()).toEqual({ found: ['/k=1/b'], looks: ['', '/k=1', '/k=1', '/k=1/*', '/k=1/b'] });
  });

  it('looks at no taken file that a glob names', async () => {
    for (const name of ['a.json', 'b.json', 'c.txt']) put(name);
    const { look } = listing({}, `${folder.path}/*.json`);
    expect((await look()).found).toEqual(['/a.json', '/b.json']);
    const { found, looks } = await look();
    expect(found).toEqual([]);
    expect(looks).not.toContain('/a.json');
    put('d.json');
    utimesSync(folder.path, 2_000_000, 2_000_000);
    expect((await look()).found).toEqual(['/d.json']);
  });

  it('finds in time what the folder does not show: a taken file that is a folder now', async () => {
    put('k=1');
    const { look, wait } = listing();
    expect((await look()).found).toEqual(['/k=1']);
    rmSync(`${folder.path}/k=1`);
    mkdirSync(`${folder.path}/k=1`);
    put('k=1/a');
    expect((await look()).found).toEqual([]);
    wait(30_000);
    expect((await look()).found).toEqual(['/k=1/a']);
  });
});

describe('files that are too old [1.5] [FS-8]', () => {
  const oldFiles = (count: number): void => {
    for (let i = 0; i < count; i++) put(`old-${i}`, 500_000);
  };

  it('are looked at each time while they are few, so that one written anew is found at once', async () => {
    put('new');
    const { look } = listing();
    await look();
    oldFiles(3);
    utimesSync(folder.path, 2_000_000, 2_000_000);
    expect((await look()).found).toEqual([]);
    expect((await look()).looks).toEqual(['', '/old-0', '/old-1', '/old-2']);
    put('old-1', 1_000_001);
    expect((await look()).found).toEqual(['/old-1']);
  });

  it('are left to complete looks where there are many', async () => {
    put('new');
    const { look, wait } = listing();
    await look();
    oldFiles(101);
    utimesSync(folder.path, 2_000_000, 2_000_000);
    expect((await look()).found).toEqual([]);
    expect((await look()).looks).toEqual(['']);
    put('old-1', 1_000_001);
    expect((await look()).found).toEqual([]);
    wait(30_000);
    expect((await look()).found).toEqual(['/old-1']);
  });
});

it('everything is listed for somebody who knows no files', async () => {
  put('a');
  const files = new FileListing({ nodeId: 'n', path: folder.path, options }, nodeFileSystem);
  expect(await files.list()).toHaveLength(1);
  renameSync(`${folder.path}/a`, `${folder.path}/b`);
  expect((await files.list()).map(({ path }) => path)).toEqual([`${folder.path}/b`]);
});
