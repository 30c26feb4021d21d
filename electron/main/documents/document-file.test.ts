import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { documentBytesMax } from '../../../engine/pipeline/document.ts';
import { fingerprintOf, writeFileAtomically } from './atomic-write.ts';
import { readDocument, saveDocument } from './document-file.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-file-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);

describe('readDocument', () => {
  it('reads UTF-8', async () => {
    writeFileSync(at('a.json'), '{"name":"été 漢 🎈"}');
    expect((await readDocument(at('a.json'))).text).toBe('{"name":"été 漢 🎈"}');
  });

  it('drops a byte order mark', async () => {
    writeFileSync(at('a.json'), '\ufeff{}');
    expect((await readDocument(at('a.json'))).text).toBe('{}');
  });

  it.each([
    ['a file that is not there', () => at('none'), 'SHELL-009'],
    ['a folder', () => folder, 'SHELL-011'],
    ['a file below a file', () => at('a.json/b'), 'SHELL-012'],
  ])('refuses %s', async (_, path, code) => {
    writeFileSync(at('a.json'), '{}');
    await expect(readDocument(path())).rejects.toMatchObject({ code, params: { path: path() } });
  });

  it.each([
    ['Latin-1', Buffer.from('{"name":"été"}', 'latin1')],
    ['UTF-16', Buffer.from('\ufeff{}', 'utf16le')],
    ['cut in a letter', Buffer.from('é').subarray(0, 1)],
    ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff, 0xd8])],
  ])('refuses %s', async (_, bytes) => {
    writeFileSync(at('a.json'), bytes);
    await expect(readDocument(at('a.json'))).rejects.toMatchObject({ code: 'SHELL-008' });
  });

  it('refuses a file above the limit and says both sizes', async () => {
    writeFileSync(at('a.json'), '');
    truncateSync(at('a.json'), documentBytesMax + 1);
    await expect(readDocument(at('a.json'))).rejects.toMatchObject({
      code: 'SHELL-007',
      params: { sizeMb: 17, limitMb: 16 },
    });
    writeFileSync(at('b.json'), 'x'.repeat(11));
    await expect(readDocument(at('b.json'), 10)).rejects.toMatchObject({ code: 'SHELL-007' });
    writeFileSync(at('b.json'), 'x'.repeat(10));
    expect((await readDocument(at('b.json'), 10)).text).toHaveLength(10);
  });

  it.runIf(process.platform === 'linux')(
    'counts what is read, not what the system says of a file without a size',
    async () => {
      await expect(readDocument('/proc/self/maps', 10)).rejects.toMatchObject({ code: 'SHELL-007' });
    },
  );
});

describe('saveDocument', () => {
  const held = (text: string) => fingerprintOf(Buffer.from(text));

  it('makes a new file', async () => {
    const saved = await saveDocument(at('a.json'), 'é', null, false);
    expect(saved).toEqual({ outcome: 'saved', fingerprint: held('é') });
    expect(readFileSync(at('a.json'), 'utf8')).toBe('é');
    expect((await readDocument(at('a.json'))).fingerprint).toBe(held('é'));
  });

  it('writes again what it wrote', async () => {
    await saveDocument(at('a.json'), '1', null, false);
    expect((await saveDocument(at('a.json'), '2', held('1'), false)).outcome).toBe('saved');
    expect(readFileSync(at('a.json'), 'utf8')).toBe('2');
  });

  it.each([
    ['changed since', held('ours once')],
    ['not expected at all', null],
  ])('leaves a file alone that was %s, unless told to overwrite', async (_, expected) => {
    writeFileSync(at('a.json'), 'theirs');
    expect(await saveDocument(at('a.json'), 'ours', expected, false)).toEqual({ outcome: 'conflict' });
    expect(readFileSync(at('a.json'), 'utf8')).toBe('theirs');
    expect((await saveDocument(at('a.json'), 'ours', expected, true)).outcome).toBe('saved');
    expect(readFileSync(at('a.json'), 'utf8')).toBe('ours');
  });

  it('looks at what the file holds, whatever its time and its length say', async () => {
    writeFileSync(at('a.json'), 'ours');
    const { atime, mtime } = statSync(at('a.json'));
    writeFileSync(at('a.json'), 'OURS');
    utimesSync(at('a.json'), atime, mtime);
    expect(await saveDocument(at('a.json'), 'new', held('ours'), false)).toEqual({ outcome: 'conflict' });
    writeFileSync(at('a.json'), 'ours');
    utimesSync(at('a.json'), 5, 5);
    expect((await saveDocument(at('a.json'), 'new', held('ours'), false)).outcome).toBe('saved');
  });

  it('asks before it makes a file again that is gone', async () => {
    expect(await saveDocument(at('a.json'), 'ours', held('ours'), false)).toEqual({ outcome: 'missing' });
    expect(readdirSync(folder)).toEqual([]);
    expect((await saveDocument(at('a.json'), 'ours', held('ours'), true)).outcome).toBe('saved');
  });

  it('never replaces a file by writing that has become a folder', async () => {
    mkdirSync(at('a.json'));
    const saving = saveDocument(at('a.json'), 'ours', held('ours'), true);
    await expect(saving).rejects.toMatchObject({ code: 'SHELL-011' });
  });

  it.each([false, true])(
    '[SHELL-019] leaves a write-protected file alone, told to overwrite: %s',
    async (overwrite) => {
      writeFileSync(at('a.json'), 'ours');
      chmodSync(at('a.json'), 0o444);
      const saving = saveDocument(at('a.json'), 'new', held('ours'), overwrite);
      await expect(saving).rejects.toMatchObject({ code: 'SHELL-019', params: { path: at('a.json') } });
      expect(readFileSync(at('a.json'), 'utf8')).toBe('ours');
      expect(readdirSync(folder)).toEqual(['a.json']);
    },
  );

  it.each([
    ['a folder', () => folder, 'SHELL-011'],
    ['a folder that is not there', () => at('none/a.json'), 'SHELL-013'],
    ['a name that is too long', () => at('x'.repeat(300)), 'SHELL-013'],
  ])('says why it cannot write to %s', async (_, path, code) => {
    await expect(saveDocument(path(), 'x', null, true)).rejects.toMatchObject({ code });
    expect(readdirSync(folder)).toEqual([]);
  });
});

describe('permissions', () => {
  it('that are missing are said to be', async () => {
    // Nothing in an own folder holds an administrator back; the system's own folder of devices does.
    const isAdministrator = process.getuid?.() === 0;
    if (!isAdministrator) chmodSync(folder, 0o500);
    const path = isAdministrator ? '/sys/a.json' : at('a.json');
    await expect(saveDocument(path, 'x', null, true)).rejects.toMatchObject({ code: 'SHELL-010', params: { path } });
    chmodSync(folder, 0o700);
  });
});

describe('writeFileAtomically', () => {
  it('leaves nothing but the file behind, and keeps its permissions', async () => {
    writeFileSync(at('a.json'), 'old');
    chmodSync(at('a.json'), 0o640);
    await writeFileAtomically(at('a.json'), 'new');
    expect(readdirSync(folder)).toEqual(['a.json']);
    expect(statSync(at('a.json')).mode & 0o777).toBe(0o640);
  });

  it('keeps the old file whole when it fails', async () => {
    mkdirSync(at('target'));
    writeFileSync(at('target/inside'), 'x');
    await expect(writeFileAtomically(at('target'), 'new')).rejects.toThrow();
    expect(readdirSync(folder)).toEqual(['target']);
  });

  it('never shows a reader half of a text', async () => {
    const texts = ['a'.repeat(300_000), 'b'.repeat(300_000)];
    await writeFileAtomically(at('a.json'), texts[0] ?? '');
    let writing = true;
    const writes = (async () => {
      for (let round = 0; round < 10; round++) await writeFileAtomically(at('a.json'), texts[round % 2] ?? '');
      writing = false;
    })();
    let reads = 0;
    while (writing) {
      expect(texts).toContain(readFileSync(at('a.json'), 'utf8'));
      reads++;
      await new Promise((resolve) => setImmediate(resolve));
    }
    await writes;
    expect(reads).toBeGreaterThan(0);
  });
});
