import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fileSettings } from '../testing/decode-bytes.ts';
import { TempFolder } from '../testing/temp-folder.ts';
import { createFileSource, type FileSource } from './file-source.ts';
import { nodeFileSystem } from './file-system.ts';
import { systemNow } from './formats/record-decoder.ts';

let folder: TempFolder;

beforeEach(() => {
  folder = new TempFolder();
  for (const [i, name] of ['a', 'b', 'k=1/c'].entries()) folder.write(`in/${name}.json`, '{"a":1}', 1000 + i);
});

afterEach(() => folder.remove());

function stream(options: Readonly<Record<string, string>>, path = 'in', files = nodeFileSystem): FileSource {
  const settings = { path: `${folder.path}/${path}`, streaming: true, maxFilesPerTrigger: 1, options };
  return createFileSource(fileSettings(settings), { files, now: systemNow });
}

/** Plans and commits one batch after `start`; gives its end. */
async function batch(source: FileSource, start: number): Promise<number> {
  const end = await source.latestOffset(start === -1 ? null : { logOffset: start }, 'configured');
  if (end !== null) await source.commit(end);
  return Number(end?.logOffset ?? -1);
}

const left = (path = 'in') =>
  readdirSync(`${folder.path}/${path}`, { recursive: true })
    .map(String)
    .filter((name) => name.endsWith('.json'))
    .sort();

describe('[1.6] cleanSource [FS-14]', () => {
  it('leaves files alone when it is off', async () => {
    const source = stream({ cleanSource: 'OFF' });
    let start = -1;
    for (let i = 0; i < 4; i++) start = await batch(source, start);
    expect(left()).toEqual(['a.json', 'b.json', 'k=1/c.json']);
  });

  it('deletes the files of a batch when the next one runs, with data or without', async () => {
    const source = stream({ cleanSource: 'delete' });
    await source.prepare();
    let start = await batch(source, -1);
    expect(left()).toEqual(['a.json', 'b.json', 'k=1/c.json']);
    start = await batch(source, start);
    expect(left()).toEqual(['b.json', 'k=1/c.json']);
    start = await batch(source, start);
    expect(left()).toEqual(['k=1/c.json']);
    await batch(source, start);
    expect(left()).toEqual([]);
  });

  it('archives files under their whole path', async () => {
    const source = stream({ CLEANSOURCE: 'Archive', sourceArchiveDir: `${folder.path}/arch` });
    await source.prepare();
    let start = -1;
    for (let i = 0; i < 4; i++) start = await batch(source, start);
    expect(left()).toEqual([]);
    expect(left(`arch${folder.path}/in`)).toEqual(['a.json', 'b.json', 'k=1/c.json']);
  });

  it('goes on when a file resists', async () => {
    folder.write(`arch${folder.path}/in/a.json`, 'old');
    const source = stream({ cleanSource: 'archive', sourceArchiveDir: `${folder.path}/arch` });
    let start = -1;
    for (let i = 0; i < 4; i++) start = await batch(source, start);
    expect(left()).toEqual(['a.json']);
    expect(readFileSync(`${folder.path}/arch${folder.path}/in/a.json`, 'utf8')).toBe('old');
    const denied = { ...nodeFileSystem, remove: () => Promise.reject(new Error('denied')) };
    const stubborn = stream({ cleanSource: 'delete' }, 'in', denied);
    await batch(stubborn, await batch(stubborn, -1));
    expect(left()).toEqual(['a.json']);
  });

  it('cleans up behind the last two batches of an earlier run, and no further back', async () => {
    folder.write('in/d.json', '{"a":1}', 1003);
    const first = stream({ cleanSource: 'off' });
    let start = -1;
    for (let i = 0; i < 3; i++) start = await batch(first, start);
    const second = stream({ cleanSource: 'delete' });
    second.restoreLog(first.exportLog());
    await batch(second, start);
    expect(left()).toEqual(['a.json', 'd.json']);
  });

  it('does nothing outside of streams', async () => {
    const settings = { path: `${folder.path}/in`, options: { cleanSource: 'delete' } };
    const source = createFileSource(fileSettings(settings));
    await source.prepare();
    await batch(source, await batch(source, -1));
    expect(left()).toHaveLength(3);
  });

  it.each([
    ['SRC-151', { cleanSource: 'archive' }, 'in'],
    ['SRC-151', { cleanSource: 'archive', sourceArchiveDir: 'arch' }, 'in'],
    ['SRC-102', { cleanSource: 'burn' }, 'in'],
    ['SRC-152', { cleanSource: 'archive', sourceArchiveDir: '@/in/done' }, 'in'],
    ['SRC-152', { cleanSource: 'archive', sourceArchiveDir: '@/arch' }, '*'],
    ['SRC-155', { cleanSource: 'delete' }, 'sink'],
  ])('is refused with %s: %j of %s', async (code, options, path) => {
    mkdirSync(`${folder.path}/sink/_spark_metadata`, { recursive: true });
    const texts = Object.fromEntries(
      Object.entries(options).map(([name, text]) => [name, text.replace('@', folder.path)]),
    );
    await expect(stream(texts, path).prepare()).rejects.toMatchObject({ code, at: { nodeId: 'events' } });
  });
});

describe('[1.1] folders that a file sink has written [FS-13]', () => {
  const entry = (...names: string[]) =>
    [
      'v1',
      ...names.map((name) =>
        JSON.stringify({ path: `file://${folder.path}/out/${name}`, size: 7, modificationTime: 5000, action: 'add' }),
      ),
      '',
    ].join('\n');

  async function names(path: string, options: Readonly<Record<string, string>> = {}): Promise<string[]> {
    const source = stream(options, path);
    await source.prepare();
    const end = await source.latestOffset(null, 'unlimited');
    return end === null ? [] : source.files(null, end).map((file) => file.path.slice(folder.path.length + 5));
  }

  beforeEach(() => {
    for (const name of ['x.json', 'y.json', 'k=1/z.json', 'stray.json', 'late.json'])
      folder.write(`out/${name}`, '{"a":1}');
    folder.write('out/_spark_metadata/0.compact', entry('x.json'));
    folder.write('out/_spark_metadata/1', entry('y.json', 'k=1/z.json'));
  });

  it('give what the log says and nothing else', async () => {
    expect(await names('out')).toEqual(['k=1/z.json', 'x.json', 'y.json']);
    expect(await names('out/')).toEqual(['k=1/z.json', 'x.json', 'y.json']);
    expect(await names('out', { pathGlobFilter: 'x*' })).toEqual(['x.json']);
  });

  it('give all that a glob names', async () => {
    expect(await names('out/*.json')).toEqual(['late.json', 'stray.json', 'x.json', 'y.json']);
  });

  it('give what the log comes to say', async () => {
    const source = stream({}, 'out');
    const end = await source.latestOffset(null, 'unlimited');
    writeFileSync(`${folder.path}/out/_spark_metadata/2`, entry('late.json'));
    const next = await source.latestOffset(end, 'unlimited');
    expect(source.files(end, next ?? { logOffset: -1 }).map(({ path }) => path)).toEqual([
      `${folder.path}/out/late.json`,
    ]);
  });

  it('stay as they are taken once files were found', async () => {
    const source = stream({}, 'in');
    const end = await source.latestOffset(null, 'unlimited');
    folder.write('in/_spark_metadata/0', 'v1');
    folder.write('in/new.json', '{}', 9000);
    expect(await source.latestOffset(end, 'unlimited')).toEqual({ logOffset: 1 });
  });

  it.each([
    ['a damaged entry', '1', 'v1\n{'],
    ['a missing entry', '3', 'v1\n'],
  ])('are refused for %s', async (_, name, text) => {
    folder.write(`out/_spark_metadata/${name}`, text);
    await expect(names('out')).rejects.toMatchObject({ code: 'SRC-156', at: { nodeId: 'events', setting: 'path' } });
    expect(existsSync(`${folder.path}/out/stray.json`)).toBe(true);
  });
});
