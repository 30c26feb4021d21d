import { describe, expect, test } from 'vitest';
import { type DiskOperation, describeOperation, FaultDisk } from '../testing/fault-disk.ts';
import { createFile, makeFolderDurably, replaceFile } from './durable-files.ts';
import { systemCode } from './system-code.ts';

const PATH = '/checkpoint/offsets/7';
const PIECES = ['one ', 'two ', 'three'].map((text) => new TextEncoder().encode(text));
const OLD = 'as it was';
const WHOLE = 'one two three';

interface Way {
  readonly name: string;
  /** What is there before; null for not even a folder. */
  readonly before: string | null;
  readonly work: (disk: FaultDisk) => Promise<boolean>;
  /** What the name stands for once the work is done. */
  readonly after: string;
}

const WAYS: readonly Way[] = [
  { name: 'a new file in a new folder', before: null, work: create, after: WHOLE },
  { name: 'a file that is there already', before: OLD, work: create, after: OLD },
  { name: 'a file in the place of another', before: OLD, work: replace, after: WHOLE },
];

function create(disk: FaultDisk): Promise<boolean> {
  return createFile(disk, PATH, '.temporary', PIECES);
}

async function replace(disk: FaultDisk): Promise<boolean> {
  await replaceFile(disk, PATH, '.temporary', PIECES);
  return true;
}

const textOf = (disk: FaultDisk): string | null => {
  const bytes = disk.files().get(PATH);
  return bytes === undefined ? null : new TextDecoder().decode(bytes);
};

function diskBefore({ before }: Way): FaultDisk {
  const disk = new FaultDisk();
  if (before !== null) disk.put(PATH, before);
  return disk;
}

/** Each operation that the work takes. */
async function operationsOf(way: Way): Promise<readonly DiskOperation[]> {
  const disk = diskBefore(way);
  await way.work(disk);
  return disk.operations;
}

describe.each(WAYS)('$name', (way) => {
  test('is whole on return, whatever happens then', async () => {
    const disk = diskBefore(way);
    expect(await way.work(disk)).toBe(way.after === WHOLE);
    for (let powerCutSeed = 0; powerCutSeed < 200; powerCutSeed++) {
      expect(textOf(disk.survivors({ powerCutSeed }))).toBe(way.after);
    }
    expect([...disk.files().keys()]).toEqual([PATH]);
  });

  test('is the old one or whole after a crash at any operation, and can be tried again', async () => {
    const operations = await operationsOf(way);
    for (const { number } of operations) {
      for (const when of ['before', 'during', 'after'] as const) {
        const disk = diskBefore(way).survivors('kill', { crash: { at: number, when } });
        await expect(way.work(disk)).rejects.toThrow('the process ended');
        for (let seed = -1; seed < 40; seed++) {
          const next = disk.survivors(seed === -1 ? 'kill' : { powerCutSeed: seed });
          expect([way.before, way.after]).toContain(textOf(next));
          await makeFolderDurably(next, '/checkpoint/offsets');
          await way.work(next);
          for (let powerCutSeed = 0; powerCutSeed < 5; powerCutSeed++) {
            expect(textOf(next.survivors({ powerCutSeed }))).toBe(way.after);
          }
        }
      }
    }
  });

  test('is the old one or whole after a failure of any operation, which is told', async () => {
    for (const { number, call, path } of await operationsOf(way)) {
      const disk = diskBefore(way).survivors('kill', { fails: (at) => (at.number === number ? 'EIO' : null) });
      const said = await way.work(disk).then(
        () => undefined,
        (error: unknown) => systemCode(error),
      );
      expect(said, `${call} ${path}`).toBe('EIO');
      expect([way.before, way.after]).toContain(textOf(disk));
    }
  });

  test('is lost where the disk forces nothing out', async () => {
    const disk = diskBefore(way).survivors('kill', { losesSync: () => true });
    await way.work(disk);
    const found = new Set<string | null>();
    for (let powerCutSeed = 0; powerCutSeed < 100; powerCutSeed++) found.add(textOf(disk.survivors({ powerCutSeed })));
    expect(found.size > 1).toBe(way.after === WHOLE);
  });
});

test('of several who create a file at once, one alone does', async () => {
  const disk = new FaultDisk();
  const won = await Promise.all(
    [...'abcde'].map((who) => createFile(disk, PATH, `.${who}`, [new TextEncoder().encode(who)])),
  );
  expect(won.filter((isOurs) => isOurs)).toHaveLength(1);
  expect(textOf(disk)).toBe('abcde'[won.indexOf(true)]);
  expect([...disk.files().keys()]).toEqual([PATH]);
});

test('folders are forced out one by one, before there is anything in them', async () => {
  const disk = new FaultDisk();
  disk.put('/a/b/file', '');
  await makeFolderDurably(disk, '/a/b/c/d');
  const changes = disk.operations.map(describeOperation).filter((said) => !said.includes('facts'));
  expect(changes).toEqual([
    '4: sync /a',
    '5: makeFolder /a/b/c',
    '6: sync /a/b',
    '7: makeFolder /a/b/c/d',
    '8: sync /a/b/c',
  ]);
  await makeFolderDurably(disk, '/');
});

test('folders outlast a power cut though one run after the other was killed while it made them', async () => {
  for (let first = 1; first <= 8; first++) {
    for (let second = 1; second <= 8; second++) {
      const plan = (at: number) => ({ crash: { at, when: 'after' as const } });
      const one = new FaultDisk(plan(first));
      await expect(makeFolderDurably(one, '/a/b/c')).rejects.toThrow('the process ended');
      const two = one.survivors('kill', plan(second));
      await makeFolderDurably(two, '/a/b/c').catch(() => undefined);
      const three = two.survivors('kill');
      await makeFolderDurably(three, '/a/b/c');
      for (let powerCutSeed = 0; powerCutSeed < 20; powerCutSeed++) {
        const left = three.survivors({ powerCutSeed });
        expect(await left.facts('/a/b/c'), `${first}, ${second}, seed ${powerCutSeed}`).toMatchObject({
          kind: 'folder',
        });
      }
    }
  }
});

test.each(['EACCES', 'EPERM'])('a folder above that is none of ours (%s) stops nobody', async (code) => {
  const isAbove = ({ call, path }: DiskOperation) => call === 'sync' && path === '/';
  const disk = new FaultDisk({ fails: (operation) => (isAbove(operation) ? code : null) });
  disk.put('/ours/file', '');
  await makeFolderDurably(disk, '/ours/new');
  expect(await disk.facts('/ours/new')).toMatchObject({ kind: 'folder' });
});
