import type { FileSourceSettings } from '../../sources/file/file-source-settings.ts';
import { parseReaderOptions } from '../../sources/file/reader-options.ts';
import type { DataType } from '../../types/data-type.ts';
import { createDateTimeReader } from '../../types/date-time-reader.ts';
import { decimalFromText } from '../../types/decimal-from-text.ts';
import { integerRange } from '../../types/integer-range.ts';
import type { ColumnValue } from './column-value.ts';
import { instantReader } from './instant-text.ts';
import { asciiStringEnd, asciiText, doubleOf, NUMBER_BYTES_MAX, numberEnd, passField } from './json-bytes.ts';
import { commentText, type SourceWriter } from './source-writer.ts';
import { StringDictionary } from './string-dictionary.ts';

/** Seconds whose microseconds are a safe integer. */
const EXACT_SECONDS_MAX = 9_000_000_000;
/** Digits of an integer that is surely exact. */
const EXACT_DIGITS = 15;
/** A longer name makes the comparison of its bytes too long. */
const NAME_LENGTH_MAX = 256;
/** A row of more columns makes a loop that is too long to be fast. */
const COLUMNS_MAX = 64;
const BAIL = 'break certain;';

/** Why the reader cannot be compiled; null where it can. */
export function cannotCompileReader(settings: FileSourceSettings): string | null {
  if (settings.format !== 'json') return `${settings.format} files are read by the interpreter`;
  const options = parseReaderOptions(settings.options, settings.timeZone);
  if (options.multiLine) return 'records of more than one line';
  if (options.encoding !== null) return 'an encoding other than UTF-8';
  if (options.lineSep !== null) return 'a line separator of its own';
  if (options.json.maxNumLen < NUMBER_BYTES_MAX || options.json.maxNestingDepth < 32)
    return 'limits on numbers or nesting';
  const columns = readColumns(settings);
  if (columns.some(({ name }) => name.length > NAME_LENGTH_MAX)) return 'a very long column name';
  if (columns.length > COLUMNS_MAX) return `more than ${COLUMNS_MAX} columns`;
  if (new Set(columns.map(({ name }) => name)).size < columns.length) return 'two columns of one name';
  const nested = columns.find(({ type }) => type.kind === 'array' || type.kind === 'struct');
  if (nested !== undefined) return 'a column of arrays or structs';
  // Broken text in a record's field names could be taken for these.
  return columns.some(({ name }) => /[\ufffd\p{Surrogate}]/u.test(name)) ? 'a column name that is no text' : null;
}

interface ReadColumn {
  readonly name: string;
  readonly type: DataType;
  readonly index: number;
}

/** The columns that the loop has to read. */
function readColumns({ schema, requiredColumns, columnNameOfCorruptRecord }: FileSourceSettings): ReadColumn[] {
  return schema.flatMap(({ name, type }, index) =>
    (requiredColumns?.has(index) ?? true) && name !== columnNameOfCorruptRecord ? [{ name, type, index }] : [],
  );
}

/**
 * Writes what reads one line: afterwards `at` is behind it and each column has its value. Bails with `break certain` on everything
 * that is not an object of known make.
 *
 * @returns the columns of the scan's schema; those that nobody needs are null
 */
export function emitRecord(writer: SourceWriter, settings: FileSourceSettings): ColumnValue[] {
  const columns = readColumns(settings).map((column) => new ColumnReader(writer, settings, column));
  for (const column of columns) column.declare();
  const pass = writer.bind(passField, 'passField');
  writer.line(`if (bytes[at] !== 0x7b) ${BAIL}`);
  writer.line('at++;');
  writer.block('for (;;)', () => {
    writer.line('while (bytes[at] === 0x20) at++;');
    writer.line(`if (bytes[at] !== 0x22) ${BAIL}`);
    let otherwise = '';
    for (const column of columns) {
      const isNamed = column.nameTest();
      if (isNamed === null) continue;
      writer.block(`${otherwise}if (${isNamed})`, () => column.read());
      otherwise = 'else ';
    }
    writer.block(otherwise.trim(), () => {
      writer.comment('a field that nobody needs');
      writer.line(`at = ${pass}(bytes, at);`);
      writer.line(`if (at === -1) ${BAIL}`);
    });
    writer.line('while (bytes[at] === 0x20) at++;');
    writer.line('const afterField = bytes[at++];');
    writer.line('if (afterField === 0x2c) continue;');
    writer.line('if (afterField === 0x7d) break;');
    writer.line(BAIL);
  });
  writer.line('if (bytes[at] === 0x0a) at++;');
  writer.line('else if (bytes[at] === 0x0d && bytes[at + 1] === 0x0a) at += 2;');
  writer.line(`else ${BAIL}`);
  return settings.schema.map(
    ({ type }, index) =>
      columns.find((column) => column.index === index)?.value ?? { value: 'null', isNull: 'true', type },
  );
}

/** Text of UTF-8 with what is broken replaced, as the file source reads it. */
function textOfUtf8(): (bytes: Uint8Array) => string {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  return (bytes) => decoder.decode(bytes);
}

/** Bytes of a field's name as they stand in a record; null for a name that records can only write with escapes. */
function plainNameBytes(name: string): Uint8Array | null {
  for (let i = 0; i < name.length; i++) {
    const unit = name.charCodeAt(i);
    if (unit < 0x20 || unit === 0x22 || unit === 0x5c) return null;
  }
  return new TextEncoder().encode(name);
}

/** Reads one column's field. Its state is 0 while the field has not come, 1 with a value, 2 with null. */
class ColumnReader {
  readonly index: number;
  readonly value: ColumnValue;
  readonly #writer: SourceWriter;
  readonly #settings: FileSourceSettings;
  readonly #column: ReadColumn;
  readonly #name: string;
  readonly #state: string;
  readonly #dictionary: string | null;

  constructor(writer: SourceWriter, settings: FileSourceSettings, column: ReadColumn) {
    this.#writer = writer;
    this.#settings = settings;
    this.#column = column;
    this.index = column.index;
    const { type } = column;
    this.#name = writer.fresh(column.name);
    this.#state = `${this.#name}State`;
    const isNull = `${this.#state} !== 1`;
    if (type.kind === 'string') {
      const dictionary = new StringDictionary(textOfUtf8());
      this.#dictionary = writer.bind(dictionary, `${column.name}Strings`);
      const texts = writer.bind(dictionary.texts, `${column.name}Texts`);
      this.value = { value: `${texts}[${this.#name}]`, isNull: `(${isNull})`, type, code: this.#name };
    } else {
      this.#dictionary = null;
      this.value = { value: this.#name, isNull: `(${isNull})`, type };
    }
  }

  declare(): void {
    const { type } = this.#column;
    const initial = type.kind === 'boolean' ? 'false' : type.kind === 'decimal' ? '0n' : '0';
    this.#writer.line(`let ${this.#name} = ${initial}, ${this.#state} = 0;`);
  }

  /** A condition that holds where the field at `at` has this column's name; null where it never does. */
  nameTest(): string | null {
    const name = plainNameBytes(this.#column.name);
    if (name === null) return null;
    const tests = [...name, 0x22].map((byte, i) => `bytes[at + ${i + 1}] === ${byte}`);
    return tests.join(' && ');
  }

  read(): void {
    const { name, type } = this.#column;
    const writer = this.#writer;
    writer.comment(`column ${commentText(name)}`);
    writer.line(`if (${this.#state} !== 0) ${BAIL}`);
    writer.line(`at += ${(plainNameBytes(name)?.length ?? 0) + 2};`);
    writer.line('while (bytes[at] === 0x20) at++;');
    writer.line(`if (bytes[at] !== 0x3a) ${BAIL}`);
    writer.line('at++;');
    writer.line('while (bytes[at] === 0x20) at++;');
    writer.block(
      'if (bytes[at] === 0x6e)',
      () => {
        writer.line(`if (bytes[at + 1] !== 0x75 || bytes[at + 2] !== 0x6c || bytes[at + 3] !== 0x6c) ${BAIL}`);
        writer.line('at += 4;');
        writer.line(`${this.#state} = 2;`);
      },
      ' else {',
    );
    writer.indented(() => {
      this.#readPresent(type);
      writer.line(`${this.#state} = 1;`);
    });
    writer.line('}');
  }

  #readPresent(type: DataType): void {
    const writer = this.#writer;
    const target = this.#name;
    switch (type.kind) {
      case 'string':
        this.#readString();
        return;
      case 'boolean':
        writer.line(
          'if (bytes[at] === 0x74 && bytes[at + 1] === 0x72 && bytes[at + 2] === 0x75 && bytes[at + 3] === 0x65) ' +
            `{ ${target} = true; at += 4; }`,
        );
        writer.line(
          'else if (bytes[at] === 0x66 && bytes[at + 1] === 0x61 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x73 && ' +
            `bytes[at + 4] === 0x65) { ${target} = false; at += 5; }`,
        );
        writer.line(`else ${BAIL}`);
        return;
      case 'tinyint':
      case 'smallint':
      case 'int': {
        const { min, max } = integerRange(type.kind);
        this.#readInteger();
        writer.line(`if (${target} < ${min} || ${target} > ${max}) ${BAIL}`);
        return;
      }
      case 'bigint':
        this.#readInteger();
        return;
      case 'timestamp':
        this.#readTimestamp();
        return;
      case 'float':
      case 'double': {
        const end = this.#numberToken();
        const read = `${writer.bind(doubleOf, 'doubleOf')}(bytes, at, ${end})`;
        writer.line(`${target} = ${type.kind === 'float' ? `Math.fround(${read})` : read};`);
        writer.line(`at = ${end};`);
        return;
      }
      case 'decimal': {
        const end = this.#numberToken();
        const read = (bytes: Uint8Array, from: number, to: number) => decimalFromText(asciiText(bytes, from, to), type);
        writer.line(`${target} = ${writer.bind(read, 'decimalOf')}(bytes, at, ${end});`);
        writer.line(`if (${target} === null) ${BAIL}`);
        writer.line(`at = ${end};`);
        return;
      }
      case 'date': {
        const dates = this.#dateReader();
        this.#readText((bytes, from, to) => dates.date(asciiText(bytes, from, to)) ?? Number.NaN);
        return;
      }
      default:
        // A column of a type that no token fits.
        writer.line(BAIL);
    }
  }

  #readString(): void {
    const writer = this.#writer;
    const from = writer.fresh('textFrom');
    const hash = writer.fresh('hash');
    const byte = writer.fresh('byte');
    writer.line(`if (bytes[at] !== 0x22) ${BAIL}`);
    writer.line(`const ${from} = ++at;`);
    writer.line(`let ${hash} = 0, ${byte} = bytes[at];`);
    writer.block(`while (${byte} !== 0x22)`, () => {
      writer.line(`if (${byte} < 0x20 || ${byte} === 0x5c) ${BAIL}`);
      writer.line(`${hash} = (Math.imul(${hash}, 0x01000193) ^ ${byte}) | 0;`);
      writer.line(`${byte} = bytes[++at];`);
    });
    writer.line(`${this.#name} = ${this.#dictionary}.codeOf(bytes, ${from}, at++, ${hash});`);
    writer.line(`if (${this.#name} === -1) ${BAIL}`);
  }

  /** Leaves an integer of few digits in the column; whatever follows the digits is looked at by what comes next. */
  #readInteger(): void {
    const writer = this.#writer;
    const target = this.#name;
    const isNegative = writer.fresh('isNegative');
    const from = writer.fresh('digitsFrom');
    const digit = writer.fresh('digit');
    writer.line(`const ${isNegative} = bytes[at] === 0x2d;`);
    writer.line(`if (${isNegative}) at++;`);
    writer.line(`const ${from} = at;`);
    writer.line(`let ${digit} = bytes[at] - 0x30;`);
    writer.block(`while (${digit} >= 0 && ${digit} <= 9)`, () => {
      writer.line(`${target} = ${target} * 10 + ${digit};`);
      writer.line(`${digit} = bytes[++at] - 0x30;`);
    });
    writer.line(`if (at === ${from} || at > ${from} + ${EXACT_DIGITS}) ${BAIL}`);
    writer.line(`if (bytes[${from}] === 0x30 && (${isNegative} || at > ${from} + 1)) ${BAIL}`);
    writer.line(`if (${isNegative}) ${target} = -${target};`);
  }

  #readTimestamp(): void {
    const writer = this.#writer;
    writer.block(
      'if (bytes[at] === 0x22)',
      () => {
        const dates = this.#dateReader();
        this.#readText(instantReader(dates, this.#options.timestampFormat === null));
      },
      ' else {',
    );
    writer.indented(() => {
      this.#readInteger();
      writer.line(`if (${this.#name} < -${EXACT_SECONDS_MAX} || ${this.#name} > ${EXACT_SECONDS_MAX}) ${BAIL}`);
      writer.line(`${this.#name} *= 1000000;`);
    });
    writer.line('}');
  }

  /** A text of plain ASCII, read by `read`; NaN means that the general path has to. */
  #readText(read: (bytes: Uint8Array, from: number, to: number) => number): void {
    const writer = this.#writer;
    const end = writer.fresh('textEnd');
    writer.line(`if (bytes[at] !== 0x22) ${BAIL}`);
    writer.line(`const ${end} = ${writer.bind(asciiStringEnd, 'asciiStringEnd')}(bytes, at);`);
    writer.line(`if (${end} === -1) ${BAIL}`);
    writer.line(`${this.#name} = ${writer.bind(read, 'readText')}(bytes, at + 1, ${end});`);
    writer.line(`if (${this.#name} !== ${this.#name}) ${BAIL}`);
    writer.line(`at = ${end} + 1;`);
  }

  #numberToken(): string {
    const end = this.#writer.fresh('numberEnd');
    this.#writer.line(`const ${end} = ${this.#writer.bind(numberEnd, 'numberEnd')}(bytes, at);`);
    this.#writer.line(`if (${end} === -1) ${BAIL}`);
    return end;
  }

  get #options() {
    return parseReaderOptions(this.#settings.options, this.#settings.timeZone);
  }

  /** Without a present moment: a time of day, which means today, is for the general path. */
  #dateReader() {
    const options = this.#options;
    return createDateTimeReader({ ...options, timeZone: options.timeZone ?? this.#settings.timeZone, now: undefined });
  }
}
