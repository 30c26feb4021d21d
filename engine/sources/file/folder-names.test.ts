import { expect, test } from 'vitest';
import { type FileSystem, nodeFileSystem, type PathFacts } from './file-system.ts';
import { FolderNames } from './folder-names.ts';

const none = (): boolean => false;

/** A folder of names that counts how often it is read. */
function folderOf(names: string[]) {
  const state = { modifiedMs: 10_000, identity: '1:1', inode: 1, reads: 0, isClosed: false };
  const facts = (): PathFacts => ({ kind: 'folder', sizeBytes: 0, ...state });
  const files: FileSystem = {
    ...nodeFileSystem,
    statSync: () => {
      if (state.isClosed) throw new Error('closed');
      return facts();
    },
    list: async () => {
      state.reads++;
      return [...names];
    },
  };
  return { state, files };
}

test('a folder that has not changed since well before it was read is read once', async () => {
  const { state, files } = folderOf(['a', 'b']);
  const folders = new FolderNames(files, () => 13_000);
  expect(await folders.in('/f', none)).toEqual(['a', 'b']);
  expect(await folders.in('/f', none)).toEqual(['a', 'b']);
  expect(state.reads).toBe(1);
});

test.each<[string, (state: { modifiedMs: number; identity: string; isClosed: boolean }) => void]>([
  ['changed', (state) => state.modifiedMs++],
  ['has given way to another one', (state) => (state.identity = '1:2')],
  ['cannot be looked at', (state) => (state.isClosed = true)],
])('a folder that %s is read again', async (_, change) => {
  const names = ['a'];
  const { state, files } = folderOf(names);
  const folders = new FolderNames(files, () => 13_000);
  await folders.in('/f', none);
  names.push('b');
  change(state);
  expect(await folders.in('/f', none)).toEqual(['a', 'b']);
});

test('a folder that changed just before it was read, or in times to come, may change again in the same tick', async () => {
  for (const nowMs of [9_000, 10_000, 12_999]) {
    const names = ['a'];
    const { files } = folderOf(names);
    const folders = new FolderNames(files, () => nowMs);
    await folders.in('/f', none);
    names.push('b');
    expect(await folders.in('/f', none)).toEqual(['a', 'b']);
  }
});

test('names that are done with are let go of until everything is read again', async () => {
  const { state, files } = folderOf(['a', 'b', 'c']);
  const folders = new FolderNames(files, () => 20_000);
  const asked: string[] = [];
  const done = new Set(['/f/a']);
  const isDone = (path: string): boolean => {
    asked.push(path);
    return done.has(path);
  };
  expect(await folders.in('/f', isDone)).toEqual(['b', 'c']);
  done.add('/f/c');
  expect(await folders.in('/f', isDone)).toEqual(['b']);
  asked.length = 0;
  expect(await folders.in('/f', isDone)).toEqual(['b']);
  expect(asked).toEqual(['/f/b']);
  folders.forget();
  expect(await folders.in('/f', none)).toEqual(['a', 'b', 'c']);
  expect(state.reads).toBe(2);
});

test('what is below the root has no second slash', async () => {
  const { files } = folderOf(['a']);
  const asked: string[] = [];
  await new FolderNames(files, () => 20_000).in('/', (path) => asked.push(path) === 0);
  expect(asked).toEqual(['/a']);
});
