import { err, ok, type Result } from '../../base/result.ts';
import { checksumOf, type FileFault, parseObject } from './log-file.ts';

/**
 * How checkpoints are laid out, by number:
 *
 *  0  logs without checksums, the whole state as JSON after each batch; `metadata` names no format, as Spark's
 *  1  logs with checksums, state as binary changes and snapshots, a description of the query
 */
export const CHECKPOINT_FORMAT = 1;

export interface CheckpointMetadata {
  /** The query's id for all its life. */
  readonly id: string;
  readonly format: number;
}

/** The text of `metadata`: Spark's object with two keys more. */
export function encodeMetadata({ id, format }: CheckpointMetadata): Uint8Array {
  return new TextEncoder().encode(sealObject({ id, format }));
}

export function decodeMetadata(text: string): Result<CheckpointMetadata, FileFault> {
  const found = parseObject(text);
  if (found === null) return err(text.endsWith('}\n') ? 'content' : 'cut');
  const { id, format = 0 } = found;
  if (typeof format !== 'number' || typeof id !== 'string' || !/^[0-9a-f-]{36}$/.test(id)) return err('content');
  if (format === 0) return ok({ id, format });
  return format > CHECKPOINT_FORMAT || text === sealObject({ id, format }) ? ok({ id, format }) : err('checksum');
}

/** A line of JSON that holds `value` and a checksum of the line that it would be without. */
export function sealObject(value: Readonly<Record<string, unknown>>): string {
  return `${JSON.stringify({ ...value, crc32c: checksumOf(JSON.stringify(value)) })}\n`;
}

/** The object of a line that `sealObject` made, or what is wrong with the line. */
export function openSealed(text: string): Result<Readonly<Record<string, unknown>>, FileFault> {
  const found = parseObject(text);
  if (found === null) return err(text.endsWith('}\n') ? 'content' : 'cut');
  const { crc32c: _, ...value } = found;
  return text === sealObject(value) ? ok(value) : err('checksum');
}
