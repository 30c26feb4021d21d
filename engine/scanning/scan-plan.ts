import type { FileSourceSettings } from '../sources/file/file-source-settings.ts';
import { hasCorruptColumn } from '../sources/file/formats/decoding.ts';
import { parseReaderOptions, type ReaderOptions } from '../sources/file/reader-options.ts';
import type { DataType } from '../types/data-type.ts';

/** What a scanner has to read: the format and the columns that somebody downstream uses. */
export interface ScanPlan {
  readonly format: 'json' | 'csv' | 'text';
  readonly options: ReaderOptions;
  /** The session's time zone, for texts without one. */
  readonly timeZone: string;
  /** All columns of the source's schema in its order; those that are not read are passed over. */
  readonly columns: readonly ScanColumn[];
}

export interface ScanColumn {
  readonly name: string;
  readonly type: DataType;
  /** Whether its value is wanted. */
  readonly isRead: boolean;
  /**
   * Whether records have it. Columns that the file's folders fill and the one for corrupt records are not in the file: their value is
   * the one that `Scanner.startFile` was given, else null.
   */
  readonly isInFile: boolean;
  /**
   * Whether a string column's codes must hold for the whole batch, because it is a group key. The dictionary of any other column may
   * be emptied at the start of each scan once it has grown large.
   */
  readonly isKey: boolean;
}

/**
 * The plan of a scan; null for a format that is not scanned.
 *
 * @param keys positions of the columns whose codes must hold for the whole batch
 * @param fromFolders positions of the columns that the folders of the files fill (`FileSlice.partitionValues`)
 */
export function scanPlanOf(
  settings: FileSourceSettings,
  keys: ReadonlySet<number>,
  fromFolders: ReadonlySet<number> = new Set(),
): ScanPlan | null {
  const { format, schema, requiredColumns, columnNameOfCorruptRecord, timeZone } = settings;
  if (format === 'parquet') return null;
  return {
    format,
    options: parseReaderOptions(settings.options, timeZone),
    timeZone,
    columns: schema.map(({ name, type }, index) => ({
      name,
      type,
      isRead: requiredColumns?.has(index) ?? true,
      isInFile: !fromFolders.has(index) && !(hasCorruptColumn(format) && name === columnNameOfCorruptRecord),
      isKey: keys.has(index),
    })),
  };
}
