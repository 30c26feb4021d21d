import { EngineError } from '../../../base/errors/engine-error.ts';
import { BAD } from '../../../types/bad-value.ts';
import type { DataType } from '../../../types/data-type.ts';
import { printDataType } from '../../../types/data-type-text.ts';
import type { DateTimeReader } from '../../../types/date-time-reader.ts';
import type { Value } from '../../../types/value.ts';
import type { PartitionValue } from '../../file-slice.ts';
import type { FileFormat, FileSourceSettings } from '../file-source-settings.ts';
import type { ReaderOptions } from '../reader-options.ts';
import { RECORD_BYTES_MAX } from './line-framer.ts';
import { RecordEmitter, shownData } from './malformation.ts';
import { textToValue } from './text-value.ts';

/** A column that records fill, in the order of the schema. */
export interface DataColumn {
  readonly name: string;
  readonly type: DataType;
  /** Its place in the row. */
  readonly index: number;
  /** Whether something downstream uses it. */
  readonly isRequired: boolean;
}

/** What the decoders of one format share for files of the same partition folders. */
export interface Decoding {
  readonly settings: FileSourceSettings;
  readonly options: ReaderOptions;
  readonly dates: DateTimeReader;
  readonly emitter: RecordEmitter;
  /** All columns but the one for corrupt records and those that the file's folders fill. */
  readonly columns: readonly DataColumn[];
  /** Values from the file's folders, to be set on every row. */
  readonly constants: readonly { readonly index: number; readonly value: Value }[];
}

/** Whether records of the format can be malformed, and a column receive their text. */
export function hasCorruptColumn(format: FileFormat): boolean {
  return format === 'json' || format === 'csv';
}

/** Throws SRC-010 where a folder's value does not fit its column and SRC-157 where it has none; `path` is a file below that folder. */
export function makeDecoding(
  settings: FileSourceSettings,
  options: ReaderOptions,
  dates: DateTimeReader,
  partitionValues: readonly PartitionValue[],
  path: string,
): Decoding {
  const { schema, requiredColumns } = settings;
  const isRequired = (index: number) => requiredColumns?.has(index) ?? true;
  const columns = schema.flatMap(({ name, type }, index) =>
    partitionValues.some(({ column }) => column === index) ||
    (hasCorruptColumn(settings.format) && name === settings.columnNameOfCorruptRecord)
      ? []
      : [{ name, type, index, isRequired: isRequired(index) }],
  );
  const constants = partitionValues.flatMap(({ column: index, text }) => {
    const field = schema[index];
    if (field === undefined || text === null || !isRequired(index)) return [];
    if (text === '') {
      throw new EngineError('SRC-157', { path, column: field.name }, { nodeId: settings.nodeId, setting: 'path' });
    }
    const value = textToValue(field.type, dates, options.csv)(text);
    if (value === BAD) {
      throw new EngineError(
        'SRC-010',
        { path, column: field.name, value: shownData(text), type: printDataType(field.type) },
        { nodeId: settings.schemaNodeId ?? settings.nodeId },
      );
    }
    return [{ index, value }];
  });
  return { settings, options, dates, emitter: new RecordEmitter(settings), columns, constants };
}

/** A row of nulls but for the columns that the file's folders fill. */
export function newRow(decoding: Decoding): Value[] {
  const row = new Array<Value>(decoding.settings.schema.length).fill(null);
  for (const { index, value } of decoding.constants) row[index] = value;
  return row;
}

/** Throws the error for a record that is longer than records may be. */
export function tooLongIn(decoding: Pick<Decoding, 'settings'>, path: string): (line: number) => never {
  return (line) => {
    throw new EngineError(
      'SRC-006',
      { path, line, limit: RECORD_BYTES_MAX / (1024 * 1024) },
      { nodeId: decoding.settings.nodeId },
    );
  };
}

/** The separator's bytes, which by now are UTF-8 whatever the file's encoding is; null for the three usual ends. */
export function separatorBytes(decoding: Decoding): Uint8Array | null {
  const { lineSep } = decoding.options;
  return lineSep === null ? null : Buffer.from(lineSep, 'utf8');
}
