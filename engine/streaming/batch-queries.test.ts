/** Sessions, duplicates, order and limits in batch mode: one batch, nothing late, nothing kept. */
import { describe, expect, test } from 'vitest';
import { type PipelineScript, runPipeline } from '../testing/pipeline-script.ts';
import type { ScriptNode } from '../testing/stream-script.ts';

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'key', type: 'string' },
  { name: 'value', type: 'int' },
];
const late: ScriptNode = { id: 'late', kind: 'watermark', config: { timeColumn: 'time', delay: '10 seconds' } };
const session: ScriptNode = {
  id: 'session',
  kind: 'window',
  config: { type: 'session', timeColumn: 'time', gap: '10 seconds' },
};
const count = (...keys: string[]): ScriptNode => ({
  id: 'counts',
  kind: 'group-by',
  config: { keys, aggregates: [{ function: 'count' }] },
});
const unique = (...columns: string[]): ScriptNode => ({ id: 'unique', kind: 'deduplicate', config: { columns } });
const sort = (...by: Record<string, unknown>[]): ScriptNode => ({ id: 'sorted', kind: 'sort', config: { by } });
const limit = (rows: number): ScriptNode => ({ id: 'limited', kind: 'limit', config: { count: rows } });

const rows = (...all: [number | null, string, number][]) => all.map(([time, key, value]) => ({ time, key, value }));

function script(nodes: readonly ScriptNode[], of: readonly Record<string, unknown>[]): PipelineScript {
  const edges = nodes.map(({ id }, index): [string, string] => [nodes[index - 1]?.id ?? 's', id]);
  return { sources: [{ id: 's', fields }], nodes, edges, outputMode: 'complete', mode: 'batch', steps: [{ s: of }] };
}

async function result(nodes: readonly ScriptNode[], of: readonly Record<string, unknown>[]) {
  const batches = await runPipeline(script(nodes, of));
  expect(batches.length).toBe(1);
  return batches[0]?.rows;
}

const at = (second: number) => `1970-01-01T00:00:${second}Z`;

describe('batch mode', () => {
  test('sessions need no other key, and no row is late', async () => {
    const of = rows([55, 'a', 1], [40, 'b', 2], [12, 'a', 3], [48, 'b', 4], [null, 'a', 5]);
    expect(await result([late, session, count('window')], of)).toEqual([
      [{ start: at(12), end: at(22) }, 1],
      [{ start: at(40), end: '1970-01-01T00:01:05Z' }, 3],
    ]);
    expect(await result([late, session, count('key', 'window')], of)).toEqual([
      ['a', { start: at(12), end: at(22) }, 1],
      ['a', { start: at(55), end: '1970-01-01T00:01:05Z' }, 1],
      ['b', { start: at(40), end: at(58) }, 2],
    ]);
    expect(await result([session, count('window')], [])).toEqual([]);
  });

  test('the first row of each key is kept', async () => {
    const of = rows([55, 'a', 1], [12, 'a', 2], [null, 'b', 3], [null, 'b', 4]);
    expect((await result([late, unique('key')], of))?.map(([, , value]) => value)).toEqual([1, 3]);
    expect((await result([late, unique('time', 'key')], of))?.map(([, , value]) => value)).toEqual([1, 2, 3]);
  });

  test('rows are put in order and cut off', async () => {
    const of = rows([1, 'a', 2], [2, 'b', 3], [3, 'c', 1], [4, 'a', 3]);
    const nodes = [sort({ expr: 'value', direction: 'desc' }, { expr: 'time' }), limit(3)];
    expect((await result(nodes, of))?.map(([, key, value]) => [key, value])).toEqual([
      ['b', 3],
      ['a', 3],
      ['a', 2],
    ]);
    expect(await result([limit(0)], of)).toEqual([]);
  });
});
