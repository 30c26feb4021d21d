import { deflateSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CancelledError } from '../../base/errors/engine-error.ts';
import { CollectingSink } from '../testing/collecting-sink.ts';
import { fileSettings, schemaOf } from '../testing/decode-bytes.ts';
import { TempFolder } from '../testing/temp-folder.ts';
import { createFileSource } from './file-source.ts';
import type { FileSourceSettings } from './file-source-settings.ts';

let folder: TempFolder;

beforeEach(() => {
  folder = new TempFolder();
});

afterEach(() => folder.remove());

const lines = '{"a":1}\n{"a":2}\n';
const packed = gzipSync(lines);
const manyLines = Array.from({ length: 20_000 }, (_, i) => `{"a":${i}}\n`).join('');

async function read(
  name: string,
  content: string | Uint8Array,
  changes: Partial<FileSourceSettings> = {},
  signal = new AbortController().signal,
): Promise<unknown[]> {
  folder.write(name, content);
  const source = createFileSource(fileSettings({ path: folder.path, ...changes }));
  const sink = new CollectingSink();
  const end = await source.latestOffset(null, 'unlimited');
  if (end !== null) await source.read(null, end, sink, signal);
  return sink.rows.map((row) => row?.[0]);
}

describe('packed files', () => {
  it.each<[string, Uint8Array, unknown[]]>([
    ['a.json.gz', packed, [1, 2]],
    ['a.GZ', packed, [1, 2]],
    ['a.gzip', packed, [1, 2]],
    ['a.deflate', deflateSync(lines), [1, 2]],
    ['a.gz', Buffer.concat([packed, packed]), [1, 2, 1, 2]],
    ['a.gz', new Uint8Array(0), []],
    ['a.gz', gzipSync(''), []],
    ['a.gz', gzipSync('{"a":7}'), [7]],
    ['a.json', packed, [null]],
    ['a.json.zip', Buffer.from(lines), [1, 2]],
    ['a.gz.json', Buffer.from(lines), [1, 2]],
  ])('are unpacked by their name: %s', async (name, content, values) => {
    expect(await read(name, content)).toEqual(values);
  });

  it('are read piece by piece, in every format', async () => {
    expect(await read('a.gz', gzipSync(manyLines))).toEqual(Array.from({ length: 20_000 }, (_, i) => i));
    const schema = schemaOf({ value: 'string' });
    expect(
      await read('a.gz', gzipSync('x,1\ny,2\n'), { format: 'csv', schema, requiredColumns: new Set([0]) }),
    ).toEqual(['x', 'y']);
    expect(await read('a.gz', gzipSync('x\n'), { format: 'text', schema })).toEqual(['x']);
    expect(await read('a.gz', gzipSync('{"a":\n5}'), { options: { multiLine: 'true' } })).toEqual([5]);
  });

  it.each(['a.bz2', 'a.json.lz4', 'a.snappy', 'a.ZST'])(
    'are refused where Node cannot unpack them: %s',
    async (name) => {
      await expect(read(name, lines)).rejects.toMatchObject({
        code: 'SRC-153',
        params: { ending: name.slice(name.lastIndexOf('.')) },
        at: { nodeId: 'events' },
      });
    },
  );

  const flipped = Buffer.from(packed);
  flipped[flipped.length - 6] = (flipped[flipped.length - 6] ?? 0) ^ 1;
  it.each<[string, string, Uint8Array, unknown[]]>([
    ['cut off', 'a.gz', gzipSync(manyLines).subarray(0, 20_000), Array.from({ length: 100 }, (_, i) => i)],
    ['not packed at all', 'a.gz', Buffer.from(lines), []],
    ['with a wrong checksum', 'a.gz', flipped, []],
    ['with zeros behind them', 'a.gz', Buffer.concat([packed, Buffer.alloc(10)]), [1, 2]],
    ['with bytes behind them', 'a.deflate', Buffer.concat([deflateSync(lines), Buffer.from('xyz')]), [1, 2]],
    ['without their head', 'a.deflate', deflateSync(lines).subarray(2), []],
  ])('are damaged: %s', async (_, name, content, first) => {
    await expect(read(name, content)).rejects.toMatchObject({ code: 'SRC-154', at: { nodeId: 'events' } });
    const values = await read(name, content, { options: { ignoreCorruptFiles: 'true' } });
    expect(values.slice(0, first.length)).toEqual(first);
    expect(values).not.toContain(null);
  });

  it('stop when they are told to', async () => {
    await expect(read('a.gz', packed, {}, AbortSignal.abort())).rejects.toBeInstanceOf(CancelledError);
    const stop = new AbortController();
    setImmediate(() => stop.abort());
    await expect(read('a.gz', gzipSync(manyLines.repeat(20)), {}, stop.signal)).rejects.toBeInstanceOf(CancelledError);
  });
});
