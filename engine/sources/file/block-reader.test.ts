import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pacer } from '../pacer.ts';
import { CollectingSink } from '../testing/collecting-sink.ts';
import { fileSettings } from '../testing/decode-bytes.ts';
import { TempFolder } from '../testing/temp-folder.ts';
import { BlockReader } from './block-reader.ts';

let folder: TempFolder;

beforeEach(() => {
  folder = new TempFolder();
});

afterEach(() => folder.remove());

/** Reads a file; every other line is handed back by the scan, as one that it is not certain of. */
async function read(name: string, content: Uint8Array, options: Readonly<Record<string, string>> = {}) {
  const path = folder.write(name, content);
  const reader = new BlockReader(fileSettings({ path: folder.path, options }));
  const sink = new CollectingSink();
  let known = 0;
  const scan = (bytes: Uint8Array, from: number, to: number) => {
    let passed = 0;
    for (let at = from, line = 0; at < to; line++) {
      if (line % 2 === 0) {
        at = reader.decodeLine(bytes, at, passed);
        passed = 0;
      } else {
        at = bytes.indexOf(0x0a, at) + 1;
        passed++;
        known++;
      }
    }
    reader.passOver(passed);
  };
  const slice = { path, sizeBytes: content.length, modifiedMs: 0 };
  await reader.read(slice, scan, sink, new Pacer(new AbortController().signal), () => undefined);
  return { rows: sink.rows.map((row) => row?.[0]), known, malformedLines: sink.malformedLines };
}

const lines = Array.from({ length: 5000 }, (_, i) => (i === 4001 ? 'broken' : `{"a":${i}}`));
const text = Buffer.from(lines.join('\n'));

describe('block reader', () => {
  it.each([
    ['a.json', text],
    ['a.json.gz', gzipSync(text)],
  ])('gives each line of %s to the scan or to the sink', async (name, content) => {
    const { rows, known, malformedLines } = await read(name, content);
    expect(rows.length + known).toBe(lines.length);
    expect(malformedLines.every((line) => line === 4002)).toBe(true);
    expect(rows.at(-1)).toBe(4999);
  });

  it('passes over the rest of a damaged file where it may, its last line too', async () => {
    const cut = gzipSync(text).subarray(0, 6000);
    await expect(read('a.gz', cut)).rejects.toMatchObject({ code: 'SRC-154', at: { nodeId: 'events' } });
    const { rows, known } = await read('a.gz', cut, { ignoreCorruptFiles: 'true' });
    expect(rows.length + known).toBeLessThan(lines.length);
    expect(rows).not.toContain(null);
  });
});
