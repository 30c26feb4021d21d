import { appendFileSync, mkdirSync, rmSync, truncateSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { CancelledError } from '../../base/errors/engine-error.ts';
import { CollectingSink } from '../testing/collecting-sink.ts';
import { fileSettings, schemaOf } from '../testing/decode-bytes.ts';
import { TempFolder } from '../testing/temp-folder.ts';
import { createFileSource, type FileSource } from './file-source.ts';
import type { FileSourceSettings } from './file-source-settings.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { systemNow } from './formats/record-decoder.ts';
import { CHUNK_BYTES } from './read-chunks.ts';

let folder: TempFolder;

beforeEach(() => {
  folder = new TempFolder();
});

afterEach(() => {
  vi.restoreAllMocks();
  folder.remove();
});

function open(changes: Partial<FileSourceSettings> = {}, files: FileSystem = nodeFileSystem): FileSource {
  return createFileSource(fileSettings({ path: folder.path, ...changes }), { files, now: systemNow });
}

/** Lists, lets `between` happen, and reads. */
async function readAll(source: FileSource, between: () => void = () => {}, signal = new AbortController().signal) {
  const sink = new CollectingSink();
  await source.prepare();
  const end = await source.latestOffset(null, 'unlimited');
  between();
  if (end !== null) await source.read(null, end, sink, signal);
  return sink;
}

const signal = new AbortController().signal;

describe('reading files', () => {
  it('gives the records of all files in discovery order, the same again on a replay', async () => {
    folder.write('b', '{"a":3}\n', 2000);
    folder.write('a', '{"a":1}\nbroken\n{"a":2}', 1000);
    folder.write('empty', '', 1500);
    const source = open();
    const sink = await readAll(source);
    expect(sink.rows).toEqual([[1], [null], [2], [3]]);
    expect(sink.malformedRecords).toMatchObject([{ path: `${folder.path}/a`, line: 2 }]);
    const again = new CollectingSink();
    await source.read(null, { logOffset: 0 }, again, signal);
    expect(again.rows).toEqual(sink.rows);
    const nothing = new CollectingSink();
    await source.read({ logOffset: 0 }, { logOffset: 0 }, nothing, signal);
    expect(nothing.rows).toEqual([]);
  });

  it('reads files of many chunks', async () => {
    const lines = Array.from({ length: 120_000 }, (_, i) => `{"a":${i},"z":"${'é'.repeat(i % 7)}"}`);
    const content = lines.join('\r\n');
    expect(content.length).toBeGreaterThan(3 * CHUNK_BYTES);
    folder.write('a', content);
    const sink = await readAll(open());
    expect(sink.malformedRecords).toEqual([]);
    expect(sink.rows.map((row) => row?.[0])).toEqual(lines.map((_, i) => i));
  });

  it('reads csv files with a header each, and text', async () => {
    folder.write('1.csv', 'a,b\n1,x\n');
    folder.write('2.csv', 'a,b\n2,y\n');
    const csv = open({ format: 'csv', schema: schemaOf({ a: 'int', b: 'string' }), options: { header: 'true' } });
    expect((await readAll(csv)).rows).toEqual([
      [1, 'x'],
      [2, 'y'],
    ]);
    const text = open({ format: 'text', schemaNodeId: null, schema: schemaOf({ value: 'string' }) });
    expect((await readAll(text)).rows).toEqual([['a,b'], ['1,x'], ['a,b'], ['2,y']]);
  });

  it('gives way to the event loop at least every 20 ms', async () => {
    folder.write('a', '{"a":1}\n'.repeat(50_000));
    // Time goes by as records are taken, so that the machine's own speed means nothing.
    let nowMs = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => nowMs);
    let lastTurnMs = 0;
    let longestMs = 0;
    let isReading = true;
    const watch = () => {
      longestMs = Math.max(longestMs, nowMs - lastTurnMs);
      lastTurnMs = nowMs;
      if (isReading) setImmediate(watch);
    };
    const source = open();
    const end = await source.latestOffset(null, 'unlimited');
    setImmediate(watch);
    const sink = {
      record: () => {
        nowMs += 0.005;
      },
      malformed: () => {},
    };
    if (end !== null) await source.read(null, end, sink, signal);
    isReading = false;
    expect(nowMs).toBeCloseTo(250);
    expect(longestMs).toBeLessThanOrEqual(20);
    expect(longestMs).toBeGreaterThan(5);
  });

  it('stops when it is told to', async () => {
    folder.write('a', '{"a":1}\n'.repeat(1_000_000));
    const controller = new AbortController();
    setTimeout(() => controller.abort(), 5);
    await expect(readAll(open(), () => {}, controller.signal)).rejects.toBeInstanceOf(CancelledError);
    const stopped = AbortSignal.abort();
    await expect(open().read(null, { logOffset: 0 }, new CollectingSink(), stopped)).rejects.toBeInstanceOf(
      CancelledError,
    );
  });
});

describe('files that go wrong', () => {
  const nodeId = 'events';

  it('vanish between listing and reading', async () => {
    const path = folder.write('a', '{"a":1}');
    await expect(readAll(open(), () => rmSync(path))).rejects.toMatchObject({
      code: 'SRC-004',
      params: { path },
      at: { nodeId },
    });
    folder.write('a', '{"a":1}');
    folder.write('b', '{"a":2}');
    const ignoring = open({ options: { ignoreMissingFiles: 'true' } });
    expect((await readAll(ignoring, () => rmSync(path))).rows).toEqual([[2]]);
  });

  it('shrink while they are read', async () => {
    const path = folder.write('a', '{"a":1}\n{"a":2}\n');
    await expect(readAll(open(), () => truncateSync(path, 8))).rejects.toMatchObject({
      code: 'SRC-005',
      params: { path, listed: 16, found: 8 },
      at: { nodeId },
    });
    folder.write('a', '{"a":1}\n{"a":2}\n');
    const ignoring = open({ options: { ignoreCorruptFiles: 'true' } });
    expect((await readAll(ignoring, () => truncateSync(path, 8))).rows).toEqual([[1]]);
  });

  it('grow while they are read: what was listed is read', async () => {
    const path = folder.write('a', '{"a":1}\n');
    expect((await readAll(open(), () => appendFileSync(path, '{"a":2}\n'))).rows).toEqual([[1]]);
  });

  it('turn into folders, or cannot be opened', async () => {
    const path = folder.write('a', '{"a":1}');
    const replace = () => {
      rmSync(path);
      mkdirSync(path);
    };
    await expect(readAll(open(), replace)).rejects.toMatchObject({
      code: 'SRC-003',
      params: { path, reason: 'EISDIR' },
      at: { nodeId },
    });
    rmSync(path, { recursive: true });
    folder.write('a', '{"a":1}');
    const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
    const closed = open({}, { ...nodeFileSystem, open: () => Promise.reject(denied) });
    await expect(readAll(closed)).rejects.toMatchObject({ code: 'SRC-003', params: { path, reason: 'EACCES' } });
  });

  it('of a saved log that cannot be looked at', async () => {
    const denied = Object.assign(new Error('denied'), { code: 'EACCES' });
    const source = open(
      {},
      {
        ...nodeFileSystem,
        statSync: () => {
          throw denied;
        },
      },
    );
    source.restoreLog([{ path: `${folder.path}/a`, timestamp: 1, batchId: 0 }]);
    expect(() => source.files(null, { logOffset: 0 })).toThrowError(expect.objectContaining({ code: 'SRC-003' }));
  });

  it('are closed again, whatever happens', async () => {
    folder.write('a', '{"a":1}\nx');
    let openFiles = 0;
    const counting: FileSystem = {
      ...nodeFileSystem,
      async open(path) {
        const file = await nodeFileSystem.open(path);
        openFiles++;
        return {
          read: (bytes, position) => file.read(bytes, position),
          facts: () => file.facts(),
          close: async () => {
            openFiles--;
            await file.close();
          },
        };
      },
    };
    await readAll(open({}, counting));
    await expect(readAll(open({ mode: 'FAILFAST' }, counting))).rejects.toMatchObject({ code: 'SRC-210' });
    expect(openFiles).toBe(0);
  });
});

describe('records that are too long', () => {
  const big = 100 * 1024 * 1024;

  it.each([
    ['json', {}, 2],
    ['json', { multiLine: 'true' }, 1],
    ['json', { lineSep: '|' }, 1],
    ['csv', {}, 2],
    ['text', {}, 2],
    ['text', { wholetext: 'true' }, 1],
  ] as const)('%s %j', async (format, options, line) => {
    const path = folder.write('a', '{"a":1}\n');
    // A hole costs no disk; it reads as NUL bytes without a line end.
    truncateSync(path, big);
    const before = process.memoryUsage().arrayBuffers;
    const schema = format === 'text' ? schemaOf({ value: 'string' }) : schemaOf({ a: 'int' });
    const reading = readAll(open({ format, schema, options }));
    await expect(reading).rejects.toMatchObject({
      code: 'SRC-006',
      params: { path, line, limit: 64 },
      at: { nodeId: 'events' },
    });
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(3 * 64 * 1024 * 1024);
  });

  it('are refused in csv that spans lines, too', async () => {
    const path = folder.write('a', 'x,y\n"');
    const line = `${'y'.repeat(127)}\n`;
    const block = line.repeat(8 * 1024);
    for (let megabytes = 0; megabytes < 66; megabytes++) appendFileSync(path, block);
    const source = open({
      format: 'csv',
      schema: schemaOf({ a: 'string', b: 'string' }),
      options: { multiLine: 'true' },
    });
    await expect(readAll(source)).rejects.toMatchObject({ code: 'SRC-006', params: { path, line: 2 } });
  });
});

describe('settings that cannot be', () => {
  it.each<[string, Partial<FileSourceSettings>, object]>([
    [
      'a bad option',
      { options: { multiLine: 'perhaps' } },
      { code: 'SRC-102', at: { nodeId: 'events', setting: 'options.multiLine' } },
    ],
    ['archiving nowhere', { options: { cleanSource: 'archive' } }, { code: 'SRC-151' }],
    ['two limits', { maxFilesPerTrigger: 1, maxBytesPerTrigger: 1 }, { code: 'SRC-116' }],
    [
      'a corrupt column that is no string',
      { schema: schemaOf({ _corrupt_record: 'int' }) },
      { code: 'SRC-015', at: { nodeId: 'typed' } },
    ],
  ])('%s', async (_, settings, expected) => {
    await expect(open(settings).prepare()).rejects.toMatchObject(expected);
  });
});
