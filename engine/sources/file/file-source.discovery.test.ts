import { mkdirSync, renameSync, symlinkSync, utimesSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileSettings } from '../testing/decode-bytes.ts';
import { TempFolder } from '../testing/temp-folder.ts';
import { createFileSource, type FileSource } from './file-source.ts';
import type { FileSourceSettings } from './file-source-settings.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { systemNow } from './formats/record-decoder.ts';

let folder: TempFolder;

beforeEach(() => {
  folder = new TempFolder();
});

afterEach(() => {
  folder.remove();
});

function stream(changes: Partial<FileSourceSettings> = {}, files: FileSystem = nodeFileSystem): FileSource {
  return createFileSource(fileSettings({ path: folder.path, streaming: true, ...changes }), { files, now: systemNow });
}

/** Names of the files of the next batch; null when there is none. */
async function nextBatch(
  source: FileSource,
  limit: 'configured' | 'unlimited' = 'configured',
): Promise<string[] | null> {
  const before = (source.exportLog().at(-1)?.batchId ?? -1) as number;
  const start = before === -1 ? null : { logOffset: before };
  const end = await source.latestOffset(start, limit);
  if (end === null || end.logOffset === before) return null;
  return source.files(start, end).map(({ path }) => path.slice(folder.path.length + 1));
}

async function allBatches(source: FileSource): Promise<string[][]> {
  const batches: string[][] = [];
  for (let batch = await nextBatch(source); batch !== null; batch = await nextBatch(source)) batches.push(batch);
  return batches;
}

function add(names: string, firstSecond: number): void {
  [...names].forEach((name, i) => {
    folder.write(name, 'x', firstSecond + i);
  });
}

describe('[1.1] what is listed', () => {
  it('takes the files of the folder, not hidden ones, not those of plain folders', async () => {
    for (const name of [
      'b.json',
      'a.json',
      '.a',
      '_a',
      'a._COPYING_',
      'sub/c.json',
      'k=1/d.json',
      'k=1/l=2/e.json',
      'k=1/sub/f.json',
      '_k=2/g.json',
    ]) {
      folder.write(name, 'x');
    }
    expect(await nextBatch(stream())).toEqual(['_k=2/g.json', 'a.json', 'b.json', 'k=1/d.json', 'k=1/l=2/e.json']);
    expect(await nextBatch(stream({ options: { RECURSIVEFILELOOKUP: 'true' } }))).toEqual([
      '_k=2/g.json',
      'a.json',
      'b.json',
      'k=1/d.json',
      'k=1/l=2/e.json',
      'k=1/sub/f.json',
      'sub/c.json',
    ]);
  });

  it.each([
    ['*.json', ['a.json', 'b.json']],
    ['{a,c}.*', ['a.json', 'c.csv']],
    ['{a.json,sub/d.json}', ['a.json', 'sub/d.json']],
    ['s?b', ['sub/d.json']],
    ['*', ['a.json', 'b.json', 'c.csv', 'sub/d.json']],
    ['*/*.json', ['sub/d.json']],
    ['*/deep/*', ['sub/deep/e.json']],
    ['a.json/*', null],
    ['nothing*', null],
  ])('takes the glob %s', async (glob, expected) => {
    for (const name of ['a.json', 'b.json', 'c.csv', 'sub/d.json', 'sub/deep/e.json', '.x']) folder.write(name, 'x');
    expect(await nextBatch(stream({ path: `${folder.path}/${glob}` }))).toEqual(expected);
  });

  it('takes a single file, and a path with slashes at its end', async () => {
    folder.write('a.json', 'x');
    expect(await nextBatch(stream({ path: `${folder.path}/a.json` }))).toEqual(['a.json']);
    expect(await nextBatch(stream({ path: `${folder.path}//` }))).toEqual(['a.json']);
  });

  it('takes a path that is there as written, though it looks like a glob', async () => {
    folder.write('in[1]/a.json', 'x');
    expect(await nextBatch(stream({ path: `${folder.path}/in[1]` }))).toEqual(['in[1]/a.json']);
  });

  it('filters names, not paths', async () => {
    for (const name of ['a.json', 'b.csv', 'k=json/c.csv']) folder.write(name, 'x');
    expect(await nextBatch(stream({ options: { pathGlobFilter: '*.json' } }))).toEqual(['a.json']);
  });

  it('filters by time in batch mode', async () => {
    add('abc', 1000);
    const options = { modifiedAfter: '1970-01-01T00:16:40', modifiedBefore: '1970-01-01T00:16:42' };
    expect(await nextBatch(stream({ options, streaming: false }))).toEqual(['b']);
  });

  it('marks empty files as seen', async () => {
    folder.write('a', '');
    const source = stream();
    expect(await nextBatch(source)).toEqual(['a']);
    expect(await nextBatch(source)).toBeNull();
  });

  it('follows links, but not in circles and not into nothing', async () => {
    folder.write('k=1/a', 'x');
    symlinkSync(folder.path, `${folder.path}/k=loop`);
    symlinkSync('nowhere', `${folder.path}/dangling`);
    symlinkSync('self', `${folder.path}/self`);
    symlinkSync(`${folder.path}/k=1/a`, `${folder.path}/link`);
    expect(await nextBatch(stream())).toEqual(['k=1/a', 'link']);
  });

  it('describes itself as Spark does', () => {
    expect(stream().description).toBe(`FileStreamSource[file:${folder.path}]`);
  });
});

describe('[1.1] paths that are not there', () => {
  it.each([
    ['missing', true, 'SRC-001'],
    ['missing', false, 'SRC-001'],
    ['missing*', false, 'SRC-001'],
    ['missing*', true, null],
    ['[', true, 'SRC-014'],
    ['{a', true, 'SRC-014'],
  ])('%s, streaming: %s', async (name, streaming, code) => {
    const prepared = stream({ path: `${folder.path}/${name}`, streaming }).prepare();
    if (code === null) await expect(prepared).resolves.toBeUndefined();
    else await expect(prepared).rejects.toMatchObject({ code, at: { nodeId: 'events', setting: 'path' } });
  });

  it('give nothing when they go while the query runs', async () => {
    add('a', 1000);
    const source = stream();
    await source.prepare();
    renameSync(folder.path, `${folder.path}-away`);
    expect(await nextBatch(source)).toBeNull();
    expect(await source.latestOffset(null, 'configured')).toBeNull();
    renameSync(`${folder.path}-away`, folder.path);
    expect(await nextBatch(source)).toEqual(['a']);
  });

  it('may be neither file nor folder', async () => {
    const source = stream({ path: '/dev/null' });
    await expect(source.latestOffset(null, 'configured')).rejects.toMatchObject({ code: 'SRC-007' });
  });

  it('may be closed to us', async () => {
    const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
    const closedFolder = stream({}, { ...nodeFileSystem, list: () => Promise.reject(denied) });
    await expect(closedFolder.latestOffset(null, 'configured')).rejects.toMatchObject({
      code: 'SRC-002',
      params: { path: folder.path, reason: 'EACCES' },
      at: { nodeId: 'events', setting: 'path' },
    });
    add('a', 1000);
    const closedFile = stream(
      {},
      {
        ...nodeFileSystem,
        statSync: (path) => {
          if (path.endsWith('/a')) throw denied;
          return nodeFileSystem.statSync(path);
        },
      },
    );
    await expect(closedFile.latestOffset(null, 'configured')).rejects.toMatchObject({ code: 'SRC-003' });
  });
});

describe('[1.3] [1.4] batches [FS-11]', () => {
  it.each([
    ['maxFilesPerTrigger', { maxFilesPerTrigger: 2 }],
    ['maxBytesPerTrigger', { maxBytesPerTrigger: 2 }],
    ['the option', { options: { maxfilespertrigger: '2' } }],
  ])('[35] come by %s', async (_, settings) => {
    const source = stream(settings);
    add('abc', 1000);
    expect(await allBatches(source)).toEqual([['a', 'b'], ['c']]);
    add('defg', 1100);
    expect(await allBatches(source)).toEqual([
      ['d', 'e'],
      ['f', 'g'],
    ]);
    add('hijkl', 1200);
    expect(await allBatches(source)).toEqual([['h', 'i'], ['j', 'k'], ['l']]);
  });

  it('keep leftovers before looking again, and give a short batch at their end', async () => {
    for (let i = 0; i < 44; i++) folder.write(`f${i}`, 'x');
    const source = stream({
      maxFilesPerTrigger: 10,
      options: { maxCachedFiles: '12', discardCachedInputRatio: '0.1' },
    });
    expect((await allBatches(source)).map(({ length }) => length)).toEqual([10, 10, 2, 10, 10, 2]);
  });

  it('see new files only when the leftovers are used up', async () => {
    add('cdef', 1000);
    const source = stream({ maxFilesPerTrigger: 2 });
    expect(await nextBatch(source)).toEqual(['c', 'd']);
    add('a', 900);
    expect(await allBatches(source)).toEqual([['e', 'f'], ['a']]);
  });

  it('[37] come newest first, however old a file is', async () => {
    folder.write('f1', 'x', 1000);
    folder.write('f2', 'x', 100_000_000);
    const latestFirst = { maxFilesPerTrigger: 1, latestFirst: true };
    expect(await allBatches(stream(latestFirst))).toEqual([['f2'], ['f1']]);
    folder.write('f3', 'x', 200_000_000);
    expect(await nextBatch(stream(latestFirst), 'unlimited')).toEqual(['f3', 'f2', 'f1']);
  });

  it('take all in batch mode', async () => {
    add('abc', 1000);
    expect(await allBatches(stream({ maxFilesPerTrigger: 1, streaming: false }))).toEqual([['a', 'b', 'c']]);
  });

  it('end with what was there at the freeze', async () => {
    add('abc', 1000);
    const source = stream({ maxFilesPerTrigger: 1 });
    await source.freeze();
    add('de', 1100);
    expect(await allBatches(source)).toEqual([['a'], ['b'], ['c']]);
  });
});

describe('[1.5] files that change [FS-7] [FS-8]', () => {
  it('are not read again while they are remembered', async () => {
    add('a', 1000);
    const source = stream();
    expect(await nextBatch(source)).toEqual(['a']);
    folder.write('a', 'changed', 2000);
    expect(await nextBatch(source)).toBeNull();
  });

  it('are read again when they were forgotten, unless they are too old', async () => {
    folder.write('a', 'x', 1000);
    const source = stream({ options: { maxFileAge: '10s' } });
    expect(await nextBatch(source)).toEqual(['a']);
    folder.write('b', 'x', 2000);
    expect(await nextBatch(source)).toEqual(['b']);
    folder.write('old', 'x', 1500);
    expect(await nextBatch(source)).toBeNull();
    folder.write('a', 'again', 1995);
    expect(await nextBatch(source)).toEqual(['a']);
  });

  it('are known by their names with fileNameOnly', async () => {
    folder.write('a', 'x');
    const source = stream({ options: { fileNameOnly: 'true' } });
    expect(await nextBatch(source)).toEqual(['a']);
    folder.write('k=1/a', 'x');
    expect(await nextBatch(source)).toBeNull();
  });
});

describe('[1.6] offsets [FS-16]', () => {
  it('count batches of files, and stay where nothing is new', async () => {
    const source = stream({ maxFilesPerTrigger: 1 });
    expect(await source.latestOffset(null, 'configured')).toBeNull();
    add('ab', 1000);
    expect(await source.latestOffset(null, 'configured')).toEqual({ logOffset: 0 });
    expect(await source.latestOffset({ logOffset: 0 }, 'configured')).toEqual({ logOffset: 1 });
    expect(await source.latestOffset({ logOffset: 1 }, 'configured')).toEqual({ logOffset: 1 });
    expect(source.files({ logOffset: 0 }, { logOffset: 1 })).toMatchObject([
      { path: `${folder.path}/b`, sizeBytes: 1, modifiedMs: 1_001_000 },
    ]);
    expect(source.files(null, { logOffset: 1 })).toHaveLength(2);
    await source.commit({ logOffset: 1 });
    expect(source.files(null, { logOffset: 1 })).toHaveLength(2);
  });

  it('go on where a saved log ends', async () => {
    add('abc', 1000);
    const first = stream({ maxFilesPerTrigger: 1 });
    await nextBatch(first);
    await nextBatch(first);
    const saved = JSON.parse(JSON.stringify(first.exportLog()));
    const second = stream({ maxFilesPerTrigger: 1 });
    second.restoreLog(saved);
    expect(await second.latestOffset({ logOffset: 1 }, 'configured')).toEqual({ logOffset: 2 });
    expect(second.files({ logOffset: 1 }, { logOffset: 2 })).toMatchObject([{ path: `${folder.path}/c` }]);
    expect(await second.latestOffset({ logOffset: 2 }, 'configured')).toEqual({ logOffset: 2 });
  });

  it('tell of folders that fill columns', async () => {
    folder.write('a=7/f', 'x');
    const source = stream();
    const end = await source.latestOffset(null, 'configured');
    expect(end && source.files(null, end)[0]?.partitionValues).toEqual([{ column: 0, text: '7' }]);
  });

  it('do not depend on the order of equal times', async () => {
    mkdirSync(`${folder.path}/d`);
    for (const name of ['file-10', 'file-9', 'file-1']) folder.write(name, 'x', 5000);
    utimesSync(`${folder.path}/file-10`, 5000, 5000);
    expect(await nextBatch(stream())).toEqual(['file-1', 'file-9', 'file-10']);
  });
});
