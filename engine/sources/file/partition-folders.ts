import { columnsNamed } from '../../types/schema.ts';
import type { PartitionValue } from '../file-slice.ts';
import type { FileSourceSettings } from './file-source-settings.ts';
import { isGlob } from './glob.ts';
import { parseReaderOptions } from './reader-options.ts';

/** Hive's name for the folder of rows whose partition column is null. */
const NULL_PARTITION = '__HIVE_DEFAULT_PARTITION__';

/** Whether a folder is named like a partition, so that its files belong to the table above it. */
export function isPartitionFolder(name: string): boolean {
  return name.indexOf('=') > 0;
}

/**
 * Declared columns that the `key=value` folders between the source's path and the file fill (semantics 1.2). Keys that
 * the schema does not declare add nothing. A glob and `recursiveFileLookup` turn partitions off.
 */
export function partitionValuesOf(
  path: string,
  settings: Pick<FileSourceSettings, 'path' | 'schema' | 'options' | 'timeZone'>,
): readonly PartitionValue[] {
  const base = settings.path.endsWith('/') ? settings.path : `${settings.path}/`;
  if (!path.startsWith(base) || !path.slice(base.length).includes('=')) return [];
  if (isGlob(settings.path) || parseReaderOptions(settings.options, settings.timeZone).discovery.recursiveFileLookup) {
    return [];
  }
  const folders = path.slice(base.length).split('/').slice(0, -1);
  return folders.filter(isPartitionFolder).flatMap((folder) => {
    const at = folder.indexOf('=');
    const text = unescaped(folder.slice(at + 1));
    return columnsNamed(settings.schema, unescaped(folder.slice(0, at))).map((column) => ({
      column,
      text: text === NULL_PARTITION ? null : text,
    }));
  });
}

/** Hive writes signs that file systems dislike as `%` and two hexadecimal digits. */
function unescaped(text: string): string {
  return text.replace(/%([0-9a-fA-F]{2})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 16)));
}
