/** Up to here, 32 MB of floats, arrays double when they are full; beyond it they grow by a quarter, so that old and new fit into memory together. */
const DOUBLING_MAX = 1 << 22;

/** The length that an array full at `length` gets, at least `needed`. */
export function grownLength(length: number, needed: number): number {
  const grown = length < DOUBLING_MAX ? length * 2 : Math.ceil(length * 1.25);
  return Math.max(grown, needed);
}

/** A float array of `length` that begins like `array`. */
export function resizedFloats(array: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const made = new Float64Array(length);
  made.set(array.length > length ? array.subarray(0, length) : array);
  return made;
}

/** A byte array of `length` that begins like `array`. */
export function resizedBytes(array: Uint8Array, length: number): Uint8Array<ArrayBuffer> {
  const made = new Uint8Array(length);
  made.set(array.length > length ? array.subarray(0, length) : array);
  return made;
}

/** An array of offsets of `length` that begins like `array`. */
export function resizedOffsets(array: Uint32Array, length: number): Uint32Array<ArrayBuffer> {
  const made = new Uint32Array(length);
  made.set(array.length > length ? array.subarray(0, length) : array);
  return made;
}
