import { nearNames } from '../base/near-names.ts';
import { err, ok, type Result } from '../base/result.ts';
import {
  array,
  BIGINT,
  BOOLEAN,
  DATE,
  type DataType,
  DOUBLE,
  decimal,
  FLOAT,
  INT,
  INTERVAL,
  SMALLINT,
  STRING,
  type StructField,
  struct,
  TIMESTAMP,
  TINYINT,
  VOID,
} from './data-type.ts';
import { excerpt } from './excerpt.ts';
import type { TextFailure } from './text-failure.ts';

/** Types nested deeper than this are refused: a hostile file must not exhaust the stack. */
const DEPTH_MAX = 64;
/** Longer texts are refused unread. */
const LENGTH_MAX = 100_000;

const NAMED_TYPES: ReadonlyMap<string, DataType> = new Map<string, DataType>([
  ['boolean', BOOLEAN],
  ['tinyint', TINYINT],
  ['byte', TINYINT],
  ['smallint', SMALLINT],
  ['short', SMALLINT],
  ['int', INT],
  ['integer', INT],
  ['bigint', BIGINT],
  ['long', BIGINT],
  ['float', FLOAT],
  ['real', FLOAT],
  ['double', DOUBLE],
  ['string', STRING],
  ['date', DATE],
  ['timestamp', TIMESTAMP],
  ['timestamp_ltz', TIMESTAMP],
  ['interval', INTERVAL],
  ['void', VOID],
]);

const DECIMAL_NAMES = ['decimal', 'dec', 'numeric'];

/** Spark has these; values of them cannot be held here. */
const MISSING_TYPES: readonly string[] = ['binary', 'char', 'map', 'timestamp_ntz', 'varchar', 'variant'];

/** Every name that a type can begin with, for "did you mean" and for lists of choices. */
export const DATA_TYPE_NAMES: readonly string[] = [...NAMED_TYPES.keys(), ...DECIMAL_NAMES, 'array', 'struct'];

/**
 * Reads a data type as Spark SQL writes it: `bigint`, `decimal(10,2)`, `array<string>`, `struct<a:int,b:string>` and, in
 * structs, also `a int`. Letter case counts nothing; Spark's aliases (`long`, `integer`, `dec` …) are understood; field
 * names that are more than ASCII letters, digits and underscores stand in backquotes. `NOT NULL` and `COMMENT '…'` after a
 * field are read and dropped: all fields are nullable here.
 *
 * Fails with PLN-901 (not understood; `found` is the text at the place, `near` the names it resembles), PLN-906 (nested
 * too deep), PLN-907 (a decimal that cannot be), PLN-908 (a type of Spark's that pipelines do not have) or PLN-909
 * (something is missing at the end).
 */
export function parseDataType(text: string): Result<DataType, TextFailure> {
  try {
    return ok(new DataTypeReader(text).whole());
  } catch (thrown) {
    if (thrown instanceof NotUnderstood) return err(thrown.failure);
    throw thrown;
  }
}

/**
 * The type as Spark's `simpleString` writes it: `struct<start:timestamp,end:timestamp>`. Field names that need them have
 * backquotes, unlike in Spark, so that `parseDataType` reads every type again.
 */
export function printDataType(type: DataType): string {
  if (type.kind === 'decimal') return `decimal(${type.precision},${type.scale})`;
  if (type.kind === 'array') return `array<${printDataType(type.element)}>`;
  if (type.kind === 'struct') {
    return `struct<${type.fields.map((field) => `${printFieldName(field.name)}:${printDataType(field.type)}`).join(',')}>`;
  }
  return type.kind;
}

function printFieldName(name: string): string {
  return /^[A-Za-z0-9_]+$/.test(name) ? name : `\`${name.replaceAll('`', '``')}\``;
}

class NotUnderstood extends Error {
  readonly failure: TextFailure;
  constructor(failure: TextFailure) {
    super(failure.code);
    this.failure = failure;
  }
}

/** Words, numbers, backquoted names and single signs of `text`, read by recursive descent. */
class DataTypeReader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  whole(): DataType {
    if (this.#text.length > LENGTH_MAX) throw this.#failure();
    const type = this.#type(0);
    this.#skipSpace();
    if (this.#at < this.#text.length) throw this.#failure();
    return type;
  }

  #type(depth: number): DataType {
    if (depth > DEPTH_MAX) {
      throw new NotUnderstood({ code: 'PLN-906', params: { text: excerpt(this.#text), limit: DEPTH_MAX } });
    }
    this.#skipSpace();
    const start = this.#at;
    const name = this.#word().toLowerCase();
    if (name === 'array') {
      this.#expect('<');
      const element = this.#type(depth + 1);
      this.#expect('>');
      return array(element);
    }
    if (name === 'struct') return this.#struct(depth);
    if (DECIMAL_NAMES.includes(name)) return this.#decimal();
    const named = NAMED_TYPES.get(name);
    if (named !== undefined) return named;
    if (MISSING_TYPES.includes(name)) throw new NotUnderstood({ code: 'PLN-908', params: { type: name } });
    this.#at = start;
    throw this.#failure(nearNames(name, DATA_TYPE_NAMES));
  }

  #struct(depth: number): DataType {
    this.#expect('<');
    const fields: StructField[] = [];
    if (this.#takes('>')) return struct(fields);
    do {
      const name = this.#fieldName();
      this.#takes(':');
      fields.push({ name, type: this.#type(depth + 1) });
      this.#skipRemarks();
    } while (this.#takes(','));
    this.#expect('>');
    return struct(fields);
  }

  #decimal(): DataType {
    if (!this.#takes('(')) return decimal(10, 0);
    const precision = this.#digits();
    const scale = this.#takes(',') ? this.#digits() : 0;
    this.#expect(')');
    if (precision < 1 || precision > 38 || scale > precision) {
      throw new NotUnderstood({ code: 'PLN-907', params: { type: `decimal(${precision},${scale})` } });
    }
    return decimal(precision, scale);
  }

  #fieldName(): string {
    this.#skipSpace();
    if (this.#text[this.#at] !== '`') return this.#word();
    const quoted = /`((?:[^`]|``)+)`/y;
    quoted.lastIndex = this.#at;
    const found = quoted.exec(this.#text)?.[1];
    if (found === undefined) throw this.#failure();
    this.#at = quoted.lastIndex;
    return found.replaceAll('``', '`');
  }

  #skipRemarks(): void {
    const remarks = /(?:\s+not\s+null\b)?(?:\s+comment\s+'(?:[^'\\]|\\.)*')?/isy;
    remarks.lastIndex = this.#at;
    remarks.exec(this.#text);
    this.#at = remarks.lastIndex;
  }

  #word(): string {
    const word = /[A-Za-z0-9_]+/y;
    word.lastIndex = this.#at;
    const found = word.exec(this.#text)?.[0];
    if (found === undefined) throw this.#failure();
    this.#at += found.length;
    return found;
  }

  #digits(): number {
    this.#skipSpace();
    const digits = /\d{1,9}/y;
    digits.lastIndex = this.#at;
    const found = digits.exec(this.#text)?.[0];
    if (found === undefined) throw this.#failure();
    this.#at += found.length;
    return Number(found);
  }

  #takes(sign: string): boolean {
    this.#skipSpace();
    if (this.#text[this.#at] !== sign) return false;
    this.#at += 1;
    return true;
  }

  #expect(sign: string): void {
    if (!this.#takes(sign)) throw this.#failure();
  }

  #skipSpace(): void {
    const space = /\s*/y;
    space.lastIndex = this.#at;
    space.exec(this.#text);
    this.#at = space.lastIndex;
  }

  #failure(near: readonly string[] = []): NotUnderstood {
    const text = excerpt(this.#text);
    const rest = this.#text.slice(this.#at).trim();
    if (rest === '') return new NotUnderstood({ code: 'PLN-909', params: { text } });
    const found = excerpt(rest.split(/[\s,<>()]/, 1)[0] || rest);
    return new NotUnderstood({ code: 'PLN-901', params: { text, found, near } });
  }
}
