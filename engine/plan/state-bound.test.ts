import { beforeAll, describe, expect, test } from 'vitest';
import { loadExpressionParser } from '../expression/parse-expression.ts';
import { resolveCondition } from '../expression/resolve-expression.ts';
import { BIGINT, TIMESTAMP } from '../types/data-type.ts';
import type { Schema } from '../types/schema.ts';
import { boundAt, stateBoundOf } from './state-bound.ts';

beforeAll(loadExpressionParser);

const schema: Schema = ['left', 'right'].flatMap(
  (qualifier): Schema => [
    { name: 'time', type: TIMESTAMP, nullable: true, qualifier },
    { name: 'other', type: TIMESTAMP, nullable: true, qualifier },
    { name: 'n', type: BIGINT, nullable: true, qualifier },
  ],
);

/** The bound on left rows when the watermark of `right.time` stands at 100 s, in ms; null where there is none. */
function leftBound(text: string): number | null {
  const resolved = resolveCondition(text, schema);
  if (!resolved.ok) throw new Error(JSON.stringify(resolved.error));
  const found = stateBoundOf(resolved.value.expr, {
    isOwn: (column) => column < 3,
    isOther: (column) => column >= 3,
    isTagged: (column) => column === 3,
  });
  return found === null ? null : boundAt(found, 100_000);
}

test.each<[string, number]>([
  ['left.time > right.time', 100_000],
  ['left.time >= right.time', 99_999],
  ['right.time < left.time', 100_000],
  ['right.time <= left.time', 99_999],
  ['left.time > right.time - interval 10 seconds', 90_000],
  ['left.time >= right.time - interval 10 seconds', 89_999],
  ['left.time + interval 10 seconds > right.time', 90_000],
  ['left.time - interval 10 seconds > right.time', 110_000],
  ['right.time - interval 1 day < left.time', 100_000 - 86_400_000],
  ['right.time + interval 90 minutes - interval 1 second <= left.time', 100_000 + 5_400_000 - 1000 - 1],
  ['left.time > right.time - interval 1500 microseconds', 99_998],
  ['left.other > right.time', 100_000],
  ['cast(left.time as bigint) > cast(right.time as bigint) - 10', 90_000],
  ['cast(left.time as double) > cast(right.time as double) - 2.5', 97_500],
  ['left.n > cast(right.time as bigint)', 100_000],
  ['left.n > 5', 5_000],
  ['0 <= left.n', -1],
  ['cast(left.time as double) >= 2.5', 2_499],
  ['cast(left.time as bigint) > - cast(right.time as bigint)', -100_000],
])('%s: rows up to %i ms go', (text, bound) => {
  expect(leftBound(text)).toBe(bound);
});

test('Spark counts a constant once that is added twice', () => {
  expect(leftBound('left.time > right.time - interval 5 seconds - interval 5 seconds')).toBe(95_000);
  expect(leftBound('left.time > right.time - interval 5 seconds - interval 6 seconds')).toBe(89_000);
});

describe('says nothing of left rows', () => {
  test.each([
    'left.time < right.time',
    'left.time = right.time',
    'left.time > right.other',
    'left.time > right.time - interval 1 month',
    'left.time > left.other',
    "left.time > timestamp '2020-01-01'",
    'right.n > 5',
    'left.time > date_trunc("hour", right.time)',
    'left.time > right.time or left.n = 1',
    'not (left.time <= right.time)',
    'cast(left.time as bigint) - left.n > cast(right.time as bigint)',
    'cast(left.time as bigint) > cast(right.time as bigint) + right.n',
    'cast(left.time as bigint) - cast(left.other as bigint) > cast(right.time as bigint)',
    'cast(left.time as string) > cast(right.time as string)',
  ])('%s', (text) => {
    expect(leftBound(text)).toBeNull();
  });
});
