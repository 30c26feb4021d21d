/** How a state file writes a column: `docs/checkpoint-format.md` has the same in words. */
import { unreachable } from '../../base/assert.ts';
import type { DataType } from '../../types/data-type.ts';
import type { ByteReader } from './byte-reader.ts';
import type { ByteWriter } from './byte-writer.ts';
import { type ColumnVector, type IntegerArray, isBigHeld } from './column-vector.ts';
import { StateDamage } from './state-damage.ts';

const NULLS = 0;
const INT8 = 1;
const INT16 = 2;
const INT32 = 3;
const INT64 = 4;
const FLOAT64 = 5;
const BOOLEANS = 6;
const TEXTS = 7;
const STRUCTS = 8;
const LISTS = 9;
const BIGS = 10;

const TWO_32 = 4294967296;

/** Adds a column, in a multiple of eight bytes. */
export function writeColumn(to: ByteWriter, vector: ColumnVector): void {
  switch (vector.form) {
    case 'nulls':
      writeHead(to, NULLS, new Uint8Array(vector.length));
      return;
    case 'integers':
      writeIntegers(to, vector.values, vector.present);
      return;
    case 'longs':
      writeHead(to, INT64, vector.present);
      to.bytes(bytesIn(vector.values));
      return;
    case 'doubles':
      writeHead(to, FLOAT64, vector.present);
      to.bytes(bytesIn(vector.values));
      return;
    case 'booleans':
      writeHead(to, BOOLEANS, vector.present);
      writeBits(to, vector.values);
      return;
    case 'texts': {
      writeHead(to, TEXTS, vector.present);
      writeIntegers(to, lengthsOf(vector.starts), null);
      const { bytes, starts } = vector;
      to.bytes(bytes.subarray(starts[0] as number, starts[starts.length - 1] as number));
      to.align();
      return;
    }
    case 'bigs': {
      writeHead(to, BIGS, vector.present);
      const numbers = vector.values.map(bytesOfBig);
      writeIntegers(
        to,
        Float64Array.from(numbers, ({ length }) => length),
        null,
      );
      for (const bytes of numbers) to.bytes(bytes);
      to.align();
      return;
    }
    case 'structs':
      // Presence is always written: a struct without fields would take no bytes however many rows there are.
      writeHead(to, STRUCTS, vector.present ?? new Uint8Array(vector.length).fill(1));
      for (const field of vector.fields) writeColumn(to, field);
      return;
    case 'lists':
      writeHead(to, LISTS, vector.present);
      writeIntegers(to, lengthsOf(vector.starts), null);
      writeColumn(to, vector.elements);
      return;
    default:
      unreachable(vector);
  }
}

/**
 * Reads a column of `rows` rows; the vector's arrays are views of what is read. Throws `StateDamage` for anything that `writeColumn`
 * would not have written for a column of the type.
 */
export function readColumn(from: ByteReader, type: DataType, rows: number): ColumnVector {
  const encoding = from.uint32();
  const present = readPresence(from, rows);
  switch (encoding) {
    case NULLS:
      if (present === null ? rows > 0 : present.includes(1)) throw new StateDamage('structure');
      return { form: 'nulls', length: rows };
    case INT8:
    case INT16:
    case INT32:
      expect(isBigHeld(type) || isNumberHeld(type));
      return { form: 'integers', values: readIntegers(from, encoding, rows), present };
    case INT64:
      return readLongs(from, type, rows, present);
    case FLOAT64:
      expect(isNumberHeld(type));
      return { form: 'doubles', values: new Float64Array(...from.items(rows, 8)), present };
    case BOOLEANS:
      expect(type.kind === 'boolean');
      return { form: 'booleans', values: readBits(from, rows), present };
    case TEXTS: {
      expect(type.kind === 'string');
      const starts = readStarts(from, rows);
      const bytes = from.bytes(starts[rows] as number);
      from.align();
      return { form: 'texts', bytes, starts, present };
    }
    case BIGS:
      expect(isBigHeld(type));
      return { form: 'bigs', values: readBigs(from, rows), present };
    case STRUCTS:
      if (type.kind !== 'struct') throw new StateDamage('structure');
      return {
        form: 'structs',
        length: rows,
        fields: type.fields.map((field) => readColumn(from, field.type, rows)),
        present,
      };
    case LISTS: {
      if (type.kind !== 'array') throw new StateDamage('structure');
      const starts = readStarts(from, rows);
      const count = starts[rows] as number;
      // Every element takes a bit at least, so this bounds what is made of a forged length.
      expect(count <= from.left * 8);
      return { form: 'lists', starts, elements: readColumn(from, type.element, count), present };
    }
    default:
      throw new StateDamage('structure');
  }
}

function expect(holds: boolean): void {
  if (!holds) throw new StateDamage('structure');
}

function isNumberHeld(type: DataType): boolean {
  return ['tinyint', 'smallint', 'int', 'date', 'float', 'double', 'interval year to month'].includes(type.kind);
}

function writeHead(to: ByteWriter, encoding: number, present: Uint8Array | null): void {
  to.uint32(encoding);
  to.uint32(present === null ? 0 : 1);
  if (present === null) return;
  writeBits(to, present);
}

function readPresence(from: ByteReader, rows: number): Uint8Array | null {
  const flag = from.uint32();
  expect(flag <= 1);
  return flag === 0 ? null : readBits(from, rows);
}

/** The narrowest whole numbers that hold all of them. */
function writeIntegers(to: ByteWriter, values: IntegerArray, present: Uint8Array | null): void {
  let least = 0;
  let most = 0;
  for (let row = 0; row < values.length; row++) {
    const value = values[row] as number;
    if (present !== null && present[row] === 0) continue;
    if (value < least) least = value;
    else if (value > most) most = value;
  }
  const fits = (bits: number): boolean => least >= -(2 ** (bits - 1)) && most < 2 ** (bits - 1);
  if (fits(8)) {
    writeHead(to, INT8, present);
    to.bytes(bytesIn(new Int8Array(values)));
  } else if (fits(16)) {
    writeHead(to, INT16, present);
    to.bytes(bytesIn(new Int16Array(values)));
  } else if (fits(32)) {
    writeHead(to, INT32, present);
    to.bytes(bytesIn(new Int32Array(values)));
  } else {
    writeHead(to, INT64, present);
    const words = new Int32Array(values.length * 2);
    for (let row = 0; row < values.length; row++) {
      const value = values[row] as number;
      const high = Math.floor(value / TWO_32);
      words[row * 2] = value - high * TWO_32;
      words[row * 2 + 1] = high;
    }
    to.bytes(bytesIn(words));
  }
  to.align();
}

function readIntegers(from: ByteReader, encoding: number, rows: number): IntegerArray {
  const values =
    encoding === INT8
      ? new Int8Array(...from.items(rows, 1))
      : encoding === INT16
        ? new Int16Array(...from.items(rows, 2))
        : new Int32Array(...from.items(rows, 4));
  from.align();
  return values;
}

/** 64-bit integers: as plain numbers where all of them are safe. */
function readLongs(from: ByteReader, type: DataType, rows: number, present: Uint8Array | null): ColumnVector {
  expect(isBigHeld(type) || isNumberHeld(type));
  const [buffer, offset] = from.items(rows, 8);
  const words = new Int32Array(buffer, offset, rows * 2);
  const values = new Float64Array(rows);
  let areSafe = true;
  for (let row = 0; row < rows; row++) {
    const value = (words[row * 2 + 1] as number) * TWO_32 + ((words[row * 2] as number) >>> 0);
    values[row] = value;
    if (value > Number.MAX_SAFE_INTEGER || value < Number.MIN_SAFE_INTEGER) areSafe = false;
  }
  if (areSafe) return { form: 'integers', values, present };
  expect(isBigHeld(type));
  return { form: 'longs', values: new BigInt64Array(buffer, offset, rows), present };
}

function lengthsOf(starts: Uint32Array): Float64Array {
  const lengths = new Float64Array(starts.length - 1);
  for (let row = 0; row < lengths.length; row++) {
    lengths[row] = (starts[row + 1] as number) - (starts[row] as number);
  }
  return lengths;
}

function readStarts(from: ByteReader, rows: number): Uint32Array {
  const encoding = from.uint32();
  expect(from.uint32() === 0 && encoding >= INT8 && encoding <= INT32);
  const lengths = readIntegers(from, encoding, rows);
  const starts = new Uint32Array(rows + 1);
  let end = 0;
  for (let row = 0; row < rows; row++) {
    const length = lengths[row] as number;
    if (length < 0) throw new StateDamage('structure');
    end += length;
    starts[row + 1] = end;
  }
  expect(end < TWO_32);
  return starts;
}

/** Adds a bit a flag, the lowest of a byte first, in a multiple of eight bytes. */
export function writeBits(to: ByteWriter, flags: Uint8Array): void {
  const bits = new Uint8Array((flags.length + 7) >> 3);
  for (let row = 0; row < flags.length; row++) {
    if (flags[row] === 1) bits[row >> 3] = (bits[row >> 3] as number) | (1 << (row & 7));
  }
  to.bytes(bits);
  to.align();
}

/** What `writeBits` wrote of that many flags. */
export function readBits(from: ByteReader, rows: number): Uint8Array {
  const bits = from.bytes(Math.ceil(rows / 8));
  from.align();
  const flags = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) flags[row] = ((bits[row >> 3] as number) >> (row & 7)) & 1;
  return flags;
}

/** Two's complement, the lowest byte first, in as few bytes as keep the sign. */
function bytesOfBig(value: bigint): Uint8Array {
  let length = 1;
  while (BigInt.asIntN(length * 8, value) !== value) length++;
  const bytes = new Uint8Array(length);
  let rest = value;
  for (let at = 0; at < length; at++, rest >>= 8n) bytes[at] = Number(rest & 0xffn);
  return bytes;
}

function readBigs(from: ByteReader, rows: number): bigint[] {
  const starts = readStarts(from, rows);
  const bytes = from.bytes(starts[rows] as number);
  from.align();
  return Array.from({ length: rows }, (_, row) => {
    const [start, end] = [starts[row] as number, starts[row + 1] as number];
    // No number of Spark's comes near; turning many bytes into one would take very long.
    expect(end - start <= BIG_BYTES_MAX);
    let value = 0n;
    for (let at = end - 1; at >= start; at--) value = (value << 8n) | BigInt(bytes[at] as number);
    return BigInt.asIntN((end - start) * 8, value);
  });
}

const BIG_BYTES_MAX = 1024;

function bytesIn(array: ArrayBufferView): Uint8Array {
  return new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
}
