import { BLOCK_BYTES, BLOCK_PADDING, VECTOR_ROWS } from '../scanner.ts';

/**
 * Where things stand in a scanner's memory, in bytes. Everything of a fixed size comes first, with addresses that generated code
 * has as constants; the dictionaries' tables and texts follow and grow.
 */

/** What a scan leaves for its caller: words of 32 bits. */
export const STATE = { position: 16, stop: 20, templateMisses: 24, scratchAt: 28, sink: 32 } as const;

/** Values of `STATE.stop`, in the order of these names. */
export const STOPS = ['end', 'full', 'uncertain'] as const;

/** 16 bytes of ones, then 16 of zeros: the mask of the first `n` bytes of a vector begins at `BYTE_MASKS + 16 - n`. */
export const BYTE_MASKS = 64;
/** 10 to the power of 0 to 22, as doubles. */
export const POWERS_F64 = 128;
/** 10 to the power of 0 to 18, as whole numbers of 64 bits. */
export const POWERS_I64 = 320;
export const POWERS_F64_MAX = 22;
/** Powers of five for `PRODUCT_POWER_MAX` both ways, 16 bytes each: the highest 128 bits, the lower half first. */
export const PRODUCT_POWERS = 512;
export const PRODUCT_POWER_MAX = 64;
export const POWERS_I64_MAX = 18;

const DICTIONARIES = 3072;
export const DICTIONARY_BYTES = 64;
/** A dictionary's words, from its address. */
export const DICTIONARY = {
  /** Address of the slots: a hash of 32 bits and an entry's address each, 0 for a free one. */
  slots: 0,
  /** The slot of a hash is `hash >>> shift`. */
  shift: 4,
  mask: 8,
  size: 12,
  /** Entries from which on the tables must be enlarged before more rows are looked up. */
  limit: 16,
  /** Address of each entry by code. */
  entries: 20,
  /** Where the next entry goes, and where room for entries ends. */
  arenaAt: 24,
  arenaEnd: 28,
} as const;
/** An entry's words; its bytes follow. */
export const ENTRY = { code: 0, length: 4, bytes: 8 } as const;

/** What is known of one row's string before it is looked up: where its bytes are, how many, their hash. Length -1 for null. */
export const PENDING = { start: 0, length: 4, hash: 8, entry: 12 } as const;
export const PENDING_BYTES = 16;

/** Keeps columns from falling into the same lines of a cache. */
const SKEW = 192;
const PAGE = 65_536;

/** A column's places. `values`: doubles, or codes of 32 bits for strings. */
export interface VectorPlace {
  readonly present: number;
  readonly values: number;
  /** Of a string column. */
  readonly pending: number;
  readonly dictionary: number;
}

export interface MemoryLayout {
  readonly vectors: readonly VectorPlace[];
  readonly lineStarts: number;
  readonly block: number;
  /** Texts whose escapes have been resolved, until they are looked up. */
  readonly scratch: number;
  /** Where the part that grows begins. */
  readonly heap: number;
}

/** @param columns by column that is read: whether it holds strings */
export function layoutOf(columns: readonly { readonly isString: boolean }[]): MemoryLayout {
  let at = DICTIONARIES + columns.length * DICTIONARY_BYTES;
  const take = (bytes: number): number => {
    const start = Math.ceil(at / 64) * 64;
    at = start + bytes + SKEW;
    return start;
  };
  const vectors = columns.map(({ isString }, index): VectorPlace => {
    const present = take(VECTOR_ROWS);
    const values = take(VECTOR_ROWS * (isString ? 4 : 8));
    const pending = isString ? take(VECTOR_ROWS * PENDING_BYTES) : 0;
    return { present, values, pending, dictionary: DICTIONARIES + index * DICTIONARY_BYTES };
  });
  const lineStarts = take((VECTOR_ROWS + 1) * 4);
  const block = take(BLOCK_BYTES + BLOCK_PADDING);
  // A line may be read twice, first by the template and then by the general path.
  const scratch = take(BLOCK_BYTES * 2 + BLOCK_PADDING);
  return { vectors, lineStarts, block, scratch, heap: Math.ceil(at / PAGE) * PAGE };
}
