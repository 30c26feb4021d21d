import type { Pacing } from '../../base/pacing.ts';
import type { FileSlice } from '../file-slice.ts';
import { compressionOf } from './compression.ts';
import { fileShrank, fileUnreadable, fileVanished, isIgnored, isShorter } from './file-errors.ts';
import type { FileSourceSettings } from './file-source-settings.ts';
import { type FileSystem, isMissing, nodeFileSystem, type OpenFileSync, type PathFacts } from './file-system.ts';
import { checkAfter, checkBefore } from './listed-file.ts';
import { readChunks } from './read-chunks.ts';
import { parseReaderOptions } from './reader-options.ts';

const LF = 0x0a;
/** A file of nothing but a byte-order mark has no line. */
const BOM_BYTES = 3;

/** Takes the lines of a file block by block. */
export interface BlockLines {
  /** Where the next bytes go; at least one byte longer than `blockBytes`. Asked for anew after each call. */
  readonly block: Uint8Array;
  readonly blockBytes: number;
  /** Whether a line has begun that `decode` has not seen the end of. */
  readonly isMidLine: boolean;
  /**
   * Looks at whole lines `block[from, to)`; the last one ends in `\n` at `to - 1`. Returns in time, with where it goes on; it is called
   * again until that is `to`.
   */
  scan(from: number, to: number): number;
  /** Takes bytes of lines that do not fit into a block, the last one of which may end in none. They are looked at during the call. */
  decode(bytes: Uint8Array): void;
  /** The file or its range is at its end: what `decode` has not seen the end of ends here. */
  end(): void;
}

/** Lines that begin in the bytes `[fromByte, toByte)` of a file. */
export interface ByteRange {
  readonly fromByte: number;
  readonly toByte: number;
}

/**
 * Reads files of lines as they were when they were listed, for somebody who looks at blocks of whole lines. Plain files are read straight
 * into the block, packed ones are unpacked on the way.
 */
export class BlockReader {
  readonly #nodeId: string;
  readonly #files: FileSystem;
  readonly #ignored: Parameters<typeof isIgnored>[1];

  constructor(settings: FileSourceSettings, files: FileSystem = nodeFileSystem) {
    this.#nodeId = settings.nodeId;
    this.#files = files;
    this.#ignored = parseReaderOptions(settings.options, settings.timeZone).discovery;
  }

  /**
   * Feeds the lines of the range to `lines`. A packed file has one range, the whole of it. Throws what `readChunks` throws; where the
   * whole file was asked for and the reader's options allow it, what came before the fault is all there is.
   */
  async read(slice: FileSlice, range: ByteRange, lines: BlockLines, pacer: Pacing): Promise<void> {
    if (slice.sizeBytes === 0) return;
    const feed = new BlockFeed(lines, pacer);
    try {
      if (compressionOf(slice.path) === 'none') await this.#readPlain(slice, range, feed);
      else await this.#readPacked(slice, feed, pacer);
    } catch (error) {
      const isWhole = range.fromByte === 0 && range.toByte >= slice.sizeBytes;
      if (!isWhole || !isIgnored(error, this.#ignored)) throw error;
      await feed.flush();
      if (isShorter(error)) await feed.finish();
    }
  }

  async #readPlain(slice: FileSlice, { fromByte, toByte }: ByteRange, feed: BlockFeed): Promise<void> {
    const file = this.#open(slice);
    try {
      this.#check(checkBefore, file, slice);
      // Whether the byte before the range ends a line tells whether one begins with the range.
      let position = Math.max(0, fromByte - 1);
      let isFirst = fromByte > 0;
      while (position < slice.sizeBytes) {
        const room = feed.room;
        const count = this.#readAt(file, room.subarray(0, slice.sizeBytes - position), position, slice);
        let from = 0;
        if (isFirst) {
          from = lineEnd(room, 0, count);
          if (position + (from === 0 ? count : from) >= toByte) break;
          isFirst = from === 0;
        }
        if (isFirst) {
          position += count;
          continue;
        }
        const end = position + count >= toByte ? lineEnd(room, Math.max(from, toByte - 1 - position), count) : 0;
        await feed.add(from, end === 0 ? count : end);
        if (end !== 0) break;
        position += count;
      }
      this.#check(checkAfter, file, slice);
      if (!isFirst) await feed.finish();
    } finally {
      file.close();
    }
  }

  async #readPacked(slice: FileSlice, feed: BlockFeed, pacer: Pacing): Promise<void> {
    await readChunks(slice, this.#nodeId, this.#files, pacer, (bytes) => feed.copy(bytes));
    await feed.finish();
  }

  #open(slice: FileSlice): OpenFileSync {
    try {
      return this.#files.openSync(slice.path);
    } catch (cause) {
      throw isMissing(cause) ? fileVanished(this.#nodeId, slice.path) : fileUnreadable(this.#nodeId, slice.path, cause);
    }
  }

  #check(check: typeof checkBefore, file: OpenFileSync, slice: FileSlice): void {
    let now: PathFacts;
    try {
      now = file.facts();
    } catch (cause) {
      throw fileUnreadable(this.#nodeId, slice.path, cause);
    }
    check(slice, now, this.#nodeId);
  }

  #readAt(file: OpenFileSync, bytes: Uint8Array, position: number, slice: FileSlice): number {
    let count: number;
    try {
      count = file.read(bytes, position);
    } catch (cause) {
      throw fileUnreadable(this.#nodeId, slice.path, cause);
    }
    if (count === 0) throw fileShrank(this.#nodeId, slice.path, slice.sizeBytes, position);
    return count;
  }
}

/** Fills the block and hands on its whole lines; a line that is cut off moves to the block's front. */
class BlockFeed {
  readonly #lines: BlockLines;
  readonly #pacer: Pacing;
  /** Bytes of a cut-off line at the block's front. */
  #kept = 0;
  /** Bytes behind them that were copied and not yet looked at. */
  #copied = 0;

  constructor(lines: BlockLines, pacer: Pacing) {
    this.#lines = lines;
    this.#pacer = pacer;
  }

  /** Where the next bytes go; never empty. */
  get room(): Uint8Array {
    return this.#lines.block.subarray(this.#kept, this.#lines.blockBytes);
  }

  /** The bytes `[from, to)` of `room` have come. Only the first ones may begin behind 0. */
  async add(from: number, to: number): Promise<void> {
    const lines = this.#lines;
    let at = this.#kept === 0 ? from : 0;
    const end = this.#kept + to;
    this.#kept = 0;
    if (lines.isMidLine) {
      const rest = lineEnd(lines.block, at, end);
      lines.decode(lines.block.subarray(at, rest === 0 ? end : rest));
      if (rest === 0) return;
      at = rest;
    }
    const whole = lines.block.subarray(0, end).lastIndexOf(LF) + 1;
    if (whole > at) {
      await this.#scan(at, whole);
      at = whole;
    }
    if (at === 0 && end === lines.blockBytes) lines.decode(lines.block.subarray(0, end));
    else {
      lines.block.copyWithin(0, at, end);
      this.#kept = end - at;
    }
  }

  /** Takes bytes that lie elsewhere; they are looked at once the block is full. */
  async copy(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length; ) {
      const room = this.room.subarray(this.#copied);
      const piece = bytes.subarray(from, from + room.length);
      room.set(piece);
      this.#copied += piece.length;
      from += piece.length;
      if (piece.length === room.length) await this.flush();
    }
  }

  /** Looks at all whole lines that have come. */
  async flush(): Promise<void> {
    const copied = this.#copied;
    this.#copied = 0;
    if (copied > 0) await this.add(0, copied);
  }

  /** No more bytes come. A last line without an end means what it would mean with one. */
  async finish(): Promise<void> {
    await this.flush();
    const lines = this.#lines;
    const kept = this.#kept;
    this.#kept = 0;
    if (kept > BOM_BYTES) {
      lines.block[kept] = LF;
      await this.#scan(0, kept + 1);
    } else if (kept > 0) lines.decode(lines.block.subarray(0, kept));
    lines.end();
  }

  async #scan(from: number, to: number): Promise<void> {
    for (let at = from; at < to; ) {
      at = this.#lines.scan(at, to);
      if (this.#pacer.isDue) await this.#pacer.rest();
    }
  }
}

/** Behind the first line end in `bytes[from, to)`; 0 where there is none. */
function lineEnd(bytes: Uint8Array, from: number, to: number): number {
  const at = bytes.indexOf(LF, from);
  return at === -1 || at >= to ? 0 : at + 1;
}
