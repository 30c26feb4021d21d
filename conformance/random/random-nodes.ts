/** Steps of random pipelines, and rows for their sources: small numbers of everything, so that rows meet. */
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

export const rows: fc.Arbitrary<RandomRows> = fc.array(fc.array(row, { maxLength: 5 }), { minLength: 1, maxLength: 5 });

export const filter = fc.constantFrom(...conditions).map(
  ({ spark, duck }): RandomNode => ({
    kind: 'filter',
    config: { condition: spark },
    sql: `select * from it where ${duck}`,
  }),
);

export const filters = fc
  .tuple(fc.constantFrom(...conditions), fc.constantFrom('AND', 'OR'), fc.constantFrom(...conditions))
  .map(([left, word, right]): RandomNode => {
    const text = (side: keyof Phrase) => `(${left[side]}) ${word} NOT (${right[side]})`;
    return { kind: 'filter', config: { condition: text('spark') }, sql: `select * from it where ${text('duck')}` };
  });

export const select = fc
  .uniqueArray(fc.constantFrom(...computed), { minLength: 1, maxLength: 3, selector: ({ name }) => name })
  .map(
    (columns): RandomNode => ({
      kind: 'select',
      config: { columns: columns.map(({ spark, name }) => ({ expr: spark, as: name })), keep: true },
      sql: `select *, ${columns.map(({ duck, name }) => `${duck} as ${name}`).join(', ')} from it`,
    }),
  );

export const prelude = fc.oneof(
  fc.constant<RandomNode[]>([]),
  fc.array(fc.oneof(filter, filters), { minLength: 1, maxLength: 2 }),
  fc.tuple(select, filter).map((nodes): RandomNode[] => [...nodes]),
);

export const watermark = fc.constantFrom(0, 5, 20).map(
  (delay): RandomNode => ({
    kind: 'watermark',
    config: { timeColumn: 'time', delay: `${delay} seconds` },
    sql: 'select * from it',
  }),
);

export const tumbling = fc.tuple(fc.constantFrom(5, 10, 7), fc.constantFrom(0, 2, -3)).map(
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

export const sliding = fc.constantFrom([10, 5], [10, 4], [6, 6]).map(
  ([duration, slide]): RandomNode => ({
    kind: 'window',
    config: { type: 'sliding', timeColumn: 'time', duration: `${duration} seconds`, slide: `${slide} seconds` },
    sql: null,
  }),
);

export const session = fc.constantFrom(3, 8).map(
  (gap): RandomNode => ({
    kind: 'window',
    config: { type: 'session', timeColumn: 'time', gap: `${gap} seconds` },
    sql: null,
  }),
);

export interface Grouping {
  readonly node: RandomNode;
  readonly isOrderFree: boolean;
}

/** A group-by over `keys`, with one to three aggregates. */
export function groupBy(keys: readonly string[]): fc.Arbitrary<Grouping> {
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

export const keySets = fc.constantFrom<readonly string[]>([], ['k'], ['v'], ['k', 'b'], ['n'], ['d']);

export const modes = fc.constantFrom('append' as const, 'update' as const, 'complete' as const);
