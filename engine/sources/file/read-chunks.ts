import type { Pacing } from '../../base/pacing.ts';
import type { FileSlice } from '../file-slice.ts';
import { compressionOf, PackingError, unpacked } from './compression.ts';
import { fileDamaged, fileShrank, fileUnreadable, fileVanished, foreignCompression } from './file-errors.ts';
import { type FileSystem, isMissing, type OpenFile, type PathFacts } from './file-system.ts';
import { checkAfter, checkBefore } from './listed-file.ts';

/** Bytes read at a time. */
export const CHUNK_BYTES = 512 * 1024;
/** Bytes handed on at a time, so few that even slow work with them gives way to the event loop soon. */
const PIECE_BYTES = 8 * 1024;
/** Fewest bytes that are handed on at a time, and the time that is enough for a piece, in ms. */
const PIECE_BYTES_MIN = 64;
/** Handed on first, before it is known how long that takes. */
const PIECE_BYTES_FIRST = 512;
const PIECE_MS = 10;

/**
 * Reads a file as it was when it was listed, piece by piece: what was added since is left out. A packed file is unpacked on the
 * way. The bytes are valid only during the call of `take`, or until the promise that it gives is kept.
 *
 * Throws SRC-003, SRC-004, SRC-005, SRC-153, SRC-154 and SRC-160 (located at `nodeId`) for a file that cannot be read, is gone, is
 * shorter than it was, is packed in a way that cannot be unpacked here, is damaged, or gave way to another; `CancelledError` when
 * the pacer's signal aborts.
 */
export async function readChunks(
  slice: FileSlice,
  nodeId: string,
  files: FileSystem,
  pacer: Pacing,
  take: (bytes: Uint8Array) => void | Promise<void>,
): Promise<void> {
  if (slice.sizeBytes === 0) return;
  const compression = compressionOf(slice.path);
  if (compression === 'foreign') throw foreignCompression(nodeId, slice.path);
  const raw = rawChunks(slice, nodeId, files);
  let pieceBytes = PIECE_BYTES_FIRST;
  try {
    for await (const chunk of compression === 'none' ? raw : unpacked(raw, compression)) {
      for (let from = 0; from < chunk.length; ) {
        if (pacer.isDue) await pacer.rest();
        const beganMs = performance.now();
        const taken = take(chunk.subarray(from, Math.min(from + pieceBytes, chunk.length)));
        if (taken !== undefined) await taken;
        from += pieceBytes;
        // A row may meet many others in a join, so that a few lines are the work of many.
        const tookMs = performance.now() - beganMs;
        if (tookMs > PIECE_MS) pieceBytes = Math.max(PIECE_BYTES_MIN, Math.floor(pieceBytes / 2));
        else if (tookMs < PIECE_MS / 4) pieceBytes = Math.min(PIECE_BYTES, pieceBytes * 2);
      }
    }
  } catch (error) {
    throw error instanceof PackingError ? fileDamaged(nodeId, slice.path, error) : error;
  }
}

/** The bytes as they stand in the file; each chunk is valid until the next one is asked for. */
async function* rawChunks(slice: FileSlice, nodeId: string, files: FileSystem): AsyncGenerator<Uint8Array> {
  const file = await openSlice(slice, nodeId, files);
  try {
    checkBefore(slice, await factsOf(file, slice, nodeId), nodeId);
    const buffer = new Uint8Array(Math.min(CHUNK_BYTES, slice.sizeBytes));
    for (let position = 0; position < slice.sizeBytes; ) {
      const wanted = Math.min(buffer.length, slice.sizeBytes - position);
      const count = await readAt(file, buffer.subarray(0, wanted), position, slice, nodeId);
      yield buffer.subarray(0, count);
      position += count;
    }
    checkAfter(slice, await factsOf(file, slice, nodeId), nodeId);
  } finally {
    await file.close();
  }
}

async function openSlice(slice: FileSlice, nodeId: string, files: FileSystem): Promise<OpenFile> {
  try {
    return await files.open(slice.path);
  } catch (cause) {
    throw isMissing(cause) ? fileVanished(nodeId, slice.path) : fileUnreadable(nodeId, slice.path, cause);
  }
}

async function factsOf(file: OpenFile, slice: FileSlice, nodeId: string): Promise<PathFacts> {
  try {
    return await file.facts();
  } catch (cause) {
    throw fileUnreadable(nodeId, slice.path, cause);
  }
}

async function readAt(
  file: OpenFile,
  bytes: Uint8Array,
  position: number,
  slice: FileSlice,
  nodeId: string,
): Promise<number> {
  let count: number;
  try {
    count = await file.read(bytes, position);
  } catch (cause) {
    throw fileUnreadable(nodeId, slice.path, cause);
  }
  if (count === 0) throw fileShrank(nodeId, slice.path, slice.sizeBytes, position);
  return count;
}
