import { BLOCK_BYTES, type Scanner } from '../../scanning/scanner.ts';
import type { BlockLines } from '../../sources/file/block-reader.ts';
import type { FileSourceSettings } from '../../sources/file/file-source-settings.ts';
import { tooLongIn } from '../../sources/file/formats/decoding.ts';
import { LineFramer } from '../../sources/file/formats/line-framer.ts';
import type { LineDecoder } from '../../sources/file/formats/record-decoder.ts';
import type { RecordSink } from '../../sources/source.ts';

const LF = 0x0a;
const BOM = [0xef, 0xbb, 0xbf] as const;
/** Bytes of lines that are decoded at a time, so few that it gives way to the event loop soon. */
const DECODED_BYTES = 16 * 1024;
/** Bytes of lines that are looked at first, before it is known how long that takes: a row may meet many others in a join. */
export const FIRST_BYTES = 512;
/** Time that is enough for the lines that are looked at together, in ms. */
const LOOK_MS = 10;

export interface StageLinesParts {
  readonly settings: FileSourceSettings;
  readonly scanner: Scanner;
  readonly decoder: LineDecoder;
  /** Where the records go of lines that the scanner or the loop is not certain of. */
  readonly sink: RecordSink;
  /** Takes rows of the scanner's vectors. See `StageLoop.run`. */
  readonly takeRows: (from: number, rows: number, uncertain: (row: number) => boolean) => number;
  /** Whether another loop has to go on after a line that the decoder took. */
  readonly isChanged: () => boolean;
  /** Called after each piece of lines. */
  readonly progress: () => void;
  /** Bytes of lines that are looked at together, as many as take no longer than they may. Changed while lines come. */
  readonly atOnce: { bytes: number };
}

/** Lines of one file, or of a part of it: most go through the scanner, the others through the file source's own decoder. */
export class StageLines implements BlockLines {
  readonly blockBytes = BLOCK_BYTES;
  readonly #parts: StageLinesParts;
  readonly #path: string;
  readonly #framer: LineFramer;
  readonly #isScanned: boolean;
  /** Rows of the vectors whose lines the framer knows of. */
  #framed = 0;

  /**
   * @param isAtStart whether the file's first line is among the lines; otherwise they are counted from 2 on
   * @param isScanned false where every line is to be decoded
   */
  constructor(parts: StageLinesParts, path: string, isAtStart: boolean, isScanned: boolean) {
    this.#parts = parts;
    this.#path = path;
    this.#isScanned = isScanned;
    this.#framer = new LineFramer(null, tooLongIn({ settings: parts.settings }, path));
    if (!isAtStart) this.#framer.passOver(1);
    parts.decoder.startFile(path, isAtStart);
  }

  get block(): Uint8Array {
    return this.#parts.scanner.block;
  }

  get isMidLine(): boolean {
    return this.#framer.isMidLine;
  }

  /** Lines that have come to their end, the one that was passed over before the first included. */
  get lines(): number {
    return this.#framer.lines;
  }

  scan(from: number, to: number): number {
    const beganMs = performance.now();
    const next = this.#scan(from, this.#someTo(from, to));
    const tookMs = performance.now() - beganMs;
    const { atOnce } = this.#parts;
    if (tookMs > LOOK_MS) atOnce.bytes = Math.max(1, Math.floor(atOnce.bytes / 2));
    else if (tookMs < LOOK_MS / 16) atOnce.bytes = Math.min(this.blockBytes, atOnce.bytes * 8);
    else if (tookMs < LOOK_MS / 4) atOnce.bytes = Math.min(this.blockBytes, atOnce.bytes * 2);
    this.#parts.progress();
    return next;
  }

  /** Behind the last of the whole lines from `from` on that are looked at together, at least one. */
  #someTo(from: number, to: number): number {
    const { bytes } = this.#parts.atOnce;
    if (to - from <= bytes) return to;
    const { block } = this;
    const end = block.lastIndexOf(LF, from + bytes - 1) + 1;
    return end > from ? end : block.indexOf(LF, from) + 1;
  }

  #scan(from: number, to: number): number {
    const { scanner, decoder, takeRows } = this.#parts;
    if (!this.#isScanned) return this.#decodeSome(from, to);
    if (decoder.isHeaderDue || (this.#framer.lines === 0 && this.#startsWithMark(from))) return this.#decodeLine(from);
    const rows = scanner.scan(from, to);
    this.#framed = 0;
    for (let row = 0; row < rows; ) row = takeRows(row, rows, this.#uncertain);
    this.#framer.passOver(rows - this.#framed);
    return scanner.stop === 'uncertain' ? this.#decodeLine(scanner.position) : scanner.position;
  }

  decode(bytes: Uint8Array): void {
    // A copy: what comes of a record may make the scanner's memory grow, and then the block lies elsewhere.
    this.#framer.push(bytes.slice(), this.#visit);
  }

  end(): void {
    this.#framer.end(this.#visit);
  }

  #decodeSome(from: number, to: number): number {
    const { block } = this;
    const some = block.subarray(from, Math.min(from + DECODED_BYTES, to)).lastIndexOf(LF) + 1;
    if (some === 0) return this.#decodeLine(from);
    this.decode(block.subarray(from, from + some));
    return from + some;
  }

  /** Decodes the line that begins at `from`. Returns where the next one does. */
  #decodeLine(from: number): number {
    const { block } = this;
    const end = block.indexOf(LF, from) + 1;
    this.decode(block.subarray(from, end));
    return end;
  }

  readonly #uncertain = (row: number): boolean => {
    const { block, lineStarts } = this.#parts.scanner;
    this.#framer.passOver(row - this.#framed);
    this.#framed = row + 1;
    this.decode(block.subarray(lineStarts[row], lineStarts[row + 1]));
    return this.#parts.isChanged();
  };

  readonly #visit = (bytes: Uint8Array, start: number, end: number, line: number): void =>
    this.#parts.decoder.decodeLine(bytes, start, end, this.#path, line, this.#parts.sink);

  #startsWithMark(from: number): boolean {
    const { block } = this;
    return BOM.every((byte, i) => block[from + i] === byte);
  }
}
