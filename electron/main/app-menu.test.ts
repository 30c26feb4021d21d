import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { type MenuState, menuTemplate } from './app-menu.ts';
import { DEFAULT_PREFERENCES } from './preferences-store.ts';

const commands = [
  'file.new',
  'file.open',
  'file.save',
  'file.save-as',
  'file.import',
  'file.export',
  'file.export-pyspark',
  'file.copy-json',
  'file.paste-json',
  'file.open-sample',
  'edit.undo',
  'edit.redo',
  'edit.cut',
  'edit.copy',
  'edit.paste',
  'edit.duplicate',
  'edit.delete',
  'edit.select-all',
  'view.fit',
  'view.zoom-in',
  'view.zoom-out',
  'view.theme-light',
  'view.theme-dark',
  'view.theme-system',
  'view.language-en',
  'view.language-fr',
  'view.language-system',
  'view.toggle-palette',
  'view.toggle-inspector',
  'view.toggle-dock',
  'run.start',
  'run.start-afresh',
  'run.start-batch',
  'run.stop',
  'help.shortcuts',
  'help.about',
];

function menu(state: Partial<MenuState> = {}) {
  const actions = { command: vi.fn(), openRecent: vi.fn(), clearRecent: vi.fn(), quit: vi.fn() };
  const template = menuTemplate(
    { language: 'en', platform: 'linux', isDevelopment: false, preferences: DEFAULT_PREFERENCES, recent: [], ...state },
    actions,
  );
  const flatten = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
  const items = flatten(template);
  const click = (item: MenuItemConstructorOptions | undefined) => (must(item?.click, 'a click') as () => void)();
  const byId = (id: string) => items.find((item) => item.id === id);
  return { actions, items, click, byId };
}

describe.each(['linux', 'darwin', 'win32'] as const)('the menu on %s', (platform) => {
  it.each(['en', 'fr'] as const)('in %s has every command once, and each sends its id', (language) => {
    const { items, actions, click, byId } = menu({ platform, language });
    expect(items.flatMap(({ id }) => (id === undefined ? [] : [id])).sort()).toEqual([...commands].sort());
    for (const id of commands) click(byId(id));
    expect(actions.command.mock.calls.map(([id]) => id)).toEqual(commands);
  });

  it('has no two entries on one key', () => {
    const keys = menu({ platform }).items.flatMap(({ accelerator }) =>
      accelerator === undefined ? [] : [accelerator],
    );
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('opens each of its menus with a letter of its own', () => {
    for (const language of ['en', 'fr'] as const) {
      const letters = menu({ platform, language }).items.flatMap(
        ({ label }) => /&(\w|É)/.exec(label ?? '')?.[1]?.toLowerCase() ?? [],
      );
      expect(letters).toHaveLength(5);
      expect(new Set(letters).size).toBe(5);
    }
  });
});

describe('keys', () => {
  it.each(['edit.undo', 'edit.redo', 'edit.cut', 'edit.copy', 'edit.paste', 'edit.select-all', 'edit.delete'])(
    'of %s stay with the page, for text fields',
    (id) => {
      expect(menu().byId(id)).toMatchObject({ registerAccelerator: false });
    },
  );

  it('take no bare key on macOS, where the menu comes before text fields', () => {
    const bare = menu({ platform: 'darwin' }).items.flatMap(({ accelerator }) =>
      accelerator === undefined || /CmdOrCtrl|F\d/.test(String(accelerator)) ? [] : [accelerator],
    );
    expect(bare).toEqual([]);
  });
});

describe('recent files', () => {
  const recent = [{ path: '/a/R&D.millrace.json', name: 'R&D' }];

  it('open by their path and can be cleared', () => {
    const { items, actions, click } = menu({ recent });
    click(items.find(({ label }) => label === '/a/R&&D.millrace.json'));
    expect(actions.openRecent).toHaveBeenCalledWith('/a/R&D.millrace.json');
    click(items.find(({ label }) => label === 'Clear List'));
    expect(actions.clearRecent).toHaveBeenCalled();
  });

  it('say so when there are none', () => {
    expect(menu().items.find(({ label }) => label === 'No recent files')).toMatchObject({ enabled: false });
  });
});

describe('choices', () => {
  it('mark the theme and the language that hold', () => {
    const { items } = menu({ preferences: { theme: 'dark', language: 'fr', layout: {} } });
    expect(items.filter(({ checked }) => checked).map(({ id }) => id)).toEqual(['view.theme-dark', 'view.language-fr']);
  });
});

it('has developer tools in development only', () => {
  const hasTools = (isDevelopment: boolean) =>
    menu({ isDevelopment }).items.some(({ role }) => role === 'toggleDevTools');
  expect([hasTools(true), hasTools(false)]).toEqual([true, false]);
});

it('quits by a way that asks about changes', () => {
  const { items, click, actions } = menu();
  click(items.find(({ label }) => label === 'Quit'));
  expect(actions.quit).toHaveBeenCalled();
});
