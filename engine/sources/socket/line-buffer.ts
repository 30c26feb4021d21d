import { must } from '../../base/assert.ts';

/** Beyond so many bytes of lines that no micro-batch has finished with, no more are taken in until there is room again. */
export const BUFFERED_BYTES_MAX = 32 * 1024 * 1024;
/** Bytes that a line costs besides its own. */
const BYTES_A_LINE = 64;

/** Lines that came and are still needed, by their numbers. Numbers count on from run to run. */
export class LineBuffer {
  #lines: string[] = [];
  #bytes = 0;
  /** Number of the first line that is still here. */
  #first = 0;
  /** Place of that line in `#lines`; lines before it are let go of in bulk. */
  #released = 0;

  /** Number of the line that comes next. */
  get next(): number {
    return this.#first + this.#lines.length - this.#released;
  }

  get isFull(): boolean {
    return this.#bytes > BUFFERED_BYTES_MAX;
  }

  get hasRoom(): boolean {
    return this.#bytes <= BUFFERED_BYTES_MAX / 2;
  }

  push(line: string): void {
    this.#lines.push(line);
    this.#bytes += costOf(line);
  }

  /** The line of this number, which must be here. */
  at(number: number): string {
    return must(this.#lines[number - this.#first + this.#released], 'the line was let go of or never came');
  }

  /** Gives the lines, all of them still here, numbers from `first` on. */
  renumber(first: number): void {
    this.#first = first;
  }

  /** Lets go of all lines before this number. */
  releaseBefore(number: number): void {
    while (this.#first < number && this.#released < this.#lines.length) {
      this.#bytes -= costOf(must(this.#lines[this.#released], 'a line that is here'));
      this.#lines[this.#released++] = '';
      this.#first++;
    }
    if (this.#released * 2 < this.#lines.length) return;
    this.#lines = this.#lines.slice(this.#released);
    this.#released = 0;
  }
}

function costOf(line: string): number {
  return line.length * 2 + BYTES_A_LINE;
}
