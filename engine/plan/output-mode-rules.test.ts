/** What Spark 4.2.1 accepts is accepted here in each output mode, and what it refuses is refused: seen on Spark case by case. */
import { describe, expect, test } from 'vitest';
import { lowerScript } from '../testing/pipeline-script.ts';
import type { ScriptNode } from '../testing/stream-script.ts';
import { checkStreamingQuery } from './output-mode-rules.ts';

type Config = Record<string, unknown>;

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'time2', type: 'timestamp' },
  { name: 'key', type: 'string' },
  { name: 'value', type: 'int' },
];

const node = (kind: string, config: Config): [kind: string, config: Config] => [kind, config];
const late = node('watermark', { timeColumn: 'time', delay: '10 seconds' });
const late2 = node('watermark', { timeColumn: 'time2', delay: '5 seconds' });
const where = node('filter', { condition: 'key is not null' });
const windows = node('window', { type: 'tumbling', timeColumn: 'time', duration: '5 seconds' });
const windowOver = node('window', { type: 'tumbling', timeColumn: 'window', duration: '10 seconds', as: 'w2' });
const session = node('window', { type: 'session', timeColumn: 'time', gap: '5 seconds' });
const session2 = node('window', { type: 'session', timeColumn: 'time', gap: '5 seconds', as: 'w2' });
const sessionOver = node('window', { type: 'session', timeColumn: 'window', gap: '20 seconds', as: 'w2' });
const count = (...keys: (string | Config)[]) => node('group-by', { keys, aggregates: [{ function: 'count' }] });
const unique = (...columns: string[]) => node('deduplicate', columns.length === 0 ? {} : { columns });
const within = (...columns: string[]) => node('deduplicate', { columns, withinWatermark: true });
const sort = (expr = 'key') => node('sort', { by: [{ expr }] });
const limit = (rows = 2) => node('limit', { count: rows });
const select = (...exprs: string[]) => node('select', { columns: exprs.map((expr) => ({ expr })) });
const timeTwice = node('select', { columns: [{ expr: 'time' }, { expr: 'time', as: 't2' }, { expr: 'key' }] });
const maxTime = node('group-by', { keys: ['key'], aggregates: [{ function: 'max', expr: 'time', as: 'time' }] });

async function errorsIn(
  nodes: readonly ScriptNode[],
  edges: readonly (readonly [string, string, string?])[],
  outputMode: 'append' | 'update' | 'complete',
  mode: 'streaming' | 'batch' = 'streaming',
) {
  const staticRows = [{ key: 'a', value: 1 }];
  const script = {
    sources: [
      { id: 's', fields },
      { id: 't', fields, staticRows },
    ],
    nodes,
    edges,
    outputMode,
    steps: [{}],
    mode,
  };
  const { analysis } = await lowerScript(script);
  return analysis.diagnostics.filter(({ severity, code }) => severity === 'error' && code !== 'PIP-030');
}

const chainOf = (nodes: readonly (readonly [string, Config])[], from = 's') => {
  const named = nodes.map(([kind, config], index): ScriptNode => ({ id: `n${index + 1}`, kind, config }));
  const edges = named.map(({ id }, index): [string, string] => [named[index - 1]?.id ?? from, id]);
  return { named, edges };
};

/** Codes for append, update and complete; a text without codes is accepted. */
type Case = readonly [
  name: string,
  nodes: readonly (readonly [string, Config])[],
  append: string,
  update: string,
  complete: string,
];

const cases: readonly Case[] = [
  ['stateless', [where], '', '', 'PLN-001'],
  ['watermark, stateless', [late, where], '', '', 'PLN-001'],
  ['count by key', [count('key')], 'PLN-002', '', ''],
  ['count all', [count()], 'PLN-002', '', ''],
  ['count by watermarked window', [late, windows, count('window')], '', '', ''],
  ['count by watermarked time', [late, count('time')], '', '', ''],
  ['count by key behind a watermark', [late, count('key')], 'PLN-002', '', ''],
  ['count by window, no watermark', [windows, count('window')], 'PLN-002', '', ''],
  ['session and key', [late, session, count('key', 'window')], '', 'PLN-089', ''],
  ['session and key, no watermark', [session, count('key', 'window')], 'PLN-002', 'PLN-089', ''],
  ['session alone', [late, session, count('window')], 'PLN-090', 'PLN-089 PLN-090', 'PLN-090'],
  [
    'session and a constant',
    [late, session, count('window', { expr: '1', as: 'one' })],
    'PLN-090',
    'PLN-089 PLN-090',
    'PLN-090',
  ],
  ['session without grouping', [late, session], '', '', 'PLN-001'],
  ['start of a session', [late, session, count('key', { expr: 'window.start' })], 'PLN-002', '', ''],
  ['two sessions, one grouped', [late, session, session2, count('key', 'window')], '', 'PLN-089', ''],
  ['two sessions', [late, session, session2, count('key', 'window', 'w2')], 'PLN-091', 'PLN-089 PLN-091', 'PLN-091'],
  [
    'window and session',
    [late, session, windowOver, count('key', 'window', 'w2')],
    'PLN-091',
    'PLN-089 PLN-091',
    'PLN-091',
  ],
  [
    'session, then windows',
    [late, session, count('key', 'window'), windowOver, count('w2')],
    '',
    'PLN-003 PLN-089',
    'PLN-003',
  ],
  [
    'windows, then session',
    [late, windows, count('key', 'window'), sessionOver, count('key', 'w2')],
    '',
    'PLN-003 PLN-089',
    'PLN-003',
  ],
  ['duplicates', [unique()], '', '', 'PLN-001'],
  ['duplicates by key behind a watermark', [late, unique('key')], '', '', 'PLN-001'],
  ['duplicates by key and time', [late, unique('key', 'time')], '', '', 'PLN-001'],
  ['duplicates within no watermark', [within('key')], 'PLN-086', 'PLN-086', 'PLN-001 PLN-086'],
  ['duplicates within', [late, within('key')], '', '', 'PLN-001'],
  ['duplicates within, time left out', [late, select('key'), within('key')], 'PLN-086', 'PLN-086', 'PLN-001 PLN-086'],
  ['duplicates within, then windows', [late, within('key'), windows, count('window')], '', '', ''],
  ['duplicates within, then key', [late, within('key'), count('key')], 'PLN-002', '', ''],
  ['sort', [sort()], 'PLN-087', 'PLN-087', 'PLN-001 PLN-087'],
  ['count, sort', [count('key'), where, sort()], 'PLN-002 PLN-087', 'PLN-087', ''],
  ['windows, sort', [late, windows, count('window'), sort('count')], 'PLN-087', 'PLN-087', ''],
  ['count, sort, limit', [count('key'), sort(), limit()], 'PLN-002 PLN-087', 'PLN-087 PLN-088', ''],
  ['sort, count', [sort(), count('key')], 'PLN-002 PLN-087', 'PLN-087', 'PLN-087'],
  ['duplicates, sort', [unique('key'), sort()], 'PLN-087', 'PLN-087', 'PLN-001 PLN-087'],
  ['limit', [limit()], '', 'PLN-088', 'PLN-001'],
  ['limit, count', [limit(), count('key')], 'PLN-002', 'PLN-088', ''],
  ['limit, windows', [late, limit(), windows, count('window')], '', 'PLN-088', ''],
  ['count, limit', [count('key'), limit()], 'PLN-002', 'PLN-088', ''],
  ['windows, limit', [late, windows, count('window'), limit()], '', 'PLN-088', ''],
  ['limit, duplicates', [limit(), unique('key')], '', 'PLN-088', 'PLN-001'],
  ['duplicates, limit, count', [unique('key'), limit(), count('key')], 'PLN-002', 'PLN-088', ''],
  ['count, duplicates, limit', [count('key'), unique('key'), limit()], 'PLN-002', 'PLN-088', ''],
  ['windows of windows', [late, windows, count('window', 'key'), windowOver, count('w2')], '', 'PLN-003', 'PLN-003'],
  [
    'count by key, then by count',
    [late, count('key'), node('group-by', { keys: ['count'], aggregates: [{ function: 'sum', expr: 'count' }] })],
    'PLN-002 PLN-004',
    'PLN-003',
    'PLN-003',
  ],
  [
    'windows sorted, then counted',
    [late, windows, count('window', 'key'), sort(), count('window')],
    'PLN-087',
    'PLN-003 PLN-087',
    'PLN-003',
  ],
  ['watermark behind an aggregation', [maxTime, late, count('time')], 'PLN-004', 'PLN-003', 'PLN-003'],
  ['duplicates, count', [unique('key'), count('key')], 'PLN-002', '', ''],
  ['duplicates by key, then windows', [late, windows, unique('key'), count('window')], '', '', ''],
  ['duplicates by time, then key', [late, unique('key', 'time'), count('key')], 'PLN-002', '', ''],
  [
    'windows, duplicates by window',
    [late, windows, count('window', 'key'), unique('window')],
    '',
    'PLN-092',
    'PLN-092',
  ],
  ['windows, duplicates by key', [late, windows, count('window', 'key'), unique('key')], '', '', ''],
  ['count, duplicates', [count('key'), unique('key')], 'PLN-002', '', ''],
  ['windows, duplicates within', [late, windows, count('window', 'key'), within('key')], '', 'PLN-092', 'PLN-092'],
  ['count, sort, duplicates', [count('key'), sort(), unique('key')], 'PLN-002 PLN-087', 'PLN-087', ''],
  [
    'windows, duplicates by key, windows',
    [late, windows, count('window', 'key'), unique('key'), count('window')],
    '',
    'PLN-003',
    'PLN-003',
  ],
  ['duplicates twice', [late, unique('key', 'time'), unique('value')], '', '', 'PLN-001'],
  ['two watermarks on one column', [late, late], 'PLN-005', 'PLN-005', 'PLN-001 PLN-005'],
  ['two watermarks', [late, late2, where], 'PLN-005', 'PLN-005', 'PLN-001 PLN-005'],
  ['two watermarks, one lost', [late, select('time2', 'key'), late2, count('time2')], 'PLN-005', 'PLN-005', 'PLN-005'],
  ['a time twice, grouped', [late, timeTwice, count('time', 't2')], 'PLN-091', 'PLN-091', ''],
  ['a time twice, duplicates', [late, timeTwice, unique('key')], 'PLN-091', 'PLN-091', 'PLN-001 PLN-091'],
  ['time and window grouped', [late, windows, count('window', 'time')], 'PLN-091', 'PLN-091', ''],
  ['time and window, duplicates', [late, windows, unique('key')], 'PLN-091', 'PLN-091', 'PLN-001 PLN-091'],
];

describe('[OM-9] a stream', () => {
  test.each(cases)('%s', async (_, nodes, append, update, complete) => {
    const { named, edges } = chainOf(nodes);
    const modes = ['append', 'update', 'complete'] as const;
    const found = await Promise.all(
      modes.map(async (mode) =>
        [...new Set((await errorsIn(named, edges, mode)).map(({ code }) => code))].sort().join(' '),
      ),
    );
    expect(found).toEqual([append, update, complete]);
  });

  test('each finding names Spark’s error class', async () => {
    for (const [, nodes] of cases) {
      const { named, edges } = chainOf(nodes);
      for (const found of await errorsIn(named, edges, 'update')) {
        expect(found.sparkClass, found.code).toBeTruthy();
      }
    }
  });

  test('[OM-10] all of whose sources are static cannot start', async () => {
    const { named, edges } = chainOf([count('key')], 't');
    expect((await errorsIn(named, edges, 'update')).map(({ code }) => code)).toEqual(['PLN-094']);
  });

  test.each(['update', 'complete'] as const)('[SK-4] %s cannot be written to files', async (outputMode) => {
    const { named, edges } = chainOf([late, windows, count('window')]);
    const script = { sources: [{ id: 's', fields }], nodes: named, edges, outputMode, steps: [{}] };
    const [query] = (await lowerScript(script)).queries;
    if (query === undefined) throw new Error('the script has a query');
    const folder = { path: '/out', format: 'json', partitionBy: [], options: {} } as const;
    const sink = { type: 'file', nodeId: 'sink', ...folder } as const;
    expect(checkStreamingQuery({ ...query, sink })).toMatchObject([
      { code: 'PLN-093', at: { nodeId: 'sink', setting: 'outputMode' }, params: { mode: outputMode } },
    ]);
    expect(checkStreamingQuery({ ...query, sink, outputMode: 'append' })).toEqual([]);
  });

  test('what is static in it may be sorted, limited, aggregated and watermarked', async () => {
    const { named, edges } = chainOf([late, late2, count('key'), sort(), limit(1), unique('key')], 't');
    const join: ScriptNode = { id: 'join', kind: 'join', config: { type: 'inner', on: 'left.key = right.key' } };
    const wired = [...edges, ['s', 'join', 'left'], ['n6', 'join', 'right']] as [string, string, string?][];
    for (const mode of ['append', 'update'] as const) expect(await errorsIn([...named, join], wired, mode)).toEqual([]);
  });

  test('static duplicates have no watermark to be within', async () => {
    const { named, edges } = chainOf([within('key')], 't');
    const join: ScriptNode = { id: 'join', kind: 'join', config: { type: 'inner', on: 'left.key = right.key' } };
    const wired = [...edges, ['s', 'join', 'left'], ['n1', 'join', 'right']] as [string, string, string?][];
    expect((await errorsIn([...named, join], wired, 'append')).map(({ code }) => code)).toEqual(['PLN-085']);
  });
});

test('a batch query has no output mode, but no watermark either', async () => {
  const { named, edges } = chainOf([late, late2, sort(), limit(), count('key'), unique('count')]);
  expect(await errorsIn(named, edges, 'update', 'batch')).toEqual([]);
  const dropped = chainOf([late, within('key')]);
  expect((await errorsIn(dropped.named, dropped.edges, 'append', 'batch')).map(({ code }) => code)).toEqual([
    'PLN-085',
  ]);
});
