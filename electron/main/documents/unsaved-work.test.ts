/** Work that was not saved when the app ended: found again, given up, kept for later. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../../engine/base/assert.ts';
import { type DeskForTest, deskForTest } from '../../testing/desk-for-test.ts';

let folder = '';
let given: DeskForTest;
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-desk-'));
  given = await deskForTest(folder);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const at = (name: string) => join(folder, name);
const open = async (name: string, text = '{}') => {
  given.answers.open = given.write(name, text);
  return must(await given.desk.open(undefined), 'an open document');
};

describe('unsaved work', () => {
  it('comes back after a crash, with the file that it belongs to and what that file holds', async () => {
    const { path, fingerprint } = await open('a.millrace.json');
    await given.desk.autosave({ text: 'changed', path, name: 'a' });
    const again = await given.restart();
    expect(await again.desk.initial()).toEqual({
      fileNow: { text: '{}', fingerprint },
      text: 'changed',
      path,
      basePath: path,
      fingerprint,
      origin: 'recovered',
      savedAtMs: 1_700_000_000_000,
    });
    const input = { path: must(path, 'a path'), text: 'changed', expectedFingerprint: fingerprint, overwrite: false };
    expect(await again.desk.save(input)).toMatchObject({ outcome: 'saved' });
  });

  it('comes with what another program made of its file, and saving asks then', async () => {
    const { path, fingerprint } = await open('a.millrace.json');
    await given.desk.autosave({ text: 'changed', path, name: 'a' });
    given.write('a.millrace.json', 'theirs');
    const again = await given.restart();
    const found = must(await again.desk.initial(), 'the work');
    expect(found).toMatchObject({ text: 'changed', fingerprint, fileNow: { text: 'theirs' } });
    const input = { path: must(path, 'a path'), text: 'changed', overwrite: false };
    const saved = await again.desk.save({ ...input, expectedFingerprint: found.fingerprint });
    expect(saved).toEqual({ outcome: 'conflict' });
  });

  it('comes back when its file is gone', async () => {
    const { path } = await open('a.millrace.json');
    await given.desk.autosave({ text: 'changed', path, name: 'a' });
    rmSync(must(path, 'a path'));
    const again = await given.restart();
    expect(await again.desk.initial()).toMatchObject({ text: 'changed', path, fileNow: null });
  });

  it('that its file holds is none: the app ended just after saving', async () => {
    const { path } = await open('a.millrace.json', 'saved');
    await given.desk.autosave({ text: 'saved', path, name: 'a' });
    expect(await (await given.restart()).desk.initial()).toMatchObject({ origin: 'sample' });
    expect(existsSync(at('data/unsaved.json'))).toBe(false);
  });

  it.each(['discard', 'later'] as const)('%s: shows its file in its place', async (decision) => {
    const { path } = await open('a.millrace.json');
    await given.desk.autosave({ text: 'changed', path, name: 'a' });
    const again = await given.restart();
    await again.desk.initial();
    expect(await again.desk.leaveRecovered(decision)).toMatchObject({ text: '{}', path, origin: 'file' });
    const next = await (await given.restart()).desk.initial();
    expect(next).toMatchObject(decision === 'later' ? { text: 'changed', origin: 'recovered' } : { origin: 'sample' });
  });

  it('of no file, kept for later: shows the sample, and other work does not take its place', async () => {
    await given.desk.autosave({ text: 'first', path: null, name: 'x' });
    const second = await given.restart();
    await second.desk.initial();
    expect(await second.desk.leaveRecovered('later')).toMatchObject({ origin: 'sample' });
    await second.desk.autosave({ text: 'second', path: null, name: 'x' });
    const third = await given.restart();
    expect(await third.desk.initial()).toMatchObject({ text: 'second' });
    expect(await third.desk.leaveRecovered('later')).toMatchObject({ origin: 'sample' });
    expect(readdirSync(at('data')).filter((name) => name.startsWith('unsaved-'))).toHaveLength(2);
  });

  it('of the first version of the journal is read; what its file held is not known', async () => {
    const path = given.write('a.millrace.json', '{}');
    const old = { version: 1, text: 'old', path, basePath: path, name: 'a', modifiedMs: 5, savedAtMs: 6 };
    writeFileSync(at('data/unsaved.json'), JSON.stringify(old));
    const again = await given.restart();
    expect(await again.desk.initial()).toMatchObject({ text: 'old', path, fingerprint: null, savedAtMs: 6 });
    const input = { path, text: 'old', expectedFingerprint: null, overwrite: false };
    expect(await again.desk.save(input)).toEqual({ outcome: 'conflict' });
  });

  it('of a sample comes back with the start of its paths', async () => {
    const { basePath } = await given.desk.openSample('lab-5');
    for (const input of [{ path: null, basePath }, { path: basePath }]) {
      await given.desk.autosave({ text: 'changed', name: 'x', ...input });
      const again = await given.restart();
      expect(await again.desk.initial()).toMatchObject({ path: null, basePath, origin: 'recovered' });
      expect(again.desk.baseDirectory(basePath)).toBe(at('assets'));
    }
  });

  it('stays there until it is saved or given up', async () => {
    await given.desk.autosave({ text: 'changed', path: null, name: 'x' });
    expect(await (await given.restart()).desk.initial()).toMatchObject({ origin: 'recovered' });
    const again = await given.restart();
    expect(await again.desk.initial()).toMatchObject({ origin: 'recovered' });
    await again.desk.autosave({ text: null, path: null, name: 'x' });
    expect(await (await given.restart()).desk.initial()).toMatchObject({ origin: 'sample' });
  });

  it('is set aside by a file that the app was started for, and offered at the next start', async () => {
    await given.desk.autosave({ text: 'mine', path: null, name: 'x' });
    const path = given.write('a.millrace.json', '{}');
    const second = await given.restart(path);
    expect(await second.desk.initial()).toMatchObject({ path });
    await second.desk.autosave({ text: 'other work', path, name: 'a' });
    await second.desk.forgetUnsavedWork();
    expect(await (await given.restart()).desk.initial()).toMatchObject({ text: 'mine', origin: 'recovered' });
  });

  it('of the very file that the app was started for wins over the file', async () => {
    const { path } = await open('a.millrace.json');
    await given.desk.autosave({ text: 'changed', path, name: 'a' });
    expect(await (await given.restart(path)).desk.initial()).toMatchObject({ text: 'changed', origin: 'recovered' });
  });

  it.each(['', 'not json', '{"version":2,"text":"x"}', '{"version":3}', '{"version":1}', '[]'])(
    '[SHELL-021] that cannot be understood (%j) is put out of the way, not deleted, and told of',
    async (text) => {
      writeFileSync(at('data/unsaved.json'), text);
      const again = await given.restart();
      expect(await again.desk.initial()).toMatchObject({ origin: 'sample' });
      expect(again.shown).toEqual([expect.stringMatching(/^error .*cannot be read/)]);
      expect(existsSync(at('data/unsaved.json'))).toBe(false);
      const kept = readdirSync(at('data')).find((name) => name.startsWith('damaged-'));
      expect(readFileSync(at(`data/${must(kept, 'a file')}`), 'utf8')).toBe(text);
    },
  );

  it('keeps the last of many', async () => {
    const texts = Array.from({ length: 20 }, (_, index) => `text ${index}`);
    await Promise.all(texts.map((text) => given.desk.autosave({ text, path: null, name: 'x' })));
    expect(await (await given.restart()).desk.initial()).toMatchObject({ text: 'text 19' });
  });
});
