import { execFileSync } from 'node:child_process';
import type * as fs from 'node:fs';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { must } from '../base/assert.ts';
import { createFile, makeFolderDurably, replaceFile } from '../base/durable-files.ts';
import { nodeDisk } from './node-disk.ts';

/** Calls of the system that fail with a code, and how many files are open. */
const system = vi.hoisted(() => ({ failing: new Map<string, string>(), opened: [] as string[], open: 0 }));

vi.mock('node:fs', async (original) => {
  const real = await original<typeof fs>();
  const fault = (call: string) => {
    const code = system.failing.get(call);
    return code === undefined ? null : Object.assign(new Error(`${code}: made to fail`), { code });
  };
  const failing = <Call extends (...args: never[]) => unknown>(name: string, call: Call): Call =>
    ((...args: never[]) => {
      const error = fault(name);
      if (error === null) return call(...args);
      const last = args.at(-1) as unknown;
      if (typeof last !== 'function') throw error;
      last(error);
    }) as Call;
  return {
    ...real,
    openSync: (...args: Parameters<typeof fs.openSync>) => {
      const descriptor = failing('openSync', real.openSync)(...args);
      system.open++;
      system.opened.push(String(args[0]));
      return descriptor;
    },
    closeSync: (descriptor: number) => {
      real.closeSync(descriptor);
      system.open--;
      const error = fault('closeSync');
      if (error !== null) throw error;
    },
    fsync: failing('fsync', real.fsync),
    fstatSync: failing('fstatSync', real.fstatSync),
    linkSync: failing('linkSync', real.linkSync),
    readSync: failing('readSync', real.readSync),
    renameSync: failing('renameSync', real.renameSync),
    write: failing('write', real.write),
    writeSync: failing('writeSync', real.writeSync),
  };
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-disk-'));
  system.opened.length = 0;
});
afterEach(() => {
  system.failing.clear();
  rmSync(folder, { recursive: true, force: true });
  expect(system.open).toBe(0);
});

const at = (name: string) => join(folder, name);
const bytesOf = (text: string) => new TextEncoder().encode(text);
const broken = (code: string) => expect.objectContaining({ code });

/** Pieces below, at and above the size up to which the thread waits for the system. */
const SIZES = [0, 1, 65_535, 65_536, 65_537, 300_000];

describe('files', () => {
  test('hold every piece that was written, whatever its size', async () => {
    const file = await nodeDisk.create(at('pieces'));
    const pieces = SIZES.map((size, index) => new Uint8Array(size).fill(index + 1));
    for (const piece of pieces) await file.write(piece);
    await file.sync();
    await file.close();
    expect(Buffer.compare(readFileSync(at('pieces')), Buffer.concat(pieces))).toBe(0);
  });

  test.each(SIZES)('of %i bytes are read from any place, and as text', async (size) => {
    const letters = `${'e'.repeat(size % 2)}${'é'.repeat(size / 2)}`;
    writeFileSync(at('letters'), letters);
    const file = must(await nodeDisk.openToRead(at('letters')), 'the file is there');
    const whole = new Uint8Array(file.sizeBytes + 10);
    expect(await file.read(whole, 0)).toBe(file.sizeBytes);
    const end = new Uint8Array(4);
    expect(await file.read(end, file.sizeBytes)).toBe(0);
    expect(await file.read(end, Math.max(size - 2, 0))).toBe(Math.min(size, 2));
    await file.close();
    await file.close();
    await expect(file.read(end, 0)).rejects.toEqual(broken('EBADF'));
    expect(await nodeDisk.readText(at('letters'))).toBe(letters);
  });

  test('are created in the place of what was there', async () => {
    writeFileSync(at('old'), 'much longer than the new one');
    const file = await nodeDisk.create(at('old'));
    await file.write(bytesOf('new'));
    await file.close();
    expect(await nodeDisk.readText(at('old'))).toBe('new');
    await expect(file.write(bytesOf('x'))).rejects.toEqual(broken('EBADF'));
    await expect(file.sync()).rejects.toEqual(broken('EBADF'));
  });

  test('that have a second name keep their bytes under it when they are created again', async () => {
    writeFileSync(at('.temporary'), 'whole');
    await nodeDisk.publish(at('.temporary'), at('name'));
    await (await nodeDisk.create(at('.temporary'))).close();
    expect(await nodeDisk.readText(at('name'))).toBe('whole');
    expect(await nodeDisk.readText(at('.temporary'))).toBe('');
  });

  test('that are not there are null, also below another file', async () => {
    writeFileSync(at('file'), '');
    for (const path of [at('none'), at('file/below')]) {
      expect(await nodeDisk.facts(path)).toBeNull();
      expect(await nodeDisk.readText(path)).toBeNull();
      expect(await nodeDisk.openToRead(path)).toBeNull();
      expect(await nodeDisk.list(path)).toEqual([]);
      await nodeDisk.remove(path);
    }
  });

  test('that are folders are not read as text', async () => {
    await expect(nodeDisk.readText(folder)).rejects.toEqual(broken('EISDIR'));
    await expect(nodeDisk.create(folder)).rejects.toEqual(expect.objectContaining({ syscall: 'unlink' }));
    expect(existsSync(folder)).toBe(true);
  });

  test.skipIf(process.platform === 'win32')('that are pipes keep nobody waiting', async () => {
    execFileSync('mkfifo', [at('pipe')]);
    expect(await nodeDisk.facts(at('pipe'))).toMatchObject({ kind: 'other' });
    await expect(nodeDisk.readText(at('pipe'))).rejects.toEqual(broken('ESPIPE'));
    await (await nodeDisk.create(at('pipe'))).close();
    expect(await nodeDisk.readText(at('pipe'))).toBe('');
  });
});

describe('names', () => {
  test('facts follow links, in whole milliseconds', async () => {
    writeFileSync(at('file'), 'four');
    utimesSync(at('file'), 1_700_000_000.25, 1_700_000_000.25);
    symlinkSync(at('file'), at('link'));
    const facts = { kind: 'file', sizeBytes: 4, modifiedMs: 1_700_000_000_250 };
    expect(await nodeDisk.facts(at('file'))).toEqual(facts);
    expect(await nodeDisk.facts(at('link'))).toEqual(facts);
    expect(await nodeDisk.facts(folder)).toMatchObject({ kind: 'folder' });
    expect((await nodeDisk.list(folder)).sort()).toEqual(['file', 'link']);
  });

  test('making a folder says which was the first that was missing', async () => {
    expect(await nodeDisk.makeFolder(at('a/b/c'))).toBe(at('a'));
    expect(await nodeDisk.makeFolder(at('a/b/c/d'))).toBe(at('a/b/c/d'));
    expect(await nodeDisk.makeFolder(at('a/b'))).toBeNull();
    writeFileSync(at('file'), '');
    await expect(nodeDisk.makeFolder(at('file/below'))).rejects.toEqual(broken('ENOTDIR'));
  });

  test('renaming replaces a file and moves a folder', async () => {
    writeFileSync(at('new'), 'new');
    writeFileSync(at('old'), 'old');
    await nodeDisk.rename(at('new'), at('old'));
    expect(await nodeDisk.readText(at('old'))).toBe('new');
    mkdirSync(at('folder/below'), { recursive: true });
    await nodeDisk.rename(at('folder'), at('aside'));
    expect((await nodeDisk.list(folder)).sort()).toEqual(['aside', 'old']);
    await expect(nodeDisk.rename(at('none'), at('some'))).rejects.toEqual(broken('ENOENT'));
  });

  test('only an empty folder is removed', async () => {
    mkdirSync(at('folder'));
    writeFileSync(at('folder/file'), '');
    await expect(nodeDisk.removeFolder(at('folder'))).rejects.toEqual(broken('ENOTEMPTY'));
    await nodeDisk.remove(at('folder/file'));
    await nodeDisk.removeFolder(at('folder'));
    expect(existsSync(at('folder'))).toBe(false);
  });

  test.each([
    ['with hard links', null],
    ['without hard links', 'EPERM'],
    ['of two devices, as an overlay may have them', 'EXDEV'],
  ])('one alone publishes a name, on a file system %s', async (_, code) => {
    writeFileSync(at('first'), 'first');
    writeFileSync(at('second'), 'second');
    if (code !== null) system.failing.set('linkSync', code);
    expect(await nodeDisk.publish(at('first'), at('name'))).toBe(true);
    expect(await nodeDisk.publish(at('second'), at('name'))).toBe(false);
    expect(await nodeDisk.readText(at('name'))).toBe('first');
    expect(existsSync(at('first'))).toBe(code === null);
    expect(existsSync(at('second'))).toBe(true);
  });

  test('a name that cannot be published for another reason is a failure', async () => {
    writeFileSync(at('first'), '');
    system.failing.set('linkSync', 'EACCES');
    await expect(nodeDisk.publish(at('first'), at('name'))).rejects.toEqual(broken('EACCES'));
    expect(existsSync(at('name'))).toBe(false);
  });
});

describe('failures leave no file open', () => {
  test.each([
    ['openSync', 'EMFILE'],
    ['writeSync', 'ENOSPC'],
    ['write', 'EIO'],
    ['fsync', 'EIO'],
    ['renameSync', 'EROFS'],
    ['closeSync', 'EDQUOT'],
  ])('%s of a file that is put in the place of another', async (call, code) => {
    writeFileSync(at('file'), 'as it was');
    system.failing.set(call, code);
    const pieces = [bytesOf('new'), new Uint8Array(100_000)];
    await expect(replaceFile(nodeDisk, at('file'), '.temporary', pieces)).rejects.toEqual(broken(code));
    expect(system.open).toBe(0);
    system.failing.clear();
    expect(await nodeDisk.readText(at('file'))).toBe('as it was');
  });

  test.each([
    ['fstatSync', 'EIO'],
    ['readSync', 'EIO'],
  ])('%s of a file that is read', async (call, code) => {
    writeFileSync(at('file'), 'text');
    system.failing.set(call, code);
    await expect(nodeDisk.readText(at('file'))).rejects.toEqual(broken(code));
  });

  test.each([
    ['a folder', ''],
    ['a file', 'file'],
  ])('sync of %s', async (_, name) => {
    writeFileSync(at('file'), 'text');
    await nodeDisk.sync(at(name));
    system.failing.set('fsync', 'EIO');
    await expect(nodeDisk.sync(at(name))).rejects.toEqual(broken('EIO'));
    await expect(nodeDisk.sync(at('none'))).rejects.toEqual(broken('ENOENT'));
  });
});

test('whole files and their folders are forced out, those above included', async () => {
  expect(await createFile(nodeDisk, at('a/b/file'), '.temporary', [bytesOf('one')])).toBe(true);
  expect(system.opened).toEqual([join(folder, '..'), folder, at('a'), at('a/b/.temporary'), at('a/b')]);
  expect(await createFile(nodeDisk, at('a/b/file'), '.temporary', [bytesOf('two')])).toBe(false);
  await makeFolderDurably(nodeDisk, at('a/b'));
  expect(await nodeDisk.readText(at('a/b/file'))).toBe('one');
  expect(await nodeDisk.list(at('a/b'))).toEqual(['file']);
});

test('Windows opens no folder to force it out, and a file to write', async () => {
  const platform = must(Object.getOwnPropertyDescriptor(process, 'platform'), 'there is a platform');
  Object.defineProperty(process, 'platform', { ...platform, value: 'win32' });
  try {
    vi.resetModules();
    const { nodeDisk: onWindows } = await import('./node-disk.ts');
    writeFileSync(at('file'), 'text');
    system.opened.length = 0;
    await onWindows.sync(folder);
    expect(system.opened).toEqual([]);
    await onWindows.sync(at('file'));
    expect(system.opened).toEqual([at('file')]);
  } finally {
    Object.defineProperty(process, 'platform', platform);
  }
});
