import { NULL_PARTITION } from '../../base/table-folders.ts';
import { columnsNamed } from '../../types/schema.ts';
import type { PartitionValue } from '../file-slice.ts';
import type { FileSourceSettings } from './file-source-settings.ts';
import { isGlob } from './glob.ts';
import { parseReaderOptions } from './reader-options.ts';

/** Whether a folder is named like a partition, so that its files belong to the table above it. */
export function isPartitionFolder(name: string): boolean {
  return name.indexOf('=') > 0;
}

type PartitionedSettings = Pick<FileSourceSettings, 'path' | 'schema' | 'options' | 'timeZone'>;

/** What one `key=value` folder says; null is Hive's default partition. */
export interface PartitionFolder {
  readonly key: string;
  readonly text: string | null;
}

/**
 * Declared columns that the `key=value` folders between the source's path and the file fill (semantics 1.2). Keys that
 * the schema does not declare add nothing. A glob and `recursiveFileLookup` turn partitions off.
 */
export function partitionValuesOf(path: string, settings: PartitionedSettings): readonly PartitionValue[] {
  return partitionFoldersOf(path, settings).flatMap(({ key, text }) =>
    columnsNamed(settings.schema, key).map((column) => ({ column, text })),
  );
}

/** The `key=value` folders between the source's path and the file, from the outermost in. */
function partitionFoldersOf(path: string, settings: Omit<PartitionedSettings, 'schema'>): readonly PartitionFolder[] {
  const base = settings.path.endsWith('/') ? settings.path : `${settings.path}/`;
  if (!path.startsWith(base) || !path.slice(base.length).includes('=')) return [];
  if (isGlob(settings.path) || parseReaderOptions(settings.options, settings.timeZone).discovery.recursiveFileLookup) {
    return [];
  }
  const folders = path.slice(base.length).split('/').slice(0, -1);
  return folders.filter(isPartitionFolder).map((folder) => {
    const at = folder.indexOf('=');
    const text = unescaped(folder.slice(at + 1));
    return { key: unescaped(folder.slice(0, at)), text: text === NULL_PARTITION ? null : text };
  });
}

/** Texts by key of folders that no declared column takes. Letter case of keys counts nothing. */
export function undeclaredPartitions(
  paths: readonly string[],
  settings: PartitionedSettings,
): ReadonlyMap<string, readonly (string | null)[]> {
  const texts = new Map<string, { readonly key: string; readonly texts: Set<string | null> }>();
  for (const path of paths) {
    for (const { key, text } of partitionFoldersOf(path, settings)) {
      if (columnsNamed(settings.schema, key).length > 0) continue;
      const known = texts.get(key.toLowerCase()) ?? { key, texts: new Set() };
      texts.set(key.toLowerCase(), known);
      known.texts.add(text);
    }
  }
  return new Map([...texts.values()].map((known) => [known.key, [...known.texts]]));
}

/** Hive writes signs that file systems dislike as `%` and two hexadecimal digits. */
function unescaped(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
