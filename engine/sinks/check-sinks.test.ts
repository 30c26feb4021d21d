import { expect, test } from 'vitest';
import type { LogicalPlan, QueryPlan, SinkPlan } from '../plan/logical-plan.ts';
import { checkSinks } from './check-sinks.ts';

function query(sink: SinkPlan): QueryPlan {
  const plan = { op: 'rows-scan', nodeId: 'rows', schema: [] } as unknown as LogicalPlan;
  return { name: null, sink, outputMode: 'append', trigger: { type: 'default' }, checkpointLocation: null, plan };
}

function fileSink(nodeId: string, path: string, options: Readonly<Record<string, string>> = {}): QueryPlan {
  return query({ type: 'file', nodeId, path, format: 'csv', partitionBy: [], options });
}

test('writer options are checked at their node and setting', () => {
  const found = checkSinks([
    fileSink('good', '/data/a', { header: 'true' }),
    fileSink('bad', '/data/b', { header: 'maybe', nosuch: '1' }),
    query({ type: 'memory', nodeId: 'table', queryName: 'table' }),
  ]);
  expect(found.map(({ code, severity, at }) => [code, severity, at])).toEqual([
    ['SRC-102', 'error', { nodeId: 'bad', setting: 'options.header' }],
    ['SRC-101', 'warning', { nodeId: 'bad', setting: 'options.nosuch' }],
  ]);
});

test('[EXE-127] two sinks do not write into one folder', () => {
  const found = checkSinks([fileSink('one', '/data/a'), fileSink('two', '/data/a/'), fileSink('three', '/data/ab')]);
  expect(found.map(({ code, at, params }) => [code, at.nodeId, params.nodes])).toEqual([
    ['EXE-127', 'one', ['one', 'two']],
    ['EXE-127', 'two', ['one', 'two']],
  ]);
});
