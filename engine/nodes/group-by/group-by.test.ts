import { beforeAll, describe, expect, test } from 'vitest';
import { aggregates } from '../../expression/aggregates/registry.ts';
import { isAggregateName } from '../../expression/functions/registry.ts';
import { loadExpressionParser } from '../../expression/parse-expression.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import { runScript, type StreamScript } from '../../testing/stream-script.ts';
import { DOUBLE, INT, STRING } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { lowered } from '../testing/lowered.ts';
import { groupBy } from './group-by.ts';

beforeAll(loadExpressionParser);

const input: LogicalPlan = {
  op: 'rows-scan',
  nodeId: 'rows',
  isStatic: false,
  batches: [],
  schema: [
    { name: 'k', type: STRING, nullable: true },
    { name: 'x', type: INT, nullable: true },
    { name: 'y', type: DOUBLE, nullable: true },
  ],
};

interface Call {
  readonly function: string;
  readonly expr?: string;
  readonly as?: string;
}

function lower(calls: readonly Call[], isStreaming = true) {
  return lowered(groupBy, { keys: ['k'], aggregates: calls }, { inputs: { in: input }, isStreaming });
}

describe('columns of the output', () => {
  test.each<[Call, string, string]>([
    [{ function: 'count' }, 'count', 'bigint'],
    [{ function: 'count', expr: '*' }, 'count(1)', 'bigint'],
    [{ function: 'Count', expr: 'x, y' }, 'count(x, y)', 'bigint'],
    [{ function: 'sum', expr: 'x * 2' }, 'sum((x * 2))', 'bigint'],
    [{ function: 'avg', expr: 'x', as: 'mean' }, 'mean', 'double'],
    [{ function: 'percentile_approx', expr: 'x, 0.5' }, 'percentile_approx(x, 0.5, 10000)', 'int'],
    [{ function: 'first', expr: 'x, true' }, 'first(x)', 'int'],
    [{ function: 'max_by', expr: 'k, y' }, 'max_by(k, y)', 'string'],
    [{ function: 'collect_set', expr: 'k' }, 'collect_set(k)', 'array<string>'],
  ])('%o', (call, name, type) => {
    const { plan, reports } = lower([call]);
    expect(reports).toEqual([]);
    const field = plan?.schema[1];
    expect([field?.name, field === undefined ? null : printDataType(field.type)]).toEqual([name, type]);
  });
});

describe('what is refused', () => {
  test.each<[string, Call, string, string]>([
    ['a function that is not known', { function: 'summ', expr: 'x' }, 'PLN-030', 'aggregates.0.function'],
    ['no argument', { function: 'sum' }, 'PLN-031', 'aggregates.0.expr'],
    ['too few arguments', { function: 'corr', expr: 'x' }, 'PLN-031', 'aggregates.0.expr'],
    ['a star for anything but count', { function: 'collect_list', expr: '*' }, 'PLN-031', 'aggregates.0.expr'],
    ['a text to sum', { function: 'avg', expr: 'x > 1' }, 'PLN-032', 'aggregates.0.expr'],
    ['a number as a condition', { function: 'bool_and', expr: 'x' }, 'PLN-033', 'aggregates.0.expr'],
    ['a column as a percentage', { function: 'percentile', expr: 'x, y' }, 'PLN-034', 'aggregates.0.expr'],
    ['a percentage beyond 1', { function: 'percentile', expr: 'x, 50' }, 'PLN-035', 'aggregates.0.expr'],
    ['DISTINCT in a stream', { function: 'count', expr: 'DISTINCT x' }, 'PLN-036', 'aggregates.0.expr'],
    ['a column that is not there', { function: 'corr', expr: 'x, z' }, 'EXP-020', 'aggregates.0.expr'],
    ['an aggregate in an aggregate', { function: 'sum', expr: 'max(x)' }, 'EXP-026', 'aggregates.0.expr'],
  ])('%s', (_, call, code, setting) => {
    expect(lower([call])).toEqual({ plan: null, reports: [[code, setting]] });
  });

  test('DISTINCT where Spark has none, in batch mode', () => {
    expect(lower([{ function: 'mode', expr: 'DISTINCT x' }], false).reports).toEqual([
      ['PLN-037', 'aggregates.0.expr'],
    ]);
  });

  test('the same aggregate twice', () => {
    const twice = { function: 'sum', expr: 'x' };
    expect(lower([twice, twice]).reports).toEqual([['PLN-014', 'aggregates.1.as']]);
  });
});

test('DISTINCT is counted in batch mode', () => {
  const { plan, reports } = lower([{ function: 'count', expr: 'DISTINCT x, y' }], false);
  expect(reports).toEqual([]);
  expect(plan?.schema[1]?.name).toBe('count(DISTINCT x, y)');
  expect(plan).toMatchObject({ calls: [{ functionName: 'count distinct' }] });
});

test('the PySpark line holds the arguments as they were written', () => {
  const context = { isStreaming: true, inputs: ['rows'], path: (path: string) => path };
  const calls = [{ function: 'percentile_approx', expr: 'x, 0.5', as: 'p' }, { function: 'count' }];
  expect(groupBy.spark({ keys: ['k'], aggregates: calls }, context)).toBe(
    '.groupBy("k").agg(F.expr("percentile_approx(x, 0.5)").alias("p"), F.count("*").alias("count"))',
  );
});

test('every aggregate in a wrong place is told from a function that does not exist', () => {
  for (const { names } of aggregates) expect(names.every(isAggregateName)).toBe(true);
  expect(isAggregateName('regr_slope')).toBe(true);
  expect(isAggregateName('upper')).toBe(false);
});

describe('in a run', () => {
  const script: StreamScript = {
    fields: [
      { name: 'k', type: 'string' },
      { name: 'x', type: 'int' },
    ],
    nodes: [
      {
        id: 'groups',
        kind: 'group-by',
        config: {
          keys: ['k'],
          aggregates: [
            { function: 'first', expr: 'x', as: 'first' },
            { function: 'last', expr: 'x, true', as: 'last' },
            { function: 'collect_list', expr: 'x', as: 'list' },
            { function: 'percentile_approx', expr: 'x, 0.5', as: 'half' },
            { function: 'approx_count_distinct', expr: 'x', as: 'distinct' },
            { function: 'stddev', expr: 'x', as: 'spread' },
            { function: 'max_by', expr: 'k, x', as: 'by' },
          ],
        },
      },
    ],
    outputMode: 'complete',
    steps: [
      [
        { k: 'a', x: 3 },
        { k: 'a', x: null },
      ],
      [{ k: 'b', x: 1 }],
      [
        { k: 'a', x: 5 },
        { k: 'a', x: null },
      ],
    ],
  };
  const whole = [
    { k: 'a', first: 3, last: 5, list: [3, 5], half: 3, distinct: 2, spread: Math.SQRT2, by: 'a' },
    { k: 'b', first: 1, last: 1, list: [1], half: 1, distinct: 1, spread: null, by: 'b' },
  ];

  test.each(['rows', 'files-interpreted', 'files-compiled'] as const)('from batch to batch, %s', async (executor) => {
    const batches = (await runScript(script, executor)).flat();
    expect(batches.at(-1)?.rows).toEqual(whole);
    expect(batches[0]?.rows).toEqual([{ ...whole[0], last: 3, list: [3], distinct: 1, spread: null }]);
  });

  test('all at once, in batch mode, with DISTINCT', async () => {
    const aggregates = [
      { function: 'sum', expr: 'DISTINCT x' },
      { function: 'count', expr: 'DISTINCT k, x' },
    ];
    const nodes = [{ id: 'groups', kind: 'group-by', config: { keys: [], aggregates } }];
    const twice = [...script.steps, ...script.steps];
    const [batch] = (await runScript({ ...script, mode: 'batch', nodes, steps: twice }, 'files-compiled')).flat();
    expect(batch?.rows).toEqual([{ 'sum(DISTINCT x)': 9, 'count(DISTINCT k, x)': 3 }]);
  });
});
