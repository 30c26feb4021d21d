/** Random pipelines over random rows, small enough to be read when one of them fails. */
import fc from 'fast-check';
import { aggregates, computed, conditions, type Phrase } from './phrases.ts';

/** A step of a pipeline between its source and its sink, with what the same step is in DuckDB's SQL. */
export interface RandomNode {
  readonly kind: string;
  readonly config: Readonly<Record<string, unknown>>;
  /** DuckDB's query over a table `it`; null where the step has none. */
  readonly sql: string | null;
}

export type RandomRows = readonly (readonly Readonly<Record<string, unknown>>[])[];

export interface RandomPipeline {
  /** One source, or two for a join or a union of them. */
  readonly sources: readonly RandomRows[];
  /** Steps behind each source. */
  readonly before: readonly (readonly RandomNode[])[];
  /** The join or union of two sources; null with one. */
  readonly meeting: RandomNode | null;
  readonly after: readonly RandomNode[];
  readonly outputMode: 'append' | 'update' | 'complete';
  /** Whether the steps that read the source in order give the same whatever the batches are. */
  readonly isOrderFree: boolean;
}

/** Columns of every source. */
export const FIELDS = [
  { name: 'time', type: 'timestamp' },
  { name: 'k', type: 'string' },
  { name: 'v', type: 'bigint' },
  { name: 'n', type: 'decimal(6,2)' },
  { name: 'd', type: 'double' },
  { name: 'b', type: 'boolean' },
] as const;

/** Seconds of event time around which rows come; some are before 1970. */
const seconds = fc.oneof(
  { weight: 12, arbitrary: fc.integer({ min: 0, max: 60 }) },
  fc.integer({ min: -40, max: 200 }),
);

const row = fc.record({
  time: fc.option(seconds, { freq: 12 }),
  k: fc.option(fc.constantFrom('a', 'b', 'c', '', 'é', '😀'), { freq: 8 }),
  v: fc.option(fc.integer({ min: -3, max: 6 }), { freq: 8 }),
  n: fc.option(fc.constantFrom('0.00', '1.25', '-2.50', '9.99', '100.10'), { freq: 8 }),
  d: fc.option(fc.constantFrom(0, -0.5, 1.5, 2.25, 1e6), { freq: 8 }),
  b: fc.option(fc.boolean(), { freq: 8 }),
});

const rows: fc.Arbitrary<RandomRows> = fc.array(fc.array(row, { maxLength: 5 }), { minLength: 1, maxLength: 5 });

const filter = fc.constantFrom(...conditions).map(
  ({ spark, duck }): RandomNode => ({
    kind: 'filter',
    config: { condition: spark },
    sql: `select * from it where ${duck}`,
  }),
);

const filters = fc
  .tuple(fc.constantFrom(...conditions), fc.constantFrom('AND', 'OR'), fc.constantFrom(...conditions))
  .map(([left, word, right]): RandomNode => {
    const text = (side: keyof Phrase) => `(${left[side]}) ${word} NOT (${right[side]})`;
    return { kind: 'filter', config: { condition: text('spark') }, sql: `select * from it where ${text('duck')}` };
  });

const select = fc
  .uniqueArray(fc.constantFrom(...computed), { minLength: 1, maxLength: 3, selector: ({ name }) => name })
  .map(
    (columns): RandomNode => ({
      kind: 'select',
      config: { columns: columns.map(({ spark, name }) => ({ expr: spark, as: name })), keep: true },
      sql: `select *, ${columns.map(({ duck, name }) => `${duck} as ${name}`).join(', ')} from it`,
    }),
  );

const prelude = fc.oneof(
  fc.constant<RandomNode[]>([]),
  fc.array(fc.oneof(filter, filters), { minLength: 1, maxLength: 2 }),
  fc.tuple(select, filter).map((nodes): RandomNode[] => [...nodes]),
);

const watermark = fc.constantFrom(0, 5, 20).map(
  (delay): RandomNode => ({
    kind: 'watermark',
    config: { timeColumn: 'time', delay: `${delay} seconds` },
    sql: 'select * from it',
  }),
);

const tumbling = fc.tuple(fc.constantFrom(5, 10, 7), fc.constantFrom(0, 2, -3)).map(
  ([duration, start]): RandomNode => ({
    kind: 'window',
    config: {
      type: 'tumbling',
      timeColumn: 'time',
      duration: `${duration} seconds`,
      ...(start === 0 ? {} : { startTime: `${start} seconds` }),
    },
    sql: `select *, epoch_us(time) - ((epoch_us(time) - ${start * 1_000_000}) % ${duration * 1_000_000} + ${duration * 1_000_000}) % ${duration * 1_000_000} as window_us from it where time is not null`,
  }),
);

const sliding = fc.constantFrom([10, 5], [10, 4], [6, 6]).map(
  ([duration, slide]): RandomNode => ({
    kind: 'window',
    config: { type: 'sliding', timeColumn: 'time', duration: `${duration} seconds`, slide: `${slide} seconds` },
    sql: null,
  }),
);

const session = fc.constantFrom(3, 8).map(
  (gap): RandomNode => ({
    kind: 'window',
    config: { type: 'session', timeColumn: 'time', gap: `${gap} seconds` },
    sql: null,
  }),
);

interface Grouping {
  readonly node: RandomNode;
  readonly isOrderFree: boolean;
}

/** A group-by over `keys`, with one to three aggregates. */
function groupBy(keys: readonly string[]): fc.Arbitrary<Grouping> {
  return fc
    .uniqueArray(fc.constantFrom(...aggregates), { minLength: 1, maxLength: 3, selector: ({ as }) => as })
    .map((calls) => {
      const keyText = keys.map((key) => (key === 'window' ? 'window_us' : key));
      const isTranslated = calls.every(({ duck }) => duck !== null);
      const columns = [...keyText, ...calls.map(({ duck, as }) => `${duck} as ${as}`)].join(', ');
      const grouped = keyText.length === 0 ? '' : ` group by ${keyText.join(', ')}`;
      return {
        node: {
          kind: 'group-by',
          config: {
            keys,
            aggregates: calls.map(({ function: name, expr, as }) => ({
              function: name,
              ...(expr === null ? {} : { expr }),
              as,
            })),
          },
          sql: isTranslated ? `select ${columns} from it${grouped}` : null,
        },
        isOrderFree: calls.every((call) => call.isOrderFree),
      };
    });
}

const keySets = fc.constantFrom<readonly string[]>([], ['k'], ['v'], ['k', 'b'], ['n'], ['d']);

const modes = fc.constantFrom('append' as const, 'update' as const, 'complete' as const);

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
    })),
  );

function single(
  source: RandomRows,
  before: readonly RandomNode[],
  after: readonly RandomNode[],
  outputMode: RandomPipeline['outputMode'],
  isOrderFree: boolean,
): RandomPipeline {
  return { sources: [source], before: [before], meeting: null, after, outputMode, isOrderFree };
}

/** All shapes; those with more ways to go wrong come more often. */
export const randomPipeline: fc.Arbitrary<RandomPipeline> = fc.oneof(
  { weight: 2, arbitrary: stateless },
  { weight: 4, arbitrary: grouped },
  { weight: 6, arbitrary: windowed },
  { weight: 3, arbitrary: deduplicated },
  { weight: 1, arbitrary: chained },
  { weight: 4, arbitrary: joined },
  { weight: 2, arbitrary: united },
);
