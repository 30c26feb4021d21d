import { describe, expect, test } from 'vitest';
import { SeededRandom } from '../data/random.ts';
import { nextBlow, PLACES, placeOf } from './blow.ts';

describe('the place of a file', () => {
  test.each([
    ['checkpoint/out/offsets/12', 'offsets'],
    ['checkpoint/out/commits/.3.tmp', 'commits'],
    ['checkpoint/out/sources/0/4', 'sources'],
    ['checkpoint/out/state/0/0/groups/3.delta', 'state'],
    ['output/part-00000.json', 'output'],
    ['output/action=open/part-00000.json', 'output'],
    ['output/_spark_metadata/9.compact', 'output-log'],
    ['checkpoint/out/offsets', null],
    ['checkpoint/out', null],
    ['input/events/000001.json', null],
  ])('%s', (path, place) => {
    expect(placeOf(path)).toBe(place);
  });
});

test('blows fall everywhere, and a seed says where', () => {
  const blows = (seed: number) => {
    const random = new SeededRandom(seed);
    return Array.from({ length: 400 }, () => nextBlow(random));
  };
  expect(blows(1)).toEqual(blows(1));
  const moments = blows(1).map(({ moment }) => moment);
  expect(new Set(moments.map(({ after }) => after))).toEqual(new Set(['start', 'query-started', 'file']));
  expect(new Set(moments.flatMap((moment) => (moment.after === 'file' ? [moment.place] : [])))).toEqual(
    new Set(PLACES),
  );
  expect(new Set(blows(1).map(({ signal }) => signal))).toEqual(new Set(['SIGKILL', 'SIGTERM']));
});
