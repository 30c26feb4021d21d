import type { FileSlice } from '../file-slice.ts';
import type { Pacer } from '../pacer.ts';
import type { RecordSink } from '../source.ts';
import { isIgnored, isShorter } from './file-errors.ts';
import { toSlashes } from './file-source.ts';
import type { FileSourceSettings } from './file-source-settings.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { tooLongIn } from './formats/decoding.ts';
import { LineFramer } from './formats/line-framer.ts';
import { createDecoderFactory, createLineDecoder, type LineDecoder } from './formats/record-decoder.ts';
import { readChunks } from './read-chunks.ts';
import { parseReaderOptions } from './reader-options.ts';

const LF = 0x0a;
/** Bytes of a block: large enough that what happens between blocks costs nothing, small enough to give way in time. */
const BLOCK_BYTES = 16 * 1024;

/**
 * Looks at the whole lines `bytes[from, to)`; the last one ends in `\n` at `to - 1`. Lines that it is not certain of it hands to
 * `BlockReader.decodeLine` during the call, in order.
 */
export type ScanLines = (bytes: Uint8Array, from: number, to: number) => void;

/**
 * Reads files of JSON lines for somebody who understands most lines by himself. Framing, and every line that he hands back, is
 * the file source's own.
 */
export class BlockReader {
  readonly #settings: FileSourceSettings;
  readonly #files: FileSystem;
  readonly #ignored: Parameters<typeof isIgnored>[1];
  readonly #decoderOf: ReturnType<typeof createDecoderFactory>;
  readonly #lines: LineDecoder;
  #framer = new LineFramer(null, () => {
    throw new RangeError('no file is open');
  });
  #path = '';
  #sink: RecordSink = { record: () => undefined, malformed: () => undefined };

  /** @param settings of a JSON source with a record a line, in UTF-8, with the usual line ends */
  constructor(settings: FileSourceSettings, files: FileSystem = nodeFileSystem) {
    this.#settings = { ...settings, path: toSlashes(settings.path) };
    this.#files = files;
    this.#ignored = parseReaderOptions(settings.options, settings.timeZone).discovery;
    this.#decoderOf = createDecoderFactory(this.#settings);
    this.#lines = createLineDecoder(this.#settings);
  }

  /**
   * Feeds all lines of the file to `scan`, or to `sink` where they are cut by a block's end or the file's folders fill some of the
   * columns. Throws what `Source.read` throws.
   *
   * @param blockDone called after each block
   */
  async read(slice: FileSlice, scan: ScanLines, sink: RecordSink, pacer: Pacer, blockDone: () => void): Promise<void> {
    const { take, end } =
      slice.partitionValues === undefined ? this.#scanning(slice, scan, sink) : this.#decoding(slice, sink);
    const takeBlock = (bytes: Uint8Array): void => {
      take(bytes);
      blockDone();
    };
    try {
      await readChunks(slice, this.#settings.nodeId, this.#files, pacer, takeBlock, BLOCK_BYTES);
      if (slice.sizeBytes > 0) end();
    } catch (error) {
      if (!isIgnored(error, this.#ignored)) throw error;
      if (isShorter(error)) end();
    }
    blockDone();
  }

  /**
   * Decodes the line that starts at `start` in the file source's way. Only to be called by the running `scan`.
   *
   * @param passed lines that the scan has dealt with since the last call
   * @returns where the next line starts
   */
  decodeLine(bytes: Uint8Array, start: number, passed: number): number {
    const end = bytes.indexOf(LF, start) + 1;
    this.#framer.passOver(passed);
    this.#framer.push(bytes.subarray(start, end), this.#decode);
    return end;
  }

  /** Counts the lines that a scan has dealt with, after its last one. */
  passOver(lines: number): void {
    this.#framer.passOver(lines);
  }

  #decoding(slice: FileSlice, sink: RecordSink): { take: (bytes: Uint8Array) => void; end: () => void } {
    const decoder = this.#decoderOf(slice.path);
    return { take: (bytes) => decoder.push(bytes, sink), end: () => decoder.end(sink) };
  }

  #scanning(
    slice: FileSlice,
    scan: ScanLines,
    sink: RecordSink,
  ): { take: (bytes: Uint8Array) => void; end: () => void } {
    this.#path = slice.path;
    this.#sink = sink;
    const framer = new LineFramer(null, tooLongIn({ settings: this.#settings }, slice.path));
    this.#framer = framer;
    return {
      take: (bytes) => {
        let from = 0;
        if (framer.isMidLine) {
          const end = bytes.indexOf(LF) + 1;
          framer.push(end === 0 ? bytes : bytes.subarray(0, end), this.#decode);
          if (end === 0) return;
          from = end;
        }
        const to = bytes.lastIndexOf(LF) + 1;
        if (to > from) scan(bytes, from, to);
        framer.push(bytes.subarray(Math.max(from, to)), this.#decode);
      },
      end: () => framer.end(this.#decode),
    };
  }

  readonly #decode = (bytes: Uint8Array, start: number, end: number, line: number): void =>
    this.#lines.decodeLine(bytes, start, end, this.#path, line, this.#sink);
}
