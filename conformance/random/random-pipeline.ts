/** Pipelines of every shape, over rows that come in small batches, some late, some without a time, some before 1970. */
import fc from 'fast-check';
import { branched, failing, nestedKeys, sessionsOfTheirOwn, sorted } from './further-shapes.ts';
import { type RandomPipeline, single } from './pipeline-shape.ts';
import {
  filter,
  groupBy,
  keySets,
  modes,
  prelude,
  type RandomNode,
  rows,
  session,
  sliding,
  tumbling,
  watermark,
} from './random-nodes.ts';

const stateless: fc.Arbitrary<RandomPipeline> = fc
  .record({ rows, before: prelude, mode: fc.constantFrom('append' as const, 'update' as const) })
  .map(({ rows: source, before, mode }) => single(source, before, [], mode, true));

const grouped: fc.Arbitrary<RandomPipeline> = fc
  .record({ rows, before: prelude, keys: keySets, mode: fc.constantFrom('update' as const, 'complete' as const) })
  .chain(({ rows: source, before, keys, mode }) =>
    groupBy(keys).map(({ node, isOrderFree }) => single(source, before, [node], mode, isOrderFree)),
  );

const windowed: fc.Arbitrary<RandomPipeline> = fc
  .record({
    rows,
    before: prelude,
    mark: watermark,
    window: fc.oneof(tumbling, tumbling, sliding, session),
    between: fc.oneof(
      fc.constant<RandomNode[]>([]),
      filter.map((node) => [node]),
    ),
    keys: fc.constantFrom<readonly string[]>(['window'], ['window', 'k'], ['k', 'window']),
    mode: modes,
  })
  .chain(({ rows: source, before, mark, window, between, keys, mode }) => {
    const isSession = window.config.type === 'session';
    const all = isSession ? ['window', 'k'] : keys;
    const legal = isSession && mode === 'update' ? 'append' : mode;
    return groupBy(all).map(({ node, isOrderFree }) =>
      // Late rows of sessions are dropped in complete mode as well, and how many there are is a matter of the batches.
      single(source, [...before, mark, window, ...between], [node], legal, isOrderFree && !isSession),
    );
  });

const deduplicated: fc.Arbitrary<RandomPipeline> = fc
  .record({
    rows,
    before: prelude,
    mark: fc.option(watermark),
    columns: fc.constantFrom<readonly string[]>(['k'], ['k', 'time'], ['v', 'b'], ['time']),
    within: fc.boolean(),
    mode: fc.constantFrom('append' as const, 'update' as const),
  })
  .map(({ rows: source, before, mark, columns, within, mode }) => {
    const node = {
      kind: 'deduplicate',
      config: { columns, ...(within && mark !== null ? { withinWatermark: true } : {}) },
      sql: null,
    };
    return single(source, [...before, ...(mark === null ? [] : [mark])], [node], mode, false);
  });

const chained: fc.Arbitrary<RandomPipeline> = fc
  .record({ rows, mark: watermark, window: tumbling })
  .map(({ rows: source, mark, window }) => {
    const first = {
      kind: 'group-by',
      config: { keys: ['window', 'k'], aggregates: [{ function: 'count', as: 'c' }] },
      sql: null,
    };
    const second = {
      kind: 'group-by',
      config: {
        keys: ['window'],
        aggregates: [
          { function: 'max', expr: 'c', as: 'm' },
          { function: 'count', as: 'g' },
        ],
      },
      sql: null,
    };
    return single(source, [mark, window], [first, second], 'append', true);
  });

const joined: fc.Arbitrary<RandomPipeline> = fc
  .record({
    left: rows,
    right: rows,
    leftMark: watermark,
    rightMark: watermark,
    type: fc.constantFrom('inner', 'left', 'right', 'full', 'left-semi'),
    on: fc.constantFrom(
      'left.k = right.k AND left.time = right.time',
      'left.k = right.k AND left.time >= right.time - interval 10 seconds AND left.time <= right.time + interval 5 seconds',
      'left.k <=> right.k AND left.time = right.time AND left.v > 0',
    ),
  })
  .map(({ left, right, leftMark, rightMark, type, on }) => ({
    sources: [left, right],
    before: [[leftMark], [rightMark]],
    meeting: { kind: 'join', config: { type, on }, sql: null },
    after: [],
    outputMode: 'append',
    isOrderFree: false,
    branches: [],
  }));

const united: fc.Arbitrary<RandomPipeline> = fc
  .record({ left: rows, right: rows, keys: keySets, mode: fc.constantFrom('update' as const, 'complete' as const) })
  .chain(({ left, right, keys, mode }) =>
    groupBy(keys).map(({ node, isOrderFree }) => ({
      sources: [left, right],
      before: [[], []],
      meeting: { kind: 'union', config: {}, sql: null },
      after: [node],
      outputMode: mode,
      isOrderFree,
      branches: [],
    })),
  );

/** All shapes; those with more ways to go wrong come more often. */
export const randomPipeline: fc.Arbitrary<RandomPipeline> = fc.oneof(
  { weight: 2, arbitrary: stateless },
  { weight: 4, arbitrary: grouped },
  { weight: 6, arbitrary: windowed },
  { weight: 3, arbitrary: deduplicated },
  { weight: 1, arbitrary: chained },
  { weight: 4, arbitrary: joined },
  { weight: 2, arbitrary: united },
  { weight: 2, arbitrary: branched },
  { weight: 2, arbitrary: sorted },
  { weight: 2, arbitrary: sessionsOfTheirOwn },
  { weight: 2, arbitrary: nestedKeys },
  { weight: 2, arbitrary: failing },
);
