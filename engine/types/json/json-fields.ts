import { BAD } from '../bad-value.ts';
import type { DataType } from '../data-type.ts';
import type { Value } from '../value.ts';
import type { JsonScanner } from './json-scanner.ts';

/**
 * Reads the value at the scanner's position (on its first byte) as one data type and leaves the position behind it.
 *
 * @returns the value, or `BAD` where the token does not fit the type; a syntax error throws `JsonSyntaxError`
 */
export type JsonConverter = (scanner: JsonScanner) => Value | typeof BAD;

/** A field that is wanted from an object. */
export interface JsonField {
  readonly name: string;
  /** Where its value goes. */
  readonly index: number;
  /** Its name in messages: `a.b`. */
  readonly path: string;
  readonly type: DataType;
  readonly convert: JsonConverter;
}

/** Up to this many fields are compared one by one, which is faster than making a string of the name. */
const COMPARED_FIELDS_MAX = 8;

/** Reads the known fields of an object. Names match byte for byte: letter case counts (semantics 2.1). */
export class JsonFields {
  readonly #fields: readonly JsonField[];
  readonly #names: readonly Uint8Array[];
  readonly #byName: ReadonlyMap<string, JsonField>;
  /** Objects of one file mostly name their fields in the same order, so the one after the last match is tried first. */
  #guess = 0;

  constructor(fields: readonly JsonField[]) {
    this.#fields = fields;
    this.#names = fields.map(({ name }) => new TextEncoder().encode(name));
    this.#byName = new Map(fields.map((field) => [field.name, field]));
  }

  /**
   * Reads the object at the scanner's position into `values`. Of a name that repeats, the last value that fits wins; a
   * value that does not fit is told to `badField` and leaves its place as it was.
   */
  read(
    scanner: JsonScanner,
    values: Value[],
    badField: (path: string, type: DataType, from: number, to: number) => void,
  ): void {
    scanner.enterObject();
    if (scanner.next() === 0x7d) {
      scanner.leave();
      return;
    }
    for (;;) {
      const field = this.#find(scanner, scanner.readName());
      scanner.next();
      if (field === undefined) {
        scanner.skipValue();
      } else {
        const from = scanner.position;
        const value = field.convert(scanner);
        if (value === BAD) badField(field.path, field.type, from, scanner.position);
        else values[field.index] = value;
      }
      const byte = scanner.next();
      if (byte === 0x7d) {
        scanner.leave();
        return;
      }
      if (byte !== 0x2c) scanner.unexpected();
      scanner.position++;
      scanner.next();
    }
  }

  #find(scanner: JsonScanner, decoded: string | null): JsonField | undefined {
    if (decoded !== null) return this.#byName.get(decoded);
    const { nameFrom, nameTo } = scanner;
    const count = this.#fields.length;
    if (count > COMPARED_FIELDS_MAX) {
      const guessed = this.#names[this.#guess];
      if (guessed === undefined || !scanner.holds(nameFrom, nameTo, guessed)) {
        const field = this.#byName.get(scanner.text(nameFrom, nameTo));
        if (field !== undefined) this.#guess = (this.#fields.indexOf(field) + 1) % count;
        return field;
      }
      return this.#matched(this.#guess);
    }
    for (let i = 0; i < count; i++) {
      const at = (this.#guess + i) % count;
      if (scanner.holds(nameFrom, nameTo, this.#names[at] as Uint8Array)) return this.#matched(at);
    }
    return undefined;
  }

  #matched(at: number): JsonField | undefined {
    this.#guess = (at + 1) % this.#fields.length;
    return this.#fields[at];
  }
}
