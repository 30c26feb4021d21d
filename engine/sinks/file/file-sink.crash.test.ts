import { describe, expect, test } from 'vitest';
import { must } from '../../base/assert.ts';
import { CrashError, FaultDisk, type FaultPlan } from '../../testing/fault-disk.ts';
import { committedOn, logOn } from '../../testing/file-sink/committed-files.ts';
import { add, benchSchema, runAt } from '../../testing/file-sink/sink-bench.ts';
import type { Row } from '../../types/value.ts';
import { FileSink } from './file-sink.ts';

const TARGET = '/data/out';

const rows: Row[] = [
  [100, 'a'],
  [101, 'b'],
  [102, null],
];
const batchTexts = ['{"id":102}\n', '{"id":100}\n', '{"id":101}\n'];

let uuids = 0;
function sinkOn(disk: FaultDisk): FileSink {
  const settings = {
    nodeId: 'out',
    path: TARGET,
    format: 'json',
    partitionBy: ['p'],
    options: {},
    schema: benchSchema,
    timeZone: 'UTC',
    isStreaming: true,
  } as const;
  return new FileSink(settings, { disk, random: { uuid: () => `uuid${++uuids}` } });
}

/** A disk with batches `0` to `count - 1`, batch n with row n. */
async function diskWith(count: number): Promise<FaultDisk> {
  const disk = new FaultDisk();
  const sink = sinkOn(disk);
  await sink.prepare(runAt(0));
  for (let batch = 0; batch < count; batch++) await add(sink, batch, [batch, 'a']);
  return disk;
}

/** Runs one batch from a new start; false where the process ended before it was done. */
async function runs(disk: FaultDisk, batch: number, isRerun: boolean): Promise<boolean> {
  try {
    const sink = sinkOn(disk);
    await sink.prepare(runAt(batch, isRerun));
    await add(sink, batch, ...rows);
    return !disk.isDead;
  } catch (error) {
    if (disk.isDead) return false;
    throw error;
  }
}

function earlier(count: number): string[] {
  return Array.from({ length: count }, (_, i) => `{"id":${i}}\n`);
}

/** A crash at each operation of a batch, the disk after each. Half-written files are tried where laying out the disk is quick. */
async function* crashes(batch: number): AsyncGenerator<FaultDisk> {
  const whens = batch < 100 ? (['before', 'during', 'after'] as const) : (['after'] as const);
  const whole = await diskWith(batch);
  for (let at = 1; ; at++) {
    for (const when of whens) {
      const disk = whole.survivors('kill', { crash: { at, when } });
      if (await runs(disk, batch, false)) return;
      yield disk;
    }
  }
}

describe.each([0, 1, 9, 109])('[11.4] a crash at every operation of batch %i', (batch) => {
  test('a killed process: the next one goes on, and cleans up behind it', async () => {
    let count = 0;
    for await (const crashed of crashes(batch)) {
      count++;
      const seen = Object.values(committedOn(crashed, TARGET));
      expect([earlier(batch), [...earlier(batch), ...batchTexts]]).toContainEqual(seen);
      const disk = crashed.survivors('kill');
      expect(await runs(disk, batch, true)).toBe(true);
      const committed = committedOn(disk, TARGET);
      expect(Object.values(committed)).toEqual([...earlier(batch), ...batchTexts]);
      const parts = [...disk.files().keys()].filter((path) => !path.startsWith(`${TARGET}/_spark_metadata/`));
      expect(parts.sort()).toEqual(Object.keys(committed).sort());
      expect(logOn(disk, TARGET).filter((name) => name.startsWith('.'))).toEqual([]);
      const cut = disk.survivors({ powerCutSeed: count });
      expect(Object.values(committedOn(cut, TARGET))).toEqual([...earlier(batch), ...batchTexts]);
    }
    expect(count).toBeGreaterThan(30);
  });

  test('a power cut: what is logged is whole, and the next start goes on', async () => {
    for await (const crashed of crashes(batch)) {
      for (let powerCutSeed = 0; powerCutSeed < (batch < 100 ? 2 : 1); powerCutSeed++) {
        const disk = crashed.survivors({ powerCutSeed });
        const seen = Object.values(committedOn(disk, TARGET));
        expect([earlier(batch), [...earlier(batch), ...batchTexts]]).toContainEqual(seen);
        expect(await runs(disk, batch, true)).toBe(true);
        expect(Object.values(committedOn(disk, TARGET))).toEqual([...earlier(batch), ...batchTexts]);
        const after = disk.survivors({ powerCutSeed: powerCutSeed + 100 });
        expect(Object.values(committedOn(after, TARGET))).toEqual([...earlier(batch), ...batchTexts]);
      }
    }
  });
});

test('[11.4] a second crash while the first is being mended', async () => {
  const batch = 9;
  let pairs = 0;
  for await (const crashed of crashes(batch)) {
    for (let at = 1; ; at += 7) {
      const again = crashed.survivors({ powerCutSeed: at }, { crash: { at, when: 'after' } });
      const isDone = await runs(again, batch, true);
      const disk = again.survivors({ powerCutSeed: at + 1 });
      expect(await runs(disk, batch, true)).toBe(true);
      expect(Object.values(committedOn(disk, TARGET))).toEqual([...earlier(batch), ...batchTexts]);
      pairs++;
      if (isDone) break;
    }
  }
  expect(pairs).toBeGreaterThan(150);
});

describe.each(['EIO', 'ENOSPC'])('[11.4] a disk that fails with %s at every operation', (code) => {
  test.each([
    [1, 'once'],
    [1, 'from there on'],
    [9, 'once'],
    [9, 'from there on'],
  ])('of batch %i, %s', async (batch, often) => {
    const whole = await diskWith(batch);
    for (let at = 1; ; at++) {
      const fails: FaultPlan['fails'] = ({ number }) =>
        number === at || (often !== 'once' && number > at) ? code : null;
      const failing = whole.survivors('kill', { fails });
      const error = await runs(failing, batch, false).then(
        () => null,
        (found: unknown) => found,
      );
      if (error !== null) {
        expect(error).not.toBeInstanceOf(CrashError);
        expect(error).toMatchObject({ code: code === 'EIO' ? 'EXE-122' : 'EXE-192', params: { reason: code } });
      }
      const disk = failing.survivors('kill');
      expect(await runs(disk, batch, true)).toBe(true);
      const committed = committedOn(disk, TARGET);
      expect(Object.values(committed)).toEqual([...earlier(batch), ...batchTexts]);
      const parts = [...disk.files().keys()].filter((path) => !path.startsWith(`${TARGET}/_spark_metadata/`));
      expect(parts.sort()).toEqual(Object.keys(committed).sort());
      if (failing.operations.length < at) break;
    }
  });
});

test('a batch of one row costs four times forcing something to the disk', async () => {
  const disk = (await diskWith(3)).survivors('kill');
  const sink = sinkOn(disk);
  await sink.prepare(runAt(3));
  await add(sink, 3, [3, 'a']);
  const before = disk.operations.length;
  await add(sink, 4, [4, 'a']);
  const calls = disk.operations.slice(before).filter(({ call }) => call === 'sync' || call === 'syncFile');
  expect(calls.map(({ path }) => must(path.split('/').at(-1), 'a path has a name').replace(/\.?uuid\d+/, ''))).toEqual([
    '.part-00000-.c000.json.tmp',
    'p=a',
    '.4.tmp',
    '_spark_metadata',
  ]);
});
