import { BAD } from '../bad-value.ts';
import { type DataType, type DecimalType, isIntegral, type StructField } from '../data-type.ts';
import type { DateTimeReader } from '../date-time-reader.ts';
import { decimalFromText } from '../decimal-from-text.ts';
import { type IntegralKind, inIntegerRange } from '../integer-range.ts';
import type { Value } from '../value.ts';
import { type JsonConverter, type JsonField, JsonFields } from './json-fields.ts';
import type { JsonScanner } from './json-scanner.ts';
import { NON_NUMERIC } from './non-numeric.ts';

export interface JsonConversion {
  readonly dates: DateTimeReader;
  readonly allowNonNumericNumbers: boolean;
  /** A field inside a struct did not fit and is null now; `path` is `a.b`, `[from, to)` its bytes. */
  badField(path: string, type: DataType, from: number, to: number): void;
}

/** Seconds beyond this many overflow 64 bits of micros; below it a product of numbers stays exact. */
const EXACT_SECONDS_MAX = 9_007_199_254;
const MICROS_PER_SECOND = 1_000_000n;
/** Spark's JSON parser takes the numbers of an unsigned byte for a tinyint too; those beyond a signed one wrap. */
const BYTE_MAX = 127;
const UNSIGNED_BYTE_MAX = 255;

/** The conversion table of semantics 2.2. JSON null is null for every type. `path` names the column in messages. */
export function makeJsonConverter(type: DataType, path: string, conversion: JsonConversion): JsonConverter {
  const convert = converterOf(type, path, conversion);
  return (scanner) => {
    if (scanner.peek() !== 0x6e) return convert(scanner);
    if (!scanner.take('null')) scanner.unexpected();
    return null;
  };
}

function converterOf(type: DataType, path: string, conversion: JsonConversion): JsonConverter {
  if (isIntegral(type)) return integerConverter(type.kind as IntegralKind);
  switch (type.kind) {
    case 'boolean':
      return convertBoolean;
    case 'float':
      return floatConverter(Math.fround, conversion);
    case 'double':
      return floatConverter((value) => value, conversion);
    case 'decimal':
      return decimalConverter(type);
    case 'string':
      return convertString;
    case 'timestamp':
      return timestampConverter(conversion.dates);
    case 'date':
      return textConverter((text) => conversion.dates.date(text) ?? conversion.dates.dayCount(text));
    case 'array':
      return arrayConverter(makeJsonConverter(type.element, path, conversion));
    case 'struct':
      return structConverter(type.fields, path, conversion);
    default:
      return skipAsBad;
  }
}

function skipAsBad(scanner: JsonScanner): typeof BAD {
  scanner.skipValue();
  return BAD;
}

function convertBoolean(scanner: JsonScanner): Value | typeof BAD {
  const byte = scanner.peek();
  if (byte === 0x74 && scanner.take('true')) return true;
  if (byte === 0x66 && scanner.take('false')) return false;
  return skipAsBad(scanner);
}

/** Strings as they mean; anything else as its own JSON text, byte for byte. */
function convertString(scanner: JsonScanner): Value | typeof BAD {
  if (scanner.isQuote(scanner.peek())) return scanner.readText() ?? BAD;
  const from = scanner.position;
  scanner.skipValue();
  return scanner.text(from, scanner.position);
}

function integerConverter(kind: IntegralKind): JsonConverter {
  return (scanner) => {
    if (!scanner.isNumber(scanner.peek())) return skipAsBad(scanner);
    const from = scanner.position;
    scanner.readNumber();
    if (!scanner.isInteger) return BAD;
    const small = scanner.smallInteger(from);
    if (kind === 'bigint') {
      const value = small === null ? BigInt(scanner.text(from, scanner.position)) : BigInt(small);
      return inIntegerRange(value, kind) ? value : BAD;
    }
    if (small === null) return BAD;
    if (kind === 'tinyint' && small > BYTE_MAX && small <= UNSIGNED_BYTE_MAX) return small - UNSIGNED_BYTE_MAX - 1;
    return inIntegerRange(small, kind) ? small : BAD;
  };
}

function floatConverter(round: (value: number) => number, conversion: JsonConversion): JsonConverter {
  return (scanner) => {
    const byte = scanner.peek();
    if (scanner.isQuote(byte)) {
      const text = scanner.readText();
      return (conversion.allowNonNumericNumbers ? NON_NUMERIC.get(text) : undefined) ?? BAD;
    }
    if (!scanner.isNumber(byte)) return skipAsBad(scanner);
    const from = scanner.position;
    scanner.readNumber();
    if (scanner.word !== null) return NON_NUMERIC.get(scanner.word) ?? BAD;
    return round(Number(scanner.text(from, scanner.position)));
  };
}

function decimalConverter(type: DecimalType): JsonConverter {
  return (scanner) => {
    const byte = scanner.peek();
    if (scanner.isQuote(byte)) return decimalFromText(scanner.readText()?.replaceAll(',', '') ?? '', type) ?? BAD;
    if (!scanner.isNumber(byte)) return skipAsBad(scanner);
    const from = scanner.position;
    scanner.readNumber();
    return decimalFromText(scanner.text(from, scanner.position), type) ?? BAD;
  };
}

/** An integer token is epoch SECONDS, whatever its size; the product wraps silently, as Java's does. */
function timestampConverter(dates: DateTimeReader): JsonConverter {
  const fromText = textConverter((text) => dates.timestamp(text));
  return (scanner) => {
    if (!scanner.isNumber(scanner.peek())) return fromText(scanner);
    const from = scanner.position;
    scanner.readNumber();
    if (!scanner.isInteger) return BAD;
    const small = scanner.smallInteger(from);
    if (small !== null && small <= EXACT_SECONDS_MAX && small >= -EXACT_SECONDS_MAX) return BigInt(small * 1_000_000);
    const seconds = BigInt(scanner.text(from, scanner.position));
    return inIntegerRange(seconds, 'bigint') ? BigInt.asIntN(64, seconds * MICROS_PER_SECOND) : BAD;
  };
}

function textConverter(parse: (text: string) => Value): JsonConverter {
  return (scanner) => {
    if (!scanner.isQuote(scanner.peek())) return skipAsBad(scanner);
    const text = scanner.readText() ?? '';
    return (text === '' ? null : parse(text)) ?? BAD;
  };
}

/** A bad element that is not a struct makes the whole array bad. */
function arrayConverter(element: JsonConverter): JsonConverter {
  return (scanner) => {
    if (scanner.peek() !== 0x5b) return skipAsBad(scanner);
    const values: Value[] = [];
    let isBad = false;
    readElements(scanner, () => {
      if (isBad) {
        scanner.skipValue();
        return;
      }
      const value = element(scanner);
      if (value === BAD) isBad = true;
      else values.push(value);
    });
    return isBad ? BAD : values;
  };
}

/** Reads an array; `readElement` is called with the position on the first byte of each element and must pass it. */
export function readElements(scanner: JsonScanner, readElement: () => void): void {
  scanner.enterArray();
  if (scanner.next() === 0x5d) {
    scanner.leave();
    return;
  }
  for (;;) {
    readElement();
    const byte = scanner.next();
    if (byte === 0x5d) {
      scanner.leave();
      return;
    }
    if (byte !== 0x2c) scanner.unexpected();
    scanner.position++;
    scanner.next();
  }
}

/** A bad field of a struct is null and the rest of the struct is kept. */
function structConverter(fields: readonly StructField[], path: string, conversion: JsonConversion): JsonConverter {
  const known = new JsonFields(
    fields.map((field, index): JsonField => {
      const fieldPath = `${path}.${field.name}`;
      return {
        name: field.name,
        index,
        path: fieldPath,
        type: field.type,
        convert: makeJsonConverter(field.type, fieldPath, conversion),
      };
    }),
  );
  return (scanner) => {
    if (scanner.peek() !== 0x7b) return skipAsBad(scanner);
    const values = new Array<Value>(fields.length).fill(null);
    known.read(scanner, values, conversion.badField);
    return values;
  };
}
