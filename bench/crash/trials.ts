/**
 * The pipelines of the crash test: one without state, one for each kind of state, and a table that is kept whole. Each is such
 * that a stream and a batch agree once everything is final: rows come at most five minutes out of order, watermarks allow ten.
 */
import { SeededRandom } from '../data/random.ts';
import { graph, inARow, type NodeSpec } from '../rows/pipeline.ts';
import { type GrowingInput, LAST, type Trial, type TrialFolders } from './trial.ts';

const ROWS_A_FILE = 20;
const START_S = 1_700_000_000;
/** Event time that passes from a file to the next. */
const FILE_S = 60;
const DISORDER_S = 240;
const LATER_S = START_S + 1_000_000_000;
const ACTIONS = ['open', 'close', 'move', 'copy', 'drop'] as const;

/** Nodes one after the other. */
function chain(name: string, nodes: readonly NodeSpec[]): unknown {
  return graph(name, nodes, inARow(nodes));
}

function reading(nodeId: string, { input }: TrialFolders, fields: Readonly<Record<string, string>>): NodeSpec[] {
  return [
    { id: nodeId, kind: 'file-source', config: { path: `${input}/${nodeId}`, format: 'json', maxFilesPerTrigger: 2 } },
    {
      id: `${nodeId}-typed`,
      kind: 'schema',
      config: { fields: Object.entries(fields).map(([name, type]) => ({ name, type })) },
    },
  ];
}

function watermark(id: string): NodeSpec {
  return { id, kind: 'watermark', config: { timeColumn: 'time', delay: '10 minutes' } };
}

function fileSink({ output }: TrialFolders, more: Readonly<Record<string, unknown>> = {}): NodeSpec {
  return { id: 'out', kind: 'file-sink', config: { path: output, format: 'json', outputMode: 'append', ...more } };
}

/** Rows and amounts by action and window. */
function counts(...more: readonly Readonly<Record<string, string>>[]): NodeSpec {
  const aggregates = [{ function: 'count', as: 'count' }, { function: 'sum', expr: 'amount', as: 'amount' }, ...more];
  return { id: 'counts', kind: 'group-by', config: { keys: ['action', 'window'], aggregates } };
}

const toFiles = { from: 'files', sinkNodeId: 'out' } as const;
const eventFields = { id: 'string', time: 'timestamp', action: 'string', amount: 'bigint' };

/** A row of file `index`, at a time up to `DISORDER_S` behind the file's. */
function event(id: string, index: number, random: SeededRandom): string {
  const time = START_S + index * FILE_S + random.below(FILE_S) - random.below(DISORDER_S);
  return JSON.stringify({ id, time, action: random.pick(ACTIONS), amount: random.below(1000) });
}

const events: GrowingInput = {
  nodeId: 'events',
  lines: (index, random) => Array.from({ length: ROWS_A_FILE }, (_, row) => event(`${index}-${row}`, index, random)),
  lastLine: JSON.stringify({ id: LAST, time: LATER_S, action: LAST, amount: 0 }),
};

const filter: Trial = {
  name: 'filter',
  inputs: [events],
  answer: toFiles,
  document: (folders) =>
    chain('Rows of some kinds, by kind', [
      ...reading('events', folders, eventFields),
      { id: 'some', kind: 'filter', config: { condition: "action <> 'drop' and amount % 10 <> 3" } },
      {
        id: 'shown',
        kind: 'select',
        config: {
          columns: [{ expr: 'id' }, { expr: 'time' }, { expr: 'action' }, { expr: 'amount * 2', as: 'twice' }],
        },
      },
      fileSink(folders, { partitionBy: ['action'] }),
    ]),
};

const windows: Trial = {
  name: 'windows',
  inputs: [events],
  answer: toFiles,
  document: (folders) =>
    chain('Counts of closed windows', [
      ...reading('events', folders, eventFields),
      watermark('timed'),
      { id: 'spans', kind: 'window', config: { type: 'tumbling', timeColumn: 'time', duration: '2 minutes' } },
      counts({ function: 'max', expr: 'id', as: 'last' }),
      fileSink(folders),
    ]),
};

const sessions: Trial = {
  name: 'sessions',
  inputs: [events],
  answer: toFiles,
  document: (folders) =>
    chain('Counts of ended sessions', [
      ...reading('events', folders, eventFields),
      watermark('timed'),
      { id: 'spans', kind: 'window', config: { type: 'session', timeColumn: 'time', gap: '12 seconds' } },
      counts(),
      fileSink(folders),
    ]),
};

/** The row of this place, the same whenever it comes. */
const repeatedEvent = (index: number, row: number) =>
  event(`${index}-${row}`, index, new SeededRandom(index * ROWS_A_FILE + row));

const deduplicate: Trial = {
  name: 'deduplicate',
  inputs: [
    {
      ...events,
      // Every other row comes once more within the next three files.
      lines: (index, random) =>
        Array.from({ length: ROWS_A_FILE }, (_, row) => {
          const again = row % 2 === 1 ? Math.max(0, index - random.below(4)) : index;
          return repeatedEvent(again, again === index ? row : row - 1);
        }),
    },
  ],
  answer: toFiles,
  document: (folders) =>
    chain('Each event once', [
      ...reading('events', folders, eventFields),
      watermark('timed'),
      { id: 'once', kind: 'deduplicate', config: { columns: ['id', 'time'] } },
      fileSink(folders),
    ]),
};

const ORDERS_A_FILE = 12;
const orderTime = (order: number) => START_S + Math.floor((order * FILE_S) / ORDERS_A_FILE);

const orders: GrowingInput = {
  nodeId: 'orders',
  lines: (index, random) =>
    Array.from({ length: ORDERS_A_FILE }, (_, row) => {
      const order = index * ORDERS_A_FILE + row;
      return JSON.stringify({ id: `o-${order}`, time: orderTime(order), amount: random.below(1000) });
    }),
  lastLine: JSON.stringify({ id: LAST, time: LATER_S, amount: 0 }),
};

/** Of five orders two are paid at once, one late, one twice, one never. */
const payments: GrowingInput = {
  nodeId: 'payments',
  lines: (index) =>
    Array.from({ length: ORDERS_A_FILE }, (_, row) => {
      const order = index * ORDERS_A_FILE + row;
      const paid = (delayS: number) => JSON.stringify({ id: `o-${order}`, time: orderTime(order) + delayS });
      return [[paid(5)], [paid(9)], [paid(400)], [paid(20), paid(30)], []][order % 5] ?? [];
    }).flat(),
  lastLine: JSON.stringify({ id: `not ${LAST}`, time: LATER_S }),
};

const join: Trial = {
  name: 'join',
  inputs: [orders, payments],
  answer: toFiles,
  document: (folders) => {
    const condition = 'left.id = right.id and right.time >= left.time and right.time <= left.time + interval 5 minutes';
    const columns = [
      { expr: 'left.id', as: 'id' },
      { expr: 'left.time', as: 'ordered' },
      { expr: 'amount' },
      { expr: 'right.time', as: 'paid' },
    ];
    return graph(
      'Orders and their payments, and orders without one',
      [
        ...reading('orders', folders, { id: 'string', time: 'timestamp', amount: 'bigint' }),
        watermark('orders-timed'),
        ...reading('payments', folders, { id: 'string', time: 'timestamp' }),
        watermark('payments-timed'),
        { id: 'pairs', kind: 'join', config: { type: 'left', on: condition } },
        { id: 'shown', kind: 'select', config: { columns } },
        fileSink(folders),
      ],
      [
        ['orders', 'orders-typed'],
        ['orders-typed', 'orders-timed'],
        ['orders-timed', 'pairs', 'left'],
        ['payments', 'payments-typed'],
        ['payments-typed', 'payments-timed'],
        ['payments-timed', 'pairs', 'right'],
        ['pairs', 'shown'],
        ['shown', 'out'],
      ],
    );
  },
};

const totals: Trial = {
  name: 'totals',
  inputs: [events],
  answer: { from: 'table', sql: 'select * from totals' },
  document: (folders) =>
    chain('Totals of everything, as a table', [
      ...reading('events', folders, eventFields),
      {
        id: 'sums',
        kind: 'group-by',
        config: {
          keys: ['action', { expr: 'amount % 7', as: 'rest' }],
          aggregates: [
            { function: 'count', as: 'count' },
            { function: 'sum', expr: 'amount', as: 'amount' },
            { function: 'min', expr: 'time', as: 'first' },
          ],
        },
      },
      { id: 'table', kind: 'memory-sink', config: { queryName: 'totals', outputMode: 'complete' } },
    ]),
};

/** All trials, in the order in which they start. */
export const trials: readonly Trial[] = [filter, windows, sessions, deduplicate, join, totals];
