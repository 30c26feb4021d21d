import { describe, expect, test } from 'vitest';
import { windowsOf } from './time-window-exec.ts';

const second = 1_000_000n;
const spans = (duration: number, slide = duration, start = 0) => ({
  durationMicros: BigInt(duration) * second,
  slideMicros: BigInt(slide) * second,
  startMicros: BigInt(start) * second,
});
const inSeconds = (windows: readonly [bigint, bigint][]) =>
  windows.map(([start, end]) => [Number(start / second), Number(end / second)]);

describe('windows of a time', () => {
  test.each([
    ['start is inclusive', 10, spans(10), [[10, 20]]],
    ['end is exclusive', 20, spans(10), [[20, 30]]],
    // Worked example 34.
    ['shifted by 5 s, near the epoch', 2, spans(10, 10, 5), [[-5, 5]]],
    ['shifted by 5 s', 12, spans(10, 10, 5), [[5, 15]]],
    ['shifted by -5 s', 25, spans(10, 10, -5), [[25, 35]]],
    ['before 1970', -1, spans(10), [[-10, 0]]],
    ['before 1970, on a border', -10, spans(10), [[-10, 0]]],
    [
      'sliding',
      12,
      spans(10, 5),
      [
        [10, 20],
        [5, 15],
      ],
    ],
    [
      'sliding, on a border',
      10,
      spans(10, 5),
      [
        [10, 20],
        [5, 15],
      ],
    ],
    [
      'not a multiple of the slide, two windows',
      11,
      spans(7, 5),
      [
        [10, 17],
        [5, 12],
      ],
    ],
    ['not a multiple of the slide, one window', 13, spans(7, 5), [[10, 17]]],
  ] as const)('%s', (_, time, given, expected) => {
    expect(inSeconds(windowsOf(BigInt(time) * second, given))).toEqual(expected);
  });
});
