import { open, readFile, stat } from 'node:fs/promises';
import { diskFaultOf } from '../../../engine/base/disk-fault.ts';
import { systemCode } from '../../../engine/base/system-code.ts';
import { documentBytesMax } from '../../../engine/pipeline/document.ts';
import { ShellError } from '../../contract/shell-error.ts';
import { fingerprintOf, type WriteOperations, writeFileAtomically } from './atomic-write.ts';

const BYTES_PER_MB = 1024 * 1024;

export interface DocumentText {
  readonly text: string;
  /** Of the bytes that were read. */
  readonly fingerprint: string;
}

export type SaveOutcome =
  | { readonly outcome: 'saved'; readonly fingerprint: string }
  /** The file holds something that was never read here. */
  | { readonly outcome: 'conflict' }
  /** The file was there and is not any more. */
  | { readonly outcome: 'missing' };

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
      return { text: decode(path, bytes), fingerprint: fingerprintOf(bytes) };
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError('SHELL-012', path, error);
  }
}

/**
 * Writes a pipeline file (or another that the user exports) whole or not at all. A file that does not hold what `expectedFingerprint` says, or that is there though
 * none was expected (null), or is gone, is left as it is unless `overwrite` says otherwise. Contents are compared, not times: those
 * can be set back. A file that is protected from writing is never replaced. Throws `ShellError` with the reason.
 */
export async function saveDocument(
  path: string,
  content: string | Uint8Array,
  expectedFingerprint: string | null,
  overwrite: boolean,
  operations?: WriteOperations,
): Promise<SaveOutcome> {
  try {
    const found = await stat(path).catch((error: unknown) => {
      if (systemCode(error) === 'ENOENT') return undefined;
      throw error;
    });
    if (found !== undefined && !found.isFile()) throw new ShellError('SHELL-011', { path });
    // A file can be replaced by another where its folder allows it, whatever the file itself allows.
    if (found !== undefined && (found.mode & 0o222) === 0) throw new ShellError('SHELL-019', { path });
    if (!overwrite) {
      if (found === undefined && expectedFingerprint !== null) return { outcome: 'missing' };
      if (found !== undefined && !(await holds(path, expectedFingerprint))) return { outcome: 'conflict' };
    }
    return { outcome: 'saved', fingerprint: await writeFileAtomically(path, content, operations) };
  } catch (error) {
    throw fileError('SHELL-013', path, error);
  }
}

async function holds(path: string, fingerprint: string | null): Promise<boolean> {
  return fingerprint !== null && fingerprintOf(await readFile(path)) === fingerprint;
}

/** The shell's error for what the file system threw; `otherwise` when there is no better word for it. */
function fileError(otherwise: 'SHELL-012' | 'SHELL-013', path: string, error: unknown): ShellError {
  if (error instanceof ShellError) return error;
  const code = systemCode(error);
  const fault = code === undefined ? null : diskFaultOf(code);
  if (code === 'ENOENT' && otherwise === 'SHELL-012') return new ShellError('SHELL-009', { path }, error);
  if (fault === 'forbidden') return new ShellError('SHELL-010', { path }, error);
  if (fault === 'full') return new ShellError('SHELL-022', { path }, error);
  if (code === 'EISDIR') return new ShellError('SHELL-011', { path }, error);
  return new ShellError(otherwise, { path, reason: code ?? String(error) }, error);
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
