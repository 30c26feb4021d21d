import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Pacer } from '../pacer.ts';
import { fileSettings } from '../testing/decode-bytes.ts';
import { TempFolder } from '../testing/temp-folder.ts';
import { type BlockLines, BlockReader } from './block-reader.ts';

let folder: TempFolder;

beforeEach(() => {
  folder = new TempFolder();
});

afterEach(() => folder.remove());

/** Keeps the lines as they come: whole ones from the block, the others put together from pieces. */
class KeptLines implements BlockLines {
  readonly blockBytes: number;
  readonly lines: string[] = [];
  /** How many lines came in pieces. */
  pieced = 0;
  ends = 0;
  readonly #linesAtOnce: number;
  #block: Uint8Array;
  #piece = '';

  constructor(blockBytes: number, linesAtOnce: number) {
    this.blockBytes = blockBytes;
    this.#linesAtOnce = linesAtOnce;
    this.#block = new Uint8Array(blockBytes + 8);
  }

  get block(): Uint8Array {
    return this.#block;
  }

  get isMidLine(): boolean {
    return this.#piece !== '';
  }

  scan(from: number, to: number): number {
    let at = from;
    for (let i = 0; i < this.#linesAtOnce && at < to; i++) {
      const end = this.#block.indexOf(0x0a, at);
      this.lines.push(Buffer.from(this.#block.subarray(at, end)).toString());
      at = end + 1;
    }
    // Whoever scans may move the block.
    this.#block = Uint8Array.from(this.#block);
    return at;
  }

  decode(bytes: Uint8Array): void {
    this.#piece += Buffer.from(bytes).toString();
    if (!this.#piece.endsWith('\n')) return;
    this.lines.push(this.#piece.slice(0, -1));
    this.#piece = '';
    this.pieced++;
  }

  end(): void {
    this.ends++;
    if (this.#piece !== '') this.lines.push(this.#piece);
    this.#piece = '';
  }
}

const pacer = () => new Pacer(new AbortController().signal);

async function read(
  name: string,
  content: Uint8Array,
  { blockBytes = 4096, linesAtOnce = 7, fromByte = 0, toByte = content.length, options = {}, sizeBytes = 0 } = {},
): Promise<KeptLines> {
  const path = folder.write(name, content);
  const kept = new KeptLines(blockBytes, linesAtOnce);
  const slice = { path, sizeBytes: sizeBytes === 0 ? content.length : sizeBytes, modifiedMs: 1_000_000 };
  await new BlockReader(fileSettings({ path: folder.path, options })).read(slice, { fromByte, toByte }, kept, pacer());
  return kept;
}

const lines = Array.from({ length: 5000 }, (_, i) => `{"a":${i}}`);
const long = 'x'.repeat(10_000);
const texts: Record<string, readonly string[]> = {
  'lines of one length': lines,
  'a line longer than two blocks': ['first', long, 'then', `${long}${long}`, long, 'last'],
  'a line as long as a block': ['first', 'y'.repeat(4095), 'z'.repeat(4096), 'last'],
  'empty lines': ['', '', 'a', '', 'b', ''],
  'one long line': [long],
};

describe.each(Object.entries(texts))('%s', (_, content) => {
  it.each([
    ['plain', 'a.json', (text: string) => Buffer.from(text)],
    ['packed', 'a.json.gz', (text: string) => gzipSync(text)],
  ])('come as they are, %s', async (_kind, name, pack) => {
    for (const end of ['\n', '']) {
      const kept = await read(name, pack(content.join('\n') + end));
      expect(kept.lines.filter((line) => line !== '')).toEqual(content.filter((line) => line !== ''));
      expect(kept.ends).toBe(1);
    }
  });

  it('come once each in ranges, wherever these begin', async () => {
    const bytes = Buffer.from(`${content.join('\n')}\n`);
    for (const rangeBytes of [1009, 4096, 9999]) {
      const found: string[] = [];
      for (let fromByte = 0; fromByte < bytes.length; fromByte += rangeBytes) {
        const toByte = Math.min(bytes.length, fromByte + rangeBytes);
        found.push(...(await read('a.json', bytes, { fromByte, toByte })).lines);
      }
      expect(found).toEqual(content);
    }
  });
});

it('cuts ranges at every place of a short file', async () => {
  const bytes = Buffer.from('a\n\nbb\nccc');
  for (let cut = 1; cut < bytes.length; cut++) {
    const first = await read('a.json', bytes, { toByte: cut });
    const second = await read('a.json', bytes, { fromByte: cut });
    expect([...first.lines, ...second.lines]).toEqual(['a', '', 'bb', 'ccc']);
  }
});

it('hands pieces on only of lines that do not fit into a block', async () => {
  expect((await read('a.json', Buffer.from(`${lines.join('\n')}\n`))).pieced).toBe(0);
  expect((await read('a.json', Buffer.from(`a\n${long}\nb\n`))).pieced).toBe(1);
});

describe('files that go wrong', () => {
  const packed = gzipSync(lines.join('\n'));

  it('passes over the rest of a damaged file where it may, its last line too', async () => {
    const cut = packed.subarray(0, 6000);
    await expect(read('a.gz', cut)).rejects.toMatchObject({ code: 'SRC-154', at: { nodeId: 'events' } });
    const kept = await read('a.gz', cut, { options: { ignoreCorruptFiles: 'true' } });
    expect(kept.lines.length).toBeLessThan(lines.length);
    expect(kept.lines).toEqual(lines.slice(0, kept.lines.length));
  });

  it('ends where a file has become shorter, its last line included, but for a range', async () => {
    const bytes = Buffer.from('first\nsecond\nthi');
    const shorter = { sizeBytes: 100, toByte: 100, options: { ignoreCorruptFiles: 'true' } };
    await expect(read('a.json', bytes, { sizeBytes: 100, toByte: 100 })).rejects.toMatchObject({ code: 'SRC-005' });
    expect((await read('a.json', bytes, shorter)).lines).toEqual(['first', 'second', 'thi']);
    await expect(read('a.json', bytes, { ...shorter, fromByte: 3 })).rejects.toMatchObject({ code: 'SRC-005' });
  });

  it('misses a file that is gone', async () => {
    const slice = { path: `${folder.path}/none.json`, sizeBytes: 10, modifiedMs: 0 };
    const reader = (options = {}) => new BlockReader(fileSettings({ path: folder.path, options }));
    const range = { fromByte: 0, toByte: 10 };
    await expect(reader().read(slice, range, new KeptLines(64, 1), pacer())).rejects.toMatchObject({ code: 'SRC-004' });
    const kept = new KeptLines(64, 1);
    await reader({ ignoreMissingFiles: 'true' }).read(slice, range, kept, pacer());
    expect(kept.lines).toEqual([]);
  });
});
