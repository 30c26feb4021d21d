import {
  existsSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Disk } from '../../base/disk.ts';
import { nodeDisk } from '../../platform/node-disk.ts';
import { add, runAt, SinkBench } from '../../testing/file-sink/sink-bench.ts';

let target: SinkBench;
beforeEach(() => {
  target = new SinkBench();
});
afterEach(() => target.remove());

const byP = { partitionBy: ['p'] };
const line = (id: number) => `{"id":${id}}\n`;

describe('settings and places', () => {
  test('[EXE-120] a stream without a checkpoint [SK-4]', async () => {
    const sink = target.sinkOf();
    await expect(sink.prepare({ ...runAt(0), hasCheckpoint: false })).rejects.toMatchObject({
      code: 'EXE-120',
      at: { nodeId: 'out', setting: 'checkpointLocation' },
    });
    expect(target.names()).toEqual([]);
  });

  test.each([true, false])('[EXE-121] a file where the folder should be (streaming: %s)', async (isStreaming) => {
    writeFileSync(target.path, 'precious');
    const sink = target.sinkOf({ isStreaming });
    await expect(sink.prepare(runAt(0))).rejects.toMatchObject({ code: 'EXE-121' });
    await expect(add(sink, 0, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-121', params: { path: target.path } });
    expect(readFileSync(target.path, 'utf8')).toBe('precious');
  });

  test('options that are wrong stop the run before anything is written', async () => {
    const sink = target.sinkOf({ format: 'csv', options: { header: 'maybe' } });
    await expect(sink.prepare(runAt(0))).rejects.toMatchObject({
      code: 'SRC-102',
      at: { nodeId: 'out', setting: 'options.header' },
    });
    expect(target.names()).toEqual([]);
  });

  test.each([
    ['EIO', 'EXE-122'],
    ['ENOSPC', 'EXE-192'],
    ['EDQUOT', 'EXE-192'],
    ['EROFS', 'EXE-193'],
    ['EACCES', 'EXE-193'],
    ['ENOENT', 'EXE-194'],
  ])('%s is told as %s', async (reason, code) => {
    const sink = target.sinkOf(
      {},
      {
        ...nodeDisk,
        makeFolder: async () => {
          throw Object.assign(new Error(reason), { code: reason });
        },
      },
    );
    await expect(sink.prepare(runAt(0))).rejects.toMatchObject({
      code,
      params: { path: target.path, reason },
      at: { nodeId: 'out', setting: 'path' },
    });
  });

  test('[EXE-194] parquet into a folder that is not there', async () => {
    const disk: Disk = { ...nodeDisk, makeFolder: async () => null };
    const sink = target.sinkOf({ ...byP, format: 'parquet' }, disk);
    mkdirSync(join(target.path, '_spark_metadata'), { recursive: true });
    await expect(add(sink, 0, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-194', params: { reason: 'ENOENT' } });
    await sink.stop();
  });
});

describe('[11.4] a disk that fails at the worst moment', () => {
  // Linux has a device that is always full. What writes Parquet files opens what is there, links too.
  test.skipIf(!existsSync('/dev/full'))('[EXE-192] a full disk in the middle of a Parquet part', async () => {
    const sink = await target.startedAt(0, false, { format: 'parquet' });
    symlinkSync('/dev/full', join(target.path, '.part-00000-uuid1-c000.snappy.parquet.tmp'));
    await expect(add(sink, 0, [1, 'a'])).rejects.toMatchObject({
      code: 'EXE-192',
      params: { path: target.path, reason: 'ENOSPC' },
    });
    expect(target.names()).toEqual([]);
    await add(sink, 0, [1, 'a']);
    expect(Object.keys(target.committed())).toHaveLength(1);
    await sink.stop();
  });

  test('right after the log was published: the batch stays as it is', async () => {
    let isPublished = false;
    const disk: Disk = {
      ...nodeDisk,
      async publish(from, to) {
        isPublished = await nodeDisk.publish(from, to);
        return isPublished;
      },
      async sync(path) {
        if (isPublished) throw Object.assign(new Error('EIO'), { code: 'EIO' });
        await nodeDisk.sync(path);
      },
    };
    await expect(add(await target.startedAt(0, false, {}, disk), 0, [1, 'a'])).rejects.toMatchObject({
      code: 'EXE-122',
    });
    const committed = target.committed();
    expect(Object.values(committed)).toEqual(['{"id":1,"p":"a"}\n']);
    await add(await target.startedAt(0, true), 0, [1, 'a']);
    expect(target.committed()).toEqual(committed);
  });

  test('publishing that works and fails all the same: the files that the log names stay', async () => {
    const disk: Disk = {
      ...nodeDisk,
      async publish(from, to) {
        await nodeDisk.publish(from, to);
        throw Object.assign(new Error('EIO'), { code: 'EIO' });
      },
    };
    await expect(add(await target.startedAt(0, false, {}, disk), 0, [1, 'a'])).rejects.toMatchObject({
      code: 'EXE-122',
    });
    expect(Object.values(target.committed())).toEqual(['{"id":1,"p":"a"}\n']);
  });
});

describe('what a crash left behind', () => {
  const part = 'part-00000-crashed-c000.json';
  const crashed = (queryId: string, parts: readonly string[]) => {
    target.put(`_spark_metadata/.1.try.${queryId}.staging`, parts.map((text) => `${JSON.stringify(text)}\n`).join(''));
    target.put('_spark_metadata/.1.try.tmp', 'v1');
    for (const name of parts) target.put(name, line(1));
    target.put(`.${part}.tmp`, '{"id":1');
  };

  test('goes with the next start of the query, where a note proves it', async () => {
    await target.written(1);
    const before = target.names();
    crashed('query-1', [part, 'p=a/part-00000-crashed.c000.json']);
    await target.startedAt(1, true);
    expect(target.names()).toEqual(before);
  });

  test('stays where it is another query’s, or nobody’s', async () => {
    await target.written(1);
    crashed('query-2', [part]);
    target.put('part-00000-foreign-c000.json', line(7));
    const before = target.names();
    await target.startedAt(1, true);
    expect(target.names()).toEqual(before);
    expect(Object.values(target.committed())).toEqual(['{"id":0,"p":"a"}\n']);
  });

  test('what is logged stays, even in a folder that was moved with its log', async () => {
    await target.written(1);
    const committed = Object.keys(target.committed());
    crashed('query-1', committed);
    const moved = `${target.path}-moved`;
    renameSync(target.path, moved);
    await target.startedAt(1, false, { path: moved });
    expect(readFileSync(join(moved, committed[0] ?? ''), 'utf8')).toBe(line(1));
  });

  test('files that no note of the sink can name are never touched', async () => {
    const precious = join(target.root, 'part-00000-precious-c000.json');
    writeFileSync(precious, 'precious');
    await target.written(1);
    target.put('report.json', 'precious');

    target.put(
      '_spark_metadata/.1.try.query-1.staging',
      ['../part-00000-precious-c000.json', precious, 'report.json', '_spark_metadata/0']
        .map((text) => `${JSON.stringify(text)}\n`)
        .join(''),
    );
    await target.startedAt(1);
    expect(readFileSync(precious, 'utf8')).toBe('precious');
    expect(target.text('report.json')).toBe('precious');
    expect(target.logs()).toEqual(['0']);
  });

  test('names nothing when nothing was written down', async () => {
    target.put('.part-00000-uuid1-c000.json.tmp', '{"id":1');
    target.put(part, line(1));
    await add(await target.startedAt(0), 0, [1, 'a']);
    expect(Object.values(target.committed())).toEqual(['{"id":1,"p":"a"}\n']);
  });
});

describe('folder and checkpoint that do not fit together', () => {
  test.each([
    [1, 0, false],
    [3, 0, true],
    [3, 1, true],
    [3, 2, false],
  ])(
    '[EXE-190] %i batches are there, and the query comes to batch %i (planned before: %s)',
    async (count, next, isRerun) => {
      await target.written(count);
      const before = target.names();
      await expect(target.startedAt(next, isRerun)).rejects.toMatchObject({
        code: 'EXE-190',
        params: { path: target.path, logged: count - 1, batch: next },
        at: { nodeId: 'out', setting: 'path' },
      });
      expect(target.names()).toEqual(before);
    },
  );

  test('[EXE-126] a folder that does not reach as far as the checkpoint', async () => {
    await target.written(1);
    const refused = (wanted: number) => ({ code: 'EXE-126', params: { path: target.path, wanted, batch: 4 } });
    await expect(target.startedAt(4)).rejects.toMatchObject(refused(1));
    await expect(add(await target.startedAt(1), 4, [2, 'b'])).rejects.toMatchObject(refused(1));
    rmSync(target.path, { recursive: true });
    await expect(target.startedAt(4, true)).rejects.toMatchObject(refused(0));
  });

  test('a batch that was logged and not committed is skipped', async () => {
    await target.written(3);
    const before = target.names();
    await add(await target.startedAt(2, true), 2, [2, 'a']);
    expect(target.names()).toEqual(before);
  });
});

describe('a folder that changes under the query', () => {
  test('[EXE-194] it is taken away, and made anew by the query only when it writes its first batch', async () => {
    const sink = await target.startedAt(0);
    rmSync(target.path, { recursive: true });
    await add(sink, 0, [0, 'a']);
    rmSync(target.path, { recursive: true });
    await expect(add(sink, 1, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-194' });
    expect(target.names()).toEqual([]);
  });

  test('[EXE-191] it is taken away while a batch is written, and the log does not name files that are gone', async () => {
    await target.written(1);
    let isWriting = false;
    const disk: Disk = {
      ...nodeDisk,
      async sync(path) {
        await nodeDisk.sync(path);
        if (isWriting && path === target.path) rmSync(target.path, { recursive: true });
      },
    };
    const sink = await target.startedAt(1, false, {}, disk);
    isWriting = true;
    await expect(add(sink, 1, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-191' });
    expect(target.names()).toEqual([]);
  });

  test('[EXE-121] a file takes its place', async () => {
    await target.written(1);
    const sink = await target.startedAt(1);
    rmSync(target.path, { recursive: true });
    writeFileSync(target.path, 'precious');
    await expect(add(sink, 1, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-121' });
    expect(readFileSync(target.path, 'utf8')).toBe('precious');
  });

  test('[EXE-191] a part is cut or removed before it is logged', async () => {
    for (const spoil of [(path: string) => rmSync(path), (path: string) => truncateSync(path, 3)]) {
      const disk: Disk = {
        ...nodeDisk,
        async rename(from, to) {
          await nodeDisk.rename(from, to);
          spoil(to);
        },
      };
      const sink = await target.startedAt(0, false, {}, disk);
      await expect(add(sink, 0, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-191' });
      expect(target.names()).toEqual([]);
    }
  });

  test('[EXE-125] another query that writes into the folder', async () => {
    const [one, other] = [await target.startedAt(0), target.sinkOf()];
    await other.prepare(runAt(0, false, 'query-2'));
    await add(one, 0, [1, 'a']);
    await expect(add(other, 0, [2, 'b'])).rejects.toMatchObject({ code: 'EXE-125', params: { batch: 0 } });
    expect(Object.values(target.committed())).toEqual(['{"id":1,"p":"a"}\n']);
    await add(one, 1, [3, 'c']);
    expect(Object.keys(target.parts())).toEqual(Object.keys(target.committed()));
  });

  test('[EXE-190] a batch that another query has logged under the number of ours is not taken for ours when that runs again', async () => {
    const [one, other] = [await target.startedAt(0), target.sinkOf()];
    await other.prepare(runAt(0, false, 'query-2'));
    await add(one, 0, [1, 'a']);
    await expect(add(other, 0, [2, 'b'])).rejects.toMatchObject({ code: 'EXE-125' });
    const again = runAt(0, true, 'query-2');
    await expect(target.sinkOf().prepare(again)).rejects.toMatchObject({ code: 'EXE-190', params: { logged: 0 } });
    await target.sinkOf().prepare(runAt(0, true));
  });

  test('[EXE-125] another query that is faster between the look at the log and the write', async () => {
    const disk: Disk = {
      ...nodeDisk,
      async publish(from, to) {
        target.put('_spark_metadata/0', 'v1');
        return nodeDisk.publish(from, to);
      },
    };
    await expect(add(target.sinkOf({}, disk), 0, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-125' });
    expect(target.names()).toEqual(['_spark_metadata/0']);
    expect(target.text('_spark_metadata/0')).toBe('v1');
  });

  test('a link in the place of a partition’s folder is followed, and overwrites nothing behind it', async () => {
    const elsewhere = join(target.root, 'elsewhere');
    mkdirSync(elsewhere);
    writeFileSync(join(elsewhere, 'precious'), 'precious');
    mkdirSync(target.path);
    symlinkSync(elsewhere, join(target.path, 'p=a'));
    await add(await target.startedAt(0, false, byP), 0, [1, 'a']);
    expect(Object.values(target.committed())).toEqual([line(1)]);
    expect(readFileSync(join(elsewhere, 'precious'), 'utf8')).toBe('precious');
  });

  test('a link in the place of a log is never written through', async () => {
    const precious = join(target.root, 'precious');
    writeFileSync(precious, 'precious');
    const sink = await target.startedAt(0);
    symlinkSync(precious, join(target.path, '_spark_metadata', '0'));
    await expect(add(sink, 0, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-125' });
    expect(readFileSync(precious, 'utf8')).toBe('precious');
  });
});
