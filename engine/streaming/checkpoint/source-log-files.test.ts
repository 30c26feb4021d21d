import { describe, expect, test } from 'vitest';
import type { DatedSource } from '../../sources/dated-source.ts';
import { FaultDisk } from '../../testing/fault-disk.ts';
import type { LoggedBatch } from '../batch-journal.ts';
import { encodeLog } from './log-file.ts';
import { FOLDER, journalOn, ListedSource, never, plainSource, portsOn, queryOver } from './testing/checkpoint-on.ts';

const batch = (batchId: number, more: Partial<LoggedBatch> = {}): LoggedBatch => ({
  batchId,
  endOffsets: [{ offset: batchId }],
  watermarkMs: 0,
  timestampMs: 1,
  conf: {},
  ...more,
});
const log = (...lines: string[]) => encodeLog(lines);
const head = '{"batchWatermarkMs":0,"batchTimestampMs":1,"conf":{}}';
const namesOn = (disk: FaultDisk) => [...disk.files().keys()].map((path) => path.slice(FOLDER.length + 1));
const textOf = (disk: FaultDisk, name: string) => new TextDecoder().decode(disk.files().get(`${FOLDER}/${name}`));

function dated(createdMs: number): DatedSource & { restored: number | null } {
  return {
    ...plainSource,
    createdMs,
    restored: null,
    restoreCreated(ms) {
      this.restored = ms;
    },
  };
}

describe('a dated source', () => {
  const query = queryOver(1);

  test('goes on counting from when it was created', async () => {
    const disk = new FaultDisk();
    const journal = journalOn(portsOn(disk), { query });
    const first = dated(1234);
    await journal.open([first], [], never);
    await journal.logOffsets(batch(0), [first]);
    await journal.close();
    expect(first.restored).toBe(null);
    expect(textOf(disk, 'sources/0/0')).toMatch(/^v1\n1234\n\{"crc32c":"[0-9a-f]{8}"\}\n$/);
    const second = dated(9999);
    await journalOn(portsOn(disk), { query }).open([second], [], never);
    expect(second.restored).toBe(1234);
    await disk.remove(`${FOLDER}/sources/0/0`);
    await expect(journalOn(portsOn(disk), { query }).open([dated(1)], [], never)).rejects.toMatchObject({
      code: 'EXE-106',
      params: { file: 'sources/0/0', fault: 'missing' },
    });
  });

  test.each(['soon', '', '-5', '99999999999999999'])('refuses %j as such a time', async (line) => {
    const disk = new FaultDisk();
    const journal = journalOn(portsOn(disk), { query });
    await journal.open([dated(1)], [], never);
    await journal.close();
    disk.put(`${FOLDER}/sources/0/0`, log(line));
    await expect(journalOn(portsOn(disk), { query }).open([dated(1)], [], never)).rejects.toMatchObject({
      code: 'EXE-106',
      params: { file: 'sources/0/0', fault: 'content' },
    });
  });
});

describe('a source of files', () => {
  const run = async (disk: FaultDisk, source: ListedSource) => {
    const journal = journalOn(portsOn(disk), { query: queryOver(1, 'file-source') });
    const recovery = await journal.open([source], [], never);
    return { journal, recovery };
  };
  const planned = (id: number, logOffset: number) => batch(id, { endOffsets: [{ logOffset }] });

  test('[CP-1] its log comes before the offsets, with all that an entry has, and comes back', async () => {
    const disk = new FaultDisk();
    const source = new ListedSource();
    const { journal } = await run(disk, source);
    source.add('a.json', { size: 7, inode: 3 });
    source.add('b.json');
    await journal.logOffsets(planned(0, 1), [source]);
    await journal.close();
    const names = disk.operations
      .filter(({ call }) => call === 'publish')
      .map(({ to }) => to?.slice(FOLDER.length + 1));
    expect(names).toEqual(['lock', 'metadata', 'sources/0/0', 'sources/0/1', 'offsets/0']);
    const again = new ListedSource();
    const { recovery } = await run(disk, again);
    expect(again.entries).toEqual([
      { path: 'a.json', timestamp: 5, batchId: 0, size: 7, inode: 3 },
      { path: 'b.json', timestamp: 5, batchId: 1 },
    ]);
    expect(recovery.unfinished?.endOffsets).toEqual([{ logOffset: 1 }]);
  });

  test('every tenth entry puts the log together, and nothing is lost at any time', async () => {
    const disk = new FaultDisk();
    const source = new ListedSource();
    const { journal } = await run(disk, source);
    for (let id = 0; id < 25; id++) {
      source.add(`${id}.json`);
      await journal.logOffsets(planned(id, id), [source]);
      await journal.logCommit(id, 0);
      await journal.maintain([], never);
      const again = new ListedSource();
      const { journal: other } = await run(disk.survivors('kill'), again);
      await other.close();
      expect(again.entries).toEqual(source.entries);
    }
    await journal.close();
    const names = namesOn(disk).filter((name) => name.startsWith('sources/'));
    expect(names).toEqual(['19.compact', '20', '21', '22', '23', '24'].map((name) => `sources/0/${name}`));
  });

  test('a source that has given nothing yet has no log, however many batches there are', async () => {
    const disk = new FaultDisk();
    const source = new ListedSource();
    const journal = journalOn(portsOn(disk));
    await journal.open([source], [], never);
    for (const batchId of [0, 1, 2]) {
      await journal.logOffsets(batch(batchId, { endOffsets: [null] }), [source]);
      await journal.logCommit(batchId, 0);
      await journal.maintain([], never);
    }
    expect(namesOn(disk).filter((name) => name.startsWith('sources/'))).toEqual([]);
  });

  test.each<[string, (disk: FaultDisk) => unknown, string, string]>([
    ['a missing file', (disk) => disk.remove(`${FOLDER}/sources/0/0`), 'sources/0/0', 'missing'],
    ['a file that an offset names', (disk) => disk.remove(`${FOLDER}/sources/0/2`), 'sources/0/2', 'missing'],
    [
      'an entry of another offset',
      (disk) => disk.put(`${FOLDER}/sources/0/1`, log('{"path":"a","timestamp":1,"batchId":0}')),
      'sources/0/1',
      'content',
    ],
    [
      'no path',
      (disk) => disk.put(`${FOLDER}/sources/0/1`, log('{"timestamp":1,"batchId":1}')),
      'sources/0/1',
      'content',
    ],
    ['no JSON', (disk) => disk.put(`${FOLDER}/sources/0/1`, log('a.json')), 'sources/0/1', 'content'],
    [
      'a compact log that is cut',
      (disk) => disk.put(`${FOLDER}/sources/0/1.compact`, 'v1\n'),
      'sources/0/1.compact',
      'cut',
    ],
    [
      'an offset that is no place in the log',
      (disk) => disk.put(`${FOLDER}/offsets/2`, log(head, '{"logOffset":"2"}')),
      'offsets/2',
      'content',
    ],
  ])('[CP-4] %s is refused', async (_, damage, file, fault) => {
    const disk = new FaultDisk();
    const source = new ListedSource();
    const { journal } = await run(disk, source);
    for (let id = 0; id < 3; id++) {
      source.add(`${id}.json`);
      await journal.logOffsets(planned(id, id), [source]);
      await journal.logCommit(id, 0);
    }
    await journal.close();
    await damage(disk);
    await expect(run(disk, new ListedSource())).rejects.toMatchObject({
      code: 'EXE-106',
      params: { path: FOLDER, file, fault },
    });
  });
});
