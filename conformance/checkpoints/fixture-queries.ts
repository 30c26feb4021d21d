/**
 * The queries whose checkpoints are kept for later versions: between them every kind of state, source log and sink log. A change here
 * changes no fixture that is there; it counts for those that the next format gets.
 */

export interface FixtureNode {
  readonly id: string;
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
}

export interface FixtureQueries {
  /** The name of its folder. */
  readonly name: string;
  readonly about: string;
  readonly nodes: readonly FixtureNode[];
  /** `source target`, or `source target port`. */
  readonly edges: readonly string[];
  /** Lines of the files of `input`, in their order. */
  readonly input: readonly (readonly string[])[];
  /** So many of them are there when the checkpoints are written: a batch each. */
  readonly batches: number;
  /**
   * Of a source that makes rows as time goes by: so many seconds lie between two batches, and the second is one that was planned and did
   * not run. Only that one can ever be made again with the same rows.
   */
  readonly seconds?: number | undefined;
  /** A file that is broken then, and its lines; the query ends in it with this code. */
  readonly broken?: { readonly file: number; readonly lines: readonly string[]; readonly code: string } | undefined;
}

const fields = [
  { name: 'id', type: 'bigint' },
  { name: 'kind', type: 'string' },
  { name: 'time', type: 'timestamp' },
  { name: 'value', type: 'double' },
  { name: 'price', type: 'decimal(20,4)' },
  { name: 'day', type: 'date' },
  { name: 'open', type: 'boolean' },
];

/** A file source and the types of its columns, with a watermark where there is a delay. */
function events(id: string, more: Readonly<Record<string, unknown>> = {}): FixtureNode[] {
  return [
    { id, kind: 'file-source', config: { path: 'input', format: 'json', maxFilesPerTrigger: 1, ...more } },
    { id: `${id}Typed`, kind: 'schema', config: { fields } },
    { id: `${id}Late`, kind: 'watermark', config: { timeColumn: 'time', delay: '30 seconds' } },
  ];
}

const eventEdges = (id: string): string[] => [`${id} ${id}Typed`, `${id}Typed ${id}Late`];

function sink(id: string): FixtureNode {
  const config = {
    path: `output/${id}`,
    format: 'json',
    outputMode: 'append',
    checkpointLocation: `checkpoints/${id}`,
  };
  return { id, kind: 'file-sink', config };
}

/** A line of input. What is left out is null. */
function event(id: number, kind: string, seconds: number, more: Readonly<Record<string, unknown>> = {}): string {
  const time = new Date(Date.UTC(2024, 4, 1, 10) + seconds * 1000).toISOString();
  return JSON.stringify({ id, kind, time, ...more });
}

const minutes: FixtureNode = {
  id: 'minutes',
  kind: 'window',
  config: { type: 'tumbling', timeColumn: 'time', duration: '1 minute' },
};

const call = (name: string, expr: string, as: string) => ({ function: name, expr, as });

const everyOperator: FixtureQueries = {
  name: 'every-operator',
  about: 'Every operator with state, over files and over a generator, after three batches of five.',
  nodes: [
    ...events('events'),
    minutes,
    {
      id: 'totals',
      kind: 'group-by',
      config: {
        keys: ['kind', 'window'],
        aggregates: [
          { function: 'count' },
          call('sum', 'value', 'total'),
          call('avg', 'id', 'mean'),
          call('sum', 'price', 'paid'),
          call('avg', 'price', 'price'),
          call('min', "concat(kind, '-', cast(id as string))", 'first'),
          call('max', 'time', 'last'),
          call('max', 'day', 'day'),
          call('collect_list', 'price', 'prices'),
          call('collect_list', 'day', 'days'),
          call('stddev', 'value', 'spread'),
          call('first', 'open', 'open'),
        ],
      },
    },
    sink('windows'),
    { id: 'visits', kind: 'window', config: { type: 'session', timeColumn: 'time', gap: '20 seconds' } },
    {
      id: 'perVisit',
      kind: 'group-by',
      config: {
        keys: ['kind', 'window'],
        aggregates: [{ function: 'count' }, call('avg', 'price', 'price'), call('collect_list', 'id', 'ids')],
      },
    },
    sink('sessions'),
    { id: 'ever', kind: 'deduplicate', config: { columns: ['kind', 'open'] } },
    sink('unique'),
    { id: 'once', kind: 'deduplicate', config: { columns: ['id', 'kind'], withinWatermark: true } },
    sink('within'),
    { id: 'firsts', kind: 'limit', config: { count: 11 } },
    sink('limited'),
    ...events('others'),
    {
      id: 'pairs',
      kind: 'join',
      config: {
        type: 'left',
        on: 'left.kind = right.kind and left.id < right.id and right.time between left.time and left.time + interval 15 seconds',
      },
    },
    {
      id: 'named',
      kind: 'select',
      config: {
        columns: [
          { expr: 'left.id', as: 'id' },
          { expr: 'left.price', as: 'price' },
          { expr: 'right.id', as: 'other' },
        ],
      },
    },
    sink('joined'),
    { id: 'perMinute', kind: 'group-by', config: { keys: ['window'], aggregates: [{ function: 'count' }] } },
    {
      id: 'longer',
      kind: 'window',
      config: { type: 'tumbling', timeColumn: 'window', duration: '2 minutes', as: 'longer' },
    },
    { id: 'again', kind: 'group-by', config: { keys: ['longer'], aggregates: [call('sum', 'count', 'rows')] } },
    sink('chained'),
    {
      id: 'made',
      kind: 'generator-source',
      config: {
        seed: 7,
        rowsPerBatch: 12,
        batches: 5,
        start: '2024-05-01 10:00:00',
        step: '5 seconds',
        disorder: { fraction: 0.2, maxDelay: '1 minute' },
        columns: [
          { name: 'time', type: 'event-time' },
          { name: 'kind', type: 'choice', values: ['a', 'b', 'é'] },
          { name: 'value', type: 'int-range', min: 0, max: 1000, nulls: 0.2 },
        ],
      },
    },
    { id: 'madeLate', kind: 'watermark', config: { timeColumn: 'time', delay: '30 seconds' } },
    { ...minutes, id: 'madeMinutes' },
    {
      id: 'perKind',
      kind: 'group-by',
      config: { keys: ['kind', 'window'], aggregates: [{ function: 'count' }, call('sum', 'value', 'total')] },
    },
    sink('generated'),
  ],
  edges: [
    ...eventEdges('events'),
    'eventsLate minutes',
    'minutes totals',
    'totals windows',
    'eventsLate visits',
    'visits perVisit',
    'perVisit sessions',
    'eventsTyped ever',
    'ever unique',
    'eventsLate once',
    'once within',
    'eventsTyped firsts',
    'firsts limited',
    ...eventEdges('others'),
    'eventsLate pairs left',
    'othersLate pairs right',
    'pairs named',
    'named joined',
    'minutes perMinute',
    'perMinute longer',
    'longer again',
    'again chained',
    'made madeLate',
    'madeLate madeMinutes',
    'madeMinutes perKind',
    'perKind generated',
  ],
  input: [
    [
      event(1, 'a', 0, { value: 1.5, price: 12.5, day: '2024-05-01', open: true }),
      event(2, 'b', 3, { value: 2, price: '1234567890123456.7891', day: '1969-12-31' }),
      event(3, 'a', 8, { price: -0.0001, open: false }),
      event(4, 'été ☀', 9, { value: 0.1, day: '0001-01-01', open: true }),
    ],
    [
      event(5, 'c', 20, { value: 1, price: 0.25 }),
      event(6, 'a', 24, { value: -3.5, price: 3, day: '2024-05-02', open: true }),
      event(2, 'b', 25, { value: 2, price: 2 }),
      event(7, 'a', 65, { value: 4, price: 4.4444 }),
    ],
    [
      event(8, 'b', 70, { value: 0.5, price: 99, day: '2024-05-03' }),
      event(9, 'c', 71, { value: 0.5, open: false }),
      event(6, 'a', 74, { value: 1, price: 7 }),
      event(10, 'été ☀', 80, { value: 8, price: 10 }),
    ],
    [
      event(11, 'a', 82, { value: 6, price: 0.0001, day: '2023-01-01' }),
      event(6, 'a', 83, { value: 1, price: 7 }),
      event(12, 'b', 190, { value: 7, price: 1, open: true }),
      event(13, 'a', 5, { value: 100, price: 100 }),
    ],
    [event(14, 'c', 300, { value: 1, price: 1 }), event(15, 'a', 600, { value: 1, price: 1, open: true })],
  ],
  batches: 3,
};

/** Enough batches for everything that is put together now and then. */
const longLogs: FixtureQueries = {
  name: 'long-logs',
  about: 'Twelve batches of fifteen: compact logs of source and sink, a snapshot and changes since.',
  nodes: [
    ...events('events'),
    minutes,
    {
      id: 'totals',
      kind: 'group-by',
      config: {
        keys: ['kind', 'window'],
        aggregates: [{ function: 'count' }, call('sum', 'price', 'paid'), call('collect_list', 'id', 'ids')],
      },
    },
    sink('windows'),
  ],
  edges: [...eventEdges('events'), 'eventsLate minutes', 'minutes totals', 'totals windows'],
  input: Array.from({ length: 15 }, (_, file) => [
    event(2 * file, `k${file % 4}`, 20 * file, { price: file + 0.25 }),
    event(2 * file + 1, 'all', 20 * file + 7, { price: -file }),
  ]),
  batches: 12,
};

const unfinished: FixtureQueries = {
  name: 'unfinished',
  about:
    'The third batch of five is planned and not finished: a record of its file could not be read, and since then can be.',
  nodes: [
    ...events('events', { options: { mode: 'FAILFAST' } }),
    { id: 'once', kind: 'deduplicate', config: { columns: ['id'] } },
    { id: 'total', kind: 'filter', config: { condition: 'value > 0' } },
    sink('unique'),
  ],
  edges: [...eventEdges('events'), 'eventsTyped once', 'once total', 'total unique'],
  input: [
    [event(1, 'a', 0, { value: 1.5 }), event(2, 'b', 1, { value: 2.5 })],
    [event(1, 'a', 2, { value: 3.5 }), event(3, 'b', 3, { value: 4.5 })],
    [event(2, 'c', 4, { value: 5.5 }), event(4, 'c', 5, { value: 6.5 })],
    [event(4, 'd', 6, { value: 7.5 }), event(5, 'd', 7, { value: 8.5 })],
    [event(1, 'e', 8, { value: 9.5 }), event(6, 'e', 9, { value: 0.5 })],
  ],
  batches: 3,
  broken: {
    file: 2,
    lines: [event(2, 'c', 4, { value: 5.5 }), event(4, 'c', 5, { value: 6.5 }).replace('6.5', 'no!')],
    code: 'SRC-210',
  },
};

const counting: FixtureQueries = {
  name: 'counting',
  about: 'A source that counts from when it was created: the second batch is planned, and was killed before it ran.',
  nodes: [
    { id: 'ticks', kind: 'rate-source', config: { rowsPerSecond: 2 } },
    { id: 'once', kind: 'deduplicate', config: { columns: ['value'] } },
    sink('counted'),
  ],
  edges: ['ticks once', 'once counted'],
  input: [],
  batches: 2,
  seconds: 3,
};

export const fixtureQueries: readonly FixtureQueries[] = [everyOperator, longLogs, unfinished, counting];

/** The document of a fixture, as people save theirs. */
export function documentOf({ name, nodes, edges }: FixtureQueries): unknown {
  return {
    format: 'millrace.pipeline',
    version: 1,
    name,
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: nodes.map((node) => ({ ...node, position: { x: 0, y: 0 } })),
    edges: edges.map((edge) => {
      const [source, target, targetPort] = edge.split(' ');
      return { source, target, ...(targetPort === undefined ? {} : { targetPort }) };
    }),
  };
}
