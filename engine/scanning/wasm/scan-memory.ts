import { must } from '../../base/assert.ts';
import { PAGE_BYTES, type WasmMemory, webAssembly } from '../../wasm/web-assembly.ts';
import {
  BYTE_MASKS,
  ENTRY,
  POWERS_F64,
  POWERS_F64_MAX,
  POWERS_I64,
  POWERS_I64_MAX,
  PRODUCT_POWERS,
} from './memory-layout.ts';
import { productPowers } from './product-powers.ts';

interface Region {
  readonly start: number;
  readonly bytes: number;
}

const NO_LENGTH = -2;
const PAGES_MAX = 65_536;
/** At least this much is added when memory grows, so that it does not grow often. */
const GROWTH_MIN = 256 * 1024;

/** A scanner's memory: views of it that are always current, and rooms of any size behind its fixed part. */
export class ScanMemory {
  readonly memory: WasmMemory;
  bytes = new Uint8Array(0);
  words = new Int32Array(0);
  /** Called when memory has moved, for those who keep views of their own. */
  moved: () => void = () => undefined;
  #free: Region[] = [];
  /** Behind the last room that was ever taken. */
  #top: number;

  /** @param fixedBytes the part before the rooms */
  constructor(fixedBytes: number) {
    const pages = Math.ceil(fixedBytes / PAGE_BYTES) + 4;
    this.memory = new (webAssembly().Memory)({ initial: pages, maximum: PAGES_MAX });
    this.#top = fixedBytes;
    this.refresh();
    // A free slot names the entry at 0, which is of no text's length.
    this.words[ENTRY.length >> 2] = NO_LENGTH;
    this.bytes.fill(0xff, BYTE_MASKS, BYTE_MASKS + 16);
    const view = new DataView(this.memory.buffer);
    for (let i = 0; i <= POWERS_F64_MAX; i++) view.setFloat64(POWERS_F64 + i * 8, 10 ** i, true);
    new BigUint64Array(this.memory.buffer).set(productPowers(), PRODUCT_POWERS / 8);
    for (let i = 0; i <= POWERS_I64_MAX; i++) view.setBigInt64(POWERS_I64 + i * 8, 10n ** BigInt(i), true);
  }

  get byteLength(): number {
    return this.bytes.byteLength;
  }

  /** Takes the views anew; true when memory has moved. */
  refresh(): boolean {
    const { buffer } = this.memory;
    if (this.bytes.buffer === buffer) return false;
    this.bytes = new Uint8Array(buffer);
    this.words = new Int32Array(buffer);
    return true;
  }

  /** A room of at least so many bytes, in units of 64. What is in it is not cleared. */
  take(bytes: number): number {
    const wanted = Math.ceil(bytes / 64) * 64;
    const at = this.#free.findIndex((region) => region.bytes >= wanted);
    if (at !== -1) {
      const { start, bytes: size } = must(this.#free[at], 'a room was found');
      if (size === wanted) this.#free.splice(at, 1);
      else this.#free[at] = { start: start + wanted, bytes: size - wanted };
      return start;
    }
    const start = this.#top;
    const missing = start + wanted - this.bytes.byteLength;
    if (missing > 0) {
      const roomy = Math.max(missing, Math.min(GROWTH_MIN, PAGES_MAX * PAGE_BYTES - this.bytes.byteLength));
      this.memory.grow(Math.ceil(roomy / PAGE_BYTES));
      this.refresh();
      this.moved();
    }
    this.#top = start + wanted;
    return start;
  }

  /** Gives a room back, with the size that was asked for. */
  give(start: number, bytes: number): void {
    const size = Math.ceil(bytes / 64) * 64;
    const regions = [...this.#free, { start, bytes: size }].sort((a, b) => a.start - b.start);
    this.#free = [];
    for (const region of regions) {
      const last = this.#free[this.#free.length - 1];
      if (last !== undefined && last.start + last.bytes === region.start) {
        this.#free[this.#free.length - 1] = { start: last.start, bytes: last.bytes + region.bytes };
      } else {
        this.#free.push(region);
      }
    }
  }
}
