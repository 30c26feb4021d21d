import { expect, it } from 'vitest';
import { joinConditions } from './join-conditions.ts';

const column = (name: string, type: string, watermarkMs?: number) => ({
  name,
  type,
  nullable: true,
  ...(watermarkMs === undefined ? {} : { watermarkMs }),
});

it('are equalities of like columns, then with a bound between the event times', () => {
  const left = [
    column('made', 'timestamp'),
    column('seen', 'timestamp', 1000),
    column('ad', 'string'),
    column('n', 'int'),
  ];
  const right = [column('clicked', 'timestamp', 0), column('ad', 'string'), column('n', 'string')];
  expect(joinConditions(left, right)).toEqual([
    'left.ad = right.ad',
    'left.ad = right.ad and left.seen between right.clicked - interval 10 minutes and right.clicked + interval 10 minutes',
  ]);
});

it('put names that are no words into backticks, and are none where nothing fits', () => {
  expect(joinConditions([column('a`b', 'int')], [column('a`b', 'int')])).toEqual(['left.`a``b` = right.`a``b`']);
  expect(joinConditions([column('t', 'timestamp')], [column('t', 'timestamp')])).toEqual([]);
  expect(joinConditions([], [])).toEqual([]);
});
