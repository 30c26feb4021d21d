/** How texts of reader options are read that no writer has; `base/option-text.ts` has the others. */

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
