import type { BlockLines } from '../block-reader.ts';
import type { FileSourceSettings } from '../file-source-settings.ts';
import { tooLongIn } from '../formats/decoding.ts';
import { LineFramer, type LineVisitor } from '../formats/line-framer.ts';

const LF = 0x0a;
const BLOCK_BYTES = 256 * 1024;
/** Bytes of lines that are looked at together, so few that it gives way to the event loop soon. */
const LOOK_BYTES = 8 * 1024;

/** Takes one line: `bytes[start, end)` without what ends it, valid during the call. */
export type TakeLine = LineVisitor;

/** Hands the lines of a file, or of its end, to somebody one by one. */
export class CutLines implements BlockLines {
  readonly block = new Uint8Array(BLOCK_BYTES + 1);
  readonly blockBytes = BLOCK_BYTES;
  readonly #framer: LineFramer;
  readonly #take: TakeLine;

  /** @param isAtStart whether the file's first line is among the lines; otherwise they are counted from 2 on */
  constructor(settings: FileSourceSettings, path: string, isAtStart: boolean, take: TakeLine) {
    this.#framer = new LineFramer(null, tooLongIn({ settings }, path));
    if (!isAtStart) this.#framer.passOver(1);
    this.#take = take;
  }

  get isMidLine(): boolean {
    return this.#framer.isMidLine;
  }

  scan(from: number, to: number): number {
    const { block } = this;
    const last = block.subarray(from, Math.min(to, from + LOOK_BYTES)).lastIndexOf(LF) + 1;
    const end = last > 0 ? from + last : block.indexOf(LF, from) + 1;
    this.#framer.push(block.subarray(from, end), this.#take);
    return end;
  }

  decode(bytes: Uint8Array): void {
    this.#framer.push(bytes, this.#take);
  }

  end(): void {
    this.#framer.end(this.#take);
  }
}
