import { beforeAll, describe, expect, test } from 'vitest';
import { loadExpressionParser } from '../expression/parse-expression.ts';
import { checkDocument } from '../pipeline/read-document.ts';
import { settingsByKind } from './catalogue.ts';
import { lowerGraph } from './lower-graph.ts';

type Config = Record<string, unknown>;
type Node = [id: string, kind: string, config: Config];
type Edge = [source: string, target: string, targetPort?: string];

beforeAll(() => loadExpressionParser());

const files: Node = ['files', 'file-source', { path: 'in', format: 'json' }];
const typed: Node = [
  'typed',
  'schema',
  {
    fields: [
      { name: 'time', type: 'timestamp' },
      { name: 'action', type: 'string' },
      { name: 'n', type: 'int' },
    ],
  },
];
const hourly: Node = ['hourly', 'window', { type: 'tumbling', timeColumn: 'time', duration: '1 hour' }];
const counts: Node = ['counts', 'group-by', { keys: ['action', 'window'], aggregates: [{ function: 'count' }] }];
const sink: Node = ['sink', 'memory-sink', { queryName: 'counts', outputMode: 'complete' }];
const lab = [files, typed, hourly, counts, sink];

function lower(nodes: readonly Node[], edges?: readonly Edge[], isStreaming = true) {
  const document = {
    format: 'millrace.pipeline',
    version: 1,
    name: 'test',
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: nodes.map(([id, kind, config], index) => ({ id, kind, config, position: { x: index * 240, y: 0 } })),
    edges: (edges ?? nodes.slice(1).map(([id], index): Edge => [nodes[index]?.[0] ?? '', id])).map(
      ([source, target, targetPort]) => ({ source, target, ...(targetPort === undefined ? {} : { targetPort }) }),
    ),
  };
  return lowerGraph(checkDocument(document, settingsByKind), { isStreaming, resolvePath: (path) => `/data/${path}` });
}

const findings = (nodes: readonly Node[], edges?: readonly Edge[], isStreaming = true) =>
  lower(nodes, edges, isStreaming).analysis.diagnostics.map(({ code, severity, at }) => [
    code,
    severity,
    at.nodeId,
    at.setting,
  ]);

const chain = (...middle: Node[]) => [files, typed, ...middle, sink];
const withConfig = ([id, kind, config]: Node, change: Config): Node => [id, kind, { ...config, ...change }];

describe('the lab', () => {
  test('is sound, and each node knows its columns', () => {
    const { analysis, queries } = lower(lab);
    expect(analysis.diagnostics).toEqual([]);
    expect(queries.length).toBe(1);
    expect(analysis.nodes.counts?.output).toEqual([
      { name: 'action', type: 'string', nullable: true },
      { name: 'window', type: 'struct<start:timestamp,end:timestamp>', nullable: false },
      { name: 'count', type: 'bigint', nullable: false },
    ]);
    expect(analysis.nodes.hourly?.spark).toBe('.withColumn("window", F.window("time", "1 hour"))');
    expect(analysis.queries).toEqual([
      {
        sinkNodeId: 'sink',
        name: 'counts',
        outputMode: 'complete',
        nodeIds: ['files', 'typed', 'hourly', 'counts', 'sink'],
      },
    ]);
  });
});

describe('wires', () => {
  const rest: Edge[] = [
    ['files', 'typed'],
    ['typed', 'hourly'],
    ['hourly', 'counts'],
    ['counts', 'sink'],
  ];
  const second: Node = ['second', 'schema', typed[2]];

  test.each<[string, Node[], Edge[], unknown[]]>([
    ['to a node that is not there', lab, [...rest, ['counts', 'nowhere']], ['PIP-020', 'error', undefined, 'edges.4']],
    ['out of a sink', lab, [...rest, ['sink', 'hourly']], ['PIP-021', 'error', 'hourly', 'edges']],
    ['into a source', lab, [...rest, ['counts', 'files']], ['PIP-022', 'error', 'files', 'edges']],
    [
      'into a port that is not there',
      lab,
      [...rest.slice(0, 3), ['counts', 'sink', 'left']],
      ['PIP-023', 'error', 'sink', 'edges'],
    ],
    [
      'in a cycle',
      lab,
      [rest[0] as Edge, ['counts', 'hourly'], ['hourly', 'counts'], ['counts', 'sink']],
      ['PIP-024', 'error', 'counts', 'edges'],
    ],
    ['from a node into itself', lab, [...rest, ['counts', 'counts']], ['PIP-024', 'error', 'counts', 'edges']],
    [
      'two into one port',
      [...lab, second],
      [...rest, ['files', 'second'], ['second', 'hourly']],
      ['PIP-025', 'error', 'hourly', 'edges'],
    ],
    [
      'records into a node that needs columns',
      [files, hourly, sink],
      [
        ['files', 'hourly'],
        ['hourly', 'sink'],
      ],
      ['PIP-026', 'error', 'hourly', 'edges'],
    ],
    ['rows into a schema', [...lab, second], [...rest, ['typed', 'second']], ['PIP-027', 'error', 'second', 'edges']],
  ])('%s', (_, nodes, edges, expected) => {
    expect(findings(nodes, edges)).toContainEqual(expected);
  });

  test('an unconnected sink is an error', () => {
    expect(findings([...lab, ['other', 'memory-sink', { queryName: 'other', outputMode: 'append' }]], rest)).toEqual([
      ['PIP-029', 'error', 'other', 'edges'],
    ]);
  });

  test('a node that leads to no sink is a warning, and so are its faults', () => {
    const stray: Node = ['stray', 'filter', { condition: 'nonsense = 1' }];
    expect(findings([...lab, stray], [...rest, ['typed', 'stray']])).toEqual([
      ['PIP-030', 'warning', 'stray', undefined],
      [expect.stringMatching(/^EXP-/), 'warning', 'stray', 'condition'],
    ]);
  });

  test('without a sink there is nothing to run', () => {
    expect(findings([files, typed])).toContainEqual(['PIP-031', 'error', undefined, 'nodes']);
  });

  test('two queries of one name', () => {
    const twin: Node = ['twin', 'memory-sink', { queryName: 'COUNTS', outputMode: 'complete' }];
    expect(findings([...lab, twin], [...rest, ['counts', 'twin']])).toEqual([
      ['PLN-015', 'error', 'sink', 'queryName'],
      ['PLN-015', 'error', 'twin', 'queryName'],
    ]);
  });
});

describe('settings', () => {
  const window = (change: Config) => withConfig(hourly, change);
  const groupBy = (config: Config): Node => [
    'g',
    'group-by',
    { keys: ['action'], aggregates: [{ function: 'count' }], ...config },
  ];

  test.each<[string, Node[], unknown[]]>([
    [
      'a column that is not there',
      chain(window({ timeColumn: 'tim' }), counts),
      ['PLN-012', 'error', 'hourly', 'timeColumn'],
    ],
    [
      '[WM-10] a time column of another type',
      chain(window({ timeColumn: 'action' }), counts),
      ['PLN-007', 'error', 'hourly', 'timeColumn'],
    ],
    [
      '[WN-6] a window of no length',
      chain(window({ duration: '0 seconds' }), counts),
      ['PLN-008', 'error', 'hourly', 'duration'],
    ],
    [
      '[WN-6] a slide of no length',
      chain(window({ type: 'sliding', slide: '0 seconds' }), counts),
      ['PLN-008', 'error', 'hourly', 'slide'],
    ],
    [
      '[WN-6] a slide longer than the window',
      chain(window({ type: 'sliding', slide: '2 hours' }), counts),
      ['PLN-009', 'error', 'hourly', 'slide'],
    ],
    [
      '[WN-6] a window in months',
      chain(window({ duration: '1 month' }), counts),
      ['PLN-010', 'error', 'hourly', 'duration'],
    ],
    ['sliding without a slide', chain(window({ type: 'sliding' }), counts), ['PLN-020', 'error', 'hourly', 'slide']],
    ['tumbling with a slide', chain(window({ slide: '5 minutes' }), counts), ['PLN-021', 'error', 'hourly', 'slide']],
    [
      '[WN-6] a start beyond the slide',
      chain(window({ startTime: '1 hour' }), counts),
      ['PLN-022', 'error', 'hourly', 'startTime'],
    ],
    [
      'a window column that is there already',
      chain(window({ as: 'ACTION' }), counts),
      ['PLN-014', 'error', 'hourly', 'as'],
    ],
    [
      '[WM-10] a negative delay',
      chain(['w', 'watermark', { timeColumn: 'time', delay: '-1 second' }], hourly, counts),
      ['PLN-011', 'error', 'w', 'delay'],
    ],
    ['a key that is not there', chain(groupBy({ keys: ['acton'] })), ['PLN-012', 'error', 'g', 'keys.0']],
    [
      'an aggregate that is not there',
      chain(groupBy({ aggregates: [{ function: 'cuont' }] })),
      ['PLN-030', 'error', 'g', 'aggregates.0.function'],
    ],
    [
      'a sum of nothing',
      chain(groupBy({ aggregates: [{ function: 'sum' }] })),
      ['PLN-031', 'error', 'g', 'aggregates.0.expr'],
    ],
    [
      'a sum of dates',
      chain(groupBy({ aggregates: [{ function: 'sum', expr: 'cast(time AS date)' }] })),
      ['PLN-032', 'error', 'g', 'aggregates.0.expr'],
    ],
    [
      'the same name twice',
      chain(groupBy({ aggregates: [{ function: 'count' }, { function: 'sum', expr: 'n', as: 'Count' }] })),
      ['PLN-014', 'error', 'g', 'aggregates.1.as'],
    ],
    ['nothing to group', chain(groupBy({ keys: [], aggregates: [] })), ['PLN-017', 'error', 'g', 'aggregates']],
    [
      'both limits',
      [withConfig(files, { maxFilesPerTrigger: 1, maxBytesPerTrigger: 1 }), typed, hourly, counts, sink],
      ['PLN-019', 'error', 'files', 'maxBytesPerTrigger'],
    ],
    [
      'a column declared twice',
      [
        files,
        [
          'typed',
          'schema',
          {
            fields: [
              { name: 'a', type: 'int' },
              { name: 'A', type: 'int' },
            ],
          },
        ],
        ['g', 'group-by', { keys: [], aggregates: [{ function: 'count' }] }],
        sink,
      ],
      ['PLN-014', 'error', 'typed', 'fields.1.name'],
    ],
    [
      'a corrupt-record column of another type',
      [
        files,
        ['typed', 'schema', { fields: [{ name: '_corrupt_record', type: 'int' }] }],
        ['g', 'group-by', { keys: [], aggregates: [{ function: 'count' }] }],
        sink,
      ],
      ['PLN-016', 'error', 'typed', 'fields.0.type'],
    ],
    [
      'an array from csv',
      [
        withConfig(files, { format: 'csv' }),
        ['typed', 'schema', { fields: [{ name: 'a', type: 'array<int>' }] }],
        ['g', 'group-by', { keys: [], aggregates: [{ function: 'count' }] }],
        sink,
      ],
      ['PLN-018', 'error', 'typed', 'fields.0.type'],
    ],
    [
      'a negative trigger interval',
      [files, typed, hourly, counts, withConfig(sink, { trigger: { type: 'processing-time', interval: '-1 second' } })],
      ['PLN-011', 'error', 'sink', 'trigger.interval'],
    ],
  ])('%s is reported at node and setting', (_, nodes, expected) => {
    expect(findings(nodes)).toContainEqual(expected);
  });

  test('a name that stands for two columns', () => {
    const twice: Node = ['twice', 'select', { columns: [{ expr: 'action' }, { expr: "'x'", as: 'action' }] }];
    expect(findings(chain(twice, groupBy({})))).toContainEqual(['PLN-013', 'error', 'g', 'keys.0']);
  });

  test('a fault in an expression points at its place', () => {
    const { analysis } = lower(chain(['f', 'filter', { condition: 'n > 1 and acton = 1' }], groupBy({})));
    expect(analysis.diagnostics[0]).toMatchObject({
      at: { nodeId: 'f', setting: 'condition', span: { start: 10, end: 15 } },
    });
  });

  test('a node that needs a time says so before it is configured', () => {
    const plain: Node = ['plain', 'schema', { fields: [{ name: 'a', type: 'int' }] }];
    const { analysis } = lower([files, plain, hourly, counts, sink]);
    expect(analysis.diagnostics.map(({ code }) => code)).toContain('PLN-012');
  });

  test('select keeps, replaces and adds columns', () => {
    const keep: Node = [
      's',
      'select',
      {
        keep: true,
        columns: [
          { expr: 'upper(action)', as: 'ACTION' },
          { expr: 'n + 1', as: 'm' },
        ],
      },
    ];
    const { analysis } = lower(chain(keep, groupBy({})));
    expect(analysis.nodes.s?.output?.map(({ name, type }) => `${name} ${type}`)).toEqual([
      'time timestamp',
      'ACTION string',
      'n int',
      'm int',
    ]);
    expect(analysis.nodes.s?.spark).toBe('.withColumns({"ACTION": F.expr("upper(action)"), "m": F.expr("n + 1")})');
  });

  test('names may hold anything', () => {
    const odd = 'a"b`c\n__proto__ {x} */ \u2028';
    const { analysis } = lower([
      files,
      ['typed', 'schema', { fields: [{ name: odd, type: 'string' }] }],
      ['g', 'group-by', { keys: [odd], aggregates: [{ function: 'count', as: '__proto__' }] }],
      withConfig(sink, { queryName: odd }),
    ]);
    expect(analysis.diagnostics).toEqual([]);
    expect(analysis.nodes.g?.output?.map(({ name }) => name)).toEqual([odd, '__proto__']);
  });
});

describe('what Spark refuses when a stream starts', () => {
  const late: Node = ['late', 'watermark', { timeColumn: 'time', delay: '10 minutes' }];
  const mode = (outputMode: string) => withConfig(sink, { outputMode });

  test.each<[string, Node[], unknown[]]>([
    ['complete without an aggregation', [files, typed, sink], ['PLN-001', 'error', 'sink', 'outputMode']],
    [
      'append without a watermark',
      [files, typed, hourly, counts, mode('append')],
      ['PLN-002', 'error', 'sink', 'outputMode'],
    ],
    [
      'append with a watermark on no key',
      [
        files,
        typed,
        late,
        ['g', 'group-by', { keys: ['action'], aggregates: [{ function: 'count' }] }],
        mode('append'),
      ],
      ['PLN-002', 'error', 'sink', 'outputMode'],
    ],
    [
      'update of an aggregation over an aggregation',
      [
        files,
        typed,
        late,
        hourly,
        counts,
        ['g', 'group-by', { keys: ['window'], aggregates: [{ function: 'count' }] }],
        mode('update'),
      ],
      ['PLN-003', 'error', 'sink', 'outputMode'],
    ],
    [
      'append over an aggregation without a watermark',
      [
        files,
        typed,
        hourly,
        counts,
        ['late2', 'watermark', { timeColumn: 'window', delay: '1 hour' }],
        ['g', 'group-by', { keys: ['window'], aggregates: [{ function: 'count' }] }],
        mode('append'),
      ],
      ['PLN-004', 'error', 'counts', 'keys'],
    ],
    [
      'a watermark behind a watermark',
      [
        files,
        typed,
        late,
        ['late2', 'watermark', { timeColumn: 'time', delay: '1 hour' }],
        hourly,
        counts,
        mode('append'),
      ],
      ['PLN-005', 'error', 'late2', undefined],
    ],
    [
      'a watermark that changes nothing',
      [files, typed, late, mode('append')],
      ['PLN-006', 'warning', 'late', undefined],
    ],
  ])('%s', (_, nodes, expected) => {
    expect(findings(nodes)).toContainEqual(expected);
  });

  test.each(['append', 'update', 'complete'])('%s is fine with a watermark on the window', (outputMode) => {
    expect(findings([files, typed, late, hourly, counts, mode(outputMode)])).toEqual([]);
  });

  test('batch mode has no output modes', () => {
    expect(findings([files, typed, sink], undefined, false)).toEqual([]);
  });
});

describe('columns of wires', () => {
  test('are told of each wire of a union, in their order', () => {
    const rows = (id: string, name: string): Node => [
      id,
      'rows-source',
      { fields: [{ name, type: 'int' }], batches: [] },
    ];
    const nodes: Node[] = [rows('a', 'x'), rows('b', 'y'), ['both', 'union', {}], sink];
    const { analysis } = lower(nodes, [
      ['a', 'both'],
      ['b', 'both'],
      ['both', 'sink'],
    ]);
    const names = analysis.nodes.both?.wires.map(({ source, port, columns }) => [
      source,
      port,
      columns?.map(({ name }) => name),
    ]);
    expect(names).toEqual([
      ['a', 'in', ['x']],
      ['b', 'in', ['y']],
    ]);
    expect(analysis.nodes.both?.inputs.in?.map(({ name }) => name)).toEqual(['x']);
  });
});
