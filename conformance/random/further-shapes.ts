/** Pipelines that ask for more: several sinks, orders, sessions by row, keys of several parts, and rows that fail. */
import fc from 'fast-check';
import { type OutputMode, type RandomPipeline, single } from './pipeline-shape.ts';
import {
  filter,
  groupBy,
  keySets,
  modes,
  prelude,
  type RandomNode,
  rows,
  tumbling,
  watermark,
} from './random-nodes.ts';

const unsorted = fc.constantFrom('update' as const, 'complete' as const);

/** One source whose rows go to two or three sinks, each query with steps and a mode of its own. */
export const branched: fc.Arbitrary<RandomPipeline> = fc
  .record({
    rows,
    before: prelude,
    mark: watermark,
    branches: fc.array(
      fc.oneof(
        filter.map((node) => ({ after: [node], outputMode: 'append' as OutputMode })),
        fc
          .tuple(keySets, unsorted)
          .chain(([keys, outputMode]) =>
            groupBy(keys).map(({ node }) => ({ after: [node], outputMode: outputMode as OutputMode })),
          ),
        fc.tuple(tumbling, modes).chain(([window, outputMode]) =>
          groupBy(['window', 'k']).map(({ node }) => ({
            after: [window, node],
            outputMode: outputMode as OutputMode,
          })),
        ),
      ),
      { minLength: 2, maxLength: 3 },
    ),
  })
  .map(({ rows: source, before, mark, branches: [first, ...others] }) => ({
    ...single(source, [...before, mark], first?.after ?? [], first?.outputMode ?? 'append', false),
    branches: others,
  }));

/** A complete result that is put in order and may be cut. */
export const sorted: fc.Arbitrary<RandomPipeline> = fc
  .record({
    rows,
    before: prelude,
    keys: keySets,
    by: fc.array(
      fc.record({
        expr: fc.constantFrom('c', 'c % 2', 'sk', '-c'),
        direction: fc.constantFrom('asc', 'desc'),
        nulls: fc.constantFrom('first', 'last'),
      }),
      { minLength: 1, maxLength: 2 },
    ),
    limit: fc.option(fc.constantFrom(0, 1, 3)),
  })
  .map(({ rows: source, before, keys, by, limit }) => {
    const aggregates = [
      { function: 'count', as: 'c' },
      { function: 'max', expr: 'k', as: 'sk' },
    ];
    const after: RandomNode[] = [
      step('group-by', { keys, aggregates }),
      step('sort', { by }),
      ...(limit === null ? [] : [step('limit', { count: limit })]),
    ];
    // Which of several rows of one rank a limit keeps is a matter of the order in which they came.
    return single(source, before, after, 'complete', limit === null);
  });

/** Sessions whose gap each row says. */
export const sessionsOfTheirOwn: fc.Arbitrary<RandomPipeline> = fc
  .record({
    rows,
    before: prelude,
    mark: watermark,
    gap: fc.constantFrom(
      "case when v > 2 then '8 seconds' when v is null then '2 seconds' else '4 seconds' end",
      "if(b, '10 seconds', '3 seconds')",
      "concat(coalesce(v, 1), ' seconds')",
      "if(v > 4, 'no gap', '5 seconds')",
    ),
    mode: fc.constantFrom('append' as const, 'complete' as const),
  })
  .chain(({ rows: source, before, mark, gap, mode }) =>
    groupBy(['window', 'k']).map(({ node }) =>
      single(
        source,
        [...before, mark, step('window', { type: 'session', timeColumn: 'time', gap })],
        [node],
        mode,
        false,
      ),
    ),
  );

/** Keys that are computed, or are structs and arrays. */
export const nestedKeys: fc.Arbitrary<RandomPipeline> = fc
  .record({
    rows,
    before: prelude,
    columns: fc.uniqueArray(
      fc.constantFrom(
        { expr: 'struct(k, v)', as: 'pair' },
        { expr: 'array(v, v, 1)', as: 'list' },
        { expr: "named_struct('d', d, 'n', n)", as: 'numbers' },
        { expr: 'array(k, upper(k))', as: 'texts' },
        { expr: 'if(b, struct(time), null)', as: 'moment' },
        { expr: 'v * 1.5', as: 'product' },
        { expr: "date_trunc('minute', time)", as: 'minute' },
        { expr: "date_format(time, 'mm:ss')", as: 'clock' },
        { expr: 'to_date(time)', as: 'day' },
        { expr: 'cast(n as double)', as: 'wide' },
        { expr: 'greatest(v, 2)', as: 'more' },
      ),
      { minLength: 1, maxLength: 3, selector: ({ as }) => as },
    ),
    mode: unsorted,
  })
  .chain(({ rows: source, before, columns, mode }) =>
    groupBy(columns.map(({ as }) => as)).map(({ node, isOrderFree }) =>
      single(source, [...before, step('select', { columns, keep: true })], [node], mode, isOrderFree),
    ),
  );

/** Expressions that fail for some rows, so that the query ends where the row stands. */
export const failing: fc.Arbitrary<RandomPipeline> = fc
  .record({
    rows,
    before: prelude,
    expr: fc.constantFrom(
      '10 / v',
      '10 div (v - 1)',
      'v % (v - 2)',
      'cast(k as int)',
      'element_at(array(1, 2), v)',
      'v * 3074457345618258603',
      'cast(n as decimal(3,2))',
      'cast(v * 50 as tinyint)',
      "if(v > 4, raise_error('too much'), v)",
      "to_date(k, 'yyyy-MM-dd')",
      'cast(d * 1e300 as bigint)',
      'n / (n - 1.25)',
    ),
    keys: keySets,
    mode: unsorted,
    isFilter: fc.boolean(),
  })
  .chain(({ rows: source, before, expr, keys, mode, isFilter }) =>
    groupBy(keys).map(({ node }) => {
      const risky = isFilter
        ? step('filter', { condition: `(${expr}) is not null` })
        : step('select', { columns: [{ expr, as: 'risky' }], keep: true });
      return single(source, [...before, risky], [isFilter ? node : withMax(node, 'risky')], mode, false);
    }),
  );

/** The group-by with the greatest value of a column besides, so that somebody needs the column. */
function withMax(node: RandomNode, column: string): RandomNode {
  const aggregates = node.config.aggregates as readonly unknown[];
  return {
    ...node,
    config: { ...node.config, aggregates: [...aggregates, { function: 'max', expr: column, as: 'top' }] },
  };
}

function step(kind: string, config: RandomNode['config']): RandomNode {
  return { kind, config, sql: null };
}
