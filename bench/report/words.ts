import { quantile, type Summary, summarize } from '../measure/statistics.ts';

/** A time with three digits: `0.312 s`, `4.81 ms`, `37.0 µs`. */
export function timeText(ms: number): string {
  if (ms >= 1000) return `${threeDigits(ms / 1000)} s`;
  if (ms >= 1) return `${threeDigits(ms)} ms`;
  return `${threeDigits(ms * 1000)} µs`;
}

/** Median and spread: `0.312 s (0.305 s to 0.330 s)`. */
export function summaryText({ median, min, max }: Summary): string {
  return `${timeText(median)} (${timeText(min)} to ${timeText(max)})`;
}

/** The same for many times, of which the twentieths on both sides are outside the brackets. */
export function middleText(times: readonly number[]): string {
  return summaryText({ ...summarize(times), min: quantile(times, 0.05), max: quantile(times, 0.95) });
}

export function ratioText(ratio: number): string {
  return `${threeDigits(ratio)}x`;
}

/** `365 MB`, `20.1 GB`; a thousand at a time. */
export function bytesText(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${unit === 0 ? value : threeDigits(value)} ${units[unit]}`;
}

/** `10 M rows`, `2.5 M rows`, `800 rows`. */
export function rowsText(rows: number): string {
  if (rows >= 1_000_000) return `${Number((rows / 1_000_000).toFixed(1))} M rows`;
  return `${rows.toLocaleString('en')} rows`;
}

function threeDigits(value: number): string {
  if (value >= 99.95) return value.toFixed(0);
  return value >= 9.995 ? value.toFixed(1) : value.toFixed(2);
}
