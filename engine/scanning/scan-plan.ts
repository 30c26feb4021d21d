import type { ReaderOptions } from '../sources/file/reader-options.ts';
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
   * Whether a string column's codes must hold for the whole batch, because it is a group key. The dictionary of any other column may
   * be emptied at the start of each scan once it has grown large.
   */
  readonly isKey: boolean;
}
