import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import type { JsonValue } from '../../tables/sql-result.ts';

/** The university lab: its pipeline, its two queries, and the results that were published for it. */
export const labFolder = join(process.cwd(), 'assets/pipelines');
export const labPath = join(labFolder, 'lab-5.millrace.json');
export const labDocument = (): Record<string, unknown> => JSON.parse(readFileSync(labPath, 'utf8'));

export const hourlyQuery =
  "select action, date_format(window.end, 'MMM-dd HH:mm') as time, count from counts order by time, action";
export const totalsQuery = 'select action, sum(count) as total_count from counts group by action order by action';

interface PublishedRow {
  readonly windowEnd: string;
  readonly action: string;
  readonly count: number;
}

interface Published {
  readonly total: Readonly<Record<string, number>>;
  readonly complete: readonly PublishedRow[];
  readonly afterFiles: Readonly<Record<string, readonly PublishedRow[]>>;
}

const published: Published = JSON.parse(
  readFileSync(join(process.cwd(), 'engine/testing/lab/published-results.json'), 'utf8'),
);

/** What the hourly query must answer after the first `files` files; after all of them when left out. */
export function publishedHourly(files?: number): JsonValue[][] {
  const rows = files === undefined ? published.complete : (published.afterFiles[String(files)] ?? []);
  return rows
    .map(({ action, windowEnd, count }) => [action, monthDayTime(windowEnd), count])
    .sort((a, b) => compare(`${a[1]} ${a[0]}`, `${b[1]} ${b[0]}`));
}

/** What the totals query must answer at the end. */
export function publishedTotals(): JsonValue[][] {
  return Object.entries(published.total).sort(([a], [b]) => compare(a, b));
}

/** `MMM-dd HH:mm` of an ISO time in UTC. */
function monthDayTime(iso: string): string {
  const month = new Date(iso).toLocaleString('en-US', { month: 'short', timeZone: 'UTC' });
  return `${month}-${iso.slice(8, 10)} ${iso.slice(11, 16)}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
