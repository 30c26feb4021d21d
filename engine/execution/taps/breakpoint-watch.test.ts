import { expect, test } from 'vitest';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import { BreakpointWatch } from './breakpoint-watch.ts';

const from = { schema: [] } as unknown as LogicalPlan;
const placed = { id: 'a', wire: { from, into: null, port: 0, path: [] }, condition: null };
const breakpoint = { id: 'a', source: 's', target: 't', condition: '' };
const environment = { timeZone: 'UTC', batchTimestampMs: () => 0 };

/** What is kept of so many rows with texts of this length. */
function keptOf(rows: number, length: number) {
  const watch = new BreakpointWatch(placed, breakpoint);
  watch.begin({ batchId: 0, timestampMs: 0, lateMs: null }, environment);
  for (let n = 0; n < rows; n++) watch.see([n, 'x'.repeat(length)]);
  expect(watch.end()).toBe(rows);
  return (watch.met?.rows ?? []).map(([n]) => Number(n));
}

test('keeps the first rows and the last', () => {
  const all = Array.from({ length: 500 }, (_, n) => n);
  expect(keptOf(150, 1)).toEqual(all.slice(0, 150));
  expect(keptOf(500, 1)).toEqual([...all.slice(0, 100), ...all.slice(400)]);
});

test('keeps few rows where they are large, the first and the last among them', () => {
  const kept = keptOf(400, 300_000);
  expect(kept.length).toBeLessThan(12);
  expect([kept[0], kept.at(-1)]).toEqual([0, 399]);
});
