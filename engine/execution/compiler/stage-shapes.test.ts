/** Stages of every shape: what they make, count and report must be what the interpreter makes of the same files. */
import { describe, expect, test } from 'vitest';
import { type FilesScript, runFiles } from '../../testing/run-files.ts';
import type { ScriptNode } from '../../testing/stream-script.ts';

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'action', type: 'string' },
  { name: 'amount', type: 'double' },
  { name: 'size', type: 'int' },
  { name: 'id', type: 'bigint' },
];

const node = (id: string, kind: string, config: Record<string, unknown>): ScriptNode => ({ id, kind, config });
const filter = (condition: string, id = 'kept') => node(id, 'filter', { condition });
const select = (...columns: readonly unknown[]) => node('chosen', 'select', { columns, keep: true });
const window = (duration: string, slide?: string, startTime?: string) =>
  node('windows', 'window', {
    type: slide === undefined ? 'tumbling' : 'sliding',
    timeColumn: 'time',
    duration,
    ...(slide === undefined ? {} : { slide }),
    ...(startTime === undefined ? {} : { startTime }),
  });
const watermark = node('late', 'watermark', { timeColumn: 'time', delay: '10 seconds' });
const groupBy = (keys: readonly unknown[], ...aggregates: readonly unknown[]) =>
  node('groups', 'group-by', { keys, aggregates: aggregates.length === 0 ? [{ function: 'count' }] : aggregates });

/** Plain lines with some in between that only the file source's own decoder takes. */
function linesOf(seed: number, count: number): string {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state % below;
  };
  return Array.from({ length: count }, (_, i) => {
    if (i % 37 === 11) return '{"time":12, oops}';
    if (i % 41 === 7) return `[{"time":${next(200)},"action":"Open","size":${next(9)}},{"time":null,"action":"Shut"}]`;
    const action = next(7) === 0 ? 'null' : `"${['Open', 'Close', 'Fermé', ''][next(4)]}"`;
    const amount = next(5) === 0 ? 'null' : `${next(50)}.25`;
    return `{"time":${next(300) - 20},"action":${action},"amount":${amount},"size":${next(11) - 5},"id":${next(900)}}`;
  })
    .map((line) => `${line}\n`)
    .join('');
}

const usual = [{ bytes: linesOf(1, 400) }, { bytes: linesOf(2, 300) }];

async function expectSame(script: FilesScript): Promise<void> {
  const interpreted = await runFiles(script, 'interpreted');
  expect(await runFiles(script, 'compiled')).toEqual(interpreted);
  expect(interpreted.failure !== null || interpreted.batches.length > 0).toBe(true);
}

describe('rows that leave the stage', () => {
  test.each<[string, readonly ScriptNode[]]>([
    ['all there is', []],
    ['a filter', [filter("action = 'Open' AND size > 0")]],
    ['computed columns', [select({ expr: 'upper(action)', as: 'shout' }, { expr: 'id * 3', as: 'more' })]],
    ['one window each', [window('10 seconds'), filter('window.end > time')]],
    ['several windows each', [window('12 seconds', '5 seconds', '2 seconds'), filter('size > 1')]],
    ['a watermark', [filter('size > 0', 'first'), watermark, filter('amount > 3')]],
    ['to a deduplication', [watermark, node('once', 'deduplicate', { columns: ['action', 'size'] })]],
  ])('%s', async (_, nodes) => {
    for (const mode of ['streaming', 'batch'] as const) {
      await expectSame({ fields, nodes, files: usual, outputMode: 'append', mode });
    }
  });

  test('to a sort', () =>
    expectSame({
      fields,
      nodes: [filter('size > 0'), node('sorted', 'sort', { by: [{ expr: 'id' }, { expr: 'time' }] })],
      files: usual,
      outputMode: 'append',
      mode: 'batch',
    }));

  test('to a session', () =>
    expectSame({
      fields,
      nodes: [
        watermark,
        node('sessions', 'window', { type: 'session', timeColumn: 'time', gap: '5 seconds' }),
        groupBy(['action', 'window']),
      ],
      files: usual,
      outputMode: 'append',
    }));
});

describe('expressions that have no form but the interpreter’s', () => {
  test.each<[string, readonly ScriptNode[]]>([
    ['a filter', [filter("date_format(time, 'ss') > '30' OR size IS NULL"), groupBy(['action'])]],
    ['a key of one text', [groupBy([{ expr: 'md5(action)', as: 'digest' }])]],
    ['a key of one text that may fail', [groupBy([{ expr: 'try_cast(action AS int)', as: 'number' }])]],
    ['a key of several columns', [groupBy([{ expr: "format_string('%s-%d', action, size)", as: 'both' }])]],
    ['a key beyond the safe integers', [groupBy([{ expr: 'xxhash64(action)', as: 'hash' }])]],
    ['the same of several columns', [groupBy([{ expr: 'xxhash64(action, size)', as: 'hash' }])]],
    ['a nested key', [groupBy([{ expr: 'struct(action, size)', as: 'pair' }])]],
    ['a field of a nested value', [groupBy([{ expr: 'struct(action, size + 1 AS more).more', as: 'more' }])]],
    ['a text of a text', [select({ expr: 'upper(action)', as: 'loud' }), filter("loud LIKE 'O%'"), groupBy(['loud'])]],
    ['the moment of the batch', [filter('time < current_timestamp()'), groupBy(['action'])]],
    [
      'an argument',
      [groupBy(['action'], { function: 'sum', expr: 'bit_count(size)' }, { function: 'max', expr: 'sha1(action)' })],
    ],
    ['a time', [select({ expr: "date_trunc('minute', time)", as: 'time' }), window('2 minutes'), groupBy(['window'])]],
    [
      'a time that is text',
      [select({ expr: "to_timestamp(concat('2024-01-0', size))", as: 'time' }), window('1 day'), groupBy(['window'])],
    ],
  ])('%s', async (_, nodes) => {
    await expectSame({ fields, nodes, files: usual, timeZone: 'Europe/Paris', mode: 'batch' });
    await expectSame({ fields, nodes, files: usual });
  });

  test('an error is the error of the row', async () => {
    const nodes = [groupBy([{ expr: "assert_true(action != 'Close')", as: 'checked' }])];
    const script: FilesScript = { fields, nodes, files: usual };
    await expectSame(script);
    expect((await runFiles(script, 'compiled')).failure).not.toBeNull();
  });
});

describe('all aggregates', () => {
  test.each([
    'first',
    'last',
    'collect_list',
    'collect_set',
    'approx_count_distinct',
    'stddev',
    'variance',
    'mode',
    'bool_and',
  ])('%s', (name) =>
    expectSame({
      fields,
      nodes: [
        groupBy(['action'], { function: name, expr: name === 'bool_and' ? 'size > 0' : 'size' }, { function: 'count' }),
      ],
      files: usual,
      mode: 'batch',
    }),
  );
});

describe('sliding windows', () => {
  const spans: readonly [string, string, string?][] = [
    ['10 seconds', '5 seconds'],
    ['12 seconds', '5 seconds'],
    ['12 seconds', '5 seconds', '3 seconds'],
    ['60 seconds', '7 seconds'],
  ];
  const aggregates: Record<string, readonly unknown[]> = {
    'gathered by pane': [
      { function: 'count' },
      { function: 'count', expr: 'amount', as: 'amounts' },
      { function: 'sum', expr: 'size', as: 'sizes' },
      { function: 'avg', expr: 'size', as: 'mean' },
      { function: 'sum', expr: 'id', as: 'ids' },
      { function: 'max', expr: 'action', as: 'last' },
      { function: 'min', expr: 'time', as: 'since' },
    ],
    'row by row': [{ function: 'sum', expr: 'amount' }, { function: 'count' }],
  };

  describe.each(Object.entries(aggregates))('%s', (_, calls) => {
    test.each(spans)('%s by %s from %s', async (duration, slide, start) => {
      const nodes = [
        filter('size > -3'),
        window(duration, slide, start),
        groupBy(['action', 'window', 'size'], ...calls),
      ];
      await expectSame({ fields, nodes, files: usual });
      await expectSame({ fields, nodes: [watermark, ...nodes], files: usual, outputMode: 'update' });
      await expectSame({ fields, nodes: [watermark, ...nodes], files: usual, outputMode: 'append' });
    });
  });

  const line = (time: string, id: string) => `{"time":${time},"action":"a","id":${id}}\n`;
  test.each<[string, string]>([
    ['a large number', line('5', '9007199254740991')],
    ['a number that is no safe integer', line('5', '9007199254740993')],
    ['a far time', line('9007199255', '1')],
    ['a very far time', line('"9999-12-31T23:59:59Z"', '1')],
    [
      'many numbers that are large together',
      Array.from({ length: 3000 }, (_, i) => line(`${i % 90}`, '999999999999')).join(''),
    ],
  ])('go on without panes behind %s', (_, odd) => {
    const before = Array.from({ length: 50 }, (_unused, i) => line(`${(i * 7) % 80}`, `${i}`)).join('');
    const calls = [{ function: 'sum', expr: 'id' }, { function: 'avg', expr: 'id' }, { function: 'count' }];
    return expectSame({
      fields,
      nodes: [watermark, window('30 seconds', '7 seconds'), groupBy(['window', 'action'], ...calls)],
      files: [{ bytes: before + odd + before }, { bytes: before }],
      outputMode: 'update',
    });
  });
});

describe('columns from folders', () => {
  const folders = ['size=3/action=Open', 'size=4/action=Close', 'size=4/action=__HIVE_DEFAULT_PARTITION__'];
  const nodes = [filter('size > 3 OR amount > 20'), groupBy(['action', 'size'], { function: 'sum', expr: 'id' })];

  test('of JSON', () =>
    expectSame({
      fields,
      nodes,
      files: folders.map((name, i) => ({ name: `${name}/a.json`, bytes: linesOf(i, 200) })),
    }));

  test('of some files only', () =>
    expectSame({
      fields,
      nodes,
      mode: 'batch',
      files: [
        { name: 'size=3/a.json', bytes: linesOf(3, 100) },
        { name: 'b.json', bytes: linesOf(4, 100) },
        { name: 'size=5/action=Open/c.json', bytes: linesOf(5, 100) },
      ],
    }));

  test('of CSV', () =>
    expectSame({
      fields,
      nodes,
      source: { format: 'csv', options: { header: 'true' } },
      files: folders.map((name, i) => ({
        name: `${name}/a.csv`,
        bytes: `time,amount,id\n2024-01-01 00:00:0${i},1.5,${i}\n2024-01-01 00:00:00,x,2\n,30,4\n`,
      })),
    }));
});

describe('CSV and text', () => {
  const rows = Array.from(
    { length: 500 },
    (_, i) =>
      `2024-01-01 00:00:${String(i % 60).padStart(2, '0')},${['Open', 'Close', '"a, b"', ''][i % 4]},${i}.5,${i % 9},${i}\n`,
  );

  test.each<[string, Record<string, string>, string]>([
    ['plain', {}, rows.join('')],
    ['with a header', { header: 'true' }, `time,action,amount,size,id\n${rows.join('')}`],
    [
      'with a header that is checked',
      { header: 'true', enforceSchema: 'false' },
      `time,action,amount,size,id\n${rows.join('')}`,
    ],
    ['with a byte-order mark', { header: 'true' }, `\ufefftime,action,amount,size,id\n${rows.join('')}`],
    ['with blank lines', {}, `\n${rows.join('\n')}\r\n  \n`],
    ['with too few columns', {}, `a\n${rows.join('x\n')}`],
  ])('CSV %s', (_, options, bytes) =>
    expectSame({
      fields,
      nodes: [filter('size < 7'), groupBy(['action', 'size'], { function: 'sum', expr: 'amount' })],
      source: { format: 'csv', options },
      files: [{ bytes }, { bytes }],
    }),
  );
});
