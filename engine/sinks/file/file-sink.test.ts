import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ParquetEngine } from '../../parquet/parquet-engine.ts';
import { readParquet } from '../../parquet/read-parquet.ts';
import { INT, STRING } from '../../types/data-type.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import { FileSink, type FileSinkSettings } from './file-sink.ts';
import { nodeSinkFiles, type SinkFiles } from './sink-files.ts';
import { failingFiles } from './testing/failing-files.ts';
import { TempTarget } from './testing/temp-target.ts';

let target: TempTarget;
let uuids = 0;
beforeEach(() => {
  target = new TempTarget();
  uuids = 0;
});
afterEach(() => target.remove());

const schema: Schema = [
  { name: 'id', type: INT, nullable: true },
  { name: 'p', type: STRING, nullable: true },
];

function sinkOf(changes: Partial<FileSinkSettings> = {}, files: SinkFiles = nodeSinkFiles): FileSink {
  return new FileSink(
    {
      nodeId: 'out',
      path: target.path,
      format: 'json',
      partitionBy: [],
      options: {},
      schema,
      timeZone: 'UTC',
      isStreaming: true,
      ...changes,
    },
    { files, random: { uuid: () => `uuid${++uuids}` } },
  );
}

const add = (sink: FileSink, batchId: number, ...rows: Row[]) => sink.addBatch(batchId, rows, 'append');
const logs = () => readdirSync(join(target.path, '_spark_metadata')).sort();

describe('[11.4] a stream of micro-batches', () => {
  test('each batch is a file and a log that names it, with the fields that Spark writes [SK-3] [SK-5]', async () => {
    const sink = sinkOf();
    await sink.prepare({ hasCheckpoint: true });
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
    const next = sinkOf();
    await next.prepare({ hasCheckpoint: true });
    await add(next, 0, [9, 'other']);
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
      for await (const rows of readParquet(engine, path, schema, { isDue: false, rest: async () => undefined })) {
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

  test('a value too long for a name of a folder is the disk’s to refuse, and nothing is left', async () => {
    const rows: Row[] = [
      [1, 'short'],
      [2, 'x'.repeat(300)],
    ];
    await expect(add(sinkOf({ partitionBy: ['p'] }), 0, ...rows)).rejects.toMatchObject({
      code: 'EXE-122',
      params: { reason: 'ENAMETOOLONG' },
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
    await sink.prepare({ hasCheckpoint: false });
    await once(sink, [1, 'a']);
    expect(target.names()).toEqual(['_SUCCESS', 'part-00000-uuid1-c000.json']);
  });

  test('[EXE-123] refuses a folder with anything in it, before the run and in it', async () => {
    target.put('.hidden', 'precious');
    const sink = sinkOf({ isStreaming: false });
    const refused = { code: 'EXE-123', params: { path: target.path }, at: { nodeId: 'out', setting: 'path' } };
    await expect(sink.prepare({ hasCheckpoint: false })).rejects.toMatchObject(refused);
    await expect(once(sink, [1, 'a'])).rejects.toMatchObject(refused);
    expect(target.names()).toEqual(['.hidden']);
  });

  test('a failure leaves nothing, not even the folder, so that it can be run again', async () => {
    const path = join(target.path, 'deep', 'er');
    const broken = sinkOf({ isStreaming: false, path }, failingFiles('rename', 'EIO', 2));
    await expect(once(broken, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-122', params: { reason: 'EIO' } });
    expect(readdirSync(target.root)).toEqual([]);
    await once(sinkOf({ isStreaming: false, path }), [1, 'a']);
    expect(target.names()).toEqual(['deep/er/_SUCCESS', 'deep/er/part-00000-uuid2-c000.json']);
  });
});

describe('what can go wrong', () => {
  test('[EXE-120] a stream without a checkpoint [SK-4]', async () => {
    const sink = sinkOf();
    await expect(sink.prepare({ hasCheckpoint: false })).rejects.toMatchObject({
      code: 'EXE-120',
      at: { nodeId: 'out', setting: 'checkpointLocation' },
    });
    expect(target.names()).toEqual([]);
  });

  test.each([true, false])('[EXE-121] a file where the folder should be (streaming: %s)', async (isStreaming) => {
    writeFileSync(target.path, 'precious');
    const sink = sinkOf({ isStreaming });
    await expect(sink.prepare({ hasCheckpoint: true })).rejects.toMatchObject({ code: 'EXE-121' });
    await expect(add(sink, 0, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-121', params: { path: target.path } });
    expect(readFileSync(target.path, 'utf8')).toBe('precious');
  });

  test('[EXE-122] a folder that cannot be made', async () => {
    const sink = sinkOf({}, failingFiles('makeFolder', 'EACCES'));
    await expect(sink.prepare({ hasCheckpoint: true })).rejects.toMatchObject({
      code: 'EXE-122',
      params: { path: target.path, reason: 'EACCES' },
    });
  });

  test.each([
    ['write', 'ENOSPC', 1],
    ['write', 'ENOSPC', 2],
    ['create', 'EMFILE', 1],
    ['create', 'EMFILE', 3],
    ['sync', 'EIO', 1],
    ['sync', 'EIO', 2],
    ['rename', 'EACCES', 1],
    ['rename', 'EACCES', 2],
    ['publish', 'EIO', 1],
    ['facts', 'EIO', 2],
  ] as const)(
    '[EXE-122] a disk that fails: %s, %s, call %i; the batch is written whole afterwards',
    async (operation, code, nth) => {
      const rows: Row[] = [
        [1, 'a'],
        [2, 'b'],
      ];
      await add(sinkOf({ partitionBy: ['p'] }), 0, ...rows);
      const before = target.names();
      const broken = sinkOf({ partitionBy: ['p'] }, failingFiles(operation, code, nth));
      await expect(add(broken, 1, ...rows)).rejects.toMatchObject({ code: 'EXE-122', params: { reason: code } });
      expect(target.names()).toEqual(before);
      await add(sinkOf({ partitionBy: ['p'] }, nodeSinkFiles), 1, ...rows);
      expect(target.log('1')).toHaveLength(3);
    },
  );

  test('a disk that fails right after the log was written loses nothing of the batch', async () => {
    let syncs = 0;
    const files: SinkFiles = {
      ...nodeSinkFiles,
      async sync(path) {
        // The file, the folders that are new or changed, the log, and last the folder of the log.
        if (path.endsWith('_spark_metadata')) {
          syncs++;
          throw Object.assign(new Error('EIO'), { code: 'EIO' });
        }
        await nodeSinkFiles.sync(path);
      },
    };
    await expect(add(sinkOf({}, files), 0, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-122' });
    expect(syncs).toBe(1);
    const replay = sinkOf();
    await add(replay, 0, [1, 'a']);
    expect(Object.values(target.parts())).toEqual(['{"id":1,"p":"a"}\n']);
    expect(logs()).toEqual(['0']);
  });

  test('[EXE-122] parquet into a folder that cannot be written', async () => {
    const files: SinkFiles = { ...nodeSinkFiles, makeFolder: async () => null };
    await expect(add(sinkOf({ format: 'parquet' }, files), 0, [1, 'a'])).rejects.toMatchObject({
      code: 'EXE-122',
      params: { reason: 'No such file or directory' },
    });
  });

  test('what a crash left behind is named by no log and in nobody’s way', async () => {
    target.put('.part-00000-uuid1-c000.json.tmp', '{"id":1');
    target.put('part-00000-crashed-c000.json', '{"id":1}\n');
    const sink = sinkOf();
    await add(sink, 0, [1, 'a']);
    expect(target.log('0')).toHaveLength(2);
    expect(target.text('_spark_metadata/0')).not.toContain('crashed');
  });

  test('[EXE-125] another query that writes into the folder', async () => {
    const [one, other] = [sinkOf(), sinkOf()];
    await add(one, 0, [1, 'a']);
    await add(other, 0, [2, 'b']);
    await add(one, 1, [3, 'c']);
    const before = target.names();
    await expect(add(other, 1, [4, 'd'])).rejects.toMatchObject({ code: 'EXE-125', params: { batch: 1 } });
    expect(target.names()).toEqual(before);
  });

  test('[EXE-125] another query that is faster between the look at the log and the write', async () => {
    const files: SinkFiles = {
      ...nodeSinkFiles,
      async publish(from, to) {
        target.put('_spark_metadata/0', 'v1');
        return nodeSinkFiles.publish(from, to);
      },
    };
    await expect(add(sinkOf({}, files), 0, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-125' });
    expect(target.names()).toEqual(['_spark_metadata/0']);
    expect(target.text('_spark_metadata/0')).toBe('v1');
  });

  test('[EXE-126] a folder that does not reach as far as the checkpoint', async () => {
    const sink = sinkOf();
    await add(sink, 0, [1, 'a']);
    await expect(add(sinkOf(), 4, [2, 'b'])).rejects.toMatchObject({
      code: 'EXE-126',
      params: { wanted: 1, batch: 4 },
    });
    await expect(add(sinkOf({ path: join(target.root, 'new') }), 4, [2, 'b'])).rejects.toMatchObject({
      code: 'EXE-126',
      params: { wanted: 0 },
    });
  });

  test.each([
    ['', 'version '],
    ['v2\n{"path":"file:///x"}', 'version v2'],
    ['v1\n{"path":', 'line 2'],
    ['v1\n{"path":"file:///x"}\n[]', 'line 3'],
  ])('[EXE-124] a log that says %j', async (text, reason) => {
    for (let batch = 0; batch < 9; batch++) target.put(`_spark_metadata/${batch}`, batch === 4 ? text : 'v1');
    await expect(add(sinkOf(), 9, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-124', params: { reason } });
    expect(Object.keys(target.parts())).toEqual([]);
  });

  test('a hole in the log is found when it is compacted', async () => {
    for (const batch of [0, 1, 2, 4, 5, 6, 7, 8]) target.put(`_spark_metadata/${batch}`, 'v1');
    await expect(add(sinkOf(), 9, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-126', params: { wanted: 3 } });
  });

  test('options that are wrong stop the run before anything is written', async () => {
    const sink = sinkOf({ format: 'csv', options: { header: 'maybe' } });
    await expect(sink.prepare({ hasCheckpoint: true })).rejects.toMatchObject({
      code: 'SRC-102',
      at: { nodeId: 'out', setting: 'options.header' },
    });
    expect(target.names()).toEqual([]);
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
