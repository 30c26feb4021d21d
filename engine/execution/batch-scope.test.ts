import { expect, test } from 'vitest';
import { CancelledError } from '../base/errors/engine-error.ts';
import { BatchScope } from './batch-scope.ts';
import { StepPacing } from './testing/step-pacing.ts';

const plan = { batchId: 0, timestampMs: 0, lateWatermarkMs: 0, evictWatermarkMs: 0, ranges: [] };
const view = { order: 0, isRepeat: false, isStatic: false, lateWatermarkMs: 0, evictWatermarkMs: 0 };

function* steps(done: string[], name: string, count: number, then: () => void = () => undefined): Generator<void> {
  for (let step = 0; step < count; step++) {
    done.push(`${name}${step}`);
    yield;
  }
  then();
}

test('what operators put off waits for the end of the input, and is done in order with rests between', async () => {
  const done: string[] = [];
  const batch = new BatchScope(plan, [], 0, null, true);
  const sort = batch.seenBy(view);
  sort.later(steps(done, 'a', 2, () => sort.later(steps(done, 'c', 1))));
  batch.later(steps(done, 'b', 1));
  expect(done).toEqual([]);
  const pacing = new StepPacing();
  await batch.rest(pacing);
  expect(done).toEqual(['a0', 'a1', 'b0', 'c0']);
  expect(pacing.rests).toBe(4);
  await batch.rest(pacing);
  expect(done).toHaveLength(4);
});

test('a stop breaks it off', async () => {
  const done: string[] = [];
  const batch = new BatchScope(plan, [], 0, null, true);
  batch.later(steps(done, 'a', 100));
  await expect(batch.rest(new StepPacing(3))).rejects.toBeInstanceOf(CancelledError);
  expect(done).toHaveLength(4);
});

test('where nobody rests it is done at once', () => {
  const done: string[] = [];
  new BatchScope(plan, [], 0).seenBy(view).later(steps(done, 'a', 2));
  expect(done).toEqual(['a0', 'a1']);
});
