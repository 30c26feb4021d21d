import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { type FilesOutcome, type FilesScript, runFiles } from '../../testing/run-files.ts';
import type { Sharing } from './shared-stage.ts';
import { stageTaskOf } from './stage-data.ts';
import { InProcessThreads } from './testing/in-process-threads.ts';

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'user', type: 'string' },
  { name: 'n', type: 'bigint' },
  { name: 'x', type: 'double' },
];

const watermark = { id: 'late', kind: 'watermark', config: { timeColumn: 'time', delay: '10 minutes' } };
const hourly = { id: 'hourly', kind: 'window', config: { type: 'tumbling', timeColumn: 'time', duration: '1 hour' } };
const sliding = {
  id: 'hourly',
  kind: 'window',
  config: { type: 'sliding', timeColumn: 'time', duration: '1 hour', slide: '15 minutes' },
};

function groupBy(keys: readonly unknown[], ...aggregates: readonly [string, string?][]) {
  const calls = aggregates.map(([name, expr]) => ({
    function: name,
    ...(expr === undefined ? {} : { expr }),
    as: `${name}_${expr?.replace(/\W/g, '') ?? 'all'}`,
  }));
  return { id: 'groups', kind: 'group-by', config: { keys, aggregates: calls } };
}

/** Ordinary lines, and some of every other sort. */
function lines(seed: number, count: number, end = '\n'): string {
  let state = seed;
  const next = (below: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return (state >>> 8) % below;
  };
  return Array.from({ length: count }, (_, i) => {
    const user = `u${next(6)}`;
    const time = 1_469_500_000 + seed * 4000 + next(7200);
    switch (next(14)) {
      case 0:
        return `{"time":${time},"user":"${user}","n":"not a number"}`;
      case 1:
        return `{"x":${next(100) / 7},"n":${i},"user":"\\u0075${next(6)} é","time":"2016-07-26T0${next(9)}:05:00Z"}`;
      case 2:
        return i % 2 === 0 ? '' : '{"broken';
      case 3:
        return `{"user":null,"time":${time},"n":null}`;
      default:
        return `{"time":${time},"user":"${user}","n":${next(1000)},"x":${next(1000) / 3}}`;
    }
  })
    .map((line) => line + end)
    .join('');
}

const manyFiles = [
  { bytes: lines(1, 30) },
  { bytes: '' },
  { bytes: lines(2, 1) },
  { bytes: lines(3, 20, '\r\n') },
  { bytes: `\ufeff${lines(4, 12).trimEnd()}` },
  { name: 'file-0005.json.gz', bytes: gzipSync(lines(5, 25)) },
  { bytes: `{"user":"${'long '.repeat(200)}","time":1469500000,"n":1,"x":1}\n${lines(6, 9)}` },
];

const counts = groupBy(['user', 'window'], ['count'], ['sum', 'n'], ['min', 'n'], ['max', 'time']);

const scripts: Readonly<Record<string, FilesScript>> = {
  'a stream with a watermark': { fields, nodes: [watermark, hourly, counts], files: manyFiles, outputMode: 'update' },
  'all at once': { fields, nodes: [hourly, counts], files: manyFiles, mode: 'batch' },
  'filter, select and no keys': {
    fields,
    nodes: [
      { id: 'some', kind: 'filter', config: { condition: 'n > 100 OR user IS NULL' } },
      {
        id: 'named',
        kind: 'select',
        config: {
          columns: [
            { expr: 'n * 2', as: 'twice' },
            { expr: 'x', as: 'x' },
          ],
        },
      },
      groupBy([], ['count'], ['sum', 'twice']),
    ],
    files: manyFiles,
    mode: 'batch',
  },
  'sliding windows': { fields, nodes: [watermark, sliding, counts], files: manyFiles, outputMode: 'append' },
  'integers too large for panes': {
    fields,
    nodes: [sliding, counts],
    files: [{ bytes: `{"time":1,"user":"a","n":9007199254740993}\n`.repeat(60) + lines(7, 10) }],
    mode: 'batch',
  },
  'dropped lines': { fields, nodes: [hourly, counts], files: manyFiles, schema: { mode: 'DROPMALFORMED' } },
  csv: {
    fields: fields.slice(1, 3),
    nodes: [groupBy(['user'], ['count'], ['sum', 'n'])],
    files: [
      { name: 'a.csv', bytes: `user,n\n${'a,1\n"b ""x""",2\nc,wrong\n\na,4\n'.repeat(60)}` },
      { name: 'b.csv', bytes: `user,n\r\n${'a,10\r\n'.repeat(120)}d,20` },
    ],
    source: { format: 'csv' },
    schema: { options: { header: 'true' } },
    mode: 'batch',
  },
  text: {
    fields: [],
    nodes: [groupBy(['value'], ['count'])],
    files: [
      { name: 'a.txt', bytes: `${'one\ntwo\n\n'.repeat(150)}one\r\nthree` },
      { name: 'b.txt', bytes: 'two\nfour\n'.repeat(80) },
    ],
    source: { format: 'text' },
    mode: 'batch',
  },
};

/** Without what tells how tables have grown, which is not the same on every way. */
function outcomeOf({ batches, malformed, failure }: FilesOutcome): unknown {
  const compared = batches.map((batch) => ({
    ...batch,
    stateOperators: batch.stateOperators.map(({ memoryUsedBytes: _, ...metrics }) => metrics),
  }));
  return { batches: compared, malformed, failure };
}

function sharing(threads: number, rangeBytes: number) {
  const pool = new InProcessThreads(threads, stageTaskOf);
  return { threads: threads === 1 ? null : pool, sharedBytesMin: 1, rangeBytes, pool };
}

async function run(script: FilesScript, how?: Sharing): Promise<unknown> {
  return outcomeOf(await runFiles(script, 'compiled', how));
}

describe('several threads make known what one does', () => {
  describe.each(Object.entries(scripts))('%s', (name, script) => {
    test.each([
      [2, 37],
      [3, 200],
      [2, 1500],
    ])('%i threads, ranges of %i bytes', async (threads, rangeBytes) => {
      const how = sharing(threads, rangeBytes);
      expect(await run(script, how)).toEqual(await run(script));
      expect(how.pool.seen.filter((request) => request.endsWith('range')).length).toBeGreaterThan(1);
      // Only where one thread would go on without panes is the batch run again.
      expect(how.pool.failures.length > 0).toBe(name === 'integers too large for panes');
    });
  });

  test('a header behind a whole range of lines that are none', async () => {
    const script: FilesScript = {
      fields: [
        { name: 'user', type: 'string' },
        { name: 'n', type: 'string' },
      ],
      nodes: [groupBy(['user'], ['count'], ['max', 'n'])],
      files: [{ name: 'a.csv', bytes: `${'\n# about the file\n'.repeat(20)}user,n\n${'a,1\nb,2\n'.repeat(100)}` }],
      source: { format: 'csv' },
      schema: { options: { header: 'true', comment: '#' } },
      mode: 'batch',
    };
    const how = sharing(2, 100);
    const expected = await run(script);
    expect(await run(script, how)).toEqual(expected);
    expect(how.pool.failures.length).toBeGreaterThan(0);
    const ordered = { ...script, nodes: [groupBy(['user'], ['first', 'n'])] };
    expect(await run(ordered, sharing(1, 100))).toEqual(await run(ordered));
  });

  test('lines cut at every byte', async () => {
    const script: FilesScript = { fields, nodes: [hourly, counts], files: [{ bytes: lines(8, 6) }], mode: 'batch' };
    const expected = await run(script);
    const length = lines(8, 6).length;
    for (let rangeBytes = 1; rangeBytes < length; rangeBytes += rangeBytes < 90 ? 1 : 13) {
      expect(await run(script, sharing(2, rangeBytes))).toEqual(expected);
    }
  });
});

describe('where the order of rows or of additions shows', () => {
  const aggregates = groupBy(
    ['user'],
    ['sum', 'x'],
    ['avg', 'x'],
    ['first', 'n'],
    ['last', 'n'],
    ['collect_list', 'n'],
    ['max', 'x'],
  );

  test.each([20, 111, 900])('ranges of %i bytes give the same bits on 1, 2 and 4 threads', async (rangeBytes) => {
    const script: FilesScript = { fields, nodes: [aggregates], files: manyFiles, outputMode: 'complete' };
    const one = await run(script, sharing(1, rangeBytes));
    expect(await run(script, sharing(2, rangeBytes))).toEqual(one);
    expect(await run(script, sharing(4, rangeBytes))).toEqual(one);
  });

  test('sums that are exact, and lists, are those of a run without ranges', async () => {
    const files = [{ bytes: lines(9, 40).replace(/"x":\d+\.\d+/g, '"x":0.5') }];
    const script: FilesScript = { fields, nodes: [aggregates], files, mode: 'batch' };
    const whole = await run(script);
    expect(await run(script, sharing(1, 100))).toEqual(whole);
    expect(await run(script, sharing(3, 100))).toEqual(whole);
  });
});

test('so many groups that merging ranges would take longer than one thread', async () => {
  const text = Array.from({ length: 50_000 }, (_, i) => `{"user":"u${i}","x":${i / 7}}\n`).join('');
  const files = [{ bytes: text + text }];
  const script: FilesScript = { fields, nodes: [groupBy(['user'], ['sum', 'x'])], files, mode: 'batch' };
  const whole = await run(script);
  for (const threads of [1, 2]) {
    const how = sharing(threads, text.length);
    expect(await run(script, how)).toEqual(whole);
    expect(how.pool.seen.includes('0: range')).toBe(threads > 1);
  }
});

test('threads are started once a stage has read a good deal', async () => {
  const megabytes = 9;
  const line = '{"user":"u","n":1}\n';
  const files = Array.from({ length: 8 }, () => ({ bytes: line.repeat((megabytes * 1024 * 1024) / line.length) }));
  const script: FilesScript = { fields, nodes: [groupBy(['user'], ['count'])], files };
  const pool = new InProcessThreads(2, stageTaskOf);
  const outcome = await run(script, { threads: pool });
  expect(outcome).toEqual(await run(script));
  expect(pool.seen.filter((request) => request.endsWith('begin'))).toEqual(['0: begin', '1: begin']);
});

describe('failures', () => {
  test('are those of one thread, with what was told before them', async () => {
    const files = [{ bytes: lines(2, 20) }, { bytes: `${lines(3, 20)}{"n":9223372036854775807,"user":"u1"}\n` }];
    const script: FilesScript = {
      fields,
      nodes: [
        {
          id: 'more',
          kind: 'select',
          config: {
            columns: [
              { expr: 'user', as: 'user' },
              { expr: 'n + 1', as: 'n' },
            ],
          },
        },
        groupBy(['user'], ['sum', 'n']),
      ],
      files,
    };
    const expected = await runFiles(script, 'compiled');
    expect(expected.failure).toMatchObject({ code: 'EXE-003' });
    const how = sharing(2, 150);
    expect(outcomeOf(await runFiles(script, 'compiled', how))).toEqual(outcomeOf(expected));
    expect(how.pool.failures).toEqual([expect.stringContaining('9223372036854775807')]);
  });

  test('a malformed line ends the query with FAILFAST, at the same line', async () => {
    const script: FilesScript = { fields, nodes: [hourly, counts], files: manyFiles, schema: { mode: 'FAILFAST' } };
    const expected = await run(script);
    expect(expected).toMatchObject({ failure: { code: expect.stringMatching(/^SRC/) } });
    expect(await run(script, sharing(2, 64))).toEqual(expected);
  });

  test('a packed file that is damaged', async () => {
    const packed = gzipSync(lines(1, 200)).subarray(0, 900);
    const files = [{ bytes: lines(1, 5) }, { name: 'file-0001.json.gz', bytes: packed }, { bytes: lines(2, 5) }];
    const script: FilesScript = { fields, nodes: [hourly, counts], files, mode: 'batch' };
    const expected = await run(script);
    expect(expected).toMatchObject({ failure: { code: 'SRC-154' } });
    expect(await run(script, sharing(2, 100))).toEqual(expected);
    const ignoring = { ...script, source: { options: { ignoreCorruptFiles: 'true' } } };
    expect(await run(ignoring, sharing(2, 100))).toEqual(await run(ignoring));
  });
});

test('a small batch is left to one thread', async () => {
  const pool = new InProcessThreads(2, stageTaskOf);
  await run({ fields, nodes: [hourly, counts], files: manyFiles, mode: 'batch' }, { threads: pool, rangeBytes: 100 });
  expect(pool.seen).toEqual([]);
});
