import { beforeAll, describe, expect, test } from 'vitest';
import { loadExpressionParser } from '../expression/parse-expression.ts';
import { exported } from './testing/exported.ts';
import { pipelineOf } from './testing/pipelines.ts';

beforeAll(() => loadExpressionParser());

type Nodes = Parameters<typeof pipelineOf>[0];

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'v', type: 'int' },
];
const start: Nodes = [
  ['events', 'rows-source', { fields, batches: [] }],
  ['late', 'watermark', { timeColumn: 'time', delay: '1 minute' }, ['events']],
];
const filter = (id: string, condition: string, input: string): Nodes[number] => [id, 'filter', { condition }, [input]];
const table = (input: string, id = 'table'): Nodes[number] => [
  id,
  'memory-sink',
  { queryName: id, outputMode: 'append' },
  [input],
];
const observed = (nodes: Nodes, mode: 'batch' | 'streaming' = 'streaming') =>
  [...exported(pipelineOf([...start, ...nodes], { mode })).program.matchAll(/\.observe\(\s*"([^"]+)"/g)].map(
    ([, id]) => id,
  );

describe('an observation does not stand between a watermark and what guards it (semantics 5.1)', () => {
  test('a filter right behind the watermark', () => {
    expect(observed([filter('some', 'v > 1', 'late'), table('some')])).toEqual(['events', 'some']);
  });

  test('a filter on the event time stays where it is, so everything is observed', () => {
    expect(observed([filter('some', 'time > "2020-01-01"', 'late'), table('some')])).toEqual([
      'events',
      'late',
      'some',
    ]);
  });

  test('one condition of several is enough', () => {
    const nodes = [filter('some', 'time > "2020-01-01" AND v > 1', 'late'), table('some')];
    expect(observed(nodes)).toEqual(['events', 'some']);
  });

  test('the furthest filter counts', () => {
    const nodes: Nodes = [
      filter('near', 'v > 1', 'late'),
      ['more', 'select', { columns: [{ expr: 'v + 1', as: 'w' }], keep: true }, ['near']],
      filter('far', 'w > 1', 'more'),
      filter('after', 'time > "2020-01-01"', 'far'),
      table('after'),
    ];
    expect(observed(nodes)).toEqual(['events', 'far', 'after']);
  });

  const join = (type: string, on: string): Nodes => [
    ['more', 'rows-source', { fields, batches: [] }],
    ['early', 'watermark', { timeColumn: 'time', delay: '1 minute' }, ['more']],
    ['pairs', 'join', { type, on: `${on} AND left.time = right.time` }, ['late:left', 'early:right']],
    ['both', 'select', { columns: [{ expr: 'left.v', as: 'v' }] }, ['pairs']],
    table('both'),
  ];

  test('a join whose keys cannot be null', () => {
    expect(observed(join('inner', 'left.v = right.v'))).toEqual(['events', 'more', 'pairs', 'both']);
  });

  test('a join guards only the side whose rows do not come out without a partner', () => {
    expect(observed(join('left', 'left.v = right.v'))).toEqual(['events', 'late', 'more', 'pairs', 'both']);
  });

  test('a join on event times alone moves nothing', () => {
    const [more, early, , both, end] = join('inner', 'true') as [...Nodes];
    const pairs: Nodes[number] = [
      'pairs',
      'join',
      { type: 'inner', on: 'left.time = right.time' },
      ['late:left', 'early:right'],
    ];
    expect(observed([more, early, pairs, both, end] as Nodes)).toEqual([
      'events',
      'late',
      'more',
      'early',
      'pairs',
      'both',
    ]);
  });

  test('a filter behind a union guards the watermarks of all its inputs', () => {
    const nodes: Nodes = [
      ['more', 'rows-source', { fields, batches: [] }],
      ['early', 'watermark', { timeColumn: 'time', delay: '1 minute' }, ['more']],
      ['all', 'union', {}, ['late', 'early']],
      filter('some', 'v > 1', 'all'),
      table('some'),
    ];
    expect(observed(nodes)).toEqual(['events', 'more', 'some']);
  });

  test('in batch mode a watermark does nothing', () => {
    expect(observed([filter('some', 'v > 1', 'late'), table('some')], 'batch')).toEqual(['events', 'late', 'some']);
  });

  test('a node that two queries share is left out for both', () => {
    const nodes = [filter('some', 'v > 1', 'late'), table('some'), table('late', 'all')];
    expect(observed(nodes)).toEqual(['events', 'some']);
  });

  test('a node behind the guarded watermark on another way is observed', () => {
    const nodes = [filter('some', 'v > 1', 'late'), filter('recent', 'time > "2020-01-01"', 'late'), table('some')];
    expect(observed([...nodes, table('recent', 'all')])).toEqual(['events', 'some', 'recent']);
  });
});
