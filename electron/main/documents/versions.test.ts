import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../../engine/base/assert.ts';
import { deskForTest } from '../../testing/desk-for-test.ts';
import { Versions, type VersionsOptions } from './versions.ts';

let folder = '';
let clock = 1000;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-versions-'));
  clock = 1000;
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const versions = (options: Partial<VersionsOptions> = {}) =>
  new Versions({ directory: join(folder, 'versions'), nowMs: () => clock++, ...options });
const path = '/home/ada/lab.millrace.json';

async function texts(of: Versions, file = path): Promise<string[]> {
  const list = await of.list(file);
  return Promise.all(list.map(({ id }) => of.read(file, id)));
}
const fileFolder = (): string => join(folder, 'versions', must(readdirSync(join(folder, 'versions'))[0], 'a folder'));
const contents = (): string[] => readdirSync(fileFolder()).filter((name) => name.endsWith('.gz'));

describe('versions of a file', () => {
  it('are what was saved, newest first, each file’s own', async () => {
    const kept = versions();
    expect(await kept.list(path)).toEqual([]);
    for (const text of ['one', 'two', 'trois ✓']) await kept.keep(path, text);
    await kept.keep('/home/ada/other.json', 'other');
    expect(await texts(kept)).toEqual(['trois ✓', 'two', 'one']);
    expect(await texts(kept, '/home/ada/other.json')).toEqual(['other']);
    expect((await kept.list(path))[0]).toMatchObject({ savedAtMs: 1002, bytes: 9 });
    // A new start finds the same.
    expect(await texts(versions())).toEqual(['trois ✓', 'two', 'one']);
  });

  it('are not made twice in a row, and the same content lies on the disk once', async () => {
    const kept = versions();
    for (const text of ['one', 'one', 'two', 'one']) await kept.keep(path, text);
    expect(await texts(kept)).toEqual(['one', 'two', 'one']);
    expect(contents()).toHaveLength(2);
  });

  it('keep their order when the clock was set back', async () => {
    const kept = versions();
    await kept.keep(path, 'first', 9000);
    await kept.keep(path, 'second', 10);
    expect(await texts(kept)).toEqual(['second', 'first']);
  });

  it('are at most as many as agreed on; the oldest go with their contents', async () => {
    const kept = versions({ versionsMax: 3 });
    for (const text of ['a', 'b', 'c', 'd', 'e']) await kept.keep(path, text);
    expect(await texts(kept)).toEqual(['e', 'd', 'c']);
    expect(contents()).toHaveLength(3);
  });

  it('take at most so much in all; the newest of each file stays', async () => {
    const kept = versions({ bytesMax: 60 });
    for (const text of ['a', 'b', 'c']) await kept.keep(path, text);
    for (const text of ['x', 'y', 'z']) await kept.keep('/other.json', text);
    expect(await texts(kept)).toEqual(['c']);
    expect((await texts(kept, '/other.json'))[0]).toBe('z');
  });

  it('that are damaged are refused by name, and hide no others', async () => {
    const kept = versions();
    for (const text of ['one', 'two', 'three', 'four']) await kept.keep(path, text);
    const list = await kept.list(path);
    const file = (index: number) => join(fileFolder(), `${must(list[index], 'there').fingerprint}.json.gz`);
    writeFileSync(file(1), 'no gzip');
    writeFileSync(file(2), readFileSync(file(0)));
    writeFileSync(file(3), '');
    expect(await kept.list(path)).toHaveLength(3);
    expect(await kept.read(path, must(list[0], 'there').id)).toBe('four');
    for (const index of [1, 2, 3])
      await expect(kept.read(path, must(list[index], 'there').id)).rejects.toMatchObject({ code: 'SHELL-025' });
    // Saved once more, a content that was lost is whole again.
    await kept.keep(path, 'one');
    expect(await kept.read(path, must((await kept.list(path))[0], 'there').id)).toBe('one');
  });

  it.each(['', 'not json', '{"version":1}', '{"version":1,"entries":[{"savedAtMs":"x"}]}', '[]', 'null'])(
    'outlive an index that holds %j',
    async (index) => {
      const kept = versions();
      for (const text of ['one', 'two']) await kept.keep(path, text);
      writeFileSync(join(fileFolder(), 'versions.json'), index);
      await kept.keep(path, 'three');
      expect(await texts(kept)).toContain('three');
    },
  );

  it.each(['../../secret', '', '__proto__', '1-abc'])('cannot be asked for by a made-up id: %j', async (id) => {
    const kept = versions();
    await kept.keep(path, 'one');
    await expect(kept.read(path, id)).rejects.toMatchObject({ code: 'SHELL-025' });
  });

  it('saved at once take turns', async () => {
    const kept = versions();
    await Promise.all(Array.from({ length: 12 }, (_, number) => kept.keep(path, `text ${number}`)));
    expect(await kept.list(path)).toHaveLength(12);
  });
});

describe('the desk', () => {
  it('keeps a version of each save, and of what was in the file before', async () => {
    const { desk, answers, write } = await deskForTest(folder);
    const file = write('mine.millrace.json', 'before');
    answers.open = file;
    const opened = must(await desk.open(undefined), 'opened');
    const save = async (text: string, expectedFingerprint: string | null) => {
      const saved = await desk.save({ path: file, text, expectedFingerprint, overwrite: false });
      return saved.outcome === 'saved' ? saved.fingerprint : null;
    };
    const first = await save('first', opened.fingerprint);
    await save('second', first);
    const list = await desk.versions(file);
    expect(await Promise.all(list.map(async ({ id }) => (await desk.version(file, id)).text))).toEqual([
      'second',
      'first',
      'before',
    ]);
  });

  it('keeps what another program wrote and a save wrote over', async () => {
    const { desk, answers, write } = await deskForTest(folder);
    const file = write('mine.millrace.json', 'mine');
    answers.open = file;
    await desk.open(undefined);
    write('mine.millrace.json', 'theirs');
    await desk.save({ path: file, text: 'mine again', expectedFingerprint: null, overwrite: true });
    const list = await desk.versions(file);
    expect(await Promise.all(list.map(async ({ id }) => (await desk.version(file, id)).text))).toEqual([
      'mine again',
      'theirs',
    ]);
  });

  it('saves where no version can be kept', async () => {
    const { desk, answers, write } = await deskForTest(folder);
    mkdirSync(join(folder, 'data'), { recursive: true });
    writeFileSync(join(folder, 'data', 'versions'), 'a file where the folder should be');
    const file = write('mine.millrace.json', 'before');
    answers.open = file;
    const opened = must(await desk.open(undefined), 'opened');
    const saved = await desk.save({
      path: file,
      text: 'after',
      expectedFingerprint: opened.fingerprint,
      overwrite: false,
    });
    expect(saved.outcome).toBe('saved');
    expect(readFileSync(file, 'utf8')).toBe('after');
  });

  it('tells nothing about files that the page was not given', async () => {
    const { desk } = await deskForTest(folder);
    for (const named of ['/etc/passwd', 'x', join(folder, 'data', 'recent.json')]) {
      await expect((async () => desk.versions(named))()).rejects.toMatchObject({ code: 'SHELL-006' });
      await expect(desk.version(named, '1')).rejects.toMatchObject({ code: 'SHELL-006' });
    }
  });

  it.each(['svg', 'png'] as const)('writes a picture as %s where the user says', async (format) => {
    const { desk, answers } = await deskForTest(folder);
    const bytes = Buffer.from([0x89, 0x50, 0, 1, 255]);
    const input = { suggestedName: 'x', format, data: format === 'svg' ? '<svg/>' : bytes.toString('base64') };
    expect(await desk.exportPicture(input)).toBeNull();
    answers.target = join(folder, 'picture');
    const written = must(await desk.exportPicture(input), 'a path');
    expect(written).toBe(join(folder, `picture.${format}`));
    expect(readFileSync(written)).toEqual(format === 'svg' ? Buffer.from('<svg/>') : bytes);
    // A picture is no pipeline: the page may not write to it by itself afterwards.
    await expect(
      desk.save({ path: written, text: 'x', expectedFingerprint: null, overwrite: true }),
    ).rejects.toMatchObject({ code: 'SHELL-006' });
  });
});
