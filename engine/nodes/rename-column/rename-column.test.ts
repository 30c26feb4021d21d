import { beforeAll, describe, expect, it, test } from 'vitest';
import { loadExpressionParser } from '../../expression/parse-expression.ts';
import { checkDocument } from '../../pipeline/read-document.ts';
import { nodeKinds, settingsByKind } from '../catalogue.ts';
import { lowerGraph } from '../lower-graph.ts';
import { columnSettings, withSetting } from './column-settings.ts';
import { renameColumn } from './rename-column.ts';

beforeAll(loadExpressionParser);

type Config = Readonly<Record<string, unknown>>;
type Step = readonly [id: string, kind: string, config: Config, ...inputs: string[]];

const fields = ['time timestamp', 'action string', 'amount bigint', 's struct<action:string,b:int>', 'list array<int>'];
const origin: Step = ['rows', 'rows-source', { fields: fields.map(field), batches: [] }];
const memory = (input: string): Step => ['sink', 'memory-sink', { queryName: 'out', outputMode: 'append' }, input];

function field(text: string): { readonly name: string | undefined; readonly type: string } {
  const [name, ...type] = text.split(' ');
  return { name, type: type.join(' ') };
}

function pipeline(steps: readonly Step[], views?: unknown): Config {
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'Test',
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: steps.map(([id, kind, config]) => ({ id, kind, config, position: { x: 0, y: 0 } })),
    edges: steps.flatMap(([id, kind, , ...inputs]) =>
      inputs.map((source, index) => ({
        source,
        target: id,
        ...(kind === 'join' ? { targetPort: index === 0 ? 'left' : 'right' } : {}),
      })),
    ),
    ...(views === undefined ? {} : { views }),
  };
}

const options = { isStreaming: true, resolvePath: (path: string) => path };

function renamed(document: Config, nodeId: string, from: string, to: string) {
  return renameColumn(checkDocument(document, settingsByKind), options, { nodeId, from, to });
}

/** Edits as `node.setting: after`, and the codes of findings. */
function outcome(steps: readonly Step[], from: string, to: string, nodeId = 'rows'): readonly string[] {
  const { edits, findings } = renamed(pipeline(steps), nodeId, from, to);
  return [...edits.map((edit) => `${edit.nodeId}.${edit.setting}: ${edit.after}`), ...findings.map(({ code }) => code)];
}

test('every kind with inputs says where it names columns', () => {
  const kinds = [...nodeKinds.values()].filter(({ inputs }) => inputs.length > 0).map(({ kind }) => kind);
  expect(Object.keys(columnSettings).sort()).toEqual(kinds.sort());
});

describe('expressions', () => {
  it.each([
    ["action  =  'action' -- action", 'kind', "kind  =  'action' -- action"],
    ['ACTION is null', 'kind', 'kind is null'],
    ['`action` = s.action', 'the kind', '`the kind` = s.action'],
    ['s.action = action', 'kind', 's.action = kind'],
    [
      'exists(list, action -> action > 1) and action is null',
      'kind',
      'exists(list, action -> action > 1) and kind is null',
    ],
    ["action like '%action%' or action in ('a')", 'a`b', "`a``b` like '%action%' or `a``b` in ('a')"],
    ['length(action) > 1', 'null', 'length(`null`) > 1'],
  ])('%s, to %s', (condition, to, after) => {
    const filter: Step = ['f', 'filter', { condition }, 'rows'];
    expect(outcome([origin, filter, memory('f')], 'Action', to)).toEqual([`f.condition: ${after}`]);
  });

  it('leave struct fields and follow the struct itself', () => {
    const filter: Step = ['f', 'filter', { condition: 's.b > 0 and s.action = action' }, 'rows'];
    expect(outcome([origin, filter, memory('f')], 's', 'parts')).toEqual([
      'f.condition: parts.b > 0 and parts.action = action',
    ]);
  });
});

describe('a name travels', () => {
  it('through window, watermark, group-by, sort and deduplicate', () => {
    const steps: Step[] = [
      origin,
      ['late', 'watermark', { timeColumn: 'time', delay: '1 minute' }, 'rows'],
      ['win', 'window', { type: 'tumbling', timeColumn: 'time', duration: '1 hour' }, 'late'],
      ['once', 'deduplicate', { columns: ['action', 'time', 'window'] }, 'win'],
      [
        'sum',
        'group-by',
        { keys: ['window', { expr: 'upper(action)' }, 'time'], aggregates: [{ function: 'max', expr: 'time' }] },
        'once',
      ],
      ['top', 'select', { columns: [{ expr: '`max(time)`' }, { expr: 'time', as: 'at' }] }, 'sum'],
      memory('top'),
    ];
    expect(outcome(steps, 'time', 'when')).toEqual([
      'late.timeColumn: when',
      'win.timeColumn: when',
      'once.columns.1: when',
      'sum.keys.2: when',
      'sum.aggregates.0.expr: when',
      'top.columns.0.expr: `max(when)`',
      'top.columns.1.expr: when',
    ]);
  });

  it('until another name takes over', () => {
    const steps: Step[] = [
      origin,
      ['take', 'select', { columns: [{ expr: 'action', as: 'kind' }, { expr: 'amount' }] }, 'rows'],
      ['f', 'filter', { condition: "kind = 'a' and amount > 1" }, 'take'],
      memory('f'),
    ];
    expect(outcome(steps, 'action', 'what')).toEqual(['take.columns.0.expr: what']);
    expect(outcome(steps, 'amount', 'sum')).toEqual([
      'take.columns.1.expr: sum',
      "f.condition: kind = 'a' and sum > 1",
    ]);
  });

  it('with a column that is replaced in its place', () => {
    const steps: Step[] = [
      origin,
      ['up', 'select', { keep: true, columns: [{ expr: 'upper(action)', as: 'action' }] }, 'rows'],
      ['f', 'filter', { condition: 'action is null' }, 'up'],
      memory('f'),
    ];
    expect(outcome(steps, 'action', 'what')).toEqual([
      'up.columns.0.expr: upper(what)',
      'up.columns.0.as: what',
      'f.condition: what is null',
    ]);
  });

  it('through a join, by the side it is on', () => {
    const right: Step = ['other', 'rows-source', { fields: [field('action string'), field('size int')], batches: [] }];
    const steps: Step[] = [
      origin,
      right,
      ['both', 'join', { type: 'inner', on: 'left.action = right.action and size > 1' }, 'rows', 'other'],
      ['f', 'filter', { condition: 'left.action = right.action' }, 'both'],
      ['flat', 'select', { columns: [{ expr: 'left.action' }] }, 'f'],
      memory('flat'),
    ];
    expect(outcome(steps, 'action', 'kind')).toEqual([
      'both.on: left.kind = right.action and size > 1',
      'f.condition: left.kind = right.action',
      'flat.columns.0.expr: left.kind',
    ]);
    expect(outcome(steps, 'action', 'kind', 'other')).toEqual([
      'both.on: left.action = right.kind and size > 1',
      'f.condition: left.action = right.kind',
    ]);
  });

  it('through a union by position from its first wire alone', () => {
    const twin: Step = ['twin', 'rows-source', { fields: fields.map(field), batches: [] }];
    const steps: Step[] = [
      origin,
      twin,
      ['all', 'union', {}, 'rows', 'twin'],
      ['f', 'filter', { condition: 'action is null' }, 'all'],
      memory('f'),
    ];
    expect(outcome(steps, 'action', 'kind')).toEqual(['f.condition: kind is null']);
    expect(outcome(steps, 'action', 'kind', 'twin')).toEqual([]);
  });

  it('into the partitions of a file sink', () => {
    const sink: Step = ['sink', 'file-sink', { path: 'out', format: 'json', partitionBy: ['action'] }, 'flat'];
    const flat: Step = ['flat', 'select', { columns: [{ expr: 'action' }, { expr: 'amount' }] }, 'rows'];
    expect(outcome([origin, flat, sink], 'action', 'kind')).toEqual([
      'flat.columns.0.expr: kind',
      'sink.partitionBy.0: kind',
    ]);
  });
});

describe('refusals', () => {
  const first = (steps: readonly Step[], from: string, to: string) => outcome(steps, from, to)[0];
  const then = (kind: string, config: Config): Step[] => [origin, ['n', kind, config, 'rows'], memory('n')];

  it.each<[string, string, readonly Step[], string, string]>([
    ['PIP-060', 'a column that is not there', [origin, memory('rows')], 'nothing', 'x'],
    ['PIP-061', 'a name that is taken', [origin, memory('rows')], 'action', 'TIME'],
    [
      'PIP-061',
      'a name that is taken behind',
      then('select', { columns: [{ expr: 'action' }, { expr: 'amount', as: 'x' }] }),
      'action',
      'x',
    ],
    [
      'PIP-062',
      'a lambda that takes the name',
      then('filter', { condition: 'exists(list, x -> x > amount)' }),
      'amount',
      'x',
    ],
    [
      'PIP-063',
      'a window of the name',
      then('window', { type: 'tumbling', timeColumn: 'time', duration: '1 hour' }),
      'action',
      'window',
    ],
    [
      'PIP-064',
      'a computed column of the name',
      then('select', { keep: true, columns: [{ expr: '1', as: 'one' }] }),
      'action',
      'one',
    ],
    [
      'PIP-065',
      'a struct that has its name',
      then('select', { columns: [{ expr: 'struct(action)', as: 'p' }] }),
      'action',
      'kind',
    ],
    ['PIP-067', 'no name', [origin, memory('rows')], 'action', ' '],
  ])('%s: %s', (code, _, steps, from, to) => {
    expect(first(steps, from, to)).toBe(code);
  });

  it('PIP-064: a union by name that others go into', () => {
    const twin: Step = ['twin', 'rows-source', { fields: fields.map(field), batches: [] }];
    const steps: Step[] = [
      origin,
      twin,
      ['all', 'union', { allowMissingColumns: true }, 'rows', 'twin'],
      memory('all'),
    ];
    expect(outcome(steps, 'action', 'kind')).toEqual(['PIP-064']);
  });

  it('[PIP-066] saved queries are named and stay', () => {
    const queries = [
      { name: 'A', sql: 'select action from out' },
      { name: 'B', sql: 'select transaction from out' },
    ];
    const { edits, findings } = renamed(pipeline([origin, memory('rows')], { queries }), 'rows', 'action', 'kind');
    expect(edits).toEqual([]);
    expect(findings).toMatchObject([
      { code: 'PIP-066', severity: 'warning', params: { table: 'out', columns: ['action'], queries: ['A'] } },
    ]);
  });

  it('PIP-064: a computed column that takes the place of the column without being told to', () => {
    const keep: Step = ['n', 'select', { keep: true, columns: [{ expr: 's.action' }] }, 'rows'];
    expect(outcome([origin, keep, memory('n')], 'action', 'kind')).toEqual(['PIP-064']);
  });
});

describe('after the edits', () => {
  const expressions = [
    'action',
    'upper(action)',
    'amount + 1',
    "concat(action, '-action', amount)",
    's.b',
    'date_trunc("hour", time)',
    'transform(list, x -> x + amount)',
    "case when action = 'amount' then time end",
    'cast(amount as string)',
  ];
  const names = ['action', 'amount', 'time', 'list', 's'];

  it.each(expressions.flatMap((one) => names.map((from) => [one, from] as const)))('%s over %s', (one, from) => {
    for (const to of ['renamed', 'Select', 'with space', '`']) {
      const steps: Step[] = [
        origin,
        ['more', 'select', { keep: true, columns: [{ expr: one, as: 'made' }, { expr: one }] }, 'rows'],
        ['some', 'filter', { condition: `made is not null or ${one} is null` }, 'more'],
        ['flat', 'select', { columns: [{ expr: 'made' }, { expr: one }] }, 'some'],
        memory('flat'),
      ];
      const { edits, findings } = renamed(pipeline(steps), 'rows', from, to);
      expect(findings).toEqual([]);
      const source = fields.map(field).map((each) => (each.name === from ? { ...each, name: to } : each));
      const after = steps.map(([id, kind, config, ...inputs]): Step => {
        const own = edits.filter(({ nodeId }) => nodeId === id);
        const edited = own.reduce((kept, { setting, after: text }) => withSetting(kept, setting, text), config);
        return [id, kind, id === 'rows' ? { ...config, fields: source } : edited, ...inputs];
      });
      const was = lowerGraph(checkDocument(pipeline(steps), settingsByKind), options);
      const is = lowerGraph(checkDocument(pipeline(after), settingsByKind), options);
      expect(is.analysis.diagnostics).toEqual(was.analysis.diagnostics);
      const types = (graph: typeof is) =>
        graph.plans.get('flat')?.schema.map(({ type, nullable }) => ({ type, nullable }));
      expect(types(is)).toEqual(types(was));
    }
  });
});
