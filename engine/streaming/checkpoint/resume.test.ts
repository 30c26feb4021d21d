/** What a query keeps to when it goes on: the batch that was planned, as it was planned, on all that state was kept of. */
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { FaultDisk } from '../../testing/fault-disk.ts';
import { type RanBatch, type StreamRunSettings, withStream } from '../../testing/stream-run.ts';
import { watermarkOf } from '../testing/told.ts';

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'key', type: 'string' },
];
const late = { id: 'late', kind: 'watermark', config: { timeColumn: 'time', delay: '10 seconds' } };
const count = { id: 'counts', kind: 'group-by', config: { keys: ['key'], aggregates: [{ function: 'count' }] } };
const counting: StreamRunSettings = {
  sources: { in: fields },
  nodes: [late, count],
  outputMode: 'update',
  trigger: { type: 'available-now' },
  maxFilesPerTrigger: 1,
  noDataMicroBatches: false,
};
const rowsAt = (second: number) => [{ time: second, key: `k${second % 2}` }];
const rowsOf = (batches: readonly RanBatch[]) => batches.map(({ rows }) => rows);

describe('[CP-2] an unfinished batch', () => {
  test('runs again with its own time, watermark and files, whatever has come since', async () => {
    const stamped: StreamRunSettings = {
      ...counting,
      nodes: [
        late,
        {
          id: 'now',
          kind: 'select',
          config: { columns: [{ expr: 'time' }, { expr: 'key' }, { expr: 'current_timestamp()', as: 'now' }] },
        },
      ],
      outputMode: 'append',
    };
    await withStream(stamped, async (stream) => {
      const disk = new FaultDisk();
      for (const second of [20, 40, 60]) stream.add('in', rowsAt(second));
      const first = await stream.runToEnd({ disk });
      await disk.remove(join(stream.folder, 'checkpoint/commits/2'));
      stream.add('in', rowsAt(80));
      stream.clock.advance(3_600_000);
      const again = await stream.runToEnd({ disk, maxFilesPerTrigger: 5 });
      expect(again.map(({ batchId }) => batchId)).toEqual([2, 3]);
      expect([rowsOf(again)[0], watermarkOf(again[0] as RanBatch)]).toEqual([
        rowsOf(first)[2],
        watermarkOf(first[2] as RanBatch),
      ]);
      expect(again[1]?.rows[0]?.now).not.toEqual(again[0]?.rows[0]?.now);
    });
  });

  test('whose log of files was written and its offsets not becomes a batch of its own', async () => {
    await withStream(counting, async (stream) => {
      stream.add('in', rowsAt(1));
      const sound = new FaultDisk();
      await stream.runToEnd({ disk: sound });
      stream.add('in', rowsAt(2));
      const disk = sound.survivors('kill', {
        fails: ({ call, to }) => (call === 'publish' && to?.endsWith('/offsets/1') === true ? 'EIO' : null),
      });
      await expect(stream.runToEnd({ disk })).rejects.toMatchObject({ code: 'EXE-105' });
      stream.add('in', rowsAt(3));
      const batches = await stream.runToEnd({ disk: disk.survivors('kill'), maxFilesPerTrigger: 5 });
      expect(batches.map(({ batchId, progress }) => [batchId, progress.numInputRows])).toEqual([
        [1, 1],
        [2, 1],
      ]);
    });
  });
});

describe('[CP-3] state', () => {
  test('of which the newest snapshot is damaged comes from what is older, and that is told', async () => {
    await withStream(counting, async (stream) => {
      const sound = new FaultDisk();
      for (let second = 0; second < 25; second++) stream.add('in', rowsAt(second));
      await stream.runToEnd({ disk: sound });
      stream.add('in', rowsAt(25));
      const undisturbed = await stream.runToEnd({ disk: sound.survivors('kill') });
      expect(stream.findings).toEqual([]);
      const snapshots = [...sound.files().keys()].filter((path) => path.endsWith('.snapshot'));
      const newest = snapshots.sort().at(-1) ?? '';
      const disk = sound.survivors('kill');
      disk.put(newest, 'no snapshot');
      expect(rowsOf(await stream.runToEnd({ disk }))).toEqual(rowsOf(undisturbed));
      expect(stream.findings).toMatchObject([{ code: 'EXE-159', severity: 'warning', params: { path: newest } }]);
    });
  });

  test.each<[string, (call: string, path: string, to: string | null) => boolean]>([
    ['the state file', (call, _, to) => call === 'rename' && to?.endsWith('/state/2.delta') === true],
    ['the folder of the state', (call, path) => call === 'sync' && path.endsWith('/state')],
    ['the commit', (call, _, to) => call === 'publish' && to?.endsWith('/commits/1') === true],
  ])('of a batch for which the disk refused %s is forgotten', async (_, isIt) => {
    await withStream(counting, async (stream) => {
      stream.add('in', rowsAt(1));
      const sound = new FaultDisk();
      await stream.runToEnd({ disk: sound });
      stream.add('in', rowsAt(3));
      const undisturbed = await stream.runToEnd({ disk: sound.survivors('kill') });
      const disk = sound.survivors('kill', { fails: ({ call, path, to }) => (isIt(call, path, to) ? 'ENOSPC' : null) });
      await expect(stream.runToEnd({ disk })).rejects.toMatchObject({ code: 'EXE-156' });
      const again = await stream.runToEnd({ disk: disk.survivors('kill') });
      expect(rowsOf(again)).toEqual(rowsOf(undisturbed));
      expect(again.map(({ batchId }) => batchId)).toEqual([1]);
    });
  });
});
