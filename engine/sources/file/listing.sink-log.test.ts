import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { TempFolder } from '../testing/temp-folder.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { FileListing } from './listing.ts';

let folder: TempFolder;
beforeEach(() => {
  folder = new TempFolder();
});
afterEach(() => folder.remove());

const options = { pathGlobFilter: null, recursiveFileLookup: false, modifiedBeforeMs: null, modifiedAfterMs: null };

/** Names of the files found, on a disk where `changes` happen. */
async function found(changes: Partial<FileSystem> = {}): Promise<string[]> {
  const listing = new FileListing({ nodeId: 'n', path: folder.path, options }, { ...nodeFileSystem, ...changes });
  return (await listing.list()).map(({ path }) => path.slice(folder.path.length + 1)).sort();
}

function entryOf(...names: string[]): string {
  const lines = names.map((name) =>
    JSON.stringify({ path: `file://${folder.path}/${name}`, size: 1, modificationTime: 1000, action: 'add' }),
  );
  return ['v1', ...lines].join('\n');
}

const put = (name: string, content: string) => folder.write(`_spark_metadata/${name}`, content);

/** Does `change` just before a file of the log is read for the first time. */
function beforeReading(entry: string, change: () => void): Partial<FileSystem> {
  let isDue = true;
  return {
    async readText(path) {
      if (isDue && path.endsWith(`/${entry}`)) {
        isDue = false;
        change();
      }
      return nodeFileSystem.readText(path);
    },
  };
}

describe('[11.4] a file sink’s log that changes while it is read', () => {
  test('entries that go once a later one says it all', async () => {
    put('0', entryOf('a'));
    put('1', entryOf('b'));
    const changes = beforeReading('1', () => {
      put('9.compact', entryOf('a', 'b', 'c'));
      for (const name of ['0', '1']) rmSync(join(folder.path, '_spark_metadata', name));
    });
    expect(await found(changes)).toEqual(['a', 'b', 'c']);
  });

  test('a compact one that is being written anew', async () => {
    put('9.compact', entryOf('a', 'b').slice(0, -10));
    put('10', entryOf('c'));
    let reads = 0;
    const changes: Partial<FileSystem> = {
      async readText(path) {
        if (path.endsWith('9.compact') && ++reads === 2) put('9.compact', entryOf('a', 'b'));
        return nodeFileSystem.readText(path);
      },
    };
    expect(await found(changes)).toEqual(['a', 'b', 'c']);
    expect(reads).toBe(2);
  });

  test.each([
    ['cut', 'v1\n{"path"'],
    ['emptied', ''],
    ['of another version', 'v2'],
  ])('[SRC-156] one that stays %s is damaged, and named', async (_, text) => {
    put('0', entryOf('a'));
    put('1', text);
    await expect(found()).rejects.toMatchObject({
      code: 'SRC-156',
      params: { path: `${folder.path}/_spark_metadata/1` },
    });
  });

  test('[SRC-156] a hole in the log stays one', async () => {
    put('0', entryOf('a'));
    put('2', entryOf('c'));
    await expect(found()).rejects.toMatchObject({
      code: 'SRC-156',
      params: { path: `${folder.path}/_spark_metadata` },
    });
  });

  test('a sink that begins between the look for its log and the look at the folder', async () => {
    let isDue = true;
    const changes: Partial<FileSystem> = {
      async list(path) {
        if (isDue && path === folder.path) {
          isDue = false;
          folder.write('part-of-a-batch', 'x');
          put('.0.try.tmp', 'v1');
        }
        return nodeFileSystem.list(path);
      },
    };
    expect(await found(changes)).toEqual([]);
  });
});
