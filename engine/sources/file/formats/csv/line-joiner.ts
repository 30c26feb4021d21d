/** So many lines are made one string at a time: a record of millions of short lines then costs little more than its bytes. */
const LINES_A_BLOCK = 4096;

/** Collects lines and gives them back as one text with a separator between them. */
export class LineJoiner {
  #blocks: string[] = [];
  #lines: string[] = [];

  /** The separator of lines that are pushed from now on. */
  separator = '\n';

  push(line: string): void {
    this.#lines.push(line);
    if (this.#lines.length < LINES_A_BLOCK) return;
    this.#blocks.push(this.#lines.join(this.separator));
    this.#lines = [];
  }

  get isEmpty(): boolean {
    return this.#lines.length === 0 && this.#blocks.length === 0;
  }

  join(): string {
    return [...this.#blocks, ...this.#lines].join(this.separator);
  }

  clear(): void {
    this.#blocks = [];
    this.#lines = [];
  }
}
