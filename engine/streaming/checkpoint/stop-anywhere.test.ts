/** A run that is stopped, or that the disk fails, at any operation on its checkpoint, and the next one in the same process. */
import { expect, test } from 'vitest';
import { EngineError } from '../../base/errors/engine-error.ts';
import { type DiskOperation, FaultDisk, LOOKING } from '../../testing/fault-disk.ts';
import { type RanBatch, type StreamRun, type StreamRunSettings, withStream } from '../../testing/stream-run.ts';

const settings: StreamRunSettings = {
  sources: {
    in: [
      { name: 'time', type: 'timestamp' },
      { name: 'key', type: 'string' },
    ],
  },
  nodes: [
    { id: 'late', kind: 'watermark', config: { timeColumn: 'time', delay: '10 seconds' } },
    { id: 'counts', kind: 'group-by', config: { keys: ['key'], aggregates: [{ function: 'count' }] } },
  ],
  outputMode: 'update',
  trigger: { type: 'available-now' },
  maxFilesPerTrigger: 1,
  noDataMicroBatches: false,
  batchesToRetain: 1,
};

/** One less than a source log is put together after, and two less than a snapshot is due after. */
const BEFORE = 8;
const MORE = 4;

const rowsOf = (index: number) => [
  { time: index * 3, key: `k${index % 3}` },
  { time: index * 3 + 1, key: 'all' },
];

const told = (batches: readonly RanBatch[]) =>
  batches.map(({ batchId, rows, progress }) => [batchId, rows, progress.eventTime?.watermark]);

function lastCommit(disk: FaultDisk): number {
  return Math.max(...[...disk.files().keys()].map((path) => Number(/\/commits\/(\d+)$/.exec(path)?.[1] ?? -1)));
}

/** A checkpoint with some batches behind it and some more to come, and what comes of these when nothing happens. */
async function prepared(stream: StreamRun) {
  const disk = new FaultDisk();
  for (let index = 0; index < BEFORE; index++) stream.add('in', rowsOf(index));
  await stream.runToEnd({ disk });
  for (let index = BEFORE; index < BEFORE + MORE; index++) stream.add('in', rowsOf(index));
  const whole = disk.survivors('kill');
  const undisturbed = told(await stream.runToEnd({ disk: whole }));
  expect(undisturbed).toHaveLength(MORE);
  const names = [...whole.files().keys()].map((path) => path.slice(stream.folder.length));
  expect(names).toEqual(expect.arrayContaining(['/checkpoint/sources/0/9.compact', '/checkpoint/state/10.snapshot']));
  return { disk, undisturbed, operations: whole.operations };
}

test('[CP-4] a run that is stopped at any operation reports each batch once, with the next one', async () => {
  await withStream(settings, async (stream) => {
    const { disk, undisturbed, operations } = await prepared(stream);
    for (const { number } of operations) {
      const stopped = disk.survivors('kill', {
        heard: (operation) => {
          if (operation.number === number) void stream.stop();
        },
      });
      const first = told(await stream.runToEnd({ disk: stopped }));
      expect([...stopped.files().keys()].filter((path) => path.endsWith('/lock'))).toEqual([]);
      const rest = told(await stream.runToEnd({ disk: stopped.survivors('kill') }));
      expect([number, [...first, ...rest]]).toEqual([number, undisturbed]);
    }
  });
}, 120_000);

test('[CP-4] a run that fails at any operation is gone on from, with the rows of every batch', async () => {
  await withStream(settings, async (stream) => {
    const { disk, undisturbed, operations } = await prepared(stream);
    const changing = operations.filter(({ call }) => !LOOKING.has(call));
    for (const [index, { number }] of changing.entries()) {
      const isForGood = index % 2 === 1;
      const fails = ({ number: at }: DiskOperation) =>
        at === number || (isForGood && at > number) ? (['ENOSPC', 'EIO', 'EACCES'][index % 3] ?? null) : null;
      const failing = disk.survivors('kill', { fails });
      const what = `${number} ${isForGood}`;
      let error: unknown = null;
      const first = await stream.runToEnd({ disk: failing }).catch((thrown: unknown) => {
        error = thrown;
        return [];
      });
      if (error === null) {
        expect([what, told(first)]).toEqual([what, undisturbed]);
        continue;
      }
      expect(error).toBeInstanceOf(EngineError);
      const rest = told(await stream.runToEnd({ disk: failing.survivors('kill') }));
      const committed = lastCommit(failing);
      expect([what, rest]).toEqual([what, undisturbed.filter(([batchId]) => Number(batchId) > committed)]);
    }
  });
}, 120_000);
