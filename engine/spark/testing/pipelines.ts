/** Pipelines whose programs are kept as files beside this one. */
import type { PipelineDocument, PipelineNode } from '../../pipeline/document.ts';

type Config = Readonly<Record<string, unknown>>;

/** A pipeline of nodes given as `[id, kind, config, inputs]`; an input `x:left` goes into that port. */
export function pipelineOf(
  nodes: readonly (readonly [id: string, kind: string, config: Config, inputs?: readonly string[], label?: string])[],
  settings: Partial<PipelineDocument['settings']> = {},
  name = 'Test pipeline',
): PipelineDocument {
  return {
    format: 'millrace.pipeline',
    version: 1,
    name,
    settings: { mode: 'streaming', timeZone: 'UTC', ...settings },
    nodes: nodes.map(
      ([id, kind, config, , label]): PipelineNode => ({
        id,
        kind,
        config,
        position: { x: 0, y: 0 },
        ...(label === undefined ? {} : { label }),
      }),
    ),
    edges: nodes.flatMap(([id, , , inputs = []]) =>
      inputs.map((input) => {
        const [source = '', targetPort] = input.split(':');
        return { source, target: id, ...(targetPort === undefined ? {} : { targetPort }) };
      }),
    ),
  };
}

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'user', type: 'string' },
  { name: 'amount', type: 'int' },
];

const rows = {
  fields,
  batches: [
    [
      { time: 10, user: 'ada', amount: 5 },
      { time: 900, user: 'grace', amount: 0 },
    ],
    [],
    [{ time: 12, user: "o'neil", amount: 7 }],
    [{ time: 95, user: 'ada', amount: 2 }],
  ],
};

const memory = (queryName: string, outputMode: string): Config => ({
  queryName,
  outputMode,
  trigger: { type: 'available-now' },
});

const minute = { type: 'tumbling', timeColumn: 'time', duration: '1 minute' };
const count = [{ function: 'count' }];

export const pipelines: Readonly<Record<string, PipelineDocument>> = {
  'guarded-watermark': pipelineOf([
    ['events', 'rows-source', rows],
    ['late', 'watermark', { timeColumn: 'time', delay: '10 seconds' }, ['events'], 'Ten seconds late'],
    ['double', 'select', { columns: [{ expr: 'amount * 2', as: 'twice' }], keep: true }, ['late']],
    ['paid', 'filter', { condition: 'twice > 0' }, ['double'], 'Paid'],
    ['minutes', 'window', minute, ['paid']],
    ['counts', 'group-by', { keys: ['window'], aggregates: count }, ['minutes']],
    ['table', 'memory-sink', memory('counts', 'append'), ['counts']],
  ]),
  'two-queries': pipelineOf(
    [
      [
        'files',
        'file-source',
        { path: 'in', format: 'csv', options: { header: true, sep: ';' }, maxFilesPerTrigger: 2, latestFirst: true },
      ],
      [
        'orders',
        'schema',
        {
          fields: [...fields, { name: 'the note', type: 'string' }, { name: '_bad', type: 'string' }],
          mode: 'PERMISSIVE',
          columnNameOfCorruptRecord: '_bad',
        },
        ['files'],
      ],
      ['large', 'filter', { condition: "amount > 100 AND user <> 'test'" }, ['orders'], 'Large orders'],
      [
        'totals',
        'group-by',
        {
          keys: ['user', { expr: 'date_trunc("hour", time)', as: 'hour' }],
          aggregates: [
            { function: 'sum', expr: 'amount', as: 'total' },
            { function: 'avg', expr: 'amount' },
            { function: 'count' },
          ],
        },
        ['large'],
      ],
      ['shown', 'console-sink', { outputMode: 'append', numRows: 5, truncate: false }, ['large']],
      [
        'kept',
        'memory-sink',
        { queryName: 'totals', outputMode: 'update', checkpointLocation: 'checkpoints/totals' },
        ['totals'],
      ],
    ],
    { timeZone: 'Europe/Paris', watermarkPolicy: 'max', noDataMicroBatches: false },
    'Orders: large ones, and totals',
  ),
  'joined-batch': pipelineOf(
    [
      ['events', 'rows-source', rows],
      [
        'users',
        'rows-source',
        { fields: [{ name: 'user', type: 'string' }], batches: [[{ user: 'ada' }]], static: true },
      ],
      ['known', 'join', { type: 'left-semi', on: 'left.user = right.user' }, ['events:left', 'users:right']],
      ['both', 'union', {}, ['known', 'events']],
      ['once', 'deduplicate', { columns: ['user'] }, ['both']],
      ['sorted', 'sort', { by: [{ expr: 'user', direction: 'desc', nulls: 'first' }] }, ['once']],
      ['top', 'limit', { count: 3 }, ['sorted']],
      ['table', 'memory-sink', memory('result', 'append'), ['top']],
      ['log', 'console-sink', { outputMode: 'append', numRows: 5, truncate: 8 }, ['top']],
    ],
    { mode: 'batch' },
  ),
  sessions: pipelineOf([
    ['clicks', 'rows-source', rows],
    ['late', 'watermark', { timeColumn: 'time', delay: '1 minute' }, ['clicks']],
    ['visits', 'window', { type: 'session', timeColumn: 'time', gap: '30 seconds', as: 'visit' }, ['late']],
    ['per-user', 'group-by', { keys: ['user', 'visit'], aggregates: count }, ['visits']],
    ['table', 'memory-sink', memory('visits', 'append'), ['per-user']],
  ]),
};
