/**
 * The value of a string literal as Spark's parser reads it: doubled quotes stand for one, a backslash starts an escape,
 * `\%` and `\_` keep their backslash for LIKE, and after `r` nothing is an escape.
 *
 * @param raw the literal with its quotes and prefix
 */
export function readStringLiteral(raw: string): string {
  if (/^r/i.test(raw)) return raw.slice(2, -1);
  const quote = raw.charAt(0);
  const body = raw.slice(1, -1);
  return body.replace(
    /\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})|\\([01][0-7]{2})|\\([\s\S])|''|""/g,
    (
      match,
      short: string | undefined,
      long: string | undefined,
      octal: string | undefined,
      single: string | undefined,
    ) => {
      if (short !== undefined) return String.fromCharCode(Number.parseInt(short, 16));
      if (long !== undefined) return fromCodePoint(Number.parseInt(long, 16));
      if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8));
      if (single !== undefined) return ESCAPES.get(single) ?? single;
      return match.charAt(0) === quote ? quote : match;
    },
  );
}

const ESCAPES = new Map([
  ['0', '\0'],
  ['b', '\b'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['Z', '\u001a'],
  ['%', '\\%'],
  ['_', '\\_'],
]);

function fromCodePoint(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '\ufffd';
}
