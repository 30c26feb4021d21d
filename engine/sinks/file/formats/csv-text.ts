import type { Schema } from '../../../types/schema.ts';
import type { Row } from '../../../types/value.ts';
import type { WriterOptions } from '../writer-options.ts';
import { csvCell } from './csv-cell.ts';
import type { RowText } from './row-text.ts';
import { scalarText } from './scalar-text.ts';

/**
 * CSV byte for byte as Spark's writer makes it. A row that comes out empty (one column that is null) is left out. The
 * header, if there is one, stands in every file.
 */
export function csvText(schema: Schema, options: WriterOptions): RowText {
  const { separator, header } = options.csv;
  const writers = schema.map((field) => scalarText(field.type, options));
  const cell = csvCell(options.csv, options.lineSep);
  const record = (texts: readonly (string | null)[]) => {
    const text = texts.map((found, column) => cell(found, column)).join(separator);
    return text === '' ? '' : text + options.lineSep;
  };
  return {
    head: header ? record(schema.map((field) => field.name)) : '',
    line: (row: Row) =>
      record(
        writers.map((write, column) => {
          const value = row[column] ?? null;
          return value === null ? null : write(value);
        }),
      ),
  };
}
