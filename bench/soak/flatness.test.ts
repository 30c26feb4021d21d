import { expect, test } from 'vitest';
import { courseOf, WARM_UP_S } from './flatness.ts';
import type { Sample } from './sample.ts';

const rest = { descriptors: 0, threads: 0, input: 0, checkpoint: 0, sourceLog: 0, files: 0, rows: 0 };

/** Half an hour of lives of five minutes, a sample a second. */
function samples(memory: (atS: number, ageS: number) => number, seconds = 1800, lifeS = 300): Sample[] {
  return Array.from({ length: seconds }, (_, atS) => {
    const ageS = atS % lifeS;
    return { ...rest, atS, ageS, life: Math.floor(atS / lifeS), memory: memory(atS, ageS) };
  });
}

const noise = (atS: number) => ((atS * 7919) % 101) / 10;
const tolerance = { share: 0.1, besides: 0 };
const judge = (all: readonly Sample[]) => courseOf('memory', all, ({ memory }) => memory, tolerance);

test.each<[string, (atS: number, ageS: number) => number, string | null]>([
  ['flat but for noise', (atS) => 200 + noise(atS), null],
  ['high while a process warms up', (atS, ageS) => (ageS < WARM_UP_S ? 900 : 200) + noise(atS), null],
  ['sinking', (atS) => 400 - atS / 10, null],
  ['a leak in each process', (atS, ageS) => 200 + ageS / 10 + noise(atS), 'it grows while a process lives'],
  ['growth from one process to the next', (atS) => 200 + Math.floor(atS / 300) * 20 + noise(atS), 'it has grown'],
  ['growth throughout', (atS) => 200 + atS / 10, 'it has grown, it grows while a process lives'],
])('%s', (_, memory, fault) => {
  expect(judge(samples(memory)).fault).toBe(fault);
});

test('tells what it saw', () => {
  const course = judge(samples((atS) => 200 + atS / 10));
  expect(course).toMatchObject({ name: 'memory', most: 200 + 179.9 });
  expect(course.hourly).toBeCloseTo(360, 6);
  expect(course.early).toBeCloseTo(200 + 67.5, -1);
  expect(course.late).toBeCloseTo(200 + 157.5, -1);
});

test('a slope over lives that are too short says nothing, and no samples are a fault', () => {
  expect(judge(samples((_, ageS) => 200 + ageS * 10, 120, 4)).hourly).toBeNull();
  expect(judge([]).fault).toBe('too short a time to say anything');
});
