import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cutCell } from './cut-cell.ts';

test('keeps what is short as it is', () => {
  for (const value of [null, true, 12.5, '', 'x'.repeat(92), [1, 'a', null]]) {
    expect(cutCell(value, 100)).toMatchObject({ value, isCut: false });
  }
});

test('cuts long texts between characters, and lists behind what has room', () => {
  expect(cutCell('x'.repeat(1_000_000), 18)).toEqual({ value: `${'x'.repeat(10)}…`, chars: 18, isCut: true });
  expect(cutCell('😀'.repeat(100), 11).value).toBe('😀…');
  expect(cutCell([1, 2, 3, 4, 5, 6], 24)).toEqual({ value: [1, 2], chars: 24, isCut: true });
});

test('keeps every name of an object, and what is nested is cut together', () => {
  const { value, isCut } = cutCell({ a: 'x'.repeat(500), b: ['y'.repeat(500)], c: 7 }, 100);
  expect(isCut).toBe(true);
  expect(value).toMatchObject({ a: expect.stringMatching(/^x{50,90}…$/), b: [], c: 7 });
  const odd = cutCell(JSON.parse('{"__proto__": 1}'), 100).value;
  expect(Object.keys(odd as object)).toEqual(['__proto__']);
});

test('whatever it is given, it holds about what it may', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), fc.integer({ min: 0, max: 300 }), (value, max) => {
      const given = JSON.parse(JSON.stringify(value));
      const cut = cutCell(given, max);
      expect(cut.chars).toBeLessThanOrEqual(max);
      if (!cut.isCut) expect(JSON.stringify(cut.value)).toBe(JSON.stringify(given));
    }),
  );
});
