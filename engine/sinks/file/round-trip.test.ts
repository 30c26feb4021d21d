import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileSinkFormat } from '../../plan/logical-plan.ts';
import { createFileSource } from '../../sources/file/file-source.ts';
import type { Offset } from '../../sources/source.ts';
import { CollectingSink } from '../../sources/testing/collecting-sink.ts';
import { fileSettings, schemaOf } from '../../sources/testing/decode-bytes.ts';
import { nodePorts } from '../../testing/file-sink/node-ports.ts';
import { runAt } from '../../testing/file-sink/sink-bench.ts';
import { TempTarget } from '../../testing/file-sink/temp-target.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import { FileSink, type FileSinkSettings } from './file-sink.ts';

let target: TempTarget;
beforeEach(() => {
  target = new TempTarget();
});
afterEach(() => target.remove());

const FLAT = schemaOf({
  id: 'int',
  bi: 'bigint',
  d: 'double',
  de: 'decimal(38,10)',
  s: 'string',
  da: 'date',
  ts: 'timestamp',
  p: 'string',
});
const FLAT_ROWS: readonly Row[] = [
  [1, 5000000000n, 1.1, -123456789012345678900123456789n, 'héllo 😀 "q" \\ ,', 17008, 1469498400123000n, 'a b/é'],
  [2, -9223372036854775808n, 1e300, 1n, 'line\nbreak', -719162, -62135596800000000n, 'x=y%'],
  [3, null, null, null, null, null, null, null],
  [4, 0n, 0, 0n, 'z', 2932896, 253402300799999000n, '..'],
];
const NESTED = [
  ...FLAT,
  ...schemaOf({ ar: 'array<int>', st: 'struct<a:int,B:string>', ne: 'array<struct<x:array<string>>>' }),
];
const NESTED_VALUES: readonly Row[] = [
  [
    [1, null],
    [1, 'x'],
    [[['p', null]], null],
  ],
  [[], [null, null], []],
  [null, null, null],
  [[7], [2, 'y'], [[null]]],
];
const NESTED_ROWS = FLAT_ROWS.map((row, i) => [...row, ...(NESTED_VALUES[i] ?? [])]);

function sinkOf(format: FileSinkFormat, schema: Schema, changes: Partial<FileSinkSettings> = {}): FileSink {
  return new FileSink(
    {
      nodeId: 'out',
      path: target.path,
      format,
      partitionBy: [],
      options: {},
      schema,
      timeZone: 'Europe/Paris',
      isStreaming: true,
      ...changes,
    },
    nodePorts,
  );
}

/** What the file source gives for the folder, by batch, when it takes one file at a time; in the order of `id`. */
async function readBack(format: FileSinkFormat, schema: Schema, options: Record<string, string> = {}): Promise<Row[]> {
  const source = createFileSource(
    fileSettings({
      path: target.path,
      format,
      schema,
      options,
      timeZone: 'Europe/Paris',
      streaming: true,
      maxFilesPerTrigger: 1,
    }),
  );
  const rows: Row[] = [];
  try {
    await source.prepare();
    let start: Offset | null = null;
    for (;;) {
      const end: Offset | null = await source.latestOffset(start, 'configured');
      if (end === null || (start !== null && JSON.stringify(end) === JSON.stringify(start))) break;
      const sink = new CollectingSink();
      await source.read(start, end, sink, new AbortController().signal);
      expect(sink.malformedRecords).toEqual([]);
      rows.push(...sink.rows.flatMap((row) => (row === null ? [] : [row])));
      start = end;
    }
  } finally {
    await source.stop?.();
  }
  return rows.sort((a, b) => Number(a[0]) - Number(b[0]));
}

const CASES: readonly (readonly [FileSinkFormat, Schema, readonly Row[], sink: object, source: object])[] = [
  ['json', NESTED, NESTED_ROWS, {}, {}],
  ['json', NESTED, NESTED_ROWS, { compression: 'gzip' }, {}],
  ['json', NESTED, NESTED_ROWS, { ignoreNullFields: 'false', timeZone: 'Asia/Kolkata' }, {}],
  ['csv', FLAT, FLAT_ROWS, {}, { multiLine: 'true' }],
  [
    'csv',
    FLAT,
    FLAT_ROWS,
    { header: 'true', quoteAll: 'true', sep: ';' },
    { header: 'true', multiLine: 'true', sep: ';' },
  ],
  ['parquet', NESTED, NESTED_ROWS, {}, {}],
  ['parquet', NESTED, NESTED_ROWS, { compression: 'zstd' }, {}],
];

describe.each([[[]], [['p']]])('partitioned by %j', (partitionBy) => {
  test.each(CASES)(
    'what the sink wrote as %s the source reads',
    async (format, schema, rows, options, readerOptions) => {
      const sink = sinkOf(format, schema, { partitionBy, options: options as Record<string, string> });
      await sink.prepare(runAt(0));
      await sink.addBatch(0, rows.slice(0, 2), 'append');
      await sink.addBatch(1, [], 'append');
      await sink.addBatch(2, rows.slice(2), 'append');
      await sink.stop();
      expect(await readBack(format, schema, readerOptions as Record<string, string>)).toEqual(rows);
    },
  );
});

test('files that no log names are not read', async () => {
  const schema = schemaOf({ id: 'int' });
  const sink = sinkOf('json', schema);
  for (let batch = 0; batch < 12; batch++) await sink.addBatch(batch, [[batch]], 'append');
  target.put('part-00000-crashed-c000.json', '{"id":99}\n');
  expect(await readBack('json', schema)).toEqual(Array.from({ length: 12 }, (_, i) => [i]));
});

test('batch mode writes what every reader reads', async () => {
  const sink = sinkOf('csv', FLAT, { isStreaming: false, partitionBy: ['p'] });
  await sink.addBatch(0, FLAT_ROWS, 'complete');
  expect(await readBack('csv', FLAT, { multiLine: 'true' })).toEqual(FLAT_ROWS);
});
