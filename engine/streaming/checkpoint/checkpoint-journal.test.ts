import { describe, expect, test } from 'vitest';
import { FaultDisk } from '../../testing/fault-disk.ts';
import type { LoggedBatch } from '../batch-journal.ts';
import { encodeLog } from './log-file.ts';
import { encodeMetadata, sealObject } from './metadata.ts';
import { FOLDER, journalOn, never, plainSource, portsOn, QUERY_ID, queryOver } from './testing/checkpoint-on.ts';

const conf = { 'spark.sql.streaming.multipleWatermarkPolicy': 'max' };

const batch = (batchId: number, more: Partial<LoggedBatch> = {}): LoggedBatch => ({
  batchId,
  endOffsets: [{ offset: batchId }],
  watermarkMs: batchId * 10,
  timestampMs: 5_000 + batchId,
  conf,
  ...more,
});

const namesOn = (disk: FaultDisk) => [...disk.files().keys()].map((path) => path.slice(FOLDER.length + 1));
const textOf = (disk: FaultDisk, name: string) => new TextDecoder().decode(disk.files().get(`${FOLDER}/${name}`));

/** A checkpoint in which so many batches have finished, and, if said so, one more was planned. */
async function used(finished: number, planned = false, disk = new FaultDisk()): Promise<FaultDisk> {
  const journal = journalOn(portsOn(disk));
  await journal.open([plainSource], [], never);
  for (let id = 0; id < finished + Number(planned); id++) {
    await journal.logOffsets(batch(id), [plainSource]);
    await journal.saveState(id, [], never);
    if (id < finished) await journal.logCommit(id, id * 10 + 7);
    await journal.maintain([], never);
  }
  await journal.close();
  return disk;
}

const opened = (disk: FaultDisk) => journalOn(portsOn(disk)).open([plainSource], [], never);

describe('[CP-1] a checkpoint', () => {
  test('is laid out as Spark’s, with a checksum in each file', async () => {
    const disk = await used(2);
    expect(namesOn(disk)).toEqual(['commits/0', 'commits/1', 'metadata', 'offsets/0', 'offsets/1', 'query']);
    expect(textOf(disk, 'offsets/1')).toMatch(
      /^v1\n\{"batchWatermarkMs":10,"batchTimestampMs":5001,"conf":\{.*\}\}\n\{"offset":1\}\n\{"crc32c":"[0-9a-f]{8}"\}\n$/,
    );
    expect(textOf(disk, 'commits/1')).toMatch(/^v1\n\{"nextBatchWatermarkMs":17\}\n\{"crc32c":"[0-9a-f]{8}"\}\n$/);
    expect(JSON.parse(textOf(disk, 'metadata'))).toMatchObject({ id: QUERY_ID, format: 1 });
    expect(JSON.parse(textOf(disk, 'query'))).toMatchObject({ query: queryOver(1) });
  });

  test('keeps the logs of the last batches only', async () => {
    const disk = new FaultDisk();
    const journal = journalOn(portsOn(disk), { batchesToRetain: 3 });
    await journal.open([plainSource], [], never);
    for (let id = 0; id < 9; id++) {
      await journal.logOffsets(batch(id), [plainSource]);
      await journal.logCommit(id, 0);
      await journal.maintain([], never);
    }
    await journal.close();
    const kept = [5, 6, 7, 8];
    const names = namesOn(disk).filter((name) => /\d$/.test(name));
    expect(names).toEqual([...kept.map((id) => `commits/${id}`), ...kept.map((id) => `offsets/${id}`)]);
  });

  test('goes on where old logs cannot be removed, and removes them at the next start', async () => {
    const resists = (path: string) => /(offsets|commits)\/\d+$/.test(path);
    const disk = (await used(3)).survivors('kill', {
      fails: ({ call, path }) => (call === 'remove' && resists(path) ? 'EIO' : null),
    });
    const stubborn = journalOn(portsOn(disk), { batchesToRetain: 0 });
    await stubborn.open([plainSource], [], never);
    await stubborn.maintain([], never);
    await stubborn.close();
    expect(namesOn(disk)).toContain('offsets/0');
    const healthy = disk.survivors('kill');
    const journal = journalOn(portsOn(healthy), { batchesToRetain: 0 });
    await journal.open([plainSource], [], never);
    await journal.maintain([], never);
    await journal.close();
    expect(namesOn(healthy).filter((name) => /\d$/.test(name))).toEqual(['commits/2', 'offsets/2']);
  });

  test('whatever an earlier run has left over is removed, however old', async () => {
    const disk = await used(6);
    disk.put(`${FOLDER}/offsets/.7.abc.tmp`, 'half');
    disk.put(`${FOLDER}/.metadata.abc.tmp`, 'half');
    disk.put(`${FOLDER}/commits/.0.crc`, 'Hadoop’s own');
    const journal = journalOn(portsOn(disk), { batchesToRetain: 1 });
    await journal.open([plainSource], [], never);
    await journal.maintain([], never);
    await journal.close();
    expect(namesOn(disk)).toEqual([
      ...['commits/.0.crc', 'commits/4', 'commits/5', 'metadata', 'offsets/4', 'offsets/5', 'query'],
    ]);
  });
});

describe('[CP-2] a restart', () => {
  test('of nothing begins with batch 0', async () => {
    expect(await opened(new FaultDisk())).toEqual({
      queryId: QUERY_ID,
      nextBatchId: 0,
      startOffsets: [null],
      watermarkMs: 0,
      lateWatermarkMs: 0,
      unfinished: null,
      conf: null,
      findings: [],
    });
  });

  test('after a finished batch goes on behind it, with the watermark that it set and the settings of the first start', async () => {
    expect(await opened(await used(3))).toEqual({
      queryId: QUERY_ID,
      nextBatchId: 3,
      startOffsets: [{ offset: 2 }],
      watermarkMs: 27,
      lateWatermarkMs: 20,
      unfinished: null,
      conf,
      findings: [],
    });
  });

  test.each([0, 1, 2])(
    'after %i finished batches and one that is not runs that one as it was planned',
    async (finished) => {
      const recovery = await opened(await used(finished, true));
      expect(recovery).toMatchObject({
        nextBatchId: finished,
        startOffsets: [finished === 0 ? null : { offset: finished - 1 }],
        watermarkMs: finished * 10,
        lateWatermarkMs: Math.max(0, finished - 1) * 10,
        unfinished: batch(finished),
        conf,
        findings: [],
      });
    },
  );

  test('without the commits of earlier batches runs the last one again, and says so', async () => {
    const disk = await used(4, true);
    for (const id of [2, 3]) await disk.remove(`${FOLDER}/commits/${id}`);
    const { nextBatchId, findings } = await opened(disk);
    expect(nextBatchId).toBe(4);
    expect(findings).toMatchObject([
      { code: 'EXE-158', severity: 'warning', params: { path: FOLDER, file: 'commits/2', batch: 4 } },
    ]);
  });

  test('keeps the query’s id', async () => {
    const disk = await used(1);
    const journal = journalOn(portsOn(disk), { newQueryId: '11111111-0000-4000-8000-000000000000' });
    expect((await journal.open([plainSource], [], never)).queryId).toBe(QUERY_ID);
  });
});

const log = (...lines: string[]) => encodeLog(lines);
const head = '{"batchWatermarkMs":0,"batchTimestampMs":1,"conf":{}}';

describe('[CP-4] what cannot be gone on from is refused', () => {
  test.each<[string, string, string | Uint8Array, string, string?]>([
    ['metadata', 'metadata', '', 'EXE-106', 'cut'],
    ['metadata', 'metadata', '{"id":7}\n', 'EXE-106', 'content'],
    ['metadata', 'metadata', '[]\n', 'EXE-106', 'cut'],
    ['metadata', 'metadata', `{"id":"${QUERY_ID}","format":1}\n`, 'EXE-106', 'checksum'],
    ['metadata', 'metadata', encodeMetadata({ id: QUERY_ID, format: 2 }), 'EXE-155'],
    ['query', 'query', '{}\n', 'EXE-106', 'checksum'],
    ['query', 'query', 'x', 'EXE-106', 'cut'],
    ['query', 'query', sealObject({ query: { sources: 'many' } }), 'EXE-106', 'content'],
    ['offsets', 'offsets/1', '', 'EXE-106', 'cut'],
    ['offsets', 'offsets/1', `v1\n${head}\n{"offset":1}\n`, 'EXE-106', 'cut'],
    ['offsets', 'offsets/1', 'v7\n', 'EXE-106', 'version'],
    ['offsets', 'offsets/1', log('not JSON', '{"offset":1}'), 'EXE-106', 'content'],
    [
      'offsets',
      'offsets/1',
      log('{"batchWatermarkMs":"0","batchTimestampMs":1}', '{"offset":1}'),
      'EXE-106',
      'content',
    ],
    ['offsets', 'offsets/1', log('{"batchWatermarkMs":-1,"batchTimestampMs":1}', '{"offset":1}'), 'EXE-106', 'content'],
    [
      'offsets',
      'offsets/1',
      log('{"batchWatermarkMs":1e99,"batchTimestampMs":1}', '{"offset":1}'),
      'EXE-106',
      'content',
    ],
    ['offsets', 'offsets/1', log('{"batchWatermarkMs":0}', '{"offset":1}'), 'EXE-106', 'content'],
    ['offsets', 'offsets/1', log(head, 'x'), 'EXE-106', 'content'],
    ['offsets', 'offsets/1', log(head, '[1]'), 'EXE-106', 'content'],
    ['offsets', 'offsets/1', log(head, 'null'), 'EXE-106', 'content'],
    ['offsets', 'offsets/1', log(head, '{"offset":{"deep":1}}'), 'EXE-106', 'content'],
    ['offsets', 'offsets/1', log(head, '{"offset":1.5}'), 'EXE-106', 'content'],
    ['offsets', 'offsets/1', log(head, '{"offset":1e400}'), 'EXE-106', 'content'],
    ['offsets', 'offsets/1', log(head, '{"offset":"1"}'), 'EXE-106', 'content'],
    ['offsets', 'offsets/1', log(head, '{"offset":-2}'), 'EXE-106', 'content'],
    ['offsets', 'offsets/1', log(head, '{"logOffset":1}'), 'EXE-106', 'content'],
    ['offsets', 'offsets/1', log(head, '{"offset":1,"more":1}'), 'EXE-106', 'content'],
    ['offsets', 'offsets/1', log(head, '{}'), 'EXE-106', 'content'],
    ['offsets', 'offsets/1', log(head, '-', '-'), 'EXE-107'],
    ['offsets', 'offsets/1', log(head), 'EXE-107'],
    ['commits', 'commits/1', log('{}'), 'EXE-106', 'content'],
    ['commits', 'commits/1', log('{"nextBatchWatermarkMs":true}'), 'EXE-106', 'content'],
    ['commits', 'commits/1', log(), 'EXE-106', 'content'],
  ])('%s: %#', async (_, file, content, code, fault) => {
    const disk = await used(2);
    disk.put(`${FOLDER}/${file}`, content);
    const journal = journalOn(portsOn(disk));
    const params = fault === undefined ? {} : { params: { path: FOLDER, file, fault } };
    await expect(journal.open([plainSource], [], never)).rejects.toMatchObject({ code, ...params });
    await journal.close();
    expect(namesOn(disk)).not.toContain('lock');
  });

  test.each([
    ['metadata', 'EXE-154', { path: FOLDER }],
    ['query', 'EXE-106', { path: FOLDER, file: 'query', fault: 'missing' }],
    ['offsets/1', 'EXE-106', { path: FOLDER, file: 'offsets/1', fault: 'missing' }],
    ['offsets/0', 'EXE-106', { path: FOLDER, file: 'offsets/0', fault: 'missing' }],
  ])('a checkpoint without %s', async (name, code, params) => {
    const disk = await used(2);
    await disk.remove(`${FOLDER}/${name}`);
    await expect(opened(disk)).rejects.toMatchObject({ code, params });
  });

  test('a query with other sources, and each word of it', async () => {
    const disk = await used(2);
    const now = { ...queryOver(1), sources: [...queryOver(1).sources, ...queryOver(1).sources] };
    const journal = journalOn(portsOn(disk), { query: now });
    await expect(journal.open([plainSource, plainSource], [], never)).rejects.toMatchObject({ code: 'EXE-180' });
  });

  test('but a query that only began, and found nothing, may be any other', async () => {
    const disk = new FaultDisk();
    const first = journalOn(portsOn(disk));
    await first.open([plainSource], [], never);
    await first.close();
    const second = journalOn(portsOn(disk), { query: queryOver(2) });
    expect((await second.open([plainSource, plainSource], [], never)).nextBatchId).toBe(0);
    await second.close();
    expect(JSON.parse(textOf(disk, 'query')).query.sources.length).toBe(2);
  });

  test('a change that may be is taken down for the next time', async () => {
    const disk = await used(2);
    const changed = { ...queryOver(1), steps: ['Filter value > 1'] };
    const journal = journalOn(portsOn(disk), { query: changed });
    expect((await journal.open([plainSource], [], never)).nextBatchId).toBe(2);
    await journal.close();
    expect(JSON.parse(textOf(disk, 'query')).query).toEqual(changed);
  });

  test('[CP-5] a sink that has lost what it was handed', async () => {
    const journal = journalOn(portsOn(await used(1)), { mayResume: false });
    await expect(journal.open([plainSource], [], never)).rejects.toMatchObject({ code: 'EXE-108' });
    const fresh = journalOn(portsOn(new FaultDisk()), { mayResume: false });
    expect((await fresh.open([plainSource], [], never)).nextBatchId).toBe(0);
  });
});

describe('settings', () => {
  test.each([[{}], [{ conf: null }], [{ conf: 7 }], [{ conf: { a: 1, b: ['x'] } }]])(
    '%j that another version wrote are taken for none',
    async (more) => {
      const disk = await used(1);
      disk.put(
        `${FOLDER}/offsets/0`,
        log(JSON.stringify({ batchWatermarkMs: 0, batchTimestampMs: 1, ...more }), '{"offset":0}'),
      );
      expect((await opened(disk)).conf).toEqual({});
    },
  );
});

describe('[CP-6] two runs on one checkpoint', () => {
  test('the second is refused while the first is at work, and let in afterwards', async () => {
    const disk = new FaultDisk();
    const ports = portsOn(disk);
    const first = journalOn(ports);
    await first.open([plainSource], [], never);
    const second = journalOn(ports);
    await expect(second.open([plainSource], [], never)).rejects.toMatchObject({
      code: 'EXE-150',
      params: { path: FOLDER, pid: 1, since: '1970-01-01T00:00:01.000Z' },
    });
    await second.close();
    await first.logOffsets(batch(0), [plainSource]);
    await first.close();
    const third = journalOn(ports);
    expect((await third.open([plainSource], [], never)).nextBatchId).toBe(0);
    await third.close();
  });

  test('where the lock was removed by hand, each log file is still written by one alone', async () => {
    const disk = await used(1);
    const [slow, quick] = [journalOn(portsOn(disk)), journalOn(portsOn(disk))];
    await slow.open([plainSource], [], never);
    await disk.remove(`${FOLDER}/lock`);
    await quick.open([plainSource], [], never);
    await quick.logOffsets(batch(1), [plainSource]);
    await expect(slow.logOffsets(batch(1), [plainSource])).rejects.toMatchObject({
      code: 'EXE-153',
      params: { path: FOLDER, file: 'offsets/1' },
    });
    await quick.logCommit(1, 0);
    await expect(slow.logCommit(1, 0)).rejects.toMatchObject({ code: 'EXE-153' });
    await slow.close();
    // What the slow one gives back is not the lock of the quick one.
    expect(namesOn(disk)).toContain('lock');
    await quick.close();
    expect(namesOn(disk)).not.toContain('lock');
  });
});

describe('a disk that does not do its work', () => {
  test.each([
    ['ENOSPC', 'EXE-156'],
    ['EDQUOT', 'EXE-156'],
    ['EROFS', 'EXE-157'],
    ['EACCES', 'EXE-157'],
    ['EIO', 'EXE-105'],
    ['EMFILE', 'EXE-105'],
  ])('%s: each write says which file failed, and the next start goes on', async (system, code) => {
    const sound = await used(1);
    let writes = 0;
    const disk = sound.survivors('kill', {
      fails: ({ call, path }) => (call === 'syncFile' && path.includes('/commits/') && ++writes > 0 ? system : null),
    });
    const journal = journalOn(portsOn(disk));
    await journal.open([plainSource], [], never);
    await journal.logOffsets(batch(1), [plainSource]);
    await expect(journal.logCommit(1, 0)).rejects.toMatchObject({
      code,
      params: { path: expect.stringMatching(/^\/data\/checkpoint\/commits\/\.1\./) },
    });
    await journal.close();
    expect(namesOn(disk).filter((name) => name.includes('tmp') || name === 'lock')).toEqual([]);
    expect(await opened(disk.survivors('kill'))).toMatchObject({ nextBatchId: 1, unfinished: { batchId: 1 } });
  });

  test('a folder that cannot be made or read is named', async () => {
    const disk = new FaultDisk({ fails: ({ call }) => (call === 'makeFolder' ? 'ENOTDIR' : null) });
    await expect(opened(disk)).rejects.toMatchObject({ code: 'EXE-105', params: { path: '/data' } });
  });
});
