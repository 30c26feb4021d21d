/** How texts of reader options are read; the checks of `reader-options.ts` and the readers share it. */

export function booleanFromText(text: string): boolean | null {
  const lower = text.trim().toLowerCase();
  return lower === 'true' ? true : lower === 'false' ? false : null;
}

/** A whole number of at least `min` that is exact. */
export function wholeFromText(text: string, min: number): number | null {
  if (!/^\s*[+-]?\d{1,16}\s*$/.test(text)) return null;
  const value = Number(text);
  return Number.isSafeInteger(value) && value >= min ? value : null;
}

/** 0 to 1. */
export function ratioFromText(text: string): number | null {
  if (!/^\s*\d*\.?\d+\s*$/.test(text)) return null;
  const value = Number(text);
  return value >= 0 && value <= 1 ? value : null;
}

const UNIT_MS: ReadonlyMap<string, number> = new Map([
  ['us', 0.001],
  ['ms', 1],
  ['s', 1000],
  ['m', 60_000],
  ['min', 60_000],
  ['h', 3_600_000],
  ['d', 86_400_000],
]);

/** Milliseconds of a Java time string: `5ms`, `30s`, `10min`, `12h`, `7d`; a bare number is milliseconds. */
export function durationFromText(text: string): number | null {
  const parts = /^\s*(\d{1,15})([a-z]*)\s*$/.exec(text.toLowerCase());
  const unit = UNIT_MS.get(parts?.[2] === '' ? 'ms' : (parts?.[2] ?? ''));
  return parts === null || unit === undefined ? null : Math.floor(Number(parts[1]) * unit);
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
