import { doubleText } from '../number-text.ts';
import type { JsonNode } from './json-tree.ts';

const ESCAPED: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\b', '\\b'],
  ['\f', '\\f'],
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/** `text` in quotes, as Spark writes strings to JSON: signs that must be are escaped, and nothing else. */
export function quoteJson(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: JSON escapes exactly these.
  return `"${text.replace(/["\\\u0000-\u001f]/g, (sign) => ESCAPED.get(sign) ?? unicodeEscape(sign))}"`;
}

/** As `quoteJson`, with characters beyond the basic plane escaped, as where Spark writes JSON to bytes. */
function quoteJsonBytes(text: string): string {
  return quoteJson(text).replace(/[\ud800-\udfff]/g, unicodeEscape);
}

/** As `quoteJson`, with everything beyond ASCII escaped. */
export function quoteJsonAscii(text: string): string {
  return quoteJson(text).replace(/[\u0080-\uffff]/g, unicodeEscape);
}

/** Digits are in upper case, as in Spark; `JSON.stringify` has them in lower case. */
function unicodeEscape(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`;
}

/** A number of a JSON text as Spark writes it again: integers by their value, all others as doubles. */
function numberJson(text: string, isInteger: boolean): string {
  if (isInteger) return String(BigInt(text));
  const value = Number(text);
  return Number.isFinite(value) ? doubleText(value) : `"${doubleText(value)}"`;
}

/** The node as JSON without white space, as Spark copies parts of a text. */
export function nodeJson(node: JsonNode): string {
  switch (node.kind) {
    case 'object':
      return `{${node.fields.map(({ name, node: of }) => `${quoteJsonBytes(name)}:${nodeJson(of)}`).join(',')}}`;
    case 'array':
      return `[${node.elements.map(nodeJson).join(',')}]`;
    case 'string':
      return quoteJsonBytes(node.text);
    case 'number':
      return numberJson(node.text, node.isInteger);
    case 'boolean':
      return String(node.value);
    case 'null':
      return 'null';
  }
}
