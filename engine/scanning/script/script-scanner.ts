import type { Value } from '../../types/value.ts';
import { BLOCK_BYTES, BLOCK_PADDING, type Scanner, type ScanStop, VECTOR_ROWS } from '../scanner.ts';
import type { ScriptVector } from './script-vector.ts';

/** Reads the lines of one format. */
export interface LineReader {
  /**
   * Reads the line that begins at `at` into row `row` of the vectors. The line ends in `\n`, which no part of a reader passes but
   * the last.
   *
   * @returns where the next line begins; -1 for a line of which it is not certain, whose row is then undefined
   */
  read(bytes: Uint8Array, at: number, row: number): number;
}

/**
 * The scanner in plain TypeScript, for any format: it reads one line after another. What other scanners do faster they must do
 * like this one.
 */
export class ScriptScanner implements Scanner {
  readonly block = new Uint8Array(BLOCK_BYTES + BLOCK_PADDING);
  readonly vectors: readonly ScriptVector[];
  readonly lineStarts = new Int32Array(VECTOR_ROWS + 1);
  position = 0;
  stop: ScanStop = 'end';
  readonly #lines: LineReader;

  constructor(vectors: readonly ScriptVector[], lines: LineReader) {
    this.vectors = vectors;
    this.#lines = lines;
  }

  startFile(values: readonly { readonly column: number; readonly value: Value }[]): boolean {
    return this.vectors
      .filter(({ plan }) => !plan.isInFile)
      .every((vector) => vector.fill(values.find(({ column }) => column === vector.column)?.value ?? null));
  }

  scan(from: number, to: number): number {
    for (const vector of this.vectors) if (vector.plan.isInFile && !vector.plan.isKey) vector.trim();
    const { block, lineStarts } = this;
    let at = from;
    let row = 0;
    this.stop = 'end';
    while (at < to) {
      if (row === VECTOR_ROWS) {
        this.stop = 'full';
        break;
      }
      lineStarts[row] = at;
      const next = this.#lines.read(block, at, row);
      if (next === -1) {
        this.stop = 'uncertain';
        break;
      }
      at = next;
      row++;
    }
    lineStarts[row] = at;
    this.position = at;
    return row;
  }

  get memoryBytes(): number {
    const vectors = this.vectors.reduce((sum, vector) => sum + vector.memoryBytes, 0);
    return this.block.byteLength + this.lineStarts.byteLength + vectors;
  }

  trim(): void {
    for (const vector of this.vectors) vector.trim();
  }
}
