import { describe, expect, test } from 'vitest';
import { FaultDisk } from '../../testing/fault-disk.ts';
import { CheckpointFolder } from './checkpoint-folder.ts';
import { CheckpointLock, userOf } from './lock.ts';
import { encodeLock, judgeLock, type LockHolder, type LockVerdict, parseLock } from './lock-holder.ts';
import { countingRandom, FOLDER, portsOn, processesOf } from './testing/checkpoint-on.ts';

const holder = (more: Partial<LockHolder> = {}): LockHolder => ({
  token: 'theirs',
  host: 'here',
  pid: 9,
  process: 'boot:100',
  thread: 0,
  since: '2024-01-01T00:00:00.000Z',
  ...more,
});

describe('who holds a lock', () => {
  const table: readonly [string, Partial<LockHolder>, string | null | 'gone', LockVerdict][] = [
    ['a process that runs', {}, 'boot:100', 'held'],
    ['a process that is gone', {}, 'gone', 'left-behind'],
    ['a process whose number another has now', {}, 'boot:200', 'left-behind'],
    ['a process of which the system does not say when it began', { process: null }, null, 'held'],
    ['a process of which it does not say so any more', {}, null, 'held'],
    ['a process on another host', { host: 'there' }, 'gone', 'of-another-host'],
    ['another run of this thread', { pid: 1, thread: 2, token: 'ours' }, 'boot:100', 'held'],
    ['a run of this thread that has ended', { pid: 1, thread: 2 }, 'boot:100', 'left-behind'],
    ['a thread of this process before this one', { pid: 1, thread: 1 }, 'boot:100', 'left-behind'],
    ['a thread of this process after this one', { pid: 1, thread: 3 }, 'boot:100', 'held'],
    ['a process of our number before us', { pid: 1, thread: 3 }, 'boot:50', 'left-behind'],
  ];

  test.each(table)('%s', (_, more, mark, verdict) => {
    const facts = processesOf({}, { pid: 1, thread: 2, held: new Set(['ours']) });
    expect(judgeLock(holder(more), facts, mark)).toBe(verdict);
  });

  test.each([
    '',
    'x',
    '{}',
    '[]',
    '{"token":1}',
    JSON.stringify({ ...holder(), pid: -1 }),
    JSON.stringify({ ...holder(), pid: 1e99 }),
  ])('%j is no lock', (text) => {
    expect(parseLock(text)).toBe(null);
  });
});

describe('a lock', () => {
  const folderOn = (disk: FaultDisk) => new CheckpointFolder({ disk, path: FOLDER, random: countingRandom });
  const lockPath = `${FOLDER}/lock`;
  const namesOn = (disk: FaultDisk) => [...disk.files().keys()].map((path) => path.slice(FOLDER.length + 1));
  const holderOn = (disk: FaultDisk) => parseLock(new TextDecoder().decode(disk.files().get(lockPath)));

  test('says who holds the folder, since when, and is gone afterwards', async () => {
    const disk = new FaultDisk();
    const ports = portsOn(disk, processesOf({ 7: 'boot:1' }, { pid: 7, thread: 3 }));
    const lock = await CheckpointLock.take(folderOn(disk), ports);
    expect(holderOn(disk)).toMatchObject({
      host: 'here',
      pid: 7,
      process: 'boot:1',
      thread: 3,
      since: '1970-01-01T00:00:01.000Z',
    });
    expect(ports.processes.held.size).toBe(1);
    await lock.release();
    expect([namesOn(disk), ports.processes.held.size]).toEqual([[], 0]);
  });

  test.each<[string, Partial<LockHolder>, string]>([
    ['of a process that runs', { pid: 9, process: 'boot:9' }, 'EXE-150'],
    ['of another host', { host: 'there' }, 'EXE-151'],
  ])('%s is left alone', async (_, more, code) => {
    const disk = new FaultDisk();
    const lock = encodeLock(holder(more));
    disk.put(lockPath, lock);
    const ports = portsOn(disk, processesOf({ 1: 'boot:1', 9: 'boot:9' }));
    const { pid, host, since } = holder(more);
    await expect(CheckpointLock.take(folderOn(disk), ports)).rejects.toMatchObject({
      code,
      params: { path: FOLDER, pid, host, since, file: 'lock' },
    });
    expect(disk.files()).toEqual(new Map([[lockPath, lock]]));
    expect(ports.processes.held.size).toBe(0);
    expect((await userOf(folderOn(disk), ports.processes))?.code).toBe(code);
  });

  test.each(['', '{"token":"x"', '\0\0\0'])('that reads %j is left alone', async (text) => {
    const disk = new FaultDisk();
    disk.put(lockPath, text);
    await expect(CheckpointLock.take(folderOn(disk), portsOn(disk))).rejects.toMatchObject({ code: 'EXE-152' });
    expect(namesOn(disk)).toEqual(['lock']);
  });

  test.each<[string, Partial<LockHolder>]>([
    ['whose process is gone', { pid: 8 }],
    ['of a process before the machine was started again', { pid: 9, process: 'earlier boot:9' }],
    ['of a thread of ours that has ended', { pid: 1, process: 'boot:1' }],
  ])('%s is taken over', async (_, more) => {
    const disk = new FaultDisk();
    disk.put(lockPath, encodeLock(holder(more)));
    const processes = processesOf({ 1: 'boot:1', 9: 'boot:9' }, { thread: 1 });
    await CheckpointLock.take(folderOn(disk), portsOn(disk, processes));
    expect(holderOn(disk)).toMatchObject({ pid: 1, thread: 1 });
    expect(namesOn(disk)).toEqual(['lock']);
  });

  test('[CP-6] left behind is taken over by one of many alone, at whatever moment each looks', async () => {
    for (let lateBy = 0; lateBy < 14; lateBy++) {
      const disk = new FaultDisk();
      disk.put(lockPath, encodeLock(holder({ pid: 8 })));
      const running = { 1: 'boot:1', 2: 'boot:2', 3: 'boot:3' };
      const take = async (pid: number): Promise<CheckpointLock | string> => {
        for (let turn = 0; turn < lateBy * (pid - 1); turn++) await null;
        const processes = processesOf(running, { pid });
        return CheckpointLock.take(folderOn(disk), portsOn(disk, processes)).catch((error) => String(error.code));
      };
      const taken = await Promise.all([take(1), take(2), take(3)]);
      expect([lateBy, taken.filter((each) => typeof each !== 'string').length]).toEqual([lateBy, 1]);
      expect([lateBy, taken.filter((each) => each === 'EXE-150').length]).toEqual([lateBy, 2]);
      expect(namesOn(disk)).toEqual(['lock']);
    }
  });

  test('that a quicker one took over meanwhile is put back', async () => {
    const disk = new FaultDisk();
    disk.put(lockPath, encodeLock(holder({ pid: 8 })));
    const quicker = encodeLock(holder({ token: 'quicker', pid: 9, process: 'boot:9' }));
    const processes = processesOf({ 1: 'boot:1', 9: 'boot:9' });
    const mark = async (pid: number) => {
      // Between our look at the lock and our move, the dead one's lock is replaced.
      if (pid === 8) disk.put(lockPath, quicker);
      return processes.mark(pid);
    };
    const ports = portsOn(disk, { ...processes, mark });
    await expect(CheckpointLock.take(folderOn(disk), ports)).rejects.toMatchObject({
      code: 'EXE-150',
      params: { pid: 9 },
    });
    expect(disk.files()).toEqual(new Map([[lockPath, quicker]]));
  });

  test('that a slower one has moved away by mistake is not tidied up', async () => {
    const disk = new FaultDisk();
    const processes = processesOf({ 1: 'boot:1', 2: 'boot:2' });
    const [mine, broken] = [`${FOLDER}/.lock.mine.tmp`, `${FOLDER}/.lock.broken.tmp`];
    disk.put(mine, encodeLock(holder({ token: 'mine', pid: 2, process: 'boot:2' })));
    disk.put(broken, encodeLock(holder({ token: 'broken', pid: 8 })));
    const folder = folderOn(disk);
    await CheckpointLock.take(folder, portsOn(disk, processes));
    await folder.prepare('');
    expect(namesOn(disk)).toEqual(['.lock.mine.tmp', 'lock']);
  });

  test('that cannot be removed does not keep its own thread out', async () => {
    const disk = new FaultDisk({ fails: ({ call, path }) => (call === 'remove' && path === lockPath ? 'EIO' : null) });
    const ports = portsOn(disk);
    await (await CheckpointLock.take(folderOn(disk), ports)).release();
    expect(namesOn(disk)).toEqual(['lock']);
    expect(await userOf(folderOn(disk), ports.processes)).toBe(null);
  });
});
