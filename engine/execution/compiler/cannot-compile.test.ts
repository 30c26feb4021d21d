import { describe, expect, test } from 'vitest';
import { type FilesScript, queryOf } from '../../testing/run-files.ts';
import type { ScriptNode } from '../../testing/stream-script.ts';

const groups: ScriptNode = {
  id: 'groups',
  kind: 'group-by',
  config: { keys: ['action'], aggregates: [{ function: 'count' }] },
};
const base: FilesScript = {
  fields: [
    { name: 'time', type: 'timestamp' },
    { name: 'action', type: 'string' },
    { name: 'tags', type: 'array<string>' },
  ],
  nodes: [groups],
  files: [],
};
const window = (config: Record<string, unknown>): ScriptNode => ({
  id: 'windows',
  kind: 'window',
  config: { timeColumn: 'time', ...config },
});
const filter = (condition: string): ScriptNode => ({ id: 'kept', kind: 'filter', config: { condition } });
const tumbling = window({ type: 'tumbling', duration: '1 hour' });
const sliding = window({ type: 'sliding', duration: '1 hour', slide: '10 minutes' });

/** Reasons for which nothing below the operators that need more than a row at a time is compiled either. */
const unread: readonly [string, Partial<FilesScript>][] = [
  ['parquet files are read by the interpreter', { fields: base.fields.slice(0, 2), source: { format: 'parquet' } }],
  ['records of more than one line', { source: { options: { multiLine: 'true' } } }],
  ['a line separator of its own', { source: { options: { lineSep: ';' } } }],
  ['an encoding other than UTF-8', { mode: 'batch', source: { options: { encoding: 'UTF-16LE', lineSep: '\n' } } }],
  ['limits on numbers or nesting', { source: { options: { maxNumLen: '10' } } }],
  [
    'a very long column name',
    {
      fields: [{ name: 'n'.repeat(300), type: 'string' }],
      nodes: [{ ...groups, config: { keys: ['n'.repeat(300)], aggregates: [{ function: 'count' }] } }],
    },
  ],
  ['a column of arrays or structs', { nodes: [filter('tags IS NOT NULL'), groups] }],
];

/** Reasons for which a stage ends before the group-by, or before the operator that cannot be compiled. */
const shorter: readonly [string, Partial<FilesScript>][] = [
  ['an expression over a window', { nodes: [sliding, filter('window.start > time'), groups] }],
  [
    'a watermark behind a window',
    { nodes: [tumbling, { id: 'w', kind: 'watermark', config: { timeColumn: 'time', delay: '1 minute' } }, groups] },
  ],
  [
    'more than 1024 windows a row',
    { nodes: [window({ type: 'sliding', duration: '2 hours', slide: '1 second' }), groups] },
  ],
  ['a window of very long spans', { nodes: [window({ type: 'tumbling', duration: '30000 days' }), groups] }],
  [
    'max of a window',
    {
      nodes: [sliding, { ...groups, config: { keys: ['action'], aggregates: [{ function: 'max', expr: 'window' }] } }],
    },
  ],
  [
    'sessions',
    {
      nodes: [
        window({ type: 'session', gap: '1 hour' }),
        { ...groups, config: { keys: ['action', 'window'], aggregates: [{ function: 'count' }] } },
      ],
    },
  ],
  ['a session-window inside the stage', { nodes: [window({ type: 'session', gap: '1 hour' }), groups] }],
  [
    'a deduplicate inside the stage',
    { nodes: [{ id: 'd', kind: 'deduplicate', config: { columns: ['action'] } }, groups] },
  ],
  ['a limit inside the stage', { nodes: [{ id: 'l', kind: 'limit', config: { count: 1 } }, groups] }],
  [
    'a sort inside the stage',
    { mode: 'batch', nodes: [{ id: 's', kind: 'sort', config: { by: [{ expr: 'action' }] } }, groups] },
  ],
  [
    'a deduplicate is interpreted',
    {
      fields: base.fields.slice(0, 2),
      nodes: [{ id: 'd', kind: 'deduplicate', config: { columns: ['action'] } }],
      outputMode: 'append',
    },
  ],
];

describe('stages that run interpreted say why', () => {
  test.each(unread)('%s', async (reason, change) => {
    const query = await queryOf({ ...base, ...change }, '/nowhere', 'compiled');
    expect(query.generatedSource).toBeNull();
    expect(new Set(query.interpretedBecause)).toEqual(new Set([reason]));
  });

  test.each(shorter)('%s', async (reason, change) => {
    const query = await queryOf({ ...base, ...change }, '/nowhere', 'compiled');
    expect(query.generatedSource).toContain('rows leave the stage');
    expect(query.interpretedBecause[0]).toBe(reason);
  });
});

describe('all of these compile', () => {
  test.each<[string, Partial<FilesScript>]>([
    ['csv', { fields: base.fields.slice(0, 2), source: { format: 'csv' } }],
    ['an expression over the one window of a row', { nodes: [tumbling, filter('window.start > time'), groups] }],
    [
      'any aggregate',
      {
        nodes: [
          {
            ...groups,
            config: {
              keys: ['action'],
              aggregates: [
                { function: 'any_value', expr: 'time' },
                { function: 'collect_list', expr: 'action' },
              ],
            },
          },
        ],
      },
    ],
    [
      'distinct values',
      {
        mode: 'batch',
        nodes: [
          { ...groups, config: { keys: ['action'], aggregates: [{ function: 'count', expr: 'DISTINCT action' }] } },
        ],
      },
    ],
    [
      'rows that go to a sink',
      { fields: base.fields.slice(0, 2), nodes: [filter('time IS NOT NULL')], outputMode: 'append' },
    ],
    ['what depends on the moment of the batch', { nodes: [filter('time < current_timestamp()'), groups] }],
    ['what has no form but the interpreter’s', { nodes: [filter("date_format(time, 'HH') > action"), groups] }],
  ])('%s', async (_, change) => {
    const query = await queryOf({ ...base, ...change }, '/nowhere', 'compiled');
    expect(query.interpretedBecause).toEqual([]);
    expect(query.generatedSource).not.toBeNull();
  });

  test('a stage that compiles shows its nodes in its source', async () => {
    const query = await queryOf(
      { ...base, nodes: [filter("action = 'Open'"), tumbling, groups] },
      '/nowhere',
      'compiled',
    );
    expect(query.interpretedBecause).toEqual([]);
    for (const comment of [
      '// file-scan "source", "typed"',
      '// filter "kept"',
      '// time-window "windows"',
      '// aggregate "groups"',
    ]) {
      expect(query.generatedSource).toContain(comment);
    }
    expect(query.explain().match(/\*/g)?.length).toBeGreaterThanOrEqual(4);
  });
});
