import { describe, expect, test } from 'vitest';
import { translateDiagnostic } from '../base/errors/diagnostic.ts';
import {
  type Config,
  chain,
  described,
  type Edge,
  fields,
  type Node,
  type Pipeline,
} from '../testing/described-pipeline.ts';
import { compareQueries } from './compare-queries.ts';

const sink = (config: Config = {}): Node => ['out', 'file-sink', { path: '/out', format: 'json', ...config }];
const minutes = (duration: string): Node => ['minutes', 'window', { type: 'tumbling', timeColumn: 'time', duration }];
const visits = (gap: string): Node => ['visits', 'window', { type: 'session', timeColumn: 'time', gap }];
const sums = (config: Config = {}): Node => [
  'sums',
  'group-by',
  { keys: ['key', 'window'], aggregates: [{ function: 'sum', expr: 'value', as: 'total' }], ...config },
];
const unique = (config: Config = {}): Node => ['unique', 'deduplicate', { columns: ['id', 'time'], ...config }];
const limit = (count: number): Node => ['first', 'limit', { count }];
const filter = (condition: string): Node => ['some', 'filter', { condition }];
const select = (...columns: Config[]): Node => ['some', 'select', { columns }];

const on = 'left.id = right.id and right.time between left.time and left.time + interval 1 minute';

function joined(
  { type = 'inner', condition = on, columns = ['left.id', 'right.value'] } = {},
  right = '/right',
): Pipeline {
  const source = (side: string, path: string): Node[] => [
    [side, 'file-source', { path, format: 'json' }],
    [`${side}Typed`, 'schema', { fields }],
    [`${side}Late`, 'watermark', { timeColumn: 'time', delay: '1 minute' }],
  ];
  const edges = (side: string): Edge[] => [
    [side, `${side}Typed`],
    [`${side}Typed`, `${side}Late`],
    [`${side}Late`, 'pairs', side],
  ];
  const nodes: Node[] = [
    ...source('left', '/left'),
    ...source('right', right),
    ['pairs', 'join', { type, on: condition }],
    ['some', 'select', { columns: columns.map((expr, at) => ({ expr, as: `c${at}` })) }],
    sink(),
  ];
  return { nodes, edges: [...edges('left'), ...edges('right'), ['pairs', 'some'], ['some', 'out']] };
}

/** `pipeline` with settings of one node replaced. */
function changed(pipeline: Pipeline, nodeId: string, config: Config, kind?: string): Pipeline {
  const nodes = pipeline.nodes.map(
    ([id, was, old]): Node =>
      id === nodeId ? [id, kind ?? was, kind === undefined ? { ...old, ...config } : config] : [id, was, old],
  );
  return { ...pipeline, nodes };
}

const plain = chain(sink());
const windows = chain(minutes('5 minutes'), sums(), sink());
const sessions = chain(visits('5 minutes'), sums(), sink());
const keys = chain(unique(), sink());
const memory = (config: Config = {}): Node => [
  'table',
  'memory-sink',
  { queryName: 'table', outputMode: 'append', ...config },
];
const console: Node = ['screen', 'console-sink', { outputMode: 'append' }];

const refused: readonly (readonly [
  what: string,
  before: Pipeline,
  now: Pipeline,
  codes: readonly string[],
  names: string,
])[] = [
  [
    'a source more',
    plain,
    joined(),
    ['EXE-180', 'EXE-183'],
    '"left" file-source json /left, "right" file-source json /right',
  ],
  [
    'a source of another format',
    plain,
    changed(plain, 'in', { format: 'csv' }),
    ['EXE-180'],
    '"in" file-source csv /in',
  ],
  [
    'a source of another kind',
    chain(sink()),
    { nodes: [['in', 'rate-source', { rowsPerSecond: 1 }], sink()], edges: [['in', 'out']] },
    ['EXE-180'],
    'rate-source 1 rows a second',
  ],
  [
    'sources in another order',
    joined(),
    changed(changed(joined(), 'left', { path: '/right' }), 'right', { path: '/left' }),
    ['EXE-180'],
    '"left" file-source json /right',
  ],
  ['another path', plain, changed(plain, 'in', { path: '/elsewhere' }), ['EXE-181'], 'it now reads /elsewhere'],
  [
    'another output folder',
    plain,
    changed(plain, 'out', { path: '/elsewhere' }),
    ['EXE-182'],
    'it is now file json /elsewhere',
  ],
  ['other files', plain, changed(plain, 'out', { format: 'csv' }), ['EXE-182'], 'was file json /out'],
  ['other partitions', plain, changed(plain, 'out', { partitionBy: ['key'] }), ['EXE-182'], 'partitionBy=key'],
  ['console to file', chain(console), plain, ['EXE-182'], 'sink "screen" of the checkpoint was console'],
  ['an operator more', keys, chain(unique(), limit(3), sink()), ['EXE-183'], 'limit "first", deduplicate "unique"'],
  ['an operator less', keys, plain, ['EXE-183'], 'the query now has none'],
  ['the first operator', plain, keys, ['EXE-183'], 'the checkpoint knows none'],
  [
    'operators in another order',
    chain(limit(3), unique(), sink()),
    chain(unique(), limit(3), sink()),
    ['EXE-183'],
    'knows deduplicate "unique", limit "first"',
  ],
  [
    'another window',
    windows,
    chain(minutes('10 minutes'), sums(), sink()),
    ['EXE-184'],
    'window(time, 600 s, 600 s, 0 s)',
  ],
  ['a window that becomes sessions', windows, sessions, ['EXE-184'], 'session_window(time, 300 s)'],
  ['another gap', sessions, chain(visits('6 minutes'), sums(), sink()), ['EXE-184'], 'session_window(time, 360 s)'],
  [
    'other keys',
    windows,
    chain(minutes('5 minutes'), sums({ keys: ['window'] }), sink()),
    ['EXE-184'],
    'the grouping keys have changed',
  ],
  [
    'another aggregate',
    windows,
    chain(minutes('5 minutes'), sums({ aggregates: [{ function: 'avg', expr: 'value', as: 'total' }] }), sink()),
    ['EXE-184'],
    'avg(value) of (double)',
  ],
  [
    'another argument',
    windows,
    chain(minutes('5 minutes'), sums({ aggregates: [{ function: 'sum', expr: 'value + 1', as: 'total' }] }), sink()),
    ['EXE-184'],
    'sum((value + 1',
  ],
  [
    'other columns to tell duplicates by',
    keys,
    chain(unique({ columns: ['id', 'key', 'time'] }), sink()),
    ['EXE-184'],
    'id bigint, key string, time timestamp',
  ],
  [
    'duplicates within the watermark',
    keys,
    chain(unique({ withinWatermark: true }), sink()),
    ['EXE-184'],
    'told within the watermark',
  ],
  ['another join type', joined(), joined({ type: 'left' }), ['EXE-184'], '"pairs" now has left'],
  [
    'another condition',
    joined(),
    joined({ condition: `${on} and left.value < right.value` }),
    ['EXE-184', 'EXE-184'],
    'the join condition has changed',
  ],
  [
    'a condition the other way round',
    joined({ condition: `${on} and left.value < right.value` }),
    joined({ condition: `${on} and right.value < left.value` }),
    ['EXE-184'],
    '(left.value < right.value)',
  ],
  [
    'other keys of a join',
    joined(),
    joined({ condition: on.replace('left.id = right.id', 'left.key = right.key') }),
    ['EXE-184', 'EXE-184', 'EXE-184'],
    'left.key = right.key (string)',
  ],
  [
    'a column that kept rows do not hold',
    joined(),
    joined({ columns: ['left.id', 'right.value', 'left.key'] }),
    ['EXE-184'],
    'id, key, time',
  ],
  [
    'update in the place of append',
    chain(unique(), memory()),
    chain(unique(), memory({ outputMode: 'update' })),
    ['EXE-185'],
    'of "table" it is now update',
  ],
  [
    'columns of CSV files',
    chain(select({ expr: 'id' }), sink({ format: 'csv' })),
    chain(select({ expr: 'id' }, { expr: 'key' }), sink({ format: 'csv' })),
    ['EXE-186'],
    '"out" would write id bigint, key string',
  ],
  [
    'a column of Parquet files that changes its type',
    chain(select({ expr: 'id' }), sink({ format: 'parquet' })),
    chain(select({ expr: 'cast(id as string)', as: 'id' }), sink({ format: 'parquet' })),
    ['EXE-186'],
    'wrote id bigint',
  ],
  [
    'a partition column that changes its type',
    chain(select({ expr: 'id' }, { expr: 'key' }), sink({ partitionBy: ['id'] })),
    chain(select({ expr: 'cast(id as string)', as: 'id' }, { expr: 'key' }), sink({ partitionBy: ['id'] })),
    ['EXE-186'],
    'id string',
  ],
];

const allowed: readonly (readonly [what: string, before: Pipeline, now: Pipeline])[] = [
  ['nothing', windows, windows],
  ['a rate limit', plain, changed(plain, 'in', { maxFilesPerTrigger: 3 })],
  ['a trigger', plain, changed(plain, 'out', { trigger: { type: 'once' } })],
  ['options of the writer', plain, changed(plain, 'out', { options: { compression: 'gzip' } })],
  ['how many rows a limit lets pass', chain(limit(3), sink()), chain(limit(5), sink())],
  [
    'the name of an aggregate',
    chain(minutes('5 minutes'), sums(), memory()),
    chain(minutes('5 minutes'), sums({ aggregates: [{ function: 'sum', expr: 'value', as: 'sum' }] }), memory()),
  ],
  ['a column that is read no more', joined({ columns: ['left.id', 'right.value'] }), joined({ columns: ['left.id'] })],
  ['file to console', plain, chain(console)],
  ['console to memory', chain(console), chain(memory())],
  ['memory to console', chain(memory()), chain(console)],
  ['another table', chain(memory()), chain(memory({ queryName: 'other' }))],
  [
    'a column of JSON files',
    chain(select({ expr: 'id' }), sink()),
    chain(select({ expr: 'id' }, { expr: 'key' }), sink()),
  ],
  [
    'a column more in Parquet files',
    chain(select({ expr: 'id' }), sink({ format: 'parquet' })),
    chain(select({ expr: 'id' }, { expr: 'key' }), sink({ format: 'parquet' })),
  ],
];

describe('[CP-4] what may not change between runs', () => {
  test.each(refused)('%s', async (_, before, now, codes, names) => {
    const { refused: found, allowed: notes } = compareQueries(await described(before), await described(now));
    expect(found.map(({ code }) => code)).toEqual(codes);
    expect(found.map(({ message }) => message).join('\n')).toContain(names);
    if (found.length > 0) expect(notes).toEqual([]);
    for (const each of found) {
      expect(each.severity).toBe('error');
      expect(each.hint).toContain('start afresh');
      const french = translateDiagnostic(each, 'fr');
      expect(`${french.message}${french.hint}`).not.toMatch(/\{\w+\}/);
    }
  });
});

describe('[CP-4] what may', () => {
  test.each(allowed)('%s', async (_, before, now) => {
    expect(compareQueries(await described(before), await described(now)).refused).toEqual([]);
  });

  test('a filter, with a word about what was read before', async () => {
    const [before, now] = [chain(unique(), sink()), chain(filter('value > 1'), unique(), sink())];
    const { refused: none, allowed: notes } = compareQueries(await described(before), await described(now));
    expect(none).toEqual([]);
    expect(notes.map(({ code, severity, message }) => [code, severity, message])).toEqual([
      ['EXE-187', 'warning', 'the query goes on with Filter (value > 1) in the place of none'],
    ]);
  });

  test('ids and labels of nodes', async () => {
    const renamed = {
      nodes: keys.nodes.map(([id, kind, config]): Node => [`${id}2`, kind, config]),
      edges: keys.edges.map(([from, to]): Edge => [`${from}2`, `${to}2`]),
    };
    const now = await described(renamed, new Map([['unique2', 'Each once']]));
    expect(compareQueries(await described(keys), now)).toEqual({ refused: [], allowed: [] });
  });
});

test('both versions of a node are named, by their labels where they have one', async () => {
  const labels = new Map([['unique', 'Each once']]);
  const before = await described(keys, labels);
  const now = await described(chain(unique({ columns: ['id'] }), sink()), new Map([['unique', 'First of all']]));
  const [found] = compareQueries(before, now).refused;
  expect(found?.at.nodeId).toBe('unique');
  expect(found?.message).toBe(
    'the columns that duplicates are told by have changed: "Each once" (unique) had id bigint, time timestamp in the checkpoint; ' +
      '"First of all" (unique) now has id bigint',
  );
});
