import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { BoundAggregate } from '../../expression/aggregates/aggregate-function.ts';
import { loadExpressionParser } from '../../expression/parse-expression.ts';
import { ready } from '../../testing/call-aggregate.ts';
import { type MergedSessions, mergeSessions, type Session } from './session-merge.ts';

let aggregates: readonly BoundAggregate[];
beforeAll(async () => {
  await loadExpressionParser();
  const columns = { i: 'int' };
  aggregates = [
    ready({ name: 'count', args: '*', columns }).aggregate,
    ready({ name: 'collect_list', args: 'i', columns }).aggregate,
  ];
});

let values = 0;

/** A session of one row, with a value of its own. */
function session(start: number, length: number): Session {
  const value = values++;
  const buffers = aggregates.map((aggregate) => {
    const buffer = aggregate.initial();
    aggregate.update(buffer, [value]);
    return buffer;
  });
  return { start: BigInt(start), end: BigInt(start + length), buffers };
}

const shown = ({ start, end, buffers }: Session) => [
  Number(start),
  Number(end),
  ...aggregates.map((aggregate, index) => aggregate.result(buffers[index] ?? [])),
];

function mergedAtOnce(stored: readonly Session[], fresh: readonly Session[]): MergedSessions {
  const steps = mergeSessions(stored, fresh, aggregates);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Everything in one list, from the left to the right. */
function mergedPlainly(stored: readonly Session[], fresh: readonly Session[]): readonly Session[] {
  const inOrder = [...stored, ...[...fresh].sort((a, b) => Number(a.start - b.start) || Number(a.end - b.end))].sort(
    (a, b) => Number(a.start - b.start),
  );
  const united: { start: bigint; end: bigint; buffers: Session['buffers'] }[] = [];
  for (const { start, end, buffers } of inOrder) {
    let current = united.at(-1);
    if (current === undefined || start > current.end) {
      current = { start, end, buffers: aggregates.map((aggregate) => aggregate.initial()) };
      united.push(current);
    }
    if (end > current.end) current.end = end;
    for (const [index, aggregate] of aggregates.entries())
      aggregate.merge(current.buffers[index] ?? [], buffers[index] ?? []);
  }
  return united;
}

test('[SW-1] gives what merging all sessions from the left to the right does, batch after batch', () => {
  const piece = fc.record({ start: fc.nat(60), length: fc.integer({ min: 1, max: 6 }) });
  fc.assert(
    fc.property(fc.array(fc.array(piece, { maxLength: 5 }), { maxLength: 6 }), (batches) => {
      let stored: readonly Session[] = [];
      for (const batch of batches) {
        const fresh = batch.map(({ start, length }) => session(start, length));
        const plain = mergedPlainly(stored, fresh);
        const before = stored.map(shown);
        const { sessions, removed } = mergedAtOnce(stored, fresh);
        expect(sessions.map(shown)).toEqual(plain.map(shown));
        const starts = new Set(plain.map(({ start }) => start));
        expect(removed).toBe(stored.filter(({ start }) => !starts.has(start)).length);
        expect(stored.map(shown)).toEqual(before);
        stored = sessions;
      }
    }),
    { seed: 20160726, numRuns: 300 },
  );
});

test('a session that nothing touches is not aggregated again', () => {
  const { sessions: stored } = mergedAtOnce([], [session(0, 5), session(10, 5), session(20, 5)]);
  const { sessions } = mergedAtOnce(stored, [session(16, 3)]);
  expect(sessions.map(({ start }) => Number(start))).toEqual([0, 10, 16, 20]);
  expect([sessions[0], sessions[1], sessions[3]]).toEqual(stored);
  expect([sessions[0], sessions[1], sessions[3]].every((one, index) => one === stored[index])).toBe(true);
});

test('nothing new changes nothing', () => {
  const { sessions: stored } = mergedAtOnce([], [session(0, 5)]);
  expect(mergedAtOnce(stored, [])).toEqual({ sessions: stored, removed: 0 });
});
