import { beforeAll, describe, expect, test } from 'vitest';
import { must } from '../base/assert.ts';
import { bindAggregate } from '../expression/aggregates/bind-aggregate.ts';
import { findAggregate } from '../expression/aggregates/registry.ts';
import { findFunction, functionNames } from '../expression/functions/registry.ts';
import { interpret } from '../expression/interpret.ts';
import { loadExpressionParser } from '../expression/parse-expression.ts';
import { resolveArguments, resolveExpression } from '../expression/resolve-expression.ts';
import { array, BIGINT, DOUBLE, STRING, struct } from '../types/data-type.ts';
import type { Schema } from '../types/schema.ts';
import type { Row, Value } from '../types/value.ts';
import type { LogicalPlan } from './logical-plan.ts';
import { type Aggregate, aggregate } from './operators/aggregate.ts';
import type { FileScan } from './operators/file-scan.ts';
import { type Project, project } from './operators/project.ts';
import { planFromData, planToData } from './plan-data.ts';

const schema: Schema = [
  { name: 's', type: STRING, nullable: true },
  { name: 'x', type: DOUBLE, nullable: true },
  { name: 'n', type: BIGINT, nullable: false },
  { name: 'a', type: array(struct([{ name: 'price', type: DOUBLE }])), nullable: true },
];

const scan: FileScan = {
  op: 'file-scan',
  nodeId: 'files',
  isStatic: false,
  schemaNodeId: 'typed',
  path: '/in',
  format: 'json',
  options: { function: 'lambda', kind: 'call' },
  mode: 'PERMISSIVE',
  columnNameOfCorruptRecord: '_corrupt_record',
  maxFilesPerTrigger: null,
  maxBytesPerTrigger: null,
  latestFirst: false,
  schema,
  requiredColumns: new Set([0, 2]),
};

const rows: readonly Row[] = [
  ['2016-07-26', -0, 9_007_199_254_740_993n, [[1.5], null, [2]]],
  ['a.b', Number.NaN, 0n, []],
  [null, null, -1n, null],
];

const environment = { timeZone: 'Europe/Paris', batchTimestampMs: () => 1_500_000_000_000 };

beforeAll(loadExpressionParser);

function thereAndBack<Plan extends LogicalPlan>(plan: Plan): Plan {
  return planFromData(structuredClone(planToData(plan))) as Plan;
}

function projected(text: string): Project<LogicalPlan> {
  const resolved = resolveExpression(text, schema);
  if (!resolved.ok) throw new Error(`${text}: ${resolved.error[0]?.code}`);
  return project('select', scan as LogicalPlan, [{ expr: resolved.value.expr, name: 'y' }]);
}

function aggregated(name: string, args: string): Aggregate<LogicalPlan> {
  const read = resolveArguments(args, schema);
  if (!read.ok) throw new Error(args);
  const called = bindAggregate(must(findAggregate(name), name), name, read.value.args, read.value.isDistinct);
  if (!called.ok) throw new Error(called.error.code);
  const { aggregate: bound, origin, functionName } = called.value;
  const used = bound.argumentTypes.flatMap((_, index) => read.value.args[index] ?? []);
  return aggregate('groups', scan as LogicalPlan, [], [{ name, functionName, origin, aggregate: bound, args: used }]);
}

describe('expressions', () => {
  test.each([
    'n + 9007199254740993',
    '-0.0D / x',
    "cast(s AS timestamp) + interval '1' day",
    'try_cast(s AS date)',
    "s rlike '^[a-z]\\\\.' AND s IN ('a.b', NULL)",
    'transform(a, e -> e.price * n)',
    'transform(a, e -> aggregate(array(1, 2), 0, (acc, v) -> acc + v + cast(e.price AS int)))',
    'filter(transform(a, e -> e.price), (p, i) -> p > i)',
    'exists(a.price, p -> p > 1.9)',
    'a.price',
    "regexp_extract(s, '(.)\\\\.', 1)",
    "from_json(s, 'k int')",
    "date_format(current_timestamp(), 'yyyy-MM-dd HH:mm')",
    "decode(s, 'a.b', 1, NULL, 2)",
    'CASE WHEN x > 1 THEN named_struct("k", n) END',
  ])('%s', (text) => {
    const plan = projected(text);
    const back = thereAndBack(plan);
    const run = ({ columns }: Project<LogicalPlan>): unknown[] =>
      rows.map((row) => {
        try {
          return interpret(must(columns[0], 'one column').expr, environment)(row);
        } catch (error) {
          return (error as Error).message;
        }
      });
    expect(run(back)).toEqual(run(plan));
    expect(planToData(back)).toEqual(planToData(plan));
  });

  test('two lambdas of one plan, one inside the other, keep their names apart', () => {
    const text = 'transform(a, e -> exists(a, f -> f.price > e.price))';
    const back = thereAndBack(projected(text));
    expect(interpret(must(back.columns[0], 'one column').expr, environment)(rows[0] as Row)).toEqual([
      true,
      null,
      null,
    ]);
  });
});

test('every function of the catalogue is found by its name', () => {
  for (const name of [...functionNames, '+', '-', '*', '/', '%', '=', '<', '<=>', 'and', 'or', 'not', 'in', 'case']) {
    const found = must(findFunction(name), name);
    expect(findFunction(found.name)).toBe(found);
  }
});

describe('aggregates keep what they were bound to', () => {
  test.each([
    ['count', 'DISTINCT s, n'],
    ['first', 's, true'],
    ['last', 's'],
    ['percentile', 'x, array(0.25, 0.5), 2'],
    ['percentile_approx', 'n, 0.5, 100'],
    ['max_by', 's, n, 2'],
    ['collect_list', 'n'],
    ['approx_count_distinct', 's, 0.1'],
    ['stddev', 'x'],
    ['try_sum', 'n'],
  ])('%s(%s)', (name, args) => {
    const plan = aggregated(name, args);
    const run = ({ calls }: Aggregate<LogicalPlan>): Value[] =>
      calls.map((call) => {
        const buffer = call.aggregate.initial();
        for (const row of rows.slice(1)) {
          call.aggregate.update(
            buffer,
            call.args.map((arg) => interpret(arg, environment)(row)),
          );
        }
        return call.aggregate.result(buffer);
      });
    const back = thereAndBack(plan);
    expect(run(back)).toEqual(run(plan));
    expect(back.schema).toEqual(plan.schema);
  });
});

test('a scan goes along as it is, whatever its options are called', () => {
  expect(thereAndBack(scan)).toEqual(scan);
});

test('a function from nowhere is a bug', () => {
  const plan = projected('abs(x)');
  const [column] = plan.columns;
  const expr = must(column, 'one column').expr;
  if (expr.kind !== 'call') throw new Error('abs is a call');
  const stranger = { ...expr, function: { ...expr.function } };
  expect(() => planToData({ ...plan, columns: [{ expr: stranger, name: 'y' }] })).toThrow('catalogue');
});
