import { describe, expect, test } from 'vitest';
import { lowerScript, type PipelineScript } from '../../testing/pipeline-script.ts';
import type { ScriptNode } from '../../testing/stream-script.ts';
import { pythonText } from '../python-text.ts';
import { joinKind } from './join.ts';

const fields = [
  { name: 'k', type: 'bigint' },
  { name: 'time', type: 'timestamp' },
  { name: 'v', type: 'bigint' },
];

interface Shape {
  readonly type?: string;
  readonly on?: string;
  /** Sides with a watermark. */
  readonly watermarks?: readonly ('left' | 'right')[];
  /** Sides that are static. */
  readonly fixed?: readonly ('left' | 'right')[];
  readonly behind?: readonly ScriptNode[];
  readonly outputMode?: PipelineScript['outputMode'];
  readonly mode?: 'batch' | 'streaming';
}

/** Sources, watermarks where they are wanted, the join, and nodes behind it. */
function scriptOf(shape: Shape): PipelineScript {
  const sides = ['left', 'right'] as const;
  const marks = sides.filter((side) => (shape.watermarks ?? sides).includes(side));
  const behind = shape.behind ?? [];
  const chain = ['joined', ...behind.map(({ id }) => id)];
  return {
    sources: sides.map((side) => ({
      id: `${side}-rows`,
      fields,
      ...(shape.fixed?.includes(side) === true ? { staticRows: [] } : {}),
    })),
    nodes: [
      ...marks.map((side) => ({
        id: `${side}-mark`,
        kind: 'watermark',
        config: { timeColumn: 'time', delay: '10 seconds' },
      })),
      { id: 'joined', kind: 'join', config: { type: shape.type ?? 'inner', on: shape.on ?? 'left.k = right.k' } },
      ...behind,
    ],
    edges: [
      ...marks.map((side) => [`${side}-rows`, `${side}-mark`] as const),
      ...sides.map((side) => [marks.includes(side) ? `${side}-mark` : `${side}-rows`, 'joined', side] as const),
      ...behind.map(({ id }, index) => [chain[index] ?? '', id] as const),
    ],
    outputMode: shape.outputMode ?? 'append',
    mode: shape.mode ?? 'streaming',
    steps: [],
  };
}

async function findings(shape: Shape): Promise<string[]> {
  const { analysis } = await lowerScript(scriptOf(shape));
  return analysis.diagnostics.map(({ code, severity }) => (severity === 'warning' ? `${code} warning` : code)).sort();
}

const bounded =
  'left.k = right.k and left.time between right.time - interval 5 seconds and right.time + interval 5 seconds';

describe('two streams', () => {
  test.each<[string, Shape, readonly string[]]>([
    ['[JN-9] inner with bounds both ways', { on: bounded }, []],
    ['inner without a watermark keeps all', { watermarks: [] }, ['PLN-066 warning']],
    ['inner with a bound one way', { on: 'left.k = right.k and left.time >= right.time' }, ['PLN-066 warning']],
    ['[JN-9] no equality', { on: 'left.time >= right.time and left.k > right.k' }, ['PLN-060']],
    ['an equality with a constant is none', { on: 'left.k = 1 and right.k = 1' }, ['PLN-060']],
    ['an equality of one side is none', { on: 'left.k = left.v and left.time > right.time' }, ['PLN-060']],
    ['anti', { type: 'left-anti', on: bounded }, ['PLN-061']],
    ['left without watermarks', { type: 'left', watermarks: [], on: bounded }, ['PLN-063']],
    ['left without a bound', { type: 'left' }, ['PLN-063']],
    ['left with a bound and its own watermark alone', { type: 'left', on: bounded, watermarks: ['left'] }, ['PLN-063']],
    [
      'left with a bound and the other watermark',
      { type: 'left', on: bounded, watermarks: ['right'] },
      ['PLN-066 warning'],
    ],
    [
      'left with a bound the wrong way',
      { type: 'left', on: 'left.k = right.k and left.time <= right.time' },
      ['PLN-063'],
    ],
    [
      'left with a bound in months',
      { type: 'left', on: 'left.k = right.k and left.time >= right.time - interval 1 month' },
      ['PLN-063'],
    ],
    [
      'left with a bound in an or',
      { type: 'left', on: 'left.k = right.k and (left.time >= right.time or left.v = 1)' },
      ['PLN-063'],
    ],
    ['left with a time key', { type: 'left', on: 'left.time = right.time' }, []],
    ['left with a time key, one watermark', { type: 'left', on: 'left.time = right.time', watermarks: ['right'] }, []],
    ['left with a null-safe time key', { type: 'left', on: 'left.time <=> right.time' }, ['PLN-063']],
    [
      'left with seconds as numbers',
      { type: 'left', on: 'left.k = right.k and cast(left.time as bigint) > cast(right.time as bigint) - 5' },
      ['PLN-066 warning'],
    ],
    ['semi with its own watermark alone', { type: 'left-semi', on: bounded, watermarks: ['left'] }, ['PLN-063']],
    ['right with the other watermark', { type: 'right', on: bounded, watermarks: ['left'] }, ['PLN-066 warning']],
    ['right with its own watermark alone', { type: 'right', on: bounded, watermarks: ['right'] }, ['PLN-063']],
    ['full with one watermark', { type: 'full', on: bounded, watermarks: ['right'] }, ['PLN-066 warning']],
    ['full without', { type: 'full', on: bounded, watermarks: [] }, ['PLN-063']],
  ])('%s', async (_, shape, codes) => {
    expect(await findings(shape)).toEqual(codes);
  });

  test.each<[string, 'append' | 'update' | 'complete', readonly string[]]>([
    ['inner', 'update', []],
    ['left-semi', 'update', []],
    ['left', 'update', ['PLN-064']],
    ['right', 'update', ['PLN-064']],
    ['full', 'update', ['PLN-064']],
    ['inner', 'complete', ['PLN-001', 'PLN-064']],
    ['full', 'complete', ['PLN-001', 'PLN-064']],
  ])('[JN-9] %s in output mode %s', async (type, outputMode, codes) => {
    expect(await findings({ type, on: bounded, outputMode })).toEqual(codes);
  });

  test('what keeps its rows is named', async () => {
    const { analysis } = await lowerScript(scriptOf({ on: 'left.k = right.k and left.time >= right.time' }));
    expect(analysis.diagnostics[0]?.params).toEqual({ sides: ['right'] });
  });

  test('two event times on a side are refused where both are read', async () => {
    const both = { id: 'again', kind: 'join', config: { type: 'inner', on: 'left.v = right.v' } };
    const script = scriptOf({ on: bounded });
    const chained = {
      ...script,
      sources: [
        ...script.sources,
        { id: 'third', fields: fields.map(({ name, type }) => ({ name: `x${name}`, type })) },
      ],
      nodes: [...script.nodes, { ...both, config: { type: 'inner', on: 'left.k1 = right.xk' } }],
      edges: [...script.edges, ['named', 'again', 'left'] as const, ['third', 'again', 'right'] as const],
    };
    const naming = (columns: readonly { readonly expr: string; readonly as: string }[]): PipelineScript => ({
      ...chained,
      nodes: [
        ...script.nodes,
        { id: 'named', kind: 'select', config: { columns } },
        { ...both, config: { type: 'inner', on: 'left.k1 = right.xk' } },
      ],
      edges: [...chained.edges, ['joined', 'named'] as const],
    });
    const times = [
      { expr: 'left.time', as: 't1' },
      { expr: 'right.time', as: 't2' },
    ];
    const k1 = { expr: 'left.k', as: 'k1' };
    const refused = await lowerScript(naming([k1, ...times]));
    const found = refused.analysis.diagnostics.find(({ code }) => code === 'PLN-065');
    expect(found?.params).toEqual({ side: 'left', columns: ['t1', 't2'] });
    const taken = await lowerScript(naming([k1, ...times.slice(0, 1)]));
    expect(taken.analysis.diagnostics.map(({ code }) => code)).not.toContain('PLN-065');
  });
});

describe('a stream and static rows', () => {
  test.each<[string, 'left' | 'right', readonly string[]]>([
    ['inner', 'left', []],
    ['inner', 'right', []],
    ['left', 'left', ['PLN-062']],
    ['left', 'right', []],
    ['right', 'left', []],
    ['right', 'right', ['PLN-062']],
    ['full', 'left', ['PLN-067']],
    ['full', 'right', ['PLN-067']],
    ['left-semi', 'left', ['PLN-062']],
    ['left-semi', 'right', []],
    ['left-anti', 'left', ['PLN-062']],
    ['left-anti', 'right', []],
  ])('[JN-10] %s, the %s side static', async (type, side, codes) => {
    expect(await findings({ type, fixed: [side], watermarks: [], on: 'left.k > right.k' })).toEqual(codes);
  });

  test('a watermark over static rows is no event time', async () => {
    const { queries } = await lowerScript(scriptOf({ fixed: ['right'] }));
    expect(queries[0]?.plan.schema.map(({ eventTime }) => eventTime?.delayMs)).toEqual([
      undefined,
      10_000,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

test.each(['inner', 'left', 'right', 'full', 'left-semi', 'left-anti'])(
  '[JN-11] batch mode takes a %s join with any condition',
  async (type) => {
    expect(await findings({ type, on: 'left.time > right.time', mode: 'batch' })).toEqual([]);
  },
);

describe('columns', () => {
  const columnsOf = async (shape: Shape) => {
    const { queries } = await lowerScript(scriptOf({ mode: 'batch', ...shape }));
    return queries[0]?.plan.schema.map(({ name }) => name);
  };

  test.each<[string, readonly string[]]>([
    ['inner', ['k', 'time', 'v', 'k', 'time', 'v']],
    ['full', ['k', 'time', 'v', 'k', 'time', 'v']],
    ['left-semi', ['k', 'time', 'v']],
    ['left-anti', ['k', 'time', 'v']],
  ])('of a %s join', async (type, columns) => {
    expect(await columnsOf({ type })).toEqual(columns);
  });

  const selecting = (...exprs: string[]): ScriptNode[] => [
    { id: 'chosen', kind: 'select', config: { columns: exprs.map((expr) => ({ expr })) } },
  ];

  test('[JN-12] left. and right. name the sides behind the join', async () => {
    expect(await columnsOf({ type: 'left', behind: selecting('left.k', 'right.v', 'RIGHT.K') })).toEqual([
      'k',
      'v',
      'K',
    ]);
  });

  test('[JN-12] a name that both sides have is ambiguous, and the finding says how to write it', async () => {
    const { analysis } = await lowerScript(scriptOf({ on: 'k = right.k' }));
    const [found] = analysis.diagnostics;
    expect(found).toMatchObject({
      code: 'PLN-068',
      params: { name: 'k', forms: ['left.k', 'right.k'] },
      at: { nodeId: 'joined', setting: 'on', span: { start: 0, end: 1 } },
      sparkClass: 'AMBIGUOUS_REFERENCE',
    });
    expect(await findings({ behind: selecting('k'), mode: 'batch' })).toEqual(['PLN-068']);
  });

  test('a name that one side has alone needs no side', async () => {
    const script = scriptOf({ on: 'left.k = other', mode: 'batch', watermarks: [] });
    const sources = script.sources.map((source) =>
      source.id === 'right-rows' ? { ...source, fields: [{ name: 'other', type: 'int' }] } : source,
    );
    const { analysis } = await lowerScript({ ...script, sources });
    expect(analysis.diagnostics).toEqual([]);
  });

  test.each<[string, string]>([
    ['left.nothing = right.k', 'EXP-020'],
    ['left.k = right.k and', 'EXP-003'],
    ['left.k + right.k', 'EXP-035'],
    ['left.k = right.time', 'EXP-030'],
  ])('a wrong condition is told: %s', async (on, code) => {
    expect(await findings({ on, mode: 'batch' })).toEqual([code]);
  });
});

describe('PySpark', () => {
  const context = { isStreaming: true, inputs: ['clicks', 'views'], path: (path: string) => path };

  test.each([
    ['inner', 'inner'],
    ['left', 'left'],
    ['left-semi', 'left_semi'],
    ['left-anti', 'left_anti'],
  ])('%s', (type, how) => {
    expect(joinKind.spark({ type, on: 'left.k = right.k' } as never, context)).toBe(
      `.alias("left").join(views.alias("right"), F.expr("left.k = right.k"), "${how}")`,
    );
  });

  test('the call is made on the left frame, whatever was wired first', async () => {
    const script = scriptOf({ mode: 'batch', watermarks: [] });
    const { analysis } = await lowerScript({ ...script, edges: [...script.edges].reverse() });
    expect(analysis.nodes.joined?.spark).toContain('join(right_rows.alias("right")');
  });

  test('a condition cannot leave its text', () => {
    const on = 'left.a = "\\" or \'") + evil("';
    const written = joinKind.spark({ type: 'inner', on } as never, context);
    expect(written).toContain(`F.expr(${pythonText(on)})`);
  });
});
