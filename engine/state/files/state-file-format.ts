/**
 * The frames of a state file and what its header says; `docs/checkpoint-format.md` has all of it in words. A file is the magic, then
 * frames: a header, blocks of entries, an end. Everything is a multiple of eight bytes long, so that numbers lie where typed arrays want
 * them.
 */
import { crc32c } from '../../base/crc32c.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { StateColumn, StateTableForm } from '../state-table.ts';
import type { ByteWriter } from './byte-writer.ts';
import { StateDamage } from './state-damage.ts';

export const MAGIC_BYTES = 8;
export const FRAME_HEAD_BYTES = 16;
export const FORMAT_VERSION = 1;

/** `MILLRSTA`: what a state file begins with. */
const MAGIC = Uint8Array.of(0x4d, 0x49, 0x4c, 0x4c, 0x52, 0x53, 0x54, 0x41);

export const HEADER_FRAME = 1;
export const BLOCK_FRAME = 2;
export const END_FRAME = 3;

export type StateFileKind = 'delta' | 'snapshot';

/** A column as a file names it: its name and Spark's name of its type. */
export type SavedColumn = readonly [name: string, type: string];

export interface SavedTable {
  readonly name: string;
  readonly key: readonly SavedColumn[];
  readonly value: readonly SavedColumn[];
  /** How many entries a snapshot has of it; 0 for a delta. */
  readonly entries: number;
}

export interface SavedOperator {
  readonly nodeId: string;
  readonly tables: readonly SavedTable[];
}

/** What the header frame holds, as JSON. */
export interface StateFileHeader {
  readonly format: number;
  readonly kind: StateFileKind;
  /** The state version that the file leads to. */
  readonly version: number;
  /** Blocks name tables by their place in this list, counted through all operators. */
  readonly operators: readonly SavedOperator[];
}

export function writeMagic(to: ByteWriter): void {
  to.bytes(MAGIC);
}

/** Throws `StateDamage` unless the bytes are a state file's first. */
export function checkMagic(bytes: Uint8Array): void {
  if (!MAGIC.every((byte, at) => bytes[at] === byte)) throw new StateDamage('no-state-file');
}

/** Adds a frame around what `write` adds: kind, length, checksum, zero, the bytes, zeros up to a multiple of eight. */
export function writeFrame(to: ByteWriter, kind: number, write: () => void): void {
  const head = to.length;
  to.uint32(kind);
  to.uint32(0);
  to.uint32(0);
  to.uint32(0);
  write();
  to.align();
  to.setUint32(head + 4, to.length - head - FRAME_HEAD_BYTES);
  to.setUint32(head + 8, frameChecksum(to.written.subarray(head)));
}

/** The checksum that a whole frame must have: of its kind and length, then of its bytes. */
export function frameChecksum(frame: Uint8Array): number {
  return crc32c(frame.subarray(FRAME_HEAD_BYTES), crc32c(frame.subarray(0, 8)));
}

export function savedTable({ name, key, value }: StateTableForm, entries: number): SavedTable {
  return { name, key: key.map(savedColumn), value: value.map(savedColumn), entries };
}

function savedColumn({ name, type }: StateColumn): SavedColumn {
  return [name, printDataType(type)];
}

/** Reads what stands in a header frame. Throws `StateDamage` for anything else. */
export function parseHeader(bytes: Uint8Array): StateFileHeader {
  const header = parsedJson(bytes);
  const { format, kind, version, operators } = recordOf(header);
  if (typeof format !== 'number') throw new StateDamage('structure');
  // What else stands in it is for who knows that format.
  if (format > FORMAT_VERSION) return { format, kind: 'delta', version: 0, operators: [] };
  if (kind !== 'delta' && kind !== 'snapshot') throw new StateDamage('structure');
  return { format, kind, version: countOf(version), operators: listOf(operators).map(operatorOf) };
}

function parsedJson(bytes: Uint8Array): unknown {
  let end = bytes.length;
  while (end > 0 && bytes[end - 1] === 0) end--;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, end)));
  } catch (error) {
    throw new StateDamage('structure', error);
  }
}

function operatorOf(saved: unknown): SavedOperator {
  const { nodeId, tables } = recordOf(saved);
  return {
    nodeId: textOf(nodeId),
    tables: listOf(tables).map((table) => {
      const { name, key, value, entries } = recordOf(table);
      return {
        name: textOf(name),
        key: listOf(key).map(columnOf),
        value: listOf(value).map(columnOf),
        entries: countOf(entries),
      };
    }),
  };
}

function columnOf(saved: unknown): SavedColumn {
  const pair = listOf(saved);
  return [textOf(pair[0]), textOf(pair[1])];
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new StateDamage('structure');
  return value as Readonly<Record<string, unknown>>;
}

function listOf(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new StateDamage('structure');
  return value;
}

function countOf(value: unknown): number {
  if (!Number.isSafeInteger(value) || (value as number) < 0) throw new StateDamage('structure');
  return value as number;
}

function textOf(value: unknown): string {
  if (typeof value !== 'string') throw new StateDamage('structure');
  return value;
}
