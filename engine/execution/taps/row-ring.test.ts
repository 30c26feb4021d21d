import fc from 'fast-check';
import { expect, test } from 'vitest';
import { RowRing } from './row-ring.ts';

test('keeps fewer rows where they are large', () => {
  const ring = new RowRing(1000);
  for (let n = 0; n < 100; n++) ring.push([n]);
  for (let n = 0; n < 130; n++) ring.push([n, 'x'.repeat(1024 * 1024)]);
  const kept = ring.last(1000).map(([n]) => n);
  expect(kept.length).toBeLessThan(20);
  expect(kept).toEqual(Array.from({ length: kept.length }, (_, at) => 130 - kept.length + at));
  expect(ring.total).toBe(230);
  ring.clear();
  for (let n = 0; n < 300; n++) ring.push([n]);
  expect(ring.last(1000).length).toBe(300);
});

test('rows that are large at regular distances do not pass unseen', () => {
  const ring = new RowRing(1000, 1024 * 1024);
  for (let n = 0; n < 10_000; n++) ring.push([n, n % 8 === 7 ? 'x'.repeat(512 * 1024) : '']);
  expect(ring.last(1000).length).toBeLessThan(10);
});

test('keeps the last rows in their order, however they came', () => {
  const came = fc.array(fc.oneof(fc.constant('one' as const), fc.nat({ max: 9 })), { maxLength: 20 });
  fc.assert(
    fc.property(came, fc.integer({ min: 1, max: 7 }), fc.nat({ max: 8 }), (parts, max, limit) => {
      const ring = new RowRing(max);
      const all: number[] = [];
      for (const part of parts) {
        const rows = Array.from({ length: part === 'one' ? 1 : part }, (_, at) => all.length + at);
        all.push(...rows);
        if (part === 'one') ring.push(rows);
        else ring.pushAll(rows.map((row) => [row]));
      }
      const kept = Math.min(max, limit);
      expect(ring.last(limit).map(([n]) => n)).toEqual(kept === 0 ? [] : all.slice(-kept));
      expect(ring.total).toBe(all.length);
      ring.clear();
      expect([ring.total, ring.last(limit)]).toEqual([0, []]);
    }),
  );
});
