import { must } from '../../base/assert.ts';
import type { ColumnVector } from '../../scanning/scanner.ts';
import { isNumberHeld } from '../../state/groups/create-accumulator.ts';
import type { DataType } from '../../types/data-type.ts';
import type { Schema } from '../../types/schema.ts';
import type { ColumnValue, TextCode } from './column-value.ts';
import type { LoopFrame } from './loop-frame.ts';
import type { SourceWriter } from './source-writer.ts';

/**
 * The columns of a scan as the loop sees them: values at `row` of the scanner's vectors.
 *
 * @param vectors those of the columns that are read
 * @returns a value for each column of the schema; those that nobody needs are null
 */
export function scanColumns(
  writer: SourceWriter,
  frame: LoopFrame,
  schema: Schema,
  vectors: readonly ColumnVector[],
): ColumnValue[] {
  return schema.map(({ name, type }, index) => {
    const vector = vectors.find(({ column }) => column === index);
    return vector === undefined
      ? { value: 'null', isNull: 'true', type }
      : new ScanColumn(writer, frame, name, type, vector);
  });
}

/** Fetches only what is asked for, and each of it once a row. */
class ScanColumn implements ColumnValue {
  readonly type: DataType;
  readonly code: TextCode | undefined;
  readonly #writer: SourceWriter;
  readonly #frame: LoopFrame;
  readonly #name: string;
  readonly #vector: ColumnVector;
  readonly #bound: string;
  #value: string | null = null;
  #isNull: string | null = null;
  #code: string | null = null;

  constructor(writer: SourceWriter, frame: LoopFrame, name: string, type: DataType, vector: ColumnVector) {
    this.#writer = writer;
    this.#frame = frame;
    this.#name = name;
    this.type = type;
    this.#vector = vector;
    this.#bound = writer.bind(vector, `${name}Column`);
    const { strings } = vector;
    if (strings === null) return;
    const codeOf = () => this.#fetchedCode();
    this.code = {
      strings,
      get value() {
        return codeOf();
      },
    };
  }

  get isNull(): string {
    if (this.#isNull === null) {
      const present = this.#frame.local(`${this.#name}Present`, `${this.#bound}.present`);
      this.#isNull = this.#writer.fresh(`${this.#name}IsNull`);
      this.#writer.line(`const ${this.#isNull} = ${present}[row] === 0;`);
    }
    return this.#isNull;
  }

  get value(): string {
    this.#value ??= this.#fetched();
    return this.#value;
  }

  #fetched(): string {
    const writer = this.#writer;
    const isNull = this.isNull;
    const name = writer.fresh(this.#name);
    if (this.type.kind === 'string') {
      const strings = writer.bind(must(this.#vector.strings, 'a column of texts has its texts'), `${this.#name}Texts`);
      writer.line(`const ${name} = ${isNull} ? null : ${strings}.textOf(${this.#fetchedCode()});`);
      return name;
    }
    const number = `${this.#frame.local(`${this.#name}Numbers`, `${this.#bound}.numbers`)}[row]`;
    if (isNumberHeld(this.type)) writer.line(`const ${name} = ${number};`);
    else if (this.type.kind === 'boolean') writer.line(`const ${name} = ${number} === 1;`);
    else writer.line(`const ${name} = ${isNull} ? null : BigInt(${number});`);
    return name;
  }

  #fetchedCode(): string {
    if (this.#code === null) {
      const codes = this.#frame.local(`${this.#name}Codes`, `${this.#bound}.codes`);
      this.#code = this.#writer.fresh(`${this.#name}Code`);
      this.#writer.line(`const ${this.#code} = ${codes}[row];`);
    }
    return this.#code;
  }
}
