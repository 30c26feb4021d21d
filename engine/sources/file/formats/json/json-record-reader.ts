import type { DataType } from '../../../../types/data-type.ts';
import { printDataType } from '../../../../types/data-type-text.ts';
import type { DateTimeReader } from '../../../../types/date-time-reader.ts';
import { makeJsonConverter, readElements } from '../../../../types/json/json-converter.ts';
import { type JsonField, JsonFields } from '../../../../types/json/json-fields.ts';
import { JsonScanner } from '../../../../types/json/json-scanner.ts';
import { type JsonLeniency, JsonSyntaxError } from '../../../../types/json/json-syntax.ts';
import type { Value } from '../../../../types/value.ts';
import { bufferText } from '../buffer-text.ts';
import { type Malformation, shownData } from '../malformation.ts';

/** Spark's JSON parser passes over the mark before any record, not just at the start of a file; alone it is no record. */
function hasByteOrderMark(bytes: Buffer, start: number, end: number): boolean {
  return bytes[start] === 0xef && end - start > 3 && bytes[start + 1] === 0xbb && bytes[start + 2] === 0xbf;
}

/** A column to read, and its place in the row. */
export interface JsonColumn {
  readonly name: string;
  readonly type: DataType;
  readonly index: number;
}

/**
 * Reads one JSON record: an object is a row, an array is a row for each of its objects, and only the first value of the
 * text counts (semantics 2.1, 2.2). The result stands in `rows` and `malformation` until the next call.
 */
export class JsonRecordReader {
  readonly #scanner: JsonScanner;
  readonly #columns: JsonFields;
  readonly #width: number;
  /** What was read; empty for a record that cannot be read at all, and for an empty array. */
  rows: Value[][] = [];
  /** The first thing that is wrong; null for a good record. */
  malformation: Malformation | null = null;

  /** @param width number of places in a row; those without a column stay null */
  constructor(columns: readonly JsonColumn[], width: number, leniency: JsonLeniency, dates: DateTimeReader) {
    this.#scanner = new JsonScanner(leniency, bufferText);
    this.#width = width;
    const conversion = {
      dates,
      allowNonNumericNumbers: leniency.allowNonNumericNumbers,
      badField: this.#badField,
    };
    this.#columns = new JsonFields(
      columns.map(
        ({ name, type, index }): JsonField => ({
          name,
          index,
          path: name,
          type,
          convert: makeJsonConverter(type, name, conversion),
        }),
      ),
    );
  }

  /** Reads `bytes[start, end)`. False when there is nothing but white space: that is no record. */
  read(bytes: Buffer, start: number, end: number): boolean {
    this.rows = [];
    this.malformation = null;
    const scanner = this.#scanner;
    scanner.reset(bytes, hasByteOrderMark(bytes, start, end) ? start + 3 : start, end);
    try {
      const first = scanner.next();
      if (first === -1) return false;
      if (first === 0x7b) this.#readRow();
      else if (first === 0x5b) readElements(scanner, () => this.#readRow());
      else this.#notAnObject();
    } catch (thrown) {
      if (!(thrown instanceof JsonSyntaxError)) throw thrown;
      // Whatever was read before the place of a syntax error counts nothing.
      this.rows = [];
      this.malformation = thrown.malformation;
    } finally {
      scanner.release();
    }
    return true;
  }

  #readRow(): void {
    if (this.#scanner.peek() !== 0x7b) this.#notAnObject();
    const row = new Array<Value>(this.#width).fill(null);
    this.#columns.read(this.#scanner, row, this.#badField);
    this.rows.push(row);
  }

  #notAnObject(): never {
    const from = this.#scanner.position;
    this.#scanner.skipValue();
    const found = shownData(this.#scanner.text(from, Math.min(this.#scanner.position, from + 400)));
    throw new JsonSyntaxError({ code: 'SRC-205', params: { found } });
  }

  readonly #badField = (path: string, type: DataType, from: number, to: number): void => {
    this.malformation ??= {
      code: 'SRC-206',
      params: {
        column: path,
        value: shownData(this.#scanner.text(from, Math.min(to, from + 400))),
        type: printDataType(type),
      },
    };
  };
}
