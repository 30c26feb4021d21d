import { describe, expect, it } from 'vitest';
import { Draws } from './draws.ts';

const COUNT = 20_000;
const rows = Array.from({ length: COUNT }, (_, row) => row);

function mean(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0) / numbers.length;
}

describe('draws', () => {
  it('are the same on every machine', () => {
    const draws = new Draws(42);
    expect([0, 1, 2 ** 32, 2 ** 40 + 7].map((row) => draws.unit(row, 3))).toMatchInlineSnapshot(`
      [
        0.9674038613029307,
        0.7999025201808924,
        0.07652664188545655,
        0.05279501429793598,
      ]
    `);
    expect(new Draws(-1).unit(5, 0)).not.toBe(new Draws(1).unit(5, 0));
  });

  it.each([
    [0, 0],
    [42, 3],
    [-7, 1],
    [Number.MAX_SAFE_INTEGER, 200],
  ])('fill [0, 1) evenly with seed %i in lane %i', (seed, lane) => {
    const draws = new Draws(seed);
    const bins = new Array<number>(20).fill(0);
    for (const row of rows) {
      const unit = draws.unit(row, lane);
      const bin = Math.floor(unit * bins.length);
      bins[bin] = (bins[bin] ?? Number.NaN) + 1;
    }
    const expected = COUNT / bins.length;
    const chiSquare = bins.reduce((sum, found) => sum + (found - expected) ** 2 / expected, 0);
    // 19 degrees of freedom: beyond 45 lies less than one draw of a thousand.
    expect(chiSquare).toBeLessThan(45);
  });

  it.each([
    ['the next row', (draws: Draws, row: number) => draws.unit(row + 1, 0)],
    ['the next lane', (draws: Draws, row: number) => draws.unit(row, 1)],
    ['the next seed', (_: Draws, row: number) => new Draws(8).unit(row, 0)],
    ['a row far away', (draws: Draws, row: number) => draws.unit(row + 2 ** 32, 0)],
  ])('say nothing about %s', (_, other) => {
    const draws = new Draws(7);
    const products = rows.map((row) => (draws.unit(row, 0) - 0.5) * (other(draws, row) - 0.5) * 12);
    expect(Math.abs(mean(products))).toBeLessThan(0.04);
  });

  it('give whole numbers from end to end', () => {
    const draws = new Draws(1);
    expect(new Set(rows.map((row) => draws.whole(row, 0, -2, 2)))).toEqual(new Set([-2, -1, 0, 1, 2]));
    expect(draws.whole(0, 0, 9, 9)).toBe(9);
  });

  it('come close to the normal distribution', () => {
    const draws = new Draws(3);
    const normals = rows.map((row) => draws.normal(row, 0));
    expect(Math.abs(mean(normals))).toBeLessThan(0.03);
    expect(Math.abs(mean(normals.map((value) => value ** 2)) - 1)).toBeLessThan(0.05);
    expect(Math.abs(normals.filter((value) => Math.abs(value) < 1).length / COUNT - 0.683)).toBeLessThan(0.02);
  });
});
