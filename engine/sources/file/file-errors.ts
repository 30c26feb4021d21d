import { EngineError } from '../../base/errors/engine-error.ts';
import { systemCode } from '../../base/system-code.ts';
import type { FileSlice } from '../file-slice.ts';
import type { PathFacts } from './file-system.ts';

/** Errors of files, located at the source node. */

export function pathNotFound(nodeId: string, path: string): EngineError {
  return new EngineError('SRC-001', { path }, { nodeId, setting: 'path' });
}

export function folderUnreadable(nodeId: string, path: string, cause: unknown): EngineError {
  return new EngineError('SRC-002', { path, reason: reasonOf(cause) }, { nodeId, setting: 'path' }, cause);
}

export function fileUnreadable(nodeId: string, path: string, cause: unknown): EngineError {
  return new EngineError('SRC-003', { path, reason: reasonOf(cause) }, { nodeId }, cause);
}

export function fileVanished(nodeId: string, path: string): EngineError {
  return new EngineError('SRC-004', { path }, { nodeId });
}

export function fileShrank(nodeId: string, path: string, listed: number, found: number): EngineError {
  return new EngineError('SRC-005', { path, listed, found }, { nodeId });
}

/** @param found the file that stands under the name now */
export function fileReplaced(
  nodeId: string,
  listed: Pick<FileSlice, 'path' | 'sizeBytes' | 'modifiedMs'>,
  found: Pick<PathFacts, 'sizeBytes' | 'modifiedMs'>,
): EngineError {
  const then = { listedBytes: listed.sizeBytes, listedTime: isoTime(listed.modifiedMs) };
  const now = { bytes: found.sizeBytes, time: isoTime(found.modifiedMs) };
  return new EngineError('SRC-160', { path: listed.path, ...then, ...now }, { nodeId });
}

export function notAFile(nodeId: string, path: string): EngineError {
  return new EngineError('SRC-007', { path }, { nodeId, setting: 'path' });
}

export function sinkLogDamaged(nodeId: string, path: string): EngineError {
  return new EngineError('SRC-156', { path }, { nodeId, setting: 'path' });
}

export function foreignCompression(nodeId: string, path: string): EngineError {
  return new EngineError('SRC-153', { path, ending: path.slice(path.lastIndexOf('.')) }, { nodeId });
}

export function fileDamaged(nodeId: string, path: string, cause: Error): EngineError {
  return new EngineError('SRC-154', { path, reason: cause.message }, { nodeId }, cause);
}

/** The system's own name for the fault (`EACCES`), which people can look up. */
function reasonOf(cause: unknown): string {
  return systemCode(cause) ?? (cause instanceof Error ? cause.message : String(cause));
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

/** Whether the reader options say to go on with the next file after this error. */
export function isIgnored(
  error: unknown,
  options: { readonly ignoreMissingFiles: boolean; readonly ignoreCorruptFiles: boolean },
): boolean {
  if (!(error instanceof EngineError)) return false;
  if (error.code === 'SRC-004') return options.ignoreMissingFiles;
  return options.ignoreCorruptFiles && ['SRC-003', 'SRC-005', 'SRC-154', 'SRC-160', 'EXE-130'].includes(error.code);
}

/** Whether the file just ended too early, so that what came is all of it; after other errors a last line is only half there. */
export function isShorter(error: unknown): boolean {
  return error instanceof EngineError && error.code === 'SRC-005';
}
