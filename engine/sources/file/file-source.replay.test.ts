import { appendFileSync, copyFileSync, renameSync, rmSync, truncateSync, utimesSync, writeFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SourceLogEntry } from '../logged-source.ts';
import { Pacer } from '../pacer.ts';
import { CollectingSink } from '../testing/collecting-sink.ts';
import { fileSettings } from '../testing/decode-bytes.ts';
import { TempFolder } from '../testing/temp-folder.ts';
import { type BlockLines, BlockReader } from './block-reader.ts';
import { createFileSource, type FileSource } from './file-source.ts';
import type { FileSourceSettings } from './file-source-settings.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { systemNow } from './formats/record-decoder.ts';

const signal = new AbortController().signal;
const LISTED = '{"a":1}\n{"a":2}\n';

let folder: TempFolder;
let path: string;

beforeEach(() => {
  folder = new TempFolder();
  path = folder.write('f.json', LISTED, 1000);
});

afterEach(() => folder.remove());

function stream(changes: Partial<FileSourceSettings> = {}, files: FileSystem = nodeFileSystem): FileSource {
  return createFileSource(fileSettings({ path: folder.path, streaming: true, ...changes }), { files, now: systemNow });
}

/** As a checkpoint keeps it. */
function savedLog(source: FileSource): SourceLogEntry[] {
  return JSON.parse(JSON.stringify(source.exportLog()));
}

async function rowsOf(source: FileSource): Promise<unknown[]> {
  const sink = new CollectingSink();
  await source.read(null, { logOffset: 0 }, sink, signal);
  return sink.rows;
}

/** Reads by blocks, as compiled stages do, in ranges of so many bytes. */
async function linesOf(source: FileSource, rangeBytes: number, options = {}): Promise<string[]> {
  const reader = new BlockReader(fileSettings({ path: folder.path, options }));
  const lines: string[] = [];
  for (const slice of source.files(null, { logOffset: 0 })) {
    for (let fromByte = 0; fromByte < slice.sizeBytes; fromByte += rangeBytes) {
      const range = { fromByte, toByte: Math.min(slice.sizeBytes, fromByte + rangeBytes) };
      await reader.read(slice, range, new LineKeeper(lines), new Pacer(signal));
    }
  }
  return lines;
}

class LineKeeper implements BlockLines {
  readonly block = new Uint8Array(4096 + 8);
  readonly blockBytes = 4096;
  readonly isMidLine = false;
  readonly #lines: string[];

  constructor(lines: string[]) {
    this.#lines = lines;
  }

  scan(from: number, to: number): number {
    const text = Buffer.from(this.block.subarray(from, to)).toString();
    this.#lines.push(...text.trimEnd().split('\n'));
    return to;
  }

  decode(): void {
    throw new Error('no line is that long');
  }

  end(): void {}
}

/** Puts another file under the name. */
function replaceBy(content: string, modifiedSeconds: number): void {
  const other = `${folder.path}/.other`;
  writeFileSync(other, content);
  utimesSync(other, modifiedSeconds, modifiedSeconds);
  renameSync(other, path);
}

type Change = readonly [name: string, change: () => void];

const harmless: readonly Change[] = [
  ['nothing', () => {}],
  ['it is appended to', () => appendFileSync(path, '{"a":3}\n')],
  [
    'a copy of the same time comes in its place',
    () => {
      copyFileSync(path, `${folder.path}/.copy`);
      utimesSync(`${folder.path}/.copy`, 1000, 1000);
      renameSync(`${folder.path}/.copy`, path);
    },
  ],
];

const harmful: readonly (readonly [...Change, code: string])[] = [
  ['it is rewritten at the same length', () => writeFileSync(path, LISTED.replace('2', '9')), 'SRC-160'],
  ['a longer file comes in its place', () => replaceBy(`${LISTED}{"a":9}\n`, 2000), 'SRC-160'],
  ['an older, longer file comes in its place', () => replaceBy(`${LISTED}{"a":9}\n`, 500), 'SRC-160'],
  ['a file of the same length comes in its place', () => replaceBy(LISTED, 500), 'SRC-160'],
  ['it is cut off', () => truncateSync(path, 8), 'SRC-005'],
  ['a shorter file comes in its place', () => replaceBy('{"a":9}\n', 2000), 'SRC-005'],
  ['it is removed', () => rmSync(path), 'SRC-004'],
];

/** A source that has listed the file, in this run or in an earlier one. */
const sources: readonly (readonly [string, (options?: Record<string, string>) => Promise<FileSource>])[] = [
  [
    'before it is read',
    async (options = {}) => {
      const source = stream({ options });
      await source.latestOffset(null, 'configured');
      return source;
    },
  ],
  [
    'before it is read again after a restart',
    async (options = {}) => {
      const first = stream({ options });
      await first.latestOffset(null, 'configured');
      const second = stream({ options });
      await second.prepare();
      second.restoreLog(savedLog(first));
      return second;
    },
  ],
];

describe.each(sources)('[1.5] a file that changes %s', (_, listed) => {
  it.each(harmless)('gives its listed bytes: %s', async (_name, change) => {
    const source = await listed();
    change();
    expect(await rowsOf(source)).toEqual([[1], [2]]);
    expect(await linesOf(source, 1000)).toEqual(['{"a":1}', '{"a":2}']);
    expect(await linesOf(source, 10)).toEqual(['{"a":1}', '{"a":2}']);
  });

  it.each(harmful)('is refused: %s', async (_name, change, code) => {
    const source = await listed();
    change();
    const refused = { code, params: { path }, at: { nodeId: 'events' } };
    await expect(rowsOf(source)).rejects.toMatchObject(refused);
    await expect(linesOf(source, 1000)).rejects.toMatchObject(refused);
    await expect(linesOf(source, 10)).rejects.toMatchObject(refused);
  });

  it.each(harmful)('is passed over where that is allowed: %s', async (_name, change) => {
    const options = { ignoreCorruptFiles: 'true', ignoreMissingFiles: 'true' };
    const source = await listed(options);
    change();
    const rows = await rowsOf(source);
    // Of a file that became shorter, what is left is read.
    expect(rows.length).toBeLessThan(2);
    expect(await linesOf(source, 1000, options)).toHaveLength(rows.length);
  });
});

it('says what was listed and what is there now', async () => {
  const source = stream();
  await source.latestOffset(null, 'configured');
  replaceBy(`${LISTED}x`, 900);
  await expect(rowsOf(source)).rejects.toMatchObject({
    code: 'SRC-160',
    params: {
      path,
      listedBytes: 16,
      listedTime: '1970-01-01T00:16:40.000Z',
      bytes: 17,
      time: '1970-01-01T00:15:00.000Z',
    },
    hint: expect.stringContaining('ignoreCorruptFiles'),
  });
});

it('is refused when it is rewritten while it is read', async () => {
  for (const change of [() => writeFileSync(path, LISTED.replace('2', '9')), () => truncateSync(path, 8)]) {
    writeFileSync(path, LISTED);
    /** Lets the change happen once all listed bytes were read. */
    const files: FileSystem = {
      ...nodeFileSystem,
      async open(name) {
        const file = await nodeFileSystem.open(name);
        return {
          ...file,
          read: async (bytes, position) => {
            const count = await file.read(bytes, position);
            change();
            return count;
          },
        };
      },
    };
    const source = stream({}, files);
    await source.latestOffset(null, 'configured');
    await expect(rowsOf(source)).rejects.toMatchObject({ code: expect.stringMatching(/SRC-160|SRC-005/) });
  }
});

describe('[1.6] a log of Spark’s or of an older version, which knows no sizes', () => {
  it('is gone on with; a file that is gone contributes nothing, one that has grown all of it', async () => {
    const gone = folder.write('gone.json', '{"a":7}', 900);
    const log = [gone, path].map((file) => ({ path: `file://${file}`, timestamp: 1_000_000, batchId: 0 }));
    const source = stream();
    await source.prepare();
    source.restoreLog(log);
    rmSync(gone);
    appendFileSync(path, '{"a":3}\n');
    expect(await rowsOf(source)).toEqual([[1], [2], [3]]);
    expect(await source.latestOffset({ logOffset: 0 }, 'configured')).toEqual({ logOffset: 0 });
  });

  it('names files as URIs', async () => {
    const odd = folder.write('ä b%41.json', '{"a":5}');
    const source = stream({ path: odd });
    source.restoreLog([{ path: `file://${folder.path}/%C3%A4%20b%2541.json`, timestamp: 1, batchId: 0 }]);
    expect(await rowsOf(source)).toEqual([[5]]);
  });
});

describe('[1.6] files that were logged and not planned [FS-12]', () => {
  async function pending(): Promise<FileSource> {
    const first = stream({ maxFilesPerTrigger: 1 });
    folder.write('g.json', '{"a":3}', 1001);
    await first.latestOffset(null, 'configured');
    await first.latestOffset({ logOffset: 0 }, 'configured');
    const second = stream();
    await second.prepare();
    second.restoreLog(savedLog(first));
    folder.write('new.json', '{"a":4}', 1002);
    return second;
  }

  it('are batches of their own, before newer files come', async () => {
    const source = await pending();
    expect(await source.latestOffset(null, 'configured')).toEqual({ logOffset: 0 });
    expect(await source.latestOffset({ logOffset: 0 }, 'configured')).toEqual({ logOffset: 1 });
    expect(await source.latestOffset({ logOffset: 1 }, 'configured')).toEqual({ logOffset: 2 });
    expect(source.files({ logOffset: 1 }, { logOffset: 2 })).toMatchObject([{ path: `${folder.path}/new.json` }]);
    expect(source.exportLog(2)).toMatchObject([{ batchId: 2, size: 7, path: `${folder.path}/new.json` }]);
  });

  it('come first also where the end is fixed', async () => {
    const source = await pending();
    await source.freeze();
    folder.write('later.json', '{"a":5}', 1003);
    const ends: unknown[] = [];
    for (let end = await source.latestOffset(null, 'configured'); end?.logOffset !== ends.at(-1); ) {
      ends.push(end?.logOffset);
      end = await source.latestOffset(end, 'configured');
    }
    expect(ends).toEqual([0, 1, 2]);
  });

  it('are taken together with newer ones without limit', async () => {
    const source = await pending();
    expect(await source.latestOffset(null, 'unlimited')).toEqual({ logOffset: 2 });
    expect(source.files(null, { logOffset: 2 })).toHaveLength(3);
  });
});

describe('saved logs that do not fit', () => {
  const entry = (changes: object = {}): SourceLogEntry => ({ path, timestamp: 1, batchId: 0, ...changes });

  it.each([
    ['elsewhere', '/etc/passwd', 'SRC-161'],
    ['a neighbour of a like name', 'in-other/f.json', 'SRC-161'],
    ['out of the folder by ..', 'in/../f.json', 'SRC-161'],
    ['a NUL byte', 'in/f\0', 'SRC-161'],
    ['below', 'in/k=1/f.json', null],
    ['a URI of another machine', 'file://elsewhere/in/f.json', 'SRC-161'],
    ['a URI that is no path', 'file:///in/a%2Fb', 'SRC-013'],
  ])('%s: %s', async (_, file, code) => {
    const source = stream({ path: `${folder.path}/in` });
    const named = /^(\/|file:)/.test(file) ? file : `${folder.path}/${file}`;
    const restore = () => source.restoreLog([entry({ path: named })]);
    if (code === null) expect(restore).not.toThrow();
    else expect(restore).toThrowError(expect.objectContaining({ code, at: { nodeId: 'events' } }));
  });

  it('name the file, its entry and the path', () => {
    const source = stream({ path: `${folder.path}/{a,b}*/x` });
    source.restoreLog([entry({ path: `${folder.path}/b1/x/f` })]);
    const other = stream({ path: `${folder.path}/{a,b}*/x` });
    expect(() => other.restoreLog([entry({ path: `${folder.path}/a/x` }), entry()])).toThrowError(
      expect.objectContaining({
        code: 'SRC-161',
        params: { entry: 2, file: path, path: `${folder.path}/{a,b}*/x` },
      }),
    );
  });

  it('end before what the query has planned, whoever asks', async () => {
    const source = stream();
    source.restoreLog([entry({ size: 16 })]);
    const missing = expect.objectContaining({ code: 'SRC-163', params: { found: 1, needed: 3 } });
    await expect(source.latestOffset({ logOffset: 2 }, 'configured')).rejects.toEqual(missing);
    expect(() => source.files({ logOffset: 0 }, { logOffset: 2 })).toThrowError(missing);
  });

  it('may name files anywhere where a file sink’s log says what there is', async () => {
    folder.write('_spark_metadata/0', 'v1\n');
    const source = stream();
    await source.prepare();
    expect(() => source.restoreLog([entry({ path: '/elsewhere/part-0.json' })])).not.toThrow();
  });
});

describe('[1.1] files that a file sink’s log names', () => {
  const log = (size: number) => `v1\n${JSON.stringify({ path, size, modificationTime: 77, action: 'add' })}\n`;

  it('may have any time, and must have their size', async () => {
    folder.write('_spark_metadata/0', log(LISTED.length));
    for (const isReplay of [false, true]) {
      const first = stream();
      await first.prepare();
      await first.latestOffset(null, 'configured');
      const source = isReplay ? stream() : first;
      if (isReplay) {
        await source.prepare();
        source.restoreLog(savedLog(first));
      }
      expect(await rowsOf(source)).toEqual([[1], [2]]);
    }
    folder.write('_spark_metadata/0', log(LISTED.length - 1));
    const source = stream();
    await source.prepare();
    await source.latestOffset(null, 'configured');
    await expect(rowsOf(source)).rejects.toMatchObject({ code: 'SRC-160' });
  });
});
