import { open, stat } from 'node:fs/promises';
import { documentBytesMax } from '../../../engine/pipeline/document.ts';
import { ShellError } from '../../contract/shell-error.ts';
import { writeFileAtomically } from './atomic-write.ts';

const BYTES_PER_MB = 1024 * 1024;

export interface DocumentText {
  readonly text: string;
  /** When the file was changed last, ms since 1970, with its fraction. */
  readonly modifiedMs: number;
}

export type SaveOutcome = { readonly outcome: 'saved'; readonly modifiedMs: number } | { readonly outcome: 'conflict' };

/**
 * The text of a pipeline file, which must be a plain file of at most `limitBytes` in UTF-8. A byte order mark is dropped.
 * Throws `ShellError` with the reason.
 */
export async function readDocument(path: string, limitBytes = documentBytesMax): Promise<DocumentText> {
  try {
    const file = await open(path, 'r');
    try {
      const found = await file.stat();
      if (!found.isFile()) throw new ShellError('SHELL-011', { path });
      if (found.size > limitBytes) throw tooLarge(path, found.size, limitBytes);
      const bytes = await file.readFile();
      // The size may have grown since it was looked at, and a file of the system has none.
      if (bytes.byteLength > limitBytes) throw tooLarge(path, bytes.byteLength, limitBytes);
      return { text: decode(path, bytes), modifiedMs: found.mtimeMs };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError('SHELL-012', path, error);
  }
}

/**
 * Writes a pipeline file whole or not at all. A file that somebody changed since `expectedModifiedMs`, or that is there though
 * none was expected (null), is left alone unless `overwrite` says otherwise. Throws `ShellError` with the reason.
 */
export async function saveDocument(
  path: string,
  text: string,
  expectedModifiedMs: number | null,
  overwrite: boolean,
): Promise<SaveOutcome> {
  try {
    const found = await stat(path).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (found !== undefined && !found.isFile()) throw new ShellError('SHELL-011', { path });
    if (found !== undefined && !overwrite && found.mtimeMs !== expectedModifiedMs) return { outcome: 'conflict' };
    await writeFileAtomically(path, text);
    return { outcome: 'saved', modifiedMs: (await stat(path)).mtimeMs };
  } catch (error) {
    throw fileError('SHELL-013', path, error);
  }
}

/** The shell's error for what the file system threw; `otherwise` when there is no better word for it. */
function fileError(otherwise: 'SHELL-012' | 'SHELL-013', path: string, error: unknown): ShellError {
  if (error instanceof ShellError) return error;
  const code = codeOf(error);
  if (code === 'ENOENT' && otherwise === 'SHELL-012') return new ShellError('SHELL-009', { path }, error);
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS') return new ShellError('SHELL-010', { path }, error);
  if (code === 'EISDIR') return new ShellError('SHELL-011', { path }, error);
  return new ShellError(otherwise, { path, reason: code ?? String(error) }, error);
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}

function tooLarge(path: string, bytes: number, limitBytes: number): ShellError {
  return new ShellError('SHELL-007', {
    path,
    sizeMb: Math.ceil(bytes / BYTES_PER_MB),
    limitMb: Math.floor(limitBytes / BYTES_PER_MB),
  });
}

function decode(path: string, bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (error) {
    throw new ShellError('SHELL-008', { path }, error);
  }
}
