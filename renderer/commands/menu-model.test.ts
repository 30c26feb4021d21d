import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { MenuEntry } from '../../electron/contract/shapes.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from '../model/testing/test-workspace.ts';
import { setLanguage } from '../ui/i18n.ts';
import { followMenu } from './follow-menu.ts';
import { menuLayout } from './menu-layout.ts';
import { menuSections, menuTitle, nativeMenus } from './menu-model.ts';
import { commands } from './registry.ts';

let workspace: TestWorkspace;

beforeEach(() => {
  vi.useFakeTimers();
  workspace = createTestWorkspace();
  openLab(workspace);
});

afterEach(() => {
  setLanguage('en');
  workspace.dispose();
  vi.useRealTimers();
});

const flatten = (entries: readonly MenuEntry[]): MenuEntry[] =>
  entries.flatMap((entry) => [entry, ...flatten(entry.entries ?? [])]);
const entry = (id: string) => flatten(nativeMenus(workspace)).find((each) => each.id === id && each.type === 'command');
const on = (platform: 'linux' | 'darwin' | 'win32'): TestWorkspace => ({
  ...workspace,
  info: { ...workspace.info, platform },
});

describe.each(['linux', 'darwin', 'win32'] as const)('the menus on %s', (platform) => {
  it.each(['en', 'fr'] as const)('in %s have every command with a place once, in words', (language) => {
    setLanguage(language);
    const entries = flatten(nativeMenus(on(platform)));
    const ids = entries.flatMap(({ type, id }) => (type === 'command' ? [id] : []));
    expect(ids.sort()).toEqual(
      commands
        .filter((each) => each.menu !== undefined)
        .map((each) => each.id)
        .sort(),
    );
    expect(entries.filter(({ type, label }) => type !== 'separator' && (label ?? '') === '')).toEqual([]);
  });

  it('have no line at an end and no two in a row', () => {
    const check = ({ entries = [] }: MenuEntry): void => {
      const types = entries.map(({ type }) => type);
      expect([types[0], types.at(-1)]).not.toContain('separator');
      expect(types.join(' ')).not.toContain('separator separator');
      for (const each of entries) check(each);
    };
    for (const each of nativeMenus(on(platform))) check(each);
  });

  it('leave every key to the page', () => {
    const keyed = flatten(nativeMenus(on(platform))).filter(({ accelerator }) => accelerator !== undefined);
    expect(keyed.length).toBeGreaterThan(20);
    expect(keyed.filter(({ shownOnly }) => shownOnly !== true)).toEqual([]);
  });
});

it.each(['en', 'fr'] as const)('menus in %s open with a letter of their own', (language) => {
  setLanguage(language);
  const letters = nativeMenus(workspace).map(({ label }) => /&(\w|É)/.exec(label ?? '')?.[1]?.toLowerCase());
  expect(new Set(letters).size).toBe(menuLayout.length);
  expect(letters).not.toContain(undefined);
  expect(menuTitle('file')).not.toContain('&');
});

it('a Mac has no bare key in its menus: they would be taken from text fields', () => {
  const bare = flatten(nativeMenus(on('darwin'))).filter(
    ({ accelerator }) => accelerator !== undefined && !/CmdOrCtrl|Alt|F\d/.test(accelerator),
  );
  expect(bare).toEqual([]);
});

it('entries follow what can be done, what holds and which keys were chosen', () => {
  expect(entry('edit.copy')).toMatchObject({ enabled: false });
  workspace.documents.select({ nodes: ['events'], edges: [] });
  expect(entry('edit.copy')).toMatchObject({ enabled: true });
  workspace.preferences.set({ theme: 'dark', keys: { 'file.save': ['Mod+Alt+Q', 'F2'] } });
  expect(entry('view.theme-dark')).toMatchObject({ checked: true, choice: true });
  expect(entry('view.theme-light')).toMatchObject({ checked: false });
  expect(entry('file.save')).toMatchObject({ accelerator: 'CmdOrCtrl+Alt+Q' });
  const save = menuSections(workspace, 'file')
    .flatMap(({ items }) => items)
    .find(({ command }) => command.id === 'file.save');
  expect(save?.keys).toBe('Ctrl Alt Q');
});

describe('the main process', () => {
  const tellings = () => workspace.desktop.requests.filter(({ name }) => name === 'app.menu');

  it('is told at once, then of changes and of nothing else', async () => {
    const stop = followMenu(workspace);
    expect(tellings()).toHaveLength(1);
    workspace.documents.select({ nodes: ['events'], edges: [] });
    workspace.documents.select({ nodes: [], edges: [] });
    await vi.advanceTimersByTimeAsync(1000);
    expect(tellings()).toHaveLength(1);
    workspace.documents.select({ nodes: ['events'], edges: [] });
    setLanguage('fr');
    await vi.advanceTimersByTimeAsync(1000);
    expect(tellings()).toHaveLength(2);
    expect(JSON.stringify(tellings()[1]?.input)).toContain('&Fichier');
    stop();
    setLanguage('en');
    await vi.advanceTimersByTimeAsync(1000);
    expect(tellings()).toHaveLength(2);
  });

  it('hears that a run began and ended, and nothing while it ticks', async () => {
    const stop = followMenu(workspace);
    await workspace.bridge.request('engine.run', {
      document: { ...workspace.documents.getState().document },
      path: null,
      follow: true,
    });
    await vi.advanceTimersByTimeAsync(400);
    const begun = tellings().length;
    await vi.advanceTimersByTimeAsync(2000);
    expect(tellings().length).toBe(begun);
    await workspace.bridge.request('engine.stop', undefined);
    await vi.advanceTimersByTimeAsync(400);
    expect(tellings().length).toBe(begun + 1);
    stop();
  });
});
