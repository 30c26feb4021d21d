import { hashBytes } from '../../state/groups/hash-bytes.ts';
import { StringPool } from '../../state/groups/string-pool.ts';
import type { Value } from '../../types/value.ts';
import type { ScanColumn } from '../scan-plan.ts';
import { type ColumnVector, VECTOR_ROWS } from '../scanner.ts';

/** A dictionary beyond this many texts or bytes is large: nobody is served by its codes. */
export const LARGE_TEXTS = 262_144;
export const LARGE_BYTES = 16 * 1024 * 1024;

/** One column's values, and how they get there. */
export class ScriptVector implements ColumnVector {
  readonly column: number;
  readonly plan: ScanColumn;
  readonly present = new Uint8Array(VECTOR_ROWS);
  readonly numbers: Float64Array;
  readonly codes: Int32Array;
  readonly strings: StringPool | null;

  constructor(column: number, plan: ScanColumn) {
    this.column = column;
    this.plan = plan;
    const isString = plan.type.kind === 'string';
    this.numbers = new Float64Array(isString ? 0 : VECTOR_ROWS);
    this.codes = new Int32Array(isString ? VECTOR_ROWS : 0);
    this.strings = isString ? new StringPool() : null;
  }

  setNull(row: number): void {
    this.present[row] = 0;
  }

  setNumber(row: number, value: number): void {
    this.present[row] = 1;
    this.numbers[row] = value;
  }

  /** The text `bytes[from, to)`, which is well-formed UTF-8. Only for a column of strings. */
  setText(row: number, bytes: Uint8Array, from: number, to: number): void {
    this.present[row] = 1;
    const { strings } = this;
    if (strings !== null) this.codes[row] = strings.codeOf(bytes, from, to, hashBytes(bytes, from, to));
  }

  /** Gives all rows one value. False where it cannot be held. */
  fill(value: Value): boolean {
    const isHeld = this.#fill(value);
    this.present.fill(isHeld && value !== null ? 1 : 0);
    return isHeld;
  }

  #fill(value: Value): boolean {
    switch (typeof value) {
      case 'string':
        if (this.strings === null) return false;
        this.codes.fill(this.strings.codeOfText(value));
        return true;
      case 'bigint': {
        const narrowed = Number(value);
        this.numbers.fill(narrowed);
        return Number.isSafeInteger(narrowed);
      }
      case 'boolean':
      case 'number':
        this.numbers.fill(Number(value));
        return true;
      default:
        return value === null;
    }
  }

  /** Forgets the texts if there are too many of them. */
  trim(): void {
    const { strings } = this;
    if (strings !== null && (strings.size > LARGE_TEXTS || strings.memoryBytes > LARGE_BYTES)) strings.clear();
  }

  get memoryBytes(): number {
    const arrays = this.present.byteLength + this.numbers.byteLength + this.codes.byteLength;
    return arrays + (this.strings?.memoryBytes ?? 0);
  }
}
