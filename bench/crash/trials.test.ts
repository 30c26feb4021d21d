import { expect, test } from 'vitest';
import { createSession } from '../../engine/session.ts';
import { SeededRandom } from '../data/random.ts';
import { LAST } from './trial.ts';
import { trials } from './trials.ts';

const folders = { root: '/t', input: '/t/input', checkpoint: '/t/checkpoint', output: '/t/output' };

test.each(trials)('$name is a sound pipeline over the inputs that it names', async (trial) => {
  const session = await createSession({ threads: 1 });
  try {
    const { diagnostics, queries } = session.analyze(trial.document(folders), '/t');
    expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(queries).toHaveLength(1);
    expect(queries[0]?.nodeIds).toEqual(expect.arrayContaining(trial.inputs.map(({ nodeId }) => nodeId)));
  } finally {
    await session.stop();
  }
});

test.each(trials.flatMap(({ inputs }) => inputs))('the lines of $nodeId depend on the seed alone', (input) => {
  const lines = (index: number) => input.lines(index, new SeededRandom(index));
  expect(lines(5)).toEqual(lines(5));
  expect(lines(5)).not.toEqual(lines(6));
  expect(lines(5).join()).not.toContain(LAST);
  expect(input.lastLine).toContain(LAST);
});

test('repeated events are the very same rows', () => {
  const input = trials.find(({ name }) => name === 'deduplicate')?.inputs[0];
  const all = Array.from({ length: 30 }, (_, i) => input?.lines(i, new SeededRandom(i)) ?? []).flat();
  const byId = new Map<string, Set<string>>();
  for (const line of all) {
    const { id } = JSON.parse(line) as { id: string };
    byId.set(id, (byId.get(id) ?? new Set()).add(line));
  }
  expect(byId.size).toBeLessThan(all.length);
  expect([...byId.values()].every((lines) => lines.size === 1)).toBe(true);
});
