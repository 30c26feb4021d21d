import { describe, expect, test } from 'vitest';
import { type FilesScript, runFiles } from '../../testing/run-files.ts';
import { runScript, type ScriptExecutor, type ScriptNode } from '../../testing/stream-script.ts';

const window = (config: Record<string, unknown>): ScriptNode => ({
  id: 'windows',
  kind: 'window',
  config: { timeColumn: 'time', ...config },
});
const tumbling = window({ type: 'tumbling', duration: '10 seconds' });
const filter = (condition: string, id = 'kept'): ScriptNode => ({ id, kind: 'filter', config: { condition } });
const watermark: ScriptNode = { id: 'late', kind: 'watermark', config: { timeColumn: 'time', delay: '10 seconds' } };
const groupBy = (keys: readonly unknown[], ...aggregates: readonly unknown[]): ScriptNode => ({
  id: 'groups',
  kind: 'group-by',
  config: { keys, aggregates: aggregates.length === 0 ? [{ function: 'count' }] : aggregates },
});
const select = (...columns: readonly unknown[]): ScriptNode => ({
  id: 'chosen',
  kind: 'select',
  config: { columns, keep: true },
});

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'action', type: 'string' },
  { name: 'amount', type: 'double' },
  { name: 'size', type: 'int' },
  { name: 'id', type: 'bigint' },
  { name: 'ok', type: 'boolean' },
  { name: 'day', type: 'date' },
  { name: 'price', type: 'decimal(10,2)' },
];

const usual = [
  '{"time":5,"action":"Open","amount":1.5,"size":3,"id":7,"ok":true,"day":"2016-07-26","price":12.50}',
  '{"time":7,"action":"Close","amount":-0.1,"size":-3,"id":900719925474099,"ok":false,"day":"2016-07-27","price":0.05}',
  '{"time":12,"action":"Open","amount":1e300,"size":2147483647,"id":-9,"ok":null,"day":null,"price":99999999.99}',
  '{ "action" : "Open", "time" : "1970-01-01T00:00:13.25Z" , "amount": 3, "other": {"a":[1,"\\n",{}]}, "size": 0}',
  '{"time":-3,"action":null,"amount":null,"size":null,"id":null,"ok":null}',
  '{"time":null,"action":"","amount":-0.0,"size":1}',
  '{}',
  '',
  '{"time":25,"action":"Fermé","amount":0.30000000000000004,"size":4,"id":9223372036854775807}',
  '{"time":31,"action":"O\\u0070en","amount":"NaN","id":9007199254740993,"price":"7.125"}',
  '{"time":32,"action":17,"size":"x"}',
  '{"time":33,"action":"Open","size":99999999999}',
  '{"time":34,"action":"Open"',
  '[{"time":35,"action":"Open"},{"time":36,"action":"Close","amount":2.5}]',
  '{"time":37,"action":"Close","action":"Open","time":38}',
  "{'time':39,'action':'Open'}",
  '{"time":40,"action":"Open"} trailing',
  '{"time":41.0,"action":"Open","amount":1E5}',
  '{"time":"2016-07-26 02:05:00","action":"Open","amount":Infinity}',
  '{"time":9007199255,"action":"far"}',
];

function files(...lines: readonly (readonly string[])[]): FilesScript['files'] {
  return lines.map((some) => ({ bytes: some.map((line) => `${line}\n`).join('') }));
}

const everyAggregate = [
  { function: 'count' },
  { function: 'count', expr: 'amount', as: 'amounts' },
  { function: 'sum', expr: 'amount', as: 'total' },
  { function: 'avg', expr: 'amount', as: 'mean' },
  { function: 'min', expr: 'amount', as: 'least' },
  { function: 'max', expr: 'amount', as: 'most' },
  { function: 'sum', expr: 'size', as: 'sizes' },
  { function: 'avg', expr: 'size', as: 'meanSize' },
  { function: 'max', expr: 'size', as: 'largest' },
  { function: 'min', expr: 'id', as: 'firstId' },
  { function: 'max', expr: 'id', as: 'lastId' },
  { function: 'min', expr: 'time', as: 'since' },
  { function: 'max', expr: 'action', as: 'lastAction' },
  { function: 'min', expr: 'ok', as: 'allOk' },
  { function: 'max', expr: 'day', as: 'lastDay' },
  { function: 'sum', expr: 'price', as: 'paid' },
  { function: 'avg', expr: 'price', as: 'meanPrice' },
];

const stages: Record<string, readonly ScriptNode[]> = {
  'by a string': [groupBy(['action'])],
  'by window': [tumbling, groupBy(['window', 'action'])],
  'no key': [groupBy([], { function: 'count' }, { function: 'sum', expr: 'amount' })],
  'every aggregate, no key': [groupBy([], ...everyAggregate)],
  'every aggregate by action': [groupBy(['action'], ...everyAggregate)],
  'every aggregate in sliding windows': [
    window({ type: 'sliding', duration: '10 seconds', slide: '4 seconds' }),
    groupBy(['window'], ...everyAggregate),
  ],
  'sliding, whole slides': [
    window({ type: 'sliding', duration: '12 seconds', slide: '4 seconds' }),
    groupBy(['window']),
  ],
  'a window with a start': [
    window({ type: 'tumbling', duration: '10 seconds', startTime: '3 seconds' }),
    groupBy(['window']),
  ],
  'window not a key': [window({ type: 'sliding', duration: '12 seconds', slide: '4 seconds' }), groupBy(['action'])],
  'count of a window': [tumbling, groupBy(['action'], { function: 'count', expr: 'window' })],
  'filter and': [filter("action = 'Open' AND amount > 1"), groupBy(['action'])],
  'filter or with null': [filter('ok OR size > 2 OR action IS NULL'), groupBy(['action', 'ok'])],
  'filter not in': [filter("NOT (action IN ('Open', 'x'))"), groupBy(['action'])],
  'filter behind a window': [
    window({ type: 'sliding', duration: '12 seconds', slide: '4 seconds' }),
    filter('size >= 0'),
    groupBy(['window']),
  ],
  'two filters': [filter('size IS NOT NULL', 'first'), filter('amount < 2', 'second'), groupBy(['action'])],
  'computed columns': [
    select(
      { expr: 'amount * 2', as: 'twice' },
      { expr: 'upper(action)', as: 'shout' },
      { expr: 'size + 1', as: 'more' },
    ),
    filter('twice > -1'),
    groupBy(['shout'], { function: 'sum', expr: 'twice' }, { function: 'sum', expr: 'id + more' }),
  ],
  'integers that come to minus zero': [
    select({ expr: 'size * 0', as: 'none' }, { expr: 'id * 0', as: 'nothing' }, { expr: '-(amount * 0)', as: 'zero' }),
    groupBy(['none', 'nothing', 'zero'], { function: 'min', expr: 'none' }, { function: 'max', expr: 'nothing' }),
  ],
  'keys with casts': [
    groupBy([
      { expr: 'cast(size AS string)', as: 'sizeText' },
      { expr: 'cast(amount AS float)', as: 'single' },
      { expr: 'CASE WHEN ok THEN 1 ELSE size END', as: 'chosen' },
    ]),
  ],
  'number keys': [groupBy(['size', 'amount', 'id', 'ok', 'day', 'price', 'time'])],
  'a computed key': [
    groupBy([
      { expr: "concat(action, '!')", as: 'loud' },
      { expr: 'amount > 1', as: 'big' },
    ]),
  ],
  'watermark and window': [watermark, tumbling, groupBy(['window'])],
  'watermark with guards': [watermark, filter("action = 'Open'"), tumbling, groupBy(['window'])],
  'filter before a watermark': [filter('size > 0'), watermark, tumbling, groupBy(['window', 'action'])],
};

async function expectSame(script: FilesScript): Promise<void> {
  const interpreted = await runFiles(script, 'interpreted');
  const compiled = await runFiles(script, 'compiled');
  expect(compiled).toEqual(interpreted);
  expect(interpreted.failure !== null || interpreted.batches.length > 0).toBe(true);
}

describe.each(Object.entries(stages))('%s', (_, nodes) => {
  const three = files(usual, usual.slice().reverse(), [...usual.slice(0, 4), ...usual.slice(0, 4)]);

  test('as a stream, complete', () => expectSame({ fields, nodes, files: three }));
  test('in batch', () => expectSame({ fields, nodes, files: three, mode: 'batch' }));
  test('one kind of line', () => expectSame({ fields, nodes, files: files(usual.slice(0, 3), usual.slice(0, 3)) }));
});

describe('state of the compiled stage', () => {
  test.each(['append', 'update'] as const)('%s with a watermark', (outputMode) =>
    expectSame({
      fields,
      nodes: [watermark, tumbling, groupBy(['window', 'action'])],
      outputMode,
      files: files(usual.slice(0, 8), ['{"time":60,"action":"Open"}'], ['{"time":1,"action":"Open"}'], usual),
    }),
  );

  test('update without a watermark', () =>
    expectSame({ fields, nodes: [groupBy(['action'])], outputMode: 'update', files: files(usual, usual.slice(0, 2)) }));
});

describe('records that do not fit', () => {
  const nodes = [groupBy(['action'], { function: 'count' }, { function: 'sum', expr: 'size' })];

  test.each(['PERMISSIVE', 'DROPMALFORMED', 'FAILFAST'])('%s', (mode) =>
    expectSame({ fields, nodes, schema: { mode }, files: files(usual, usual) }),
  );

  test('the corrupt-record column', () =>
    expectSame({
      fields: [...fields, { name: '_corrupt_record', type: 'string' }],
      nodes: [groupBy(['_corrupt_record', 'size'])],
      files: files(usual, usual),
    }));

  test('nothing but the corrupt-record column is asked for', () =>
    expectSame({
      fields: [...fields, { name: '_corrupt_record', type: 'string' }],
      nodes: [filter('_corrupt_record IS NOT NULL'), groupBy([])],
      files: files(usual),
    }));

  test('an overflow is the error of the row', async () => {
    const script: FilesScript = {
      fields,
      nodes: [groupBy(['action'], { function: 'sum', expr: 'size + 1' })],
      files: files(usual),
    };
    await expectSame(script);
    expect((await runFiles(script, 'compiled')).failure).not.toBeNull();
  });

  test('a sum beyond 64 bits fails where it does', async () => {
    const large = '{"action":"a","id":9223372036854775000}';
    const small = '{"action":"a","id":500}';
    const script = (...lines: string[]): FilesScript => ({
      fields,
      nodes: [groupBy(['action'], { function: 'sum', expr: 'id' })],
      files: files(lines),
    });
    await expectSame(script(small, large, '{"action":"a","id":-900000}', small));
    const fails = script(large, small, small, '{"action":"a","id":-900000}');
    await expectSame(fails);
    expect((await runFiles(fails, 'compiled')).failure).toMatchObject({ code: 'EXE-101' });
  });

  test('sums that leave the safe integers stay exact', () => {
    const lines = Array.from({ length: 200 }, (_, i) => `{"action":"a","id":${999_999_999_999_999 - i}}`);
    return expectSame({
      fields,
      nodes: [groupBy(['action'], { function: 'sum', expr: 'id' }, { function: 'avg', expr: 'id' })],
      files: files([...lines, '{"action":"a","id":9007199254740993}', ...lines]),
    });
  });
});

describe('many groups', () => {
  test('more strings and windows than any table starts with', () => {
    const lines = Array.from({ length: 20_000 }, (_, i) => {
      const n = (i * 7919) % 5_003;
      return `{"time":${n * 3},"action":"user ${n}","amount":${i}.5,"size":${n % 11}}`;
    });
    return expectSame({
      fields,
      nodes: [tumbling, groupBy(['action', 'window', 'size'], { function: 'sum', expr: 'amount' })],
      files: files(lines, lines.slice(0, 100)),
    });
  });
});

describe('by the stream script', () => {
  const steps = [
    [{ time: 5, action: 'Open', amount: 0.1 }, { time: 14, action: null }, {}],
    [{ time: 25, action: 'Close', amount: 0.2 }],
    [{ time: 3, action: 'Open' }, { time: 26.5 }],
  ];

  test.each(['append', 'update', 'complete'] as const)('%s', async (outputMode) => {
    const script = {
      fields,
      nodes: [watermark, tumbling, groupBy(['window', 'action'], { function: 'sum', expr: 'amount' })],
      outputMode,
      steps,
    };
    const told = async (executor: ScriptExecutor) =>
      (await runScript(script, executor)).map((batches) =>
        batches.map(({ batchId, rows, counts, progress }) => ({
          batchId,
          rows,
          counts,
          eventTime: progress.eventTime,
          state: progress.stateOperators.map(
            ({ numRowsTotal, numRowsUpdated, numRowsRemoved, numRowsDroppedByWatermark }) => [
              numRowsTotal,
              numRowsUpdated,
              numRowsRemoved,
              numRowsDroppedByWatermark,
            ],
          ),
          rowsRead: progress.numInputRows,
        })),
      );
    const interpreted = await told('files-interpreted');
    expect(await told('files-compiled')).toEqual(interpreted);
    expect(interpreted.flat().length).toBeGreaterThan(2);
  });
});

test('a large value that comes to one group once a window', () => {
  const lines = Array.from({ length: 40 }, (_, i) => `{"time":${i},"action":"a","id":${999_999_999_999_999 - i}}`);
  return expectSame({
    fields,
    nodes: [
      window({ type: 'sliding', duration: '30 seconds', slide: '2 seconds' }),
      groupBy(['action'], { function: 'sum', expr: 'id' }, { function: 'sum', expr: 'id * 9' }),
    ],
    files: files(lines),
  });
});

describe('files', () => {
  const nodes = [groupBy(['action'])];
  const line = '{"time":1,"action":"Open"}';

  test.each<[string, string | Uint8Array]>([
    ['empty', ''],
    ['without a last line end', `${line}\n${line}`],
    ['line ends of Windows', `${line}\r\n${line}\r\n`],
    ['line ends of old Macs', `${line}\r${line}\r`],
    ['a byte-order mark', `\ufeff${line}\n${line}\n`],
    ['a byte-order mark in the middle', `${line}\n\ufeff${line}\n`],
    ['blank lines', `\n\n${line}\n  \n\t\n${line}\n\r\n`],
    ['broken UTF-8', Uint8Array.from(Buffer.from('{"action":"a\xff\xc3"}\n{"action":"a\xff\xfe"}\n', 'latin1'))],
    ['longer than a block', `${line}\n`.repeat(30_000)],
    ['a line longer than a block', `${line}\n{"action":"${'x'.repeat(100_000)}"}\n${line}\n`],
    ['line ends of Windows across blocks', `${line}\r\n`.repeat(5_000)],
    ['a malformed line far down', `${`${line}\n`.repeat(3_000)}oops\n${line}\n`],
  ])('%s', (_, bytes) => expectSame({ fields, nodes, files: [{ bytes }, { bytes: `${line}\n` }] }));

  test('columns from folders', () =>
    expectSame({
      fields,
      nodes: [groupBy(['action', 'size'])],
      files: [
        { name: 'size=3/action=Open/a.json', bytes: `${line}\n{"action":"Close"}\n` },
        { name: 'size=4/action=__HIVE_DEFAULT_PARTITION__/a.json', bytes: `${line}\n` },
      ],
    }));

  test('a folder whose value does not fit', async () => {
    const script: FilesScript = {
      fields,
      nodes: [groupBy(['size'])],
      files: [{ name: 'size=many/a.json', bytes: `${line}\n` }],
    };
    await expectSame(script);
    expect((await runFiles(script, 'compiled')).failure).toMatchObject({ code: 'SRC-010' });
  });
});
