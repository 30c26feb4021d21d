import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DEFAULT_PREFERENCES, PreferencesStore, preferencesFrom } from './preferences-store.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-preferences-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const store = async () => {
  const preferences = new PreferencesStore(join(folder, 'preferences.json'));
  await preferences.load();
  return preferences;
};

describe('PreferencesStore', () => {
  it('starts with the defaults and keeps what is set', async () => {
    const first = await store();
    expect(first.get()).toEqual(DEFAULT_PREFERENCES);
    expect(await first.set({ theme: 'dark' })).toEqual({ ...DEFAULT_PREFERENCES, theme: 'dark' });
    await first.set({ language: 'fr', layout: { palette: 240 }, keys: {} });
    expect((await store()).get()).toEqual({ theme: 'dark', language: 'fr', layout: { palette: 240 }, keys: {} });
  });

  it('writes changes in the order in which they were made', async () => {
    const first = await store();
    await Promise.all(Array.from({ length: 20 }, (_, width) => first.set({ layout: { width } })));
    expect(JSON.parse(readFileSync(join(folder, 'preferences.json'), 'utf8')).layout).toEqual({ width: 19 });
  });

  it('does not keep a layout that is too large', async () => {
    const first = await store();
    await first.set({ layout: { width: 1 } });
    expect(await first.set({ theme: 'light', layout: { text: 'x'.repeat(200_000) } })).toEqual({
      theme: 'light',
      language: 'system',
      layout: { width: 1 },
      keys: {},
    });
  });

  it('goes on when it cannot write', async () => {
    const first = await store();
    rmSync(folder, { recursive: true });
    expect(await first.set({ theme: 'dark' })).toMatchObject({ theme: 'dark' });
    expect(first.get().theme).toBe('dark');
  });

  it.each(['', '{', 'null', '[]', '5', '"x"'])('takes a file of %j for none', async (text) => {
    writeFileSync(join(folder, 'preferences.json'), text);
    expect((await store()).get()).toEqual(DEFAULT_PREFERENCES);
  });
});

describe('preferencesFrom', () => {
  it('keeps what is right and falls back for the rest', () => {
    expect(preferencesFrom({ theme: 'dark', language: 'klingon', layout: 'x', more: 1 })).toEqual({
      theme: 'dark',
      language: 'system',
      layout: {},
      keys: {},
    });
  });

  it('keeps chosen keys one by one', () => {
    const keys = {
      'file.save': ['Mod+S'],
      'file.open': 'Mod+O',
      'file.new': [5],
      'edit.undo': [],
      x: ['y'.repeat(41)],
    };
    expect(preferencesFrom({ keys }).keys).toEqual({ 'file.save': ['Mod+S'], 'edit.undo': [] });
    expect(preferencesFrom({ keys: ['Mod+S'] }).keys).toEqual({});
  });

  it('does not let a file reach a prototype', () => {
    const found = preferencesFrom(
      JSON.parse('{"theme":"dark","__proto__":{"language":"fr"},"layout":{"__proto__":{"a":1}}}'),
    );
    expect(found).toEqual({ theme: 'dark', language: 'system', layout: {}, keys: {} });
    expect((found.layout as { a?: number }).a).toBeUndefined();
  });
});
