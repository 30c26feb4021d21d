import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { FileSinkFormat } from '../plan/logical-plan.ts';
import { FileSink } from '../sinks/file/file-sink.ts';
import { MemorySink } from '../sinks/memory/memory-sink.ts';
import { schemaOf } from '../sources/testing/decode-bytes.ts';
import { nodePorts } from '../testing/file-sink/node-ports.ts';
import { runAt } from '../testing/file-sink/sink-bench.ts';
import { TempTarget } from '../testing/file-sink/temp-target.ts';
import type { Schema } from '../types/schema.ts';
import type { Row } from '../types/value.ts';
import { ListedTable, type ListedTableSettings } from './listed-table.ts';
import { createTableCatalog, type TableCatalog } from './table-catalog.ts';

const schema = schemaOf({ id: 'int', p: 'string' });

let target: TempTarget;
let catalog: TableCatalog;
let sinks: FileSink[] = [];
beforeEach(async () => {
  target = new TempTarget();
  catalog = await createTableCatalog({ timeZone: 'Europe/Paris' });
});
afterEach(async () => {
  await Promise.all(sinks.map((sink) => sink.stop()));
  sinks = [];
  await catalog.close();
  target.remove();
});

/** A file sink whose files the catalogue can be asked for. */
function sinkOf(changes: Partial<ListedTableSettings & { partitionBy: readonly string[] }> = {}): FileSink {
  const settings = {
    nodeId: 'out',
    tableName: 'out',
    path: target.path,
    format: 'json' as const,
    partitionBy: [],
    options: {},
    schema,
    timeZone: 'Europe/Paris',
    isStreaming: true,
    ...changes,
  };
  const sink = new FileSink(settings, nodePorts);
  sinks.push(sink);
  catalog.register(new ListedTable({ ...settings, latestBatch: () => sink.latestBatch }));
  return sink;
}

const add = (sink: FileSink, batchId: number, ...rows: Row[]) => sink.addBatch(batchId, rows, 'append');
const rowsOf = async (text: string) => (await catalog.sql(text, 1000)).rows;

describe('the files that the log names', () => {
  test('at the time of each query, each once', async () => {
    const sink = sinkOf();
    expect(await rowsOf('select * from out')).toEqual([]);
    target.put('before-the-sink.json', '{"id":99}\n');
    expect(await rowsOf('select * from out')).toEqual([]);
    await sink.prepare(runAt(0));
    expect(await rowsOf('select * from out')).toEqual([]);
    expect(catalog.list()).toEqual([
      {
        name: 'out',
        columns: [
          { name: 'id', type: 'int' },
          { name: 'p', type: 'string' },
        ],
        rowCount: null,
        batchId: -1,
        filesOf: 'out',
      },
    ]);
    for (let batch = 0; batch < 12; batch++) {
      await add(sink, batch, [batch, 'a'], [batch, null]);
      target.put(`part-00000-orphan${batch}-c000.json`, '{"id":-1}\n');
      expect(await rowsOf('select count(*), sum(id), count(p) from out')).toEqual([
        [2 * (batch + 1), batch * (batch + 1), batch + 1],
      ]);
    }
    expect(catalog.list()[0]?.batchId).toBe(11);
  });

  test('a folder that was set aside and written anew is read anew', async () => {
    const first = sinkOf();
    await first.prepare(runAt(0));
    await add(first, 0, [1, 'a']);
    await add(first, 1, [2, 'a']);
    expect(await rowsOf('select id from out order by id')).toEqual([[1], [2]]);
    rmSync(target.path, { recursive: true });
    expect(await rowsOf('select id from out')).toEqual([]);
    const second = new FileSink(
      {
        nodeId: 'out',
        path: target.path,
        format: 'json',
        partitionBy: [],
        options: {},
        schema,
        timeZone: 'UTC',
        isStreaming: true,
      },
      nodePorts,
    );
    await second.prepare(runAt(0));
    await add(second, 0, [7, 'a']);
    expect(await rowsOf('select id from out')).toEqual([[7]]);
  });

  test('in batch mode, once the job is done', async () => {
    const sink = sinkOf({ isStreaming: false, partitionBy: ['p'] });
    target.put('p=a/part-00000-unfinished.c000.json', '{"id":1}\n');
    expect(await rowsOf('select * from out')).toEqual([]);
    rmSync(target.path, { recursive: true });
    await sink.addBatch(
      0,
      [
        [1, 'a'],
        [2, null],
      ],
      'complete',
    );
    expect(existsSync(join(target.path, '_SUCCESS'))).toBe(true);
    expect(await rowsOf('select * from out order by id')).toEqual([
      [1, 'a'],
      [2, null],
    ]);
  });

  test('[SRC-156] a log that is damaged, and one that was mended', async () => {
    const sink = sinkOf();
    await sink.prepare(runAt(0));
    await add(sink, 0, [1, 'a']);
    const log = target.text('_spark_metadata/0');
    target.put('_spark_metadata/0', log.slice(0, -5));
    await expect(rowsOf('select * from out')).rejects.toMatchObject({ code: 'SRC-156', at: { nodeId: 'out' } });
    target.put('_spark_metadata/0', log);
    expect(await rowsOf('select id from out')).toEqual([[1]]);
  });

  test('a file that the log names and that is gone is told, not passed over', async () => {
    const sink = sinkOf();
    await sink.prepare(runAt(0));
    await add(sink, 0, [1, 'a']);
    await add(sink, 1, [2, 'b']);
    const [first = ''] = Object.keys(target.parts());
    const text = target.text(first);
    rmSync(join(target.path, first));
    await expect(rowsOf('select * from out')).rejects.toMatchObject({ code: expect.stringMatching(/^SRC-/) });
    writeFileSync(join(target.path, first), text);
    expect(await rowsOf('select id from out order by id')).toEqual([[1], [2]]);
  });
});

describe('columns as they are declared', () => {
  const wide = schemaOf({
    id: 'int',
    code: 'string',
    day: 'date',
    de: 'decimal(38,10)',
    ts: 'timestamp',
    p: 'int',
    q: 'string',
  });
  const rows: readonly Row[] = [
    [1, '007', 17008, -123456789012345678900123456789n, 1469498400123000n, 5, 'a b/é'],
    [2, 'line\nbreak "q", \\', null, 1n, null, null, ''],
    [3, '1e5', -719162, null, -62135596800000000n, -2147483648, 'x=y%'],
    [4, '', null, null, null, 0, '007'],
  ];
  const formats: readonly (readonly [FileSinkFormat, Record<string, string>])[] = [
    ['json', {}],
    ['json', { compression: 'gzip', timeZone: 'Asia/Kolkata' }],
    ['csv', {}],
    ['csv', { header: 'true', sep: ';', quoteAll: 'true', nullValue: 'none', compression: 'gzip' }],
    ['parquet', {}],
  ];

  test.each(formats)('%s %o, with and without partitions', async (format, options) => {
    const answers: unknown[] = [];
    for (const partitionBy of [[], ['p', 'q']]) {
      const path = join(target.root, `${format}${partitionBy.length}`);
      const sink = sinkOf({ format, options, schema: wide, partitionBy, path });
      await sink.prepare(runAt(0));
      await add(sink, 0, ...rows.slice(0, 2));
      await add(sink, 1, ...rows.slice(2));
      answers.push(
        await rowsOf(
          "select id, code, day, cast(de as string), unix_micros(ts), p, nullif(q, '') from out order by id",
        ),
      );
    }
    expect(answers[0]).toEqual([
      [1, '007', '2016-07-26', '-12345678901234567890.0123456789', 1469498400123000, 5, 'a b/é'],
      [2, 'line\nbreak "q", \\', null, '0.0000000001', null, null, null],
      [3, '1e5', '0001-01-01', null, '-62135596800000000', -2147483648, 'x=y%'],
      // Spark's CSV, too, knows no empty text as long as that stands for null.
      [4, format === 'csv' && options.nullValue === undefined ? null : '', null, null, null, 0, '007'],
    ]);
    // An empty text in a partition column comes back as null, as on Spark.
    expect(answers[1]).toEqual(answers[0]);
  });

  test('a column that is called like one for damaged records', async () => {
    const columns: Schema = schemaOf({ _corrupt_record: 'string', id: 'int' });
    const sink = sinkOf({ schema: columns });
    await sink.prepare(runAt(0));
    await add(sink, 0, ['kept', 1]);
    expect(await rowsOf('select * from out')).toEqual([['kept', 1]]);
  });
});

describe('names', () => {
  test.each(['sink-1', 'a`b', 'select', 'ünï " \' ; drop'])('%s is quoted', async (tableName) => {
    const sink = sinkOf({ tableName });
    await sink.prepare(runAt(0));
    await add(sink, 0, [1, 'a']);
    expect(await rowsOf(`select id from \`${tableName.replaceAll('`', '``')}\``)).toEqual([[1]]);
  });

  test('files give way to a memory table of their name, whichever is there first', async () => {
    const memory = new MemorySink({ nodeId: 'm', tableName: 'Out', schema });
    await memory.addBatch(0, [[5, 'memory']], 'append');
    for (const isFirst of [true, false]) {
      if (isFirst) catalog.register(memory);
      const sink = sinkOf({ path: join(target.root, String(isFirst)) });
      if (!isFirst) catalog.register(memory);
      await sink.prepare(runAt(0));
      await add(sink, 0, [1, 'files']);
      expect(await rowsOf('select p from out')).toEqual([['memory']]);
      expect(await rowsOf('select p from out_files')).toEqual([['files']]);
      expect(catalog.list().map(({ name, filesOf }) => [name, filesOf])).toEqual(
        expect.arrayContaining([
          ['Out', undefined],
          ['out_files', 'out'],
        ]),
      );
      for (const { name } of catalog.list()) catalog.unregister(name);
    }
  });

  test('closing does not wait for files that are being read', async () => {
    mkdirSync(target.path);
    const sink = sinkOf();
    await sink.prepare(runAt(0));
    const many: Row[] = Array.from({ length: 200_000 }, (_, i) => [i, 'some text']);
    await add(sink, 0, ...many);
    const asked = catalog.sql('select count(*) from out', 1).catch((error: unknown) => error);
    await catalog.close();
    expect(await asked).toMatchObject({ code: 'SQL-062' });
  });
});
