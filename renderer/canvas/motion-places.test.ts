import { expect, test } from 'vitest';
import { MotionPlaces } from './motion-places.ts';

test('who finds no place gets the first that is left', () => {
  const places = new MotionPlaces(2);
  const moving: string[] = [];
  const [leaveA] = ['a', 'b', 'c', 'd'].map((wire) => places.take(() => moving.push(wire)));
  expect(moving).toEqual(['a', 'b']);
  leaveA?.();
  expect(moving).toEqual(['a', 'b', 'c']);
});

test('who leaves while waiting is passed over', () => {
  const places = new MotionPlaces(1);
  const moving: string[] = [];
  const leaves = ['a', 'b', 'c'].map((wire) => places.take(() => moving.push(wire)));
  leaves[1]?.();
  expect(moving).toEqual(['a']);
  leaves[0]?.();
  expect(moving).toEqual(['a', 'c']);
});
