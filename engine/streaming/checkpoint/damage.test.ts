/** Each file of a checkpoint, damaged in each way: a start either says which file it is, or goes on as if nothing had been. */
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { EngineError } from '../../base/errors/engine-error.ts';
import { FaultDisk } from '../../testing/fault-disk.ts';
import { type RanBatch, type StreamRun, type StreamRunSettings, withStream } from '../../testing/stream-run.ts';

const count = (key: string) => ({
  id: 'counts',
  kind: 'group-by',
  config: { keys: [key], aggregates: [{ function: 'count' }, { function: 'sum', expr: 'value', as: 'total' }] },
});
const settings: StreamRunSettings = {
  sources: {
    in: [
      { name: 'time', type: 'timestamp' },
      { name: 'key', type: 'string' },
      { name: 'value', type: 'int' },
    ],
  },
  nodes: [{ id: 'late', kind: 'watermark', config: { timeColumn: 'time', delay: '10 seconds' } }, count('key')],
  outputMode: 'update',
  trigger: { type: 'available-now' },
  maxFilesPerTrigger: 1,
  noDataMicroBatches: false,
  batchesToRetain: 2,
};

/** Batches before the damage: more than a source log keeps single files of. */
const BATCHES = 12;

const rowsOf = (index: number) => [
  { time: index * 3, key: `k${index % 3}`, value: index },
  { time: index * 3 + 1, key: 'all', value: 1 },
];

const told = (batches: readonly RanBatch[]) =>
  batches.map(({ batchId, rows, progress }) => [batchId, rows, progress.eventTime?.watermark, progress.numInputRows]);

type Harm = (disk: FaultDisk, path: string, bytes: Uint8Array) => unknown;

const damages: readonly (readonly [string, Harm])[] = [
  ['missing', (disk, path) => disk.remove(path)],
  ['empty', (disk, path) => disk.put(path, '')],
  ['cut in half', (disk, path, bytes) => disk.put(path, bytes.slice(0, bytes.length >> 1))],
  ['without its last byte', (disk, path, bytes) => disk.put(path, bytes.slice(0, -1))],
  ['with a bit flipped', (disk, path, bytes) => disk.put(path, flipped(bytes))],
  [
    'a folder',
    async (disk, path) => {
      await disk.remove(path);
      await disk.makeFolder(path);
    },
  ],
];

function flipped(bytes: Uint8Array): Uint8Array {
  const changed = bytes.slice();
  const at = bytes.length >> 1;
  changed[at] = (changed[at] ?? 0) ^ 4;
  return changed;
}

/** What a start comes to: its batches, or the code and the words with which it is refused. */
async function started(stream: StreamRun, disk: FaultDisk): Promise<unknown[] | { code: string; message: string }> {
  try {
    return told(await stream.runToEnd({ disk }));
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    return { code: error.code, message: error.message };
  }
}

test.each([
  ['finished', false],
  ['planned and not finished', true],
])('[CP-4] after a batch that is %s', async (_, isPlanned) => {
  await withStream(settings, async (stream) => {
    const checkpoint = join(stream.folder, 'checkpoint');
    const sound = new FaultDisk();
    for (let index = 0; index < BATCHES; index++) stream.add('in', rowsOf(index));
    expect((await stream.runToEnd({ disk: sound })).length).toBe(BATCHES);
    const last = BATCHES - 1;
    if (isPlanned) await sound.remove(`${checkpoint}/commits/${last}`);
    stream.add('in', rowsOf(BATCHES));
    const undisturbed = await started(stream, sound.survivors('kill'));
    expect(undisturbed).toHaveLength(isPlanned ? 2 : 1);
    const refused = new Set<string>();
    for (const [path, bytes] of sound.files()) {
      const file = path.slice(checkpoint.length + 1);
      for (const [damage, harm] of damages) {
        const disk = sound.survivors('kill');
        await harm(disk, path, bytes);
        const outcome = await started(stream, disk);
        if (Array.isArray(outcome)) {
          // Without its commit, the last batch runs again, with the same rows.
          const behind = file === `commits/${last}` ? outcome.slice(1) : outcome;
          expect([file, damage, behind]).toEqual([file, damage, undisturbed]);
          continue;
        }
        refused.add(file);
        const { code, message } = outcome;
        expect([file, damage, code]).toEqual([file, damage, expect.stringMatching(/^EXE-(105|106|154|17[013])$/)]);
        expect(message).toContain(file.split('/').at(-1));
      }
    }
    const needed = ['metadata', 'query', `offsets/${last}`, `offsets/${last - 1}`, 'sources/0/9.compact'];
    for (const name of [...needed, 'sources/0/10', 'sources/0/11']) expect(refused).toContain(name);
    expect(refused.has(`commits/${last}`)).toBe(!isPlanned);
    expect(refused).not.toContain(`offsets/${last - 2}`);
    expect(refused).not.toContain(`commits/${last - 2}`);
  });
});

test('[CP-4] files of another query', async () => {
  await withStream({ ...settings, nodes: [count('key')] }, async (stream) => {
    const checkpoint = join(stream.folder, 'checkpoint');
    const [ours, others] = [new FaultDisk(), new FaultDisk()];
    stream.add('in', rowsOf(0));
    await stream.runToEnd({ disk: ours });
    await stream.runToEnd({ disk: others, nodes: [count('value')] });
    const codes: unknown[] = [];
    for (const name of ['query', 'state/1.delta']) {
      const disk = ours.survivors('kill');
      disk.put(`${checkpoint}/${name}`, others.files().get(`${checkpoint}/${name}`) ?? '');
      codes.push(await started(stream, disk));
    }
    expect(codes).toMatchObject([{ code: 'EXE-184' }, { code: 'EXE-172' }]);
  });
});
