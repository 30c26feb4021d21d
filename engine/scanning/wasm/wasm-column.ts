import type { Value } from '../../types/value.ts';
import type { ScanColumn } from '../scan-plan.ts';
import { type ColumnVector, VECTOR_ROWS } from '../scanner.ts';
import type { VectorPlace } from './memory-layout.ts';
import type { ScanMemory } from './scan-memory.ts';
import type { StringDictionary } from './string-dictionary.ts';

/** A column's vector in the scanner's memory. */
export class WasmColumn implements ColumnVector {
  readonly column: number;
  readonly plan: ScanColumn;
  readonly strings: StringDictionary | null;
  present = new Uint8Array(0);
  numbers = new Float64Array(0);
  codes = new Int32Array(0);
  readonly #memory: ScanMemory;
  readonly #place: VectorPlace;

  constructor(
    column: number,
    plan: ScanColumn,
    memory: ScanMemory,
    place: VectorPlace,
    strings: StringDictionary | null,
  ) {
    this.#memory = memory;
    this.column = column;
    this.plan = plan;
    this.strings = strings;
    this.#place = place;
  }

  /** Takes the arrays anew, after memory has moved. */
  refresh(): void {
    const { memory } = this.#memory;
    const { present, values } = this.#place;
    this.present = new Uint8Array(memory.buffer, present, VECTOR_ROWS);
    if (this.strings === null) this.numbers = new Float64Array(memory.buffer, values, VECTOR_ROWS);
    else this.codes = new Int32Array(memory.buffer, values, VECTOR_ROWS);
  }

  /** Gives all rows one value; false where it cannot be held. */
  fill(value: Value): boolean {
    switch (typeof value) {
      case 'string': {
        if (this.strings === null) return false;
        const code = this.strings.codeOfText(value);
        // A new text may have moved memory.
        this.refresh();
        this.codes.fill(code);
        break;
      }
      case 'bigint':
      case 'number':
      case 'boolean':
        if (typeof value === 'bigint' && !Number.isSafeInteger(Number(value))) return false;
        this.numbers.fill(Number(value));
        break;
      default:
        if (value !== null) return false;
    }
    this.present.fill(value === null ? 0 : 1);
    return true;
  }
}
