import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it, vi } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { type MenuEntry, menuEntrySchema } from '../contract/shapes.ts';
import { type MenuState, menuTemplate } from './app-menu.ts';

const role = (id: string): MenuEntry => ({ type: 'role', id, label: id });

function told(...entries: MenuEntry[]): readonly MenuEntry[] {
  return [{ type: 'submenu', label: '&File', entries }];
}

function menu(state: Partial<MenuState> = {}) {
  const actions = { command: vi.fn(), openRecent: vi.fn(), clearRecent: vi.fn(), quit: vi.fn() };
  const template = menuTemplate(
    { menus: null, language: 'en', platform: 'linux', isDevelopment: false, recent: [], ...state },
    actions,
  );
  const flatten = (items: MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
    items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flatten(item.submenu) : [])]);
  const items = flatten(template);
  const click = (item: MenuItemConstructorOptions | undefined) => (must(item?.click, 'a click') as () => void)();
  return { actions, template, items, click };
}

describe('before the window has spoken', () => {
  it.each([
    ['en', 'Quit'],
    ['fr', 'Quitter'],
  ] as const)('the menu in %s lets the app be left', (language, label) => {
    const { items, click, actions } = menu({ language });
    click(items.find((item) => item.label === label));
    expect(actions.quit).toHaveBeenCalled();
  });

  it('has developer tools in development only', () => {
    const hasTools = (isDevelopment: boolean) =>
      menu({ isDevelopment }).items.some((item) => item.role === 'toggleDevTools');
    expect([hasTools(true), hasTools(false)]).toEqual([true, false]);
  });
});

describe('what the window told', () => {
  it('becomes entries that send their ids back', () => {
    const { items, click, actions } = menu({
      menus: told(
        { type: 'command', id: 'file.save', label: 'Save', accelerator: 'CmdOrCtrl+S', shownOnly: true },
        { type: 'separator' },
        {
          type: 'submenu',
          label: 'Theme',
          entries: [{ type: 'command', id: 'a', label: 'A', checked: true, choice: true }],
        },
        { type: 'command', id: 'b', label: 'B', checked: false, enabled: false },
      ),
    });
    const save = must(
      items.find((item) => item.id === 'file.save'),
      'Save',
    );
    expect(save).toMatchObject({
      label: 'Save',
      accelerator: 'CmdOrCtrl+S',
      registerAccelerator: false,
      enabled: true,
    });
    click(save);
    expect(actions.command).toHaveBeenCalledWith('file.save');
    expect(items.find((item) => item.id === 'a')).toMatchObject({ type: 'radio', checked: true });
    expect(items.find((item) => item.id === 'b')).toMatchObject({ type: 'checkbox', checked: false, enabled: false });
  });

  it('keeps letters of menus, and shows every other ampersand', () => {
    const { template, items } = menu({ menus: told({ type: 'command', id: 'x', label: 'R&D' }) });
    expect(template[0]?.label).toBe('&File');
    expect(items.find((item) => item.id === 'x')?.label).toBe('R&&D');
  });

  it.each(['CmdOrCtrl+', 'Meta+S', 'CmdOrCtrl+é', 'F25', 'CmdOrCtrl+S+S', '', 'Delete+A'])(
    'is taken without keys that Electron would refuse: %j',
    (accelerator) => {
      const { items } = menu({ menus: told({ type: 'command', id: 'x', label: 'X', accelerator }) });
      expect(items.find((item) => item.id === 'x')).not.toHaveProperty('accelerator');
    },
  );

  it.each(['CmdOrCtrl+Shift+Z', 'F5', 'CmdOrCtrl+Plus', 'CmdOrCtrl+-', '?', 'Alt+Left', 'A'])(
    'may have %s',
    (accelerator) => {
      const { items } = menu({ menus: told({ type: 'command', id: 'x', label: 'X', accelerator }) });
      expect(items.find((item) => item.id === 'x')).toMatchObject({ accelerator });
    },
  );

  it('gives no part that is not known, and no bottomless one', () => {
    let deep: MenuEntry = { type: 'command', id: 'deep', label: 'Deep' };
    for (let depth = 0; depth < 10; depth++) deep = { type: 'submenu', label: `${depth}`, entries: [deep] };
    const { items } = menu({
      menus: [
        { type: 'command', id: 'loose', label: 'On the bar itself' },
        ...told(deep, role('close'), role('__proto__'), { type: 'command', id: 'nameless' }),
      ],
    });
    expect(items.map((item) => item.id ?? item.role ?? item.label)).toEqual(['&File', '9', '8']);
    expect(menuEntrySchema.safeParse({ type: 'command', label: 'x'.repeat(201) }).success).toBe(false);
    expect(menuEntrySchema.safeParse({ type: 'click', label: 'x' }).success).toBe(false);
  });
});

describe('recent files', () => {
  const recent = [{ path: '/a/R&D.millrace.json', name: 'R&D' }];

  it('open by their path and can be cleared', () => {
    const { items, actions, click } = menu({ menus: told(role('openRecent')), recent });
    click(items.find(({ label }) => label === '/a/R&&D.millrace.json'));
    expect(actions.openRecent).toHaveBeenCalledWith('/a/R&D.millrace.json');
    click(items.find(({ label }) => label === 'Clear list'));
    expect(actions.clearRecent).toHaveBeenCalled();
  });

  it('say so when there are none', () => {
    const { items } = menu({ menus: told(role('openRecent')) });
    expect(items.find(({ label }) => label === 'No recent files')).toMatchObject({ enabled: false });
  });
});

describe('what the system carries out', () => {
  it('quits by a way that asks about changes', () => {
    const { items, click, actions } = menu({ menus: told(role('quit')) });
    click(items.find(({ label }) => label === 'quit'));
    expect(actions.quit).toHaveBeenCalled();
  });

  it('has developer tools in development only', () => {
    const hasTools = (isDevelopment: boolean) =>
      menu({ menus: told(role('developerTools')), isDevelopment }).items.some((item) => item.role === 'toggleDevTools');
    expect([hasTools(true), hasTools(false)]).toEqual([true, false]);
  });

  it.each([
    ['fullScreen', 'togglefullscreen'],
    ['hide', 'hide'],
    ['hideOthers', 'hideOthers'],
    ['showAll', 'unhide'],
  ])('%s', (id, named) => {
    expect(menu({ menus: told(role(id)) }).items.at(-1)).toMatchObject({ role: named, label: id });
  });
});
