import { expect, test } from 'vitest';
import { assert } from '../base/assert.ts';
import { lowerScript } from '../testing/pipeline-script.ts';
import type { ScriptNode } from '../testing/stream-script.ts';
import { STRING } from '../types/data-type.ts';
import type { LogicalPlan } from './logical-plan.ts';
import { stateFingerprint } from './state-fingerprint.ts';

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'key', type: 'string' },
  { name: 'value', type: 'int' },
];

async function fingerprint(nodes: readonly ScriptNode[]): Promise<string> {
  return stateFingerprint(await planOf(nodes));
}

async function planOf(nodes: readonly ScriptNode[]): Promise<LogicalPlan> {
  const edges = nodes.map(({ id }, index): [string, string] => [nodes[index - 1]?.id ?? 's', id]);
  const { queries } = await lowerScript({
    sources: [{ id: 's', fields }],
    nodes,
    edges,
    outputMode: 'append',
    steps: [{}],
  });
  const [query] = queries;
  if (query === undefined) throw new Error('the script has a query');
  return query.plan;
}

const late: ScriptNode = { id: 'late', kind: 'watermark', config: { timeColumn: 'time', delay: '1 minute' } };
const window = (config: Record<string, unknown>): ScriptNode => ({
  id: 'window',
  kind: 'window',
  config: { timeColumn: 'time', ...config },
});
const counts: ScriptNode = {
  id: 'counts',
  kind: 'group-by',
  config: { keys: ['key', 'window'], aggregates: [{ function: 'count' }] },
};
const unique = (config: Record<string, unknown>): ScriptNode => ({ id: 'unique', kind: 'deduplicate', config });
const limit = (count: number): ScriptNode => ({ id: 'limit', kind: 'limit', config: { count } });

test('[CP-4] state of one query is not taken for that of another', async () => {
  const all = await Promise.all([
    fingerprint([late, window({ type: 'tumbling', duration: '5 minutes' }), counts]),
    fingerprint([late, window({ type: 'session', gap: '5 minutes' }), counts]),
    fingerprint([late, unique({ columns: ['key'] })]),
    fingerprint([late, unique({ columns: ['key', 'time'] })]),
    fingerprint([late, unique({ columns: ['key'], withinWatermark: true })]),
    fingerprint([limit(3)]),
    fingerprint([late]),
  ]);
  expect(new Set(all).size).toBe(all.length);
  expect(all.at(-1)).toBe('');
});

test('[CP-4] state is not read into buffers of other types', async () => {
  const plan = await planOf([
    { id: 'lists', kind: 'group-by', config: { keys: ['key'], aggregates: [{ function: 'mode', expr: 'value' }] } },
  ]);
  assert(plan.op === 'aggregate', 'the plan groups');
  const calls = plan.calls.map((call) => ({ ...call, aggregate: { ...call.aggregate, bufferTypes: [STRING] } }));
  expect(stateFingerprint({ ...plan, calls })).not.toBe(stateFingerprint(plan));
});

test('what the state does not depend on does not change it', async () => {
  expect(await fingerprint([limit(3)])).toBe(await fingerprint([limit(5)]));
  expect(await fingerprint([late, window({ type: 'session', gap: '5 minutes' }), counts])).toBe(
    await fingerprint([late, window({ type: 'session', gap: "concat(value, ' minutes')" }), counts]),
  );
});
