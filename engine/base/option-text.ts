/** How texts of Spark's reader and writer options are read; checks and connectors share it. */

export function booleanFromText(text: string): boolean | null {
  const lower = text.trim().toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : null;
}

/** One character, or none (which switches the feature off): `''` for none, null where there are more. */
export function characterFromText(text: string): string | null {
  return text.length <= 1 ? (text === '\0' ? '' : text) : null;
}

const SEPARATOR_ESCAPES: ReadonlyMap<string, string> = new Map([
  ['t', '\t'],
  ['r', '\r'],
  ['b', '\b'],
  ['f', '\f'],
  ['"', '"'],
  ["'", "'"],
  ['\\', '\\'],
]);

/** A separator of one or more characters with Java's escapes: `\t`. Null where it is empty or an escape has no meaning. */
export function separatorFromText(text: string): string | null {
  if (text === '') return null;
  let separator = '';
  for (let i = 0; i < text.length; i++) {
    if (text[i] !== '\\') {
      separator += text[i];
      continue;
    }
    if (text.startsWith('\\u0000', i)) {
      separator += '\0';
      i += 5;
      continue;
    }
    const meaning = SEPARATOR_ESCAPES.get(text[i + 1] ?? '');
    if (meaning === undefined) return null;
    separator += meaning;
    i++;
  }
  return separator;
}
