/** What a query may take in memory where nothing else was said. */
export const defaultMemoryLimit = '2 GB';

/** The least limit: an empty query with its blocks and tables takes some of it. */
export const memoryLimitMin = 16 * 1024 ** 2;
/** The greatest limit: more than any one machine has, and a safe integer. */
export const memoryLimitMax = 1024 ** 5;

const units: ReadonlyMap<string, number> = new Map([
  ['b', 1],
  ['k', 1024],
  ['kb', 1024],
  ['m', 1024 ** 2],
  ['mb', 1024 ** 2],
  ['g', 1024 ** 3],
  ['gb', 1024 ** 3],
  ['t', 1024 ** 4],
  ['tb', 1024 ** 4],
]);

/**
 * The bytes of a memory limit such as `512 MB`, `2g` or `1.5 GB`: a number and a unit of 1,024 each, as Spark writes sizes. Null for
 * any other text, and for less than 16 MB or more than 1,024 TB.
 */
export function memoryLimitFromText(text: string): number | null {
  const found = /^\s*(\d{1,15}(?:\.\d{1,6})?)\s*([a-z]{1,2})\s*$/i.exec(text);
  const unit = units.get((found?.[2] ?? '').toLowerCase());
  if (found === null || unit === undefined) return null;
  const bytes = Math.round(Number(found[1]) * unit);
  return bytes >= memoryLimitMin && bytes <= memoryLimitMax ? bytes : null;
}

/** Bytes as people read them: `1.5 GB`, `512 MB`. */
export function memorySizeText(bytes: number): string {
  for (const [name, unit] of [
    ['TB', 1024 ** 4],
    ['GB', 1024 ** 3],
    ['MB', 1024 ** 2],
    ['KB', 1024],
  ] as const) {
    if (bytes >= unit) return `${Math.round((bytes / unit) * 10) / 10} ${name}`;
  }
  return `${Math.round(bytes)} B`;
}
