import type { FileFormat, FileScan, ParseMode } from '../../plan/operators/file-scan.ts';

export type { FileFormat, ParseMode };

/**
 * Everything that a file source needs to know: what the plan says of the scan, and what holds for the whole query. Errors of
 * files are located at the scan's node, errors of records at its schema node.
 */
export interface FileSourceSettings extends Omit<FileScan, 'op' | 'isStatic'> {
  /** Zone of timestamps that name none; the reader option `timeZone` goes before it. */
  readonly timeZone: string;
  readonly streaming: boolean;
}
