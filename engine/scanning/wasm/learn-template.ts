/**
 * What most lines of a file look like: which fields they have in which order, and every byte between the values. A line of this make
 * is read with few comparisons of whole words; it is only a guess, and any other line is read in the general way.
 */
export interface LineTemplate {
  readonly fields: readonly TemplateField[];
  /** The bytes behind the last value, the line's end among them. */
  readonly end: Uint8Array;
}

export interface TemplateField {
  /** The bytes from the end of the value before, or the line's start, up to this value. */
  readonly before: Uint8Array;
  /** The field's name as its bytes stand, without quotes. */
  readonly name: string;
  /** What begins its values: a string's quote, a digit or sign, anything else. */
  readonly kind: 'string' | 'number' | 'other';
  /** How many digits its numbers have when all of them are plain digits and equally many; else 0. */
  readonly digits: number;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const LF = 0x0a;
/** Lines that are looked at. */
const LINES_MAX = 64;
const FIELDS_MAX = 512;
/** One line in so many must be of the make at least: comparing costs less than it saves then. */
const LEAST_SHARE = 3;
const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The make of most of the first lines in `bytes[from, to)`; null where fewer than a third of them are of one make. */
export function learnTemplate(bytes: Uint8Array, from: number, to: number): LineTemplate | null {
  const makes = new Map<string, LineTemplate[]>();
  let lines = 0;
  for (let at = from; at < to && lines < LINES_MAX; lines++) {
    const end = bytes.indexOf(LF, at) + 1;
    const line = templateOf(bytes.subarray(at, end));
    at = end;
    if (line === null) continue;
    const key = [...line.fields.map(({ before }) => before), line.end].map((part) => part.join()).join('|');
    const known = makes.get(key);
    if (known === undefined) makes.set(key, [line]);
    else known.push(line);
  }
  const most = [...makes.values()].sort((a, b) => b.length - a.length)[0];
  const [first] = most ?? [];
  if (most === undefined || first === undefined || most.length * LEAST_SHARE < lines) return null;
  const fields = first.fields.map((field, i) => ({
    ...field,
    kind: mostKind(most.map((line) => line.fields[i]?.kind ?? 'other')),
    digits: most.every((line) => line.fields[i]?.digits === field.digits) ? field.digits : 0,
  }));
  return { fields, end: first.end };
}

/** A text that says all of a template. */
export function templateKey({ fields, end }: LineTemplate): string {
  return [...fields.map(({ before, kind, digits }) => `${before.join()}:${kind}${digits}`), end.join()].join('|');
}

function mostKind(kinds: readonly TemplateField['kind'][]): TemplateField['kind'] {
  const count = (kind: TemplateField['kind']) => kinds.filter((candidate) => candidate === kind).length;
  const [strings, numbers] = [count('string'), count('number')];
  if (strings === 0 && numbers === 0) return 'other';
  return strings >= numbers ? 'string' : 'number';
}

/** The make of one line, which ends in a line end; null for one that is no plain record. What it overlooks the scanner does not. */
function templateOf(line: Uint8Array): LineTemplate | null {
  const fields: TemplateField[] = [];
  let literalFrom = 0;
  let at = passSpaces(line, 0);
  if (line[at++] !== 0x7b) return null;
  for (;;) {
    at = passSpaces(line, at);
    const nameEnd = line[at] === QUOTE ? stringEnd(line, at) : -1;
    const name = nameEnd === -1 ? null : plainText(line.subarray(at + 1, nameEnd - 1));
    if (name === null || fields.some((field) => field.name === name)) return null;
    at = passSpaces(line, nameEnd);
    if (line[at] !== 0x3a) return null;
    at = passSpaces(line, at + 1);
    const end = valueEnd(line, at);
    if (end === -1 || fields.length === FIELDS_MAX) return null;
    const value = line.subarray(at, end);
    fields.push({ before: line.slice(literalFrom, at), name, kind: kindOf(value), digits: digitsOf(value) });
    literalFrom = end;
    at = passSpaces(line, end);
    const byte = line[at++];
    if (byte === 0x7d)
      return isLineEnd(line.subarray(passSpaces(line, at))) ? { fields, end: line.slice(literalFrom) } : null;
    if (byte !== 0x2c) return null;
  }
}

/** The text of a name without escapes; null where it has some or is not UTF-8. */
function plainText(bytes: Uint8Array): string | null {
  if (bytes.some((byte) => byte < 0x20 || byte === BACKSLASH)) return null;
  try {
    return DECODER.decode(bytes);
  } catch (thrown) {
    if (thrown instanceof TypeError) return null;
    throw thrown;
  }
}

function isLineEnd(rest: Uint8Array): boolean {
  return (rest.length === 1 && rest[0] === LF) || (rest.length === 2 && rest[0] === 0x0d && rest[1] === LF);
}

function kindOf([first]: Uint8Array): TemplateField['kind'] {
  if (first === QUOTE) return 'string';
  return first !== undefined && (first === 0x2d || isDigit(first)) ? 'number' : 'other';
}

function digitsOf(value: Uint8Array): number {
  return value.every(isDigit) && (value[0] !== 0x30 || value.length === 1) ? value.length : 0;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

function passSpaces(line: Uint8Array, from: number): number {
  let at = from;
  while (line[at] === 0x20 || line[at] === 0x09) at++;
  return at;
}

/** Behind the string that opens at `from`; -1 where it does not end. */
function stringEnd(line: Uint8Array, from: number): number {
  let at = from + 1;
  while (line[at] !== QUOTE) {
    if (at >= line.length) return -1;
    at += line[at] === BACKSLASH ? 2 : 1;
  }
  return at + 1;
}

/** Behind the value at `from`: a string, something in brackets, or all up to the next comma, bracket or space. */
function valueEnd(line: Uint8Array, from: number): number {
  let at = from;
  let depth = 0;
  while (at < line.length) {
    const byte = line[at] as number;
    if (byte === QUOTE) {
      at = stringEnd(line, at);
      if (at === -1) return -1;
      if (depth === 0) return at;
      continue;
    }
    if (depth === 0 && (byte === 0x2c || byte === 0x7d || byte <= 0x20)) return at === from ? -1 : at;
    at++;
    if (byte === 0x7b || byte === 0x5b) depth++;
    else if (byte === 0x7d || byte === 0x5d) {
      depth--;
      if (depth === 0) return at;
    }
  }
  return -1;
}
