import { plainByteText } from './byte-text.ts';
import { readElements } from './json-converter.ts';
import { JsonScanner } from './json-scanner.ts';
import { type JsonLeniency, JsonSyntaxError } from './json-syntax.ts';

/** A JSON text as it stands: fields in their order with repetitions, numbers with their digits. */
export type JsonNode =
  | { readonly kind: 'object'; readonly fields: readonly JsonMember[] }
  | { readonly kind: 'array'; readonly elements: readonly JsonNode[] }
  | { readonly kind: 'string'; readonly text: string }
  /** `text` has the digits, or one of the words that stand for numbers. */
  | { readonly kind: 'number'; readonly text: string; readonly isInteger: boolean }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'null' };

export interface JsonMember {
  readonly name: string;
  readonly node: JsonNode;
}

/** What Spark's reading of JSON allows by default, in files and in `from_json`. */
export const DEFAULT_LENIENCY: JsonLeniency = {
  allowComments: false,
  allowUnquotedFieldNames: false,
  allowSingleQuotes: true,
  allowNumericLeadingZeros: false,
  allowNonNumericNumbers: true,
  allowBackslashEscapingAnyCharacter: false,
  allowUnquotedControlChars: false,
  maxNestingDepth: 1000,
  maxNumLen: 1000,
};

/** What Spark's functions on JSON texts allow that know no options, such as `get_json_object`. */
export const FUNCTION_LENIENCY: JsonLeniency = {
  ...DEFAULT_LENIENCY,
  allowNonNumericNumbers: false,
  allowUnquotedControlChars: true,
};

/** The first value of `text`; what follows it is not looked at. Undefined for white space; throws `JsonSyntaxError`. */
export function parseJsonTree(text: string, leniency: JsonLeniency): JsonNode | undefined {
  const bytes = new TextEncoder().encode(text);
  const scanner = new JsonScanner(leniency, plainByteText);
  scanner.reset(bytes, 0, bytes.length);
  return scanner.next() === -1 ? undefined : readNode(scanner);
}

/** As `parseJsonTree`; undefined for a text that is not JSON as well. */
export function tryParseJsonTree(text: string, leniency: JsonLeniency): JsonNode | undefined {
  try {
    return parseJsonTree(text, leniency);
  } catch (thrown) {
    if (thrown instanceof JsonSyntaxError) return undefined;
    throw thrown;
  }
}

/** Recursion is as deep as the scanner lets containers be. */
function readNode(scanner: JsonScanner): JsonNode {
  const byte = scanner.peek();
  if (byte === 0x7b) return { kind: 'object', fields: readMembers(scanner) };
  if (byte === 0x5b) {
    const elements: JsonNode[] = [];
    readElements(scanner, () => elements.push(readNode(scanner)));
    return { kind: 'array', elements };
  }
  if (scanner.isQuote(byte)) return { kind: 'string', text: scanner.readString() };
  if (scanner.isNumber(byte)) {
    const from = scanner.position;
    scanner.readNumber();
    return { kind: 'number', text: scanner.text(from, scanner.position), isInteger: scanner.isInteger };
  }
  if (scanner.take('true')) return { kind: 'boolean', value: true };
  if (scanner.take('false')) return { kind: 'boolean', value: false };
  if (scanner.take('null')) return { kind: 'null' };
  return scanner.unexpected();
}

function readMembers(scanner: JsonScanner): JsonMember[] {
  const fields: JsonMember[] = [];
  scanner.enterObject();
  if (scanner.next() === 0x7d) {
    scanner.leave();
    return fields;
  }
  for (;;) {
    const decoded = scanner.readName();
    const name = decoded ?? scanner.text(scanner.nameFrom, scanner.nameTo);
    scanner.next();
    fields.push({ name, node: readNode(scanner) });
    const byte = scanner.next();
    if (byte === 0x7d) {
      scanner.leave();
      return fields;
    }
    if (byte !== 0x2c) scanner.unexpected();
    scanner.position++;
    scanner.next();
  }
}
