/** What a write leaves when it is broken off: by a crash between any two operations, by a full disk, by a power cut. */

import { mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import * as fileSystem from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { removeLeftovers, type WriteHandle, type WriteOperations, writeFileAtomically } from './atomic-write.ts';
import { saveDocument } from './document-file.ts';
import { Journal } from './journal.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

class Crash extends Error {}

type Fault = 'crash' | 'torn' | 'ENOSPC' | 'EIO';

/**
 * The real operations, the `n`-th of which fails; after a crash nothing is done any more, not even tidying up. `done` lists what was
 * done by name.
 */
function faulty(n: number, fault: Fault): { operations: WriteOperations; done: string[] } {
  const done: string[] = [];
  let isDead = false;
  const step = async <Value>(
    name: string,
    work: () => Promise<Value>,
    torn?: () => Promise<unknown>,
  ): Promise<Value> => {
    if (isDead) throw new Crash();
    if (done.push(name) === n) {
      if (fault === 'torn') await torn?.();
      isDead = fault === 'crash' || fault === 'torn';
      throw isDead ? new Crash() : Object.assign(new Error(fault), { code: fault });
    }
    return work();
  };
  const operations: WriteOperations = {
    realpath: (path) => step('realpath', () => fileSystem.realpath(path)),
    stat: (path) => step('stat', () => fileSystem.stat(path)),
    rename: (from, to) => step('rename', () => fileSystem.rename(from, to)),
    rm: (path, options) => step('rm', () => fileSystem.rm(path, options)),
    open: (path, flags, mode) =>
      step(`open ${flags}`, async () => {
        const file = await fileSystem.open(path, flags, mode);
        const what = flags === 'r' ? 'folder' : 'file';
        return {
          chmod: (bits) => step('chmod', () => file.chmod(bits)),
          writeFile: (bytes) =>
            step(
              'write',
              () => file.writeFile(bytes),
              () => file.write(bytes.subarray(0, bytes.length >> 1)),
            ),
          sync: () => step(`sync ${what}`, () => file.sync()),
          // A dead process holds no file open.
          close: () => file.close().then(() => undefined),
        } satisfies WriteHandle;
      }),
  };
  return { operations, done };
}

const whole = ['realpath', 'stat', 'open wx', 'chmod', 'write', 'sync file', 'rename', 'open r', 'sync folder'];

describe('a write that is broken off', () => {
  it('is made of these operations: what is renamed is on the disk by then, and the name after it', async () => {
    writeFileSync(at('a.json'), 'old');
    const { operations, done } = faulty(Number.POSITIVE_INFINITY, 'crash');
    await writeFileAtomically(at('a.json'), 'new', operations);
    expect(done).toEqual(whole);
  });

  it.each(
    whole.flatMap((name, index) =>
      (['crash', 'torn', 'ENOSPC', 'EIO'] as const).map((fault) => [name, fault, index] as const),
    ),
  )('at %s by %s leaves the old text or the new one, whole', async (name, fault, index) => {
    writeFileSync(at('a.json'), 'the old text');
    const { operations } = faulty(index + 1, fault);
    const saved = await saveDocument(at('a.json'), 'the new text, which is longer', null, true, operations).catch(
      (error: unknown) => error,
    );
    const text = readFileSync(at('a.json'), 'utf8');
    const isRenamed = index > whole.indexOf('rename');
    expect(text).toBe(isRenamed || !(saved instanceof Error) ? 'the new text, which is longer' : 'the old text');
    const others = readdirSync(folder).filter((file) => file !== 'a.json');
    const isDead = fault === 'crash' || fault === 'torn';
    // Only a dead process leaves its unfinished file behind, under a name that no program takes for a pipeline.
    if (!isDead) expect([name, others]).toEqual([name, []]);
    for (const file of others) expect(file).toMatch(/^\.a\.json\.[0-9a-f]{12}\.tmp$/);
    expect((await saveDocument(at('a.json'), 'again', null, true)).outcome).toBe('saved');
  });

  it('[SHELL-022] says that the disk is full, by the file’s own name', async () => {
    const { operations } = faulty(whole.indexOf('write'), 'ENOSPC');
    const saving = saveDocument(at('a.json'), 'new', null, false, operations);
    await expect(saving).rejects.toMatchObject({ code: 'SHELL-022', params: { path: at('a.json') } });
  });

  it('is tidied up after when it was long ago, and nothing else is', async () => {
    const names = [
      '.a.json.0123456789ab.tmp',
      '.a.json.ba9876543210.tmp',
      '.b.json.0123456789ab.tmp',
      '.a.json.notes.tmp',
    ];
    for (const name of ['a.json', ...names]) writeFileSync(at(name), 'x');
    for (const name of names.slice(0, 1).concat(names.slice(2))) utimesSync(at(name), 1000, 1000);
    await removeLeftovers(at('a.json'), Date.now());
    expect(readdirSync(folder).sort()).toEqual([...names.slice(1), 'a.json'].sort());
    await removeLeftovers(at('none/a.json'), Date.now());
  });
});

describe('the journal', () => {
  const work = (text: string) => ({ text, path: null, basePath: null, name: 'x', fingerprint: null, savedAtMs: 5 });
  const journal = (operations?: WriteOperations) =>
    new Journal({ directory: folder, nowMs: () => 1, damaged: () => undefined, operations });

  it.each(whole.filter((name) => name !== 'realpath').map((name) => [name, whole.indexOf(name)] as const))(
    'holds the last work or the one before after a crash at %s',
    async (_, index) => {
      await journal().keep(work('before'));
      await journal(faulty(index + 1, 'torn').operations)
        .keep(work('last'))
        .catch(() => undefined);
      expect((await journal().recover())?.text).toBe(index > whole.indexOf('rename') ? 'last' : 'before');
    },
  );

  it('[SHELL-020] says that a full disk takes no copy, and keeps the one before', async () => {
    await journal().keep(work('before'));
    const full = journal(faulty(whole.indexOf('write') + 1, 'ENOSPC').operations);
    await expect(full.keep(work('last'))).rejects.toMatchObject({ code: 'SHELL-020', params: { reason: 'ENOSPC' } });
    expect(readdirSync(folder)).toEqual([basename(at('unsaved.json'))]);
    expect((await journal().recover())?.text).toBe('before');
    // The next try finds room.
    await full.keep(work('last'));
    expect((await journal().recover())?.text).toBe('last');
  });
});
