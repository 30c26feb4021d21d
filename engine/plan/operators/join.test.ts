import { expect, test } from 'vitest';
import { BIGINT, TIMESTAMP } from '../../types/data-type.ts';
import type { Field } from '../../types/schema.ts';
import { JOIN_TYPES, joinedSchema } from './join.ts';

const columns: readonly Field[] = [
  { name: 'id', type: BIGINT, nullable: false },
  { name: 'time', type: TIMESTAMP, nullable: false, eventTime: { delayMs: 1000 }, qualifier: 'before' },
];

test.each([
  ['inner', 'left.id left.time right.id right.time'],
  ['left', 'left.id left.time right.id? right.time?'],
  ['right', 'left.id? left.time? right.id right.time'],
  ['full', 'left.id? left.time? right.id? right.time?'],
  ['left-semi', 'left.id left.time'],
  ['left-anti', 'left.id left.time'],
] as const)('a side that may have no partner is nullable in a %s join', (type, wanted) => {
  const found = joinedSchema(columns, columns, type);
  expect(found.map(({ name, qualifier, nullable }) => `${qualifier}.${name}${nullable ? '?' : ''}`).join(' ')).toBe(
    wanted,
  );
});

test.each(JOIN_TYPES)('the event time of both sides travels through a %s join', (type) => {
  const times = joinedSchema(columns, columns, type).filter(({ eventTime }) => eventTime?.delayMs === 1000);
  expect(times.every(({ name }) => name === 'time')).toBe(true);
  expect(times).toHaveLength(type === 'left-semi' || type === 'left-anti' ? 1 : 2);
});
