import type { FileSlice } from '../file-slice.ts';
import { fileReplaced, fileShrank, fileVanished } from './file-errors.ts';
import type { PathFacts } from './file-system.ts';

type Listed = Pick<FileSlice, 'path' | 'sizeBytes' | 'modifiedMs' | 'inode' | 'hasLoggedTime'>;

/**
 * Whether a file still begins with the bytes that it had when it was listed, as far as that shows without reading them: it has the
 * same size and time, whatever copy it is; or it is the same file, was changed later and is longer, as one that is appended to.
 * One that was cut off and written anew until it was longer cannot be told from that.
 */
function isListedFile(listed: Listed, now: PathFacts): boolean {
  const { sizeBytes, modifiedMs, inode, hasLoggedTime } = listed;
  if (hasLoggedTime === true) return now.sizeBytes === sizeBytes;
  if (now.sizeBytes === sizeBytes) return now.modifiedMs === modifiedMs;
  return now.sizeBytes > sizeBytes && now.modifiedMs >= modifiedMs && (inode === undefined || inode === now.inode);
}

/**
 * Checks a file before its bytes are read. One that is shorter passes, since reading it shows how much is left, and so does what is
 * no file any more. Throws SRC-160, located at `nodeId`.
 */
export function checkBefore(listed: Listed, now: PathFacts, nodeId: string): void {
  if (now.kind !== 'file' || now.sizeBytes < listed.sizeBytes || isListedFile(listed, now)) return;
  throw fileReplaced(nodeId, listed, now);
}

/** Checks a file whose bytes were read: they could have been changed meanwhile. Throws SRC-005 and SRC-160, located at `nodeId`. */
export function checkAfter(listed: Listed, now: PathFacts, nodeId: string): void {
  if (now.sizeBytes < listed.sizeBytes) throw fileShrank(nodeId, listed.path, listed.sizeBytes, now.sizeBytes);
  checkBefore(listed, now, nodeId);
}

/**
 * Checks a file of which no more can be read than the whole, so that it must not have grown either. Throws SRC-004, SRC-005 and
 * SRC-160, located at `nodeId`.
 *
 * @param now null where nothing is there any more
 */
export function checkWhole(listed: Listed, now: PathFacts | null, nodeId: string): void {
  if (now === null) throw fileVanished(nodeId, listed.path);
  if (now.sizeBytes > listed.sizeBytes) throw fileReplaced(nodeId, listed, now);
  checkAfter(listed, now, nodeId);
}
