import type { Pacing } from '../../base/pacing.ts';
import { CsvTokenizer } from '../file/formats/csv/csv-tokenizer.ts';
import { parseReaderOptions } from '../file/reader-options.ts';

/** Characters that separate, the likeliest first. */
const SEPARATORS = [',', ';', '\t', '|'];
/** A separator holds where so great a share of the lines has equally many columns. */
const SHARE_MIN = 0.9;

/** The separator that cuts most lines into equally many columns, the most columns first; null where none cuts them. */
export async function separatorIn(lines: readonly string[], pacer: Pacing): Promise<string | null> {
  let best: { readonly separator: string; readonly columns: number } | null = null;
  for (const separator of SEPARATORS) {
    const counts: number[] = [];
    for (const line of lines) {
      counts.push(tokensOf(line, separator).length);
      if (pacer.isDue) await pacer.rest();
    }
    const columns = mostFrequent(counts);
    const share = counts.filter((count) => count === columns).length / Math.max(1, counts.length);
    if (columns > 1 && share >= SHARE_MIN && columns > (best?.columns ?? 1)) best = { separator, columns };
  }
  return best?.separator ?? null;
}

function tokensOf(line: string, separator: string): readonly (string | null)[] {
  const { csv } = parseReaderOptions({ sep: separator }, 'UTC');
  const tokenizer = new CsvTokenizer(csv, false);
  tokenizer.feed(line);
  return tokenizer.tokens;
}

function mostFrequent(counts: readonly number[]): number {
  const seen = new Map<number, number>();
  for (const count of counts) seen.set(count, (seen.get(count) ?? 0) + 1);
  return [...seen].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}
