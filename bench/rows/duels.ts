import type { BenchContext, BenchRow } from '../bench-context.ts';
import { labCsv, labEvents, untidyLabEvents } from '../data/lab-events.ts';
import { orderLines } from '../data/order-lines.ts';
import { userEvents } from '../data/user-events.ts';
import { wideEvents } from '../data/wide-events.ts';
import { type Duel, duelRow } from './duel.ts';
import { files, hourlyCounts, labFields, labPipeline, pipeline } from './pipeline.ts';

const rowsOf = ({ isQuick }: BenchContext, rows: number) => (isQuick ? rows / 10 : rows);

const json = (list: string, columns: Readonly<Record<string, string>>) =>
  `read_json(${list}, format = 'newline_delimited', columns = ${struct(columns)})`;
const struct = (columns: Readonly<Record<string, string>>) =>
  `{${Object.entries(columns)
    .map(([name, type]) => `${name}: '${type}'`)
    .join(', ')}}`;

/** DuckDB's fastest way from seconds since 1970 to a time. */
const TIME = 'make_timestamp(time * 1000000)';
const HOUR = `time_bucket(interval '1 hour', ${TIME})`;

const labCheck = {
  millrace: `select action, cast(unix_timestamp(window.start) as string), cast(count as string) from result order by 2, 1`,
  duckdb: `select action, cast(epoch(start)::bigint as varchar), cast(count as varchar) from result order by 2, 1`,
};

const labSelect = (list: string) =>
  `select action, ${HOUR} as start, count(*) as count from ${json(list, { time: 'BIGINT', action: 'VARCHAR' })} group by all`;

const lab: Duel = {
  id: 'lab',
  work: 'lab query, NDJSON',
  data: (context) => labEvents(context.root, rowsOf(context, 10_000_000), 1),
  document: labPipeline,
  select: labSelect,
  check: labCheck,
  gates: [
    { threads: 1, atLeast: 5 },
    { threads: 2, atLeast: 4 },
  ],
  readingGates: [{ threads: 2, atMost: 6 }],
};

const labFiles: Duel = {
  ...lab,
  id: 'lab-files',
  work: 'lab query, NDJSON in 16 files',
  data: (context) => labEvents(context.root, rowsOf(context, 10_000_000), 16),
  gates: [{ threads: 2, atLeast: 4 }],
  readingGates: undefined,
};

const bothThreads = (atLeast: number): Duel['gates'] => [
  { threads: 1, atLeast },
  { threads: 2, atLeast },
];

const untidy: Duel = {
  ...lab,
  id: 'untidy',
  work: 'the same, keys reordered by line, extra fields, spaces, escapes',
  data: (context) => untidyLabEvents(context.root, rowsOf(context, 10_000_000)),
  gates: bothThreads(2),
  readingGates: undefined,
};

const wide: Duel = {
  id: 'wide',
  work: 'NDJSON of 20 fields, 3 used',
  data: (context) => wideEvents(rowsOf(context, 2_000_000)),
  document: (folder) =>
    pipeline([
      ...files(folder, [
        { name: 'time', type: 'timestamp' },
        { name: 'service', type: 'string' },
        { name: 'bytes', type: 'bigint' },
      ]),
      ...hourlyCounts.slice(0, 1),
      {
        id: 'sums',
        kind: 'group-by',
        config: { keys: ['service', 'window'], aggregates: [{ function: 'sum', expr: 'bytes', as: 'bytes' }] },
      },
    ]),
  select: (list) =>
    `select service, ${HOUR} as start, sum(bytes) as bytes from ${json(list, { time: 'BIGINT', service: 'VARCHAR', bytes: 'BIGINT' })} group by all`,
  check: {
    millrace: `select service, cast(unix_timestamp(window.start) as string), cast(bytes as string) from result order by 2, 1`,
    duckdb: `select service, cast(epoch(start)::bigint as varchar), cast(bytes as varchar) from result order by 2, 1`,
  },
  gates: bothThreads(2),
};

const csv: Duel = {
  id: 'csv',
  work: 'CSV, lab columns',
  data: (context) => labCsv(context.root, rowsOf(context, 10_000_000)),
  document: (folder) =>
    pipeline([
      ...files(
        folder,
        [
          { name: 'time', type: 'bigint' },
          { name: 'action', type: 'string' },
        ],
        { format: 'csv', options: { header: 'true' } },
      ),
      {
        id: 'timed',
        kind: 'select',
        config: { columns: [{ expr: 'timestamp_seconds(time)', as: 'time' }, { expr: 'action' }] },
      },
      ...hourlyCounts,
    ]),
  select: (list) =>
    `select action, ${HOUR} as start, count(*) as count from read_csv(${list}, header = true, auto_detect = false, delim = ',', columns = ${struct({ time: 'BIGINT', action: 'VARCHAR' })}) group by all`,
  check: labCheck,
  gates: bothThreads(3),
};

const keys: Duel = {
  id: 'keys',
  work: 'string keys, a distinct one for every ten rows',
  data: (context) => userEvents(rowsOf(context, 10_000_000)),
  document: (folder) =>
    pipeline([
      ...files(folder, [{ name: 'user', type: 'string' }]),
      { id: 'counts', kind: 'group-by', config: { keys: ['user'], aggregates: [{ function: 'count' }] } },
    ]),
  select: (list) => `select user, count(*) as count from ${json(list, { user: 'VARCHAR' })} group by all`,
  check: {
    millrace: `select cast(count(*) as string), cast(sum(count) as string), cast(sum(count * count) as string), min(user), max(user) from result`,
    duckdb: `select cast(count(*) as varchar), cast(sum(count) as varchar), cast(sum(count * count) as varchar), min(user), max(user) from result`,
  },
  gates: bothThreads(1.2),
};

const sliding: Duel = {
  id: 'sliding',
  work: 'sliding window of 1 h every 5 min',
  data: lab.data,
  document: (folder) =>
    pipeline([
      ...files(folder, labFields),
      {
        id: 'hourly',
        kind: 'window',
        config: { type: 'sliding', timeColumn: 'time', duration: '1 hour', slide: '5 minutes' },
      },
      ...hourlyCounts.slice(1),
    ]),
  // Panes of 5 minutes first, each then part of 12 windows: the fastest of DuckDB's ways.
  select: (list) =>
    `with panes as (select action, time_bucket(interval '5 minutes', ${TIME}) as pane, count(*) as count from ${json(list, { time: 'BIGINT', action: 'VARCHAR' })} group by all)
     select action, pane - interval '5 minutes' * k as start, sum(count)::bigint as count from panes, range(12) as ks(k) group by all`,
  check: labCheck,
  gates: bothThreads(2),
};

const aggregates: Duel = {
  id: 'aggregates',
  work: 'filter, select of an expression, group by with 4 aggregates',
  data: (context) => orderLines(rowsOf(context, 5_000_000)),
  document: (folder) =>
    pipeline([
      ...files(folder, [
        { name: 'category', type: 'string' },
        { name: 'price', type: 'double' },
        { name: 'quantity', type: 'int' },
        { name: 'discount', type: 'double' },
      ]),
      { id: 'kept', kind: 'filter', config: { condition: 'quantity > 1 and discount < 0.3' } },
      {
        id: 'revenue',
        kind: 'select',
        config: {
          columns: [
            { expr: 'category' },
            { expr: 'quantity' },
            { expr: 'price * quantity * (1 - discount)', as: 'revenue' },
          ],
        },
      },
      {
        id: 'sums',
        kind: 'group-by',
        config: {
          keys: ['category'],
          aggregates: [
            { function: 'count', as: 'orders' },
            { function: 'sum', expr: 'revenue', as: 'total' },
            { function: 'avg', expr: 'revenue', as: 'mean' },
            { function: 'max', expr: 'quantity', as: 'most' },
          ],
        },
      },
    ]),
  select: (list) =>
    `select category, count(*) as orders, sum(revenue) as total, avg(revenue) as mean, max(quantity) as most
     from (select category, quantity, price * quantity * (1 - discount) as revenue
           from ${json(list, { category: 'VARCHAR', price: 'DOUBLE', quantity: 'INTEGER', discount: 'DOUBLE' })}
           where quantity > 1 and discount < 0.3) group by all`,
  // Sums of doubles depend on their order; three digits behind the point do not.
  check: {
    millrace: `select category, cast(orders as string), cast(cast(round(total) as bigint) as string), cast(cast(round(mean * 1000) as bigint) as string), cast(most as string) from result order by 1`,
    duckdb: `select category, cast(orders as varchar), cast(cast(round(total) as bigint) as varchar), cast(cast(round(mean * 1000) as bigint) as varchar), cast(most as varchar) from result order by 1`,
  },
  gates: bothThreads(2),
};

/** All work that DuckDB does as well. */
export const duelRows: readonly BenchRow[] = [lab, labFiles, untidy, wide, csv, keys, sliding, aggregates].map(duelRow);
