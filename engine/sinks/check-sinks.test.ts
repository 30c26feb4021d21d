import { expect, test } from 'vitest';
import type { LogicalPlan, QueryPlan, SinkPlan } from '../plan/logical-plan.ts';
import { checkSinks } from './check-sinks.ts';

const rows = { op: 'rows-scan', nodeId: 'rows', schema: [] } as unknown as LogicalPlan;

function query(sink: SinkPlan, changes: Partial<QueryPlan> = {}): QueryPlan {
  const rest = { name: null, outputMode: 'append', trigger: { type: 'default' }, checkpointLocation: null } as const;
  return { ...rest, sink, plan: rows, ...changes };
}

const memory: SinkPlan = { type: 'memory', nodeId: 'table', queryName: 'table' };

function scan(nodeId: string, path: string): LogicalPlan {
  return { op: 'file-scan', nodeId, path, schema: [] } as unknown as LogicalPlan;
}

function fileSinkPlan(nodeId: string, path = '/data', options: Readonly<Record<string, string>> = {}) {
  return { type: 'file', nodeId, path, format: 'csv', partitionBy: [], options } as const;
}

function fileSink(nodeId: string, path: string, options?: Readonly<Record<string, string>>): QueryPlan {
  return query(fileSinkPlan(nodeId, path, options));
}

test('writer options are checked at their node and setting', () => {
  const found = checkSinks([
    fileSink('good', '/data/a', { header: 'true' }),
    fileSink('bad', '/data/b', { header: 'maybe', nosuch: '1' }),
    query(memory),
  ]);
  expect(found.map(({ code, severity, at }) => [code, severity, at])).toEqual([
    ['SRC-102', 'error', { nodeId: 'bad', setting: 'options.header' }],
    ['SRC-101', 'warning', { nodeId: 'bad', setting: 'options.nosuch' }],
  ]);
});

test('[EXE-127] two sinks do not write into one folder', () => {
  const found = checkSinks([
    fileSink('one', '/data/a'),
    fileSink('two', '/data/b/../a//'),
    fileSink('three', '/data/ab'),
  ]);
  expect(found.map(({ code, at, params }) => [code, at.nodeId, params.nodes])).toEqual([
    ['EXE-127', 'one', ['one', 'two']],
    ['EXE-127', 'two', ['one', 'two']],
  ]);
});

test('[EXE-196] no sink writes into a folder within another’s', () => {
  const found = checkSinks([
    fileSink('outer', '/data/a'),
    fileSink('inner', '/data/a/b/c'),
    fileSink('beside', '/data/a-b'),
    fileSink('dotted', '/data/..a'),
  ]);
  expect(found.map(({ code, at, params }) => [code, at, params.outer, params.folder])).toEqual([
    ['EXE-196', { nodeId: 'inner', setting: 'path' }, 'outer', '/data/a'],
  ]);
});

test('[EXE-197] neither source nor sink has its data in a checkpoint, also another query’s', () => {
  const plan = { op: 'union', nodeId: 'all', inputs: [scan('read', '/cp/one'), scan('fine', '/data/a')] };
  const withSources = plan as unknown as LogicalPlan;
  const found = checkSinks([
    query(memory, { plan: withSources, checkpointLocation: '/cp/two' }),
    query(memory, { plan: withSources, checkpointLocation: '/cp/one/' }),
    fileSink('written', '/cp/two/state'),
    fileSink('good', '/data/a'),
    query({ ...fileSinkPlan('holds'), path: '/out' }, { checkpointLocation: '/out/_checkpoint' }),
  ]);
  expect(found.map(({ code, at, params }) => [code, at, params.folder])).toEqual([
    ['EXE-197', { nodeId: 'read', setting: 'path' }, '/cp/one/'],
    ['EXE-197', { nodeId: 'written', setting: 'path' }, '/cp/two'],
  ]);
});
