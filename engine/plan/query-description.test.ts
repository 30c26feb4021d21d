import { expect, test } from 'vitest';
import { chain, described, fields, type Node, type Pipeline } from '../testing/described-pipeline.ts';
import { parseDescription } from './query-description.ts';

const sink: Node = ['out', 'file-sink', { path: '/out', format: 'json' }];
const unique: Node = ['unique', 'deduplicate', { columns: ['id', 'time'] }];
const limit: Node = ['first', 'limit', { count: 3 }];
const sums: Node = [
  'sums',
  'group-by',
  { keys: ['key', 'window'], aggregates: [{ function: 'sum', expr: 'value', as: 'total' }] },
];
const windowed = (config: object): Pipeline =>
  chain(['window', 'window', { timeColumn: 'time', ...config }], sums, sink);
const windows = windowed({ type: 'tumbling', duration: '5 minutes' });
const generator = { seed: 7, rowsPerBatch: 10, start: '2024-05-01 00:00:00', step: '1 second' };
const source = (side: string): Node[] => [
  [side, 'file-source', { path: `/${side}`, format: 'json' }],
  [`${side}Typed`, 'schema', { fields }],
];
const joined: Pipeline = {
  nodes: [
    ...source('left'),
    ...source('right'),
    ['pairs', 'join', { type: 'inner', on: 'left.id = right.id' }],
    ['some', 'select', { columns: [{ expr: 'left.id', as: 'id' }] }],
    sink,
  ],
  edges: [
    ['left', 'leftTyped'],
    ['right', 'rightTyped'],
    ['leftTyped', 'pairs', 'left'],
    ['rightTyped', 'pairs', 'right'],
    ['pairs', 'some'],
    ['some', 'out'],
  ],
};

test.each<[string, Pipeline]>([
  ['windows', windows],
  ['sessions', windowed({ type: 'session', gap: '5 minutes' })],
  ['a join', joined],
  ['a limit behind keys', chain(unique, limit, sink)],
  [
    'a generator',
    {
      nodes: [['in', 'generator-source', { ...generator, columns: [{ name: 't', type: 'event-time' }] }], sink],
      edges: [['in', 'out']],
    },
  ],
])('a description comes back from JSON as it was: %s', async (_, pipeline) => {
  const before = await described(pipeline);
  expect(parseDescription(JSON.parse(JSON.stringify(before)))).toEqual(before);
  expect(JSON.stringify(await described(pipeline))).toBe(JSON.stringify(before));
});

test('operators with state come nearest the sink first, streams as the checkpoint numbers them', async () => {
  const { operators, sources } = await described(joined);
  expect(operators.map(({ kind }) => kind)).toEqual(['join']);
  expect(sources.map(({ nodeId }) => nodeId)).toEqual(['left', 'right']);
  const both = await described(chain(unique, limit, sink));
  expect(both.operators.map(({ nodeId }) => nodeId)).toEqual(['first', 'unique']);
});

test.each<[string, unknown]>([
  ['nothing', null],
  ['a text', 'query'],
  ['a list', []],
  ['an empty object', {}],
  ['operators that are none', { operators: [{ kind: 'other' }] }],
  ['a deep one', JSON.parse('['.repeat(5000) + ']'.repeat(5000))],
])('what is no description is refused: %s', (_, json) => {
  expect(parseDescription(json)).toBe(null);
});

test('a description with a part of another type is refused', async () => {
  const whole = JSON.parse(JSON.stringify(await described(windows)));
  for (const part of Object.keys(whole)) {
    expect(parseDescription({ ...whole, [part]: 7 })).toBe(null);
    const { [part]: _, ...others } = whole;
    expect(parseDescription(others)).toBe(null);
  }
  expect(parseDescription({ ...whole, more: 'of a later version' })).toEqual(whole);
});
