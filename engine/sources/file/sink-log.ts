import { fileURLToPath } from 'node:url';

/** Every so many entries one holds all before it, too. */
const COMPACT = /^(\d+)\.compact$/;
const ENTRY = /^\d+$/;

/** A file by the log. */
export interface SinkLogFile {
  /** Absolute. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
}

/**
 * The entries to read, in order: the last compact one and all behind it. Null where one is missing between the first and the
 * last, since its files would be lost without a word.
 */
export function entriesToRead(names: readonly string[]): string[] | null {
  const compacts = names.flatMap((name) => COMPACT.exec(name)?.[1] ?? []).map(Number);
  const start = Math.max(-1, ...compacts);
  const later = names.filter((name) => ENTRY.test(name) && Number(name) > start).map(Number);
  later.sort((a, b) => a - b);
  if (later.some((id, i) => id !== start + 1 + i)) return null;
  return [...(start === -1 ? [] : [`${start}.compact`]), ...later.map(String)];
}

/** The files of one entry; null where it is damaged. Files that were taken out again are left out. */
export function readEntry(text: string): SinkLogFile[] | null {
  const [version, ...lines] = text.trimEnd().split('\n');
  if (version !== 'v1') return null;
  const files: SinkLogFile[] = [];
  for (const line of lines) {
    const file = readLine(line);
    if (file === null) return null;
    if (file !== 'taken out') files.push(file);
  }
  return files;
}

function readLine(line: string): SinkLogFile | 'taken out' | null {
  try {
    const { path, size, modificationTime, action } = JSON.parse(line) as Record<string, unknown>;
    if (typeof path !== 'string' || typeof size !== 'number' || typeof modificationTime !== 'number') return null;
    if (action === 'delete') return 'taken out';
    return { path: pathOfUri(path), sizeBytes: size, modifiedMs: modificationTime };
  } catch {
    return null;
  }
}

/** Spark writes `file:///a%20b`; a plain path stands for itself. */
export function pathOfUri(uri: string): string {
  if (!uri.startsWith('file:')) return uri;
  const path = fileURLToPath(uri.replace(/^file:\/*/, 'file:///'));
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
