import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Disk } from '../../base/disk.ts';
import { ParquetEngine } from '../../parquet/parquet-engine.ts';
import { readParquet } from '../../parquet/read-parquet.ts';
import { nodeDisk } from '../../platform/node-disk.ts';
import { add, runAt, SinkBench } from '../../testing/file-sink/sink-bench.ts';
import type { Row } from '../../types/value.ts';
import type { FileSink, FileSinkSettings } from './file-sink.ts';

let target: SinkBench;
beforeEach(() => {
  target = new SinkBench();
});
afterEach(() => target.remove());

const sinkOf = (changes: Partial<FileSinkSettings> = {}) => target.sinkOf(changes);
const logs = () => target.logs();

describe('[11.4] a stream of micro-batches', () => {
  test('each batch is a file and a log that names it, with the fields that Spark writes [SK-3] [SK-5]', async () => {
    const sink = sinkOf();
    await sink.prepare(runAt(0));
    await add(sink, 0, [1, 'a'], [2, 'b b']);
    await add(sink, 1, [3, null]);
    expect(target.parts()).toEqual({
      'part-00000-uuid1-c000.json': '{"id":1,"p":"a"}\n{"id":2,"p":"b b"}\n',
      'part-00000-uuid3-c000.json': '{"id":3}\n',
    });
    const [version, entry] = target.log('0');
    expect(version).toBe('v1');
    expect(JSON.stringify({ ...entry, modificationTime: 0 })).toBe(
      `{"path":"file://${target.path}/part-00000-uuid1-c000.json","size":36,"isDir":false,"modificationTime":0,` +
        '"blockReplication":1,"blockSize":33554432,"action":"add"}',
    );
    expect(entry?.modificationTime).toBeGreaterThan(1.6e12);
    expect(target.text('_spark_metadata/0')).not.toMatch(/\n$/);
    expect(logs()).toEqual(['0', '1']);
  });

  test('describes itself as in progress reports, and counts no rows there', () => {
    const sink = sinkOf({ path: '/data/out/' });
    expect(sink.description).toBe('FileSink[file:/data/out]');
    expect(sink.reportsRows).toBe(false);
  });

  test('an empty batch is logged, with a file of no rows', async () => {
    const sink = sinkOf({ format: 'csv', options: { header: 'true' } });
    await add(sink, 0);
    expect(Object.values(target.parts())).toEqual(['id,p\n']);
    expect(target.log('0')).toHaveLength(2);
  });

  test('an empty batch with partitions is logged without a file', async () => {
    await add(sinkOf({ partitionBy: ['p'] }), 0);
    expect(target.parts()).toEqual({});
    expect(target.text('_spark_metadata/0')).toBe('v1');
  });

  test('a batch that is logged is skipped, by this run and by the next [SK-3]', async () => {
    const sink = sinkOf();
    await add(sink, 0, [1, 'a']);
    await add(sink, 1, [2, 'b']);
    const before = target.parts();
    await add(sink, 1, [2, 'other']);
    const next = await target.startedAt(1, true);
    await add(next, 1, [9, 'other']);
    expect(target.parts()).toEqual(before);
    await add(next, 2, [3, 'c']);
    expect(logs()).toEqual(['0', '1', '2']);
  });

  test('every tenth log repeats all before it', async () => {
    const sink = sinkOf();
    for (let batch = 0; batch < 21; batch++) await add(sink, batch, [batch, null]);
    expect(logs()).toContain('9.compact');
    expect(logs()).toContain('19.compact');
    expect(target.log('9.compact')).toHaveLength(11);
    const [, ...entries] = target.log('19.compact');
    const texts = entries.map(({ path }) => readFileSync(String(path).slice('file://'.length), 'utf8'));
    expect(texts).toEqual(Array.from({ length: 20 }, (_, i) => `{"id":${i}}\n`));
    expect(target.log('20')).toHaveLength(2);
  });

  test('logs that later ones repeat are removed after a hundred batches, with their checksums', async () => {
    const sink = sinkOf({ partitionBy: ['p'] });
    for (let batch = 0; batch < 109; batch++) await add(sink, batch);
    expect(logs()).toContain('3');
    target.put('_spark_metadata/.3.crc', '');
    for (let batch = 109; batch < 131; batch++) await add(sink, batch);
    expect(logs()).not.toContain('3');
    expect(logs()).not.toContain('.3.crc');
    expect(logs()).not.toContain('9.compact');
    expect(logs()).toContain('29.compact');
    expect(logs()).toContain('30');
  });

  test('a log of Spark is gone on with', async () => {
    const entry = (name: string) =>
      `{"path":"file://${target.path}/${name}","size":9,"isDir":false,"modificationTime":1795398738301,` +
      '"blockReplication":1,"blockSize":33554432,"action":"add"}';
    for (let batch = 0; batch < 9; batch++) target.put(`_spark_metadata/${batch}`, `v1\n${entry(`part-${batch}`)}`);
    const sink = sinkOf();
    await add(sink, 8, [1, 'a']);
    await add(sink, 9, [2, 'b']);
    const [, ...entries] = target.log('9.compact');
    expect(entries).toHaveLength(10);
    expect(JSON.stringify(entries[8])).toBe(entry('part-8'));
  });

  test('what others put into the folder stays', async () => {
    target.put('other.json', '{"id":99}\n');
    await add(sinkOf(), 0, [1, 'a']);
    expect(target.text('other.json')).toBe('{"id":99}\n');
  });
});

describe('formats', () => {
  test('gzip', async () => {
    const sink = sinkOf({ format: 'csv', options: { COMPRESSION: 'GZIP', quoteAll: 'true' } });
    const rows = Array.from({ length: 20_000 }, (_, i): Row => [i, `p${i}`]);
    await add(sink, 0, ...rows);
    const [name = ''] = Object.keys(target.parts());
    expect(name).toBe('part-00000-uuid1-c000.csv.gz');
    const text = gunzipSync(readFileSync(join(target.path, name))).toString();
    expect(text).toBe(rows.map(([id, p]) => `"${id}","${p}"\n`).join(''));
  });

  test.each([
    [{}, '.snappy.parquet'],
    [{ compression: 'uncompressed' }, '.parquet'],
    [{ compression: 'gzip' }, '.gz.parquet'],
    [{ compression: 'zstd' }, '.zstd.parquet'],
  ])('parquet %o', async (options, extension) => {
    const sink = sinkOf({ format: 'parquet', options, partitionBy: ['p'] });
    await add(sink, 0, [1, 'a'], [2, 'b'], [3, 'a']);
    await sink.stop();
    const found: Record<string, Row[]> = {};
    const engine = new ParquetEngine();
    for (const name of Object.keys(target.parts())) {
      found[name] = [];
      const path = join(target.path, name);
      for await (const rows of readParquet(engine, path, target.schema, {
        isDue: false,
        rest: async () => undefined,
      })) {
        found[name].push(...rows);
      }
    }
    await engine.close();
    expect(found).toEqual({
      [`p=a/part-00000-uuid1.c000${extension}`]: [
        [1, null],
        [3, null],
      ],
      [`p=b/part-00000-uuid2.c000${extension}`]: [[2, null]],
    });
  });
});

describe('partitions', () => {
  test('a folder a value, without the column in its files, in the order of the values [SK-5]', async () => {
    const sink = sinkOf({ partitionBy: ['P'] });
    await add(sink, 0, [5, 'b'], [1, 'a/b'], [3, 'b'], [9, null], [8, '']);
    expect(target.parts()).toEqual({
      'P=__HIVE_DEFAULT_PARTITION__/part-00000-uuid1.c000.json': '{"id":9}\n{"id":8}\n',
      'P=a%2Fb/part-00000-uuid2.c000.json': '{"id":1}\n',
      'P=b/part-00000-uuid3.c000.json': '{"id":5}\n{"id":3}\n',
    });
    const [, ...entries] = target.log('0');
    expect(entries.map(({ path }) => path)).toEqual([
      `file://${target.path}/P=__HIVE_DEFAULT_PARTITION__/part-00000-uuid1.c000.json`,
      `file://${target.path}/P=a%252Fb/part-00000-uuid2.c000.json`,
      `file://${target.path}/P=b/part-00000-uuid3.c000.json`,
    ]);
  });

  test('values never lead out of the target', async () => {
    const values = ['..', '../../escape', '/etc/passwd', 'C:\\x', '.', 'a\u0000b', '~', 'x/../../y'];
    await add(sinkOf({ partitionBy: ['p'] }), 0, ...values.map((value, i): Row => [i, value]));
    expect(readdirSync(target.root)).toEqual(['out']);
    expect(Object.keys(target.parts())).toHaveLength(values.length);
    for (const name of Object.keys(target.parts())) expect(name).toMatch(/^p=[^/]+\/part-[^/]+$/);
  });

  test('[EXE-195] a value too long for a name of a folder is the disk’s to refuse, and nothing is left', async () => {
    const rows: Row[] = [
      [1, 'short'],
      [2, 'x'.repeat(300)],
    ];
    await expect(add(sinkOf({ partitionBy: ['p'] }), 0, ...rows)).rejects.toMatchObject({
      code: 'EXE-195',
      params: { reason: 'ENAMETOOLONG', columns: ['p'], path: target.path },
    });
    expect(target.names()).toEqual([]);
  });
});

describe('batch mode', () => {
  const once = (sink: FileSink, ...rows: Row[]) => sink.addBatch(0, rows, 'complete');

  test('one job, a mark of success, and no log', async () => {
    await once(sinkOf({ isStreaming: false, partitionBy: ['p'] }), [1, 'a'], [2, 'b']);
    expect(target.names()).toEqual(['_SUCCESS', 'p=a/part-00000-uuid1.c000.json', 'p=b/part-00000-uuid1.c000.json']);
  });

  test('needs no checkpoint, and takes a folder that is empty', async () => {
    mkdirSync(target.path);
    const sink = sinkOf({ isStreaming: false });
    await sink.prepare({ ...runAt(0), hasCheckpoint: false });
    await once(sink, [1, 'a']);
    expect(target.names()).toEqual(['_SUCCESS', 'part-00000-uuid1-c000.json']);
  });

  test('[EXE-123] refuses a folder with anything in it, before the run and in it', async () => {
    target.put('.hidden', 'precious');
    const sink = sinkOf({ isStreaming: false });
    const refused = { code: 'EXE-123', params: { path: target.path }, at: { nodeId: 'out', setting: 'path' } };
    await expect(sink.prepare({ ...runAt(0), hasCheckpoint: false })).rejects.toMatchObject(refused);
    await expect(once(sink, [1, 'a'])).rejects.toMatchObject(refused);
    expect(target.names()).toEqual(['.hidden']);
  });

  test('a failure leaves nothing, not even the folder, so that it can be run again', async () => {
    const path = join(target.path, 'deep', 'er');
    let renames = 0;
    const disk: Disk = {
      ...nodeDisk,
      async rename(from, to) {
        if (++renames === 2) throw Object.assign(new Error('EIO'), { code: 'EIO' });
        await nodeDisk.rename(from, to);
      },
    };
    const broken = target.sinkOf({ isStreaming: false, path }, disk);
    await expect(once(broken, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-122', params: { reason: 'EIO' } });
    expect(readdirSync(target.root)).toEqual([]);
    await once(sinkOf({ isStreaming: false, path }), [1, 'a']);
    expect(target.names()).toEqual(['deep/er/_SUCCESS', 'deep/er/part-00000-uuid2-c000.json']);
  });
});

test('gives way to the event loop while it writes', async () => {
  let turns = 0;
  let isDone = false;
  const count = () => {
    turns++;
    if (!isDone) setImmediate(count);
  };
  setImmediate(count);
  const rows = Array.from({ length: 100_000 }, (_, i): Row => [i, 'some text that is written again and again']);
  await add(sinkOf({ options: { writeNonAsciiCharacterAsCodePoint: 'true' } }), 0, ...rows);
  isDone = true;
  expect(turns).toBeGreaterThan(3);
});
