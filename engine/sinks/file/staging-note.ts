/**
 * Proof of which files of a folder a batch was about to make: a note that lies beside the log while the batch is written. What it names
 * and the log does not was left by a crash and may go; without such proof nothing in the folder is ever removed.
 *
 * The note is not forced to the disk: where a power cut takes it, files stay that no reader looks at.
 */

const NOTE = /^\.(\d{1,15})\.([\w-]+)\.([\w-]+)\.staging$/;
/** What part files of a file sink are called. A damaged note must not name a file of somebody else's. */
const PART = /^part-00000-[\w-]+[-.]c000(\.[a-z0-9]+)+$/;

/** Whose a note is, as its name says. */
export interface StagingNote {
  readonly batchId: number;
  /** One of several at the same batch. */
  readonly attempt: string;
  readonly queryId: string;
}

/** Readers of the log pass the name over, Spark's too. */
export function noteName({ batchId, attempt, queryId }: StagingNote): string {
  return `.${batchId}.${attempt}.${queryId.replace(/[^\w-]/g, '_')}.staging`;
}

/** What tells that a logged batch is another query's than this one's of the same number. */
export function foreignName(batchId: number, queryId: string): string {
  return `.${batchId}.${queryId.replace(/[^\w-]/g, '_')}.foreign`;
}

/** Null for a name that is no note's. */
export function noteOfName(name: string): StagingNote | null {
  const [, batchId, attempt, queryId] = NOTE.exec(name) ?? [];
  if (batchId === undefined || attempt === undefined || queryId === undefined) return null;
  return { batchId: Number(batchId), attempt, queryId };
}

/** Paths of part files below the target, one a line. */
export function writeNote(parts: readonly string[]): string {
  return parts.map((part) => `${JSON.stringify(part)}\n`).join('');
}

/** What of a note is whole. */
export function readNote(text: string): string[] {
  // What stands behind the last line break was cut off.
  const lines = text.split('\n').slice(0, -1);
  return lines.map(textOf).filter((part): part is string => part !== null && isPartPath(part));
}

function textOf(line: string): string | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

function isPartPath(path: string): boolean {
  const folders = path.split('/');
  const name = folders.pop() ?? '';
  return PART.test(name) && folders.every((folder) => folder.indexOf('=') > 0);
}
