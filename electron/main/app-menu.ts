import type { MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../engine/base/errors/catalogue.ts';
import type { MenuEntry, RecentDocument } from '../contract/shapes.ts';
import { menuWords } from './menu-words.ts';

export interface MenuState {
  /** What the window told of its menus; null before it has spoken. */
  readonly menus: readonly MenuEntry[] | null;
  readonly language: Language;
  readonly platform: NodeJS.Platform;
  readonly isDevelopment: boolean;
  readonly recent: readonly RecentDocument[];
}

export interface MenuActions {
  /** Sends a command of the page's registry to the page. */
  readonly command: (id: string) => void;
  readonly openRecent: (path: string) => void;
  readonly clearRecent: () => void;
  readonly quit: () => void;
}

/** Deepest submenu that is built. */
const DEPTH_MAX = 3;

/** Keys that Electron knows, with their modifiers; anything else would be refused with the whole menu. */
const ACCELERATOR =
  /^(?:(?:CmdOrCtrl|Alt|Shift)\+)*(?:F(?:[1-9]|1\d|2[0-4])|Plus|Space|Tab|Backspace|Delete|Insert|Enter|Escape|Up|Down|Left|Right|Home|End|PageUp|PageDown|[!-*,-~])$/;

/**
 * The native menu out of what the window told. Entries send ids back to the window, which alone knows what they mean just now: Copy
 * copies nodes on the canvas and text in a text field. What comes from the window is taken for its known shapes only.
 */
export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const { menus } = state;
  if (menus === null) return firstMenu(state, actions);
  return menus.flatMap((menu) =>
    menu.type === 'submenu' && menu.label !== undefined
      ? [
          {
            label: menu.label,
            ...(menu.id === 'help' ? { role: 'help' as const } : {}),
            submenu: items(menu.entries ?? [], 1, state, actions),
          },
        ]
      : [],
  );
}

/** So that the app can be left, and developed, while its window shows nothing yet. */
function firstMenu(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const words = menuWords[state.language];
  const submenu: MenuItemConstructorOptions[] = [
    ...(state.isDevelopment ? [{ role: 'toggleDevTools' } satisfies MenuItemConstructorOptions] : []),
    { label: words.quit, accelerator: 'CmdOrCtrl+Q', click: actions.quit },
  ];
  return [{ label: state.platform === 'darwin' ? 'Millrace' : words.file, submenu }];
}

function items(
  entries: readonly MenuEntry[],
  depth: number,
  state: MenuState,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  return entries.flatMap((entry): MenuItemConstructorOptions[] => {
    if (entry.type === 'separator') return [{ type: 'separator' }];
    const label = plainLabel(entry.label);
    if (label === '') return [];
    if (entry.type === 'role') return roleItem(entry.id ?? '', label, state, actions);
    if (entry.type === 'command') return [commandItem(entry, label, actions)];
    return depth < DEPTH_MAX ? [{ label, submenu: items(entry.entries ?? [], depth + 1, state, actions) }] : [];
  });
}

function commandItem(entry: MenuEntry, label: string, actions: MenuActions): MenuItemConstructorOptions {
  const { id = '', accelerator, checked, choice } = entry;
  return {
    id,
    label,
    enabled: entry.enabled !== false,
    click: () => actions.command(id),
    ...(checked === undefined ? {} : { type: choice === true ? 'radio' : 'checkbox', checked }),
    // Keys belong to the page, which knows whether they are typed into a field: the menu only shows them. On macOS they come from the
    // menu, as everywhere on that system.
    ...(accelerator !== undefined && ACCELERATOR.test(accelerator)
      ? { accelerator, registerAccelerator: entry.shownOnly !== true }
      : {}),
  };
}

function roleItem(id: string, label: string, state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  switch (id) {
    case 'openRecent':
      return [{ label, submenu: recentItems(state, actions) }];
    case 'quit':
      return [{ label, accelerator: 'CmdOrCtrl+Q', click: actions.quit }];
    case 'fullScreen':
      return [{ label, role: 'togglefullscreen' }];
    case 'developerTools':
      return state.isDevelopment ? [{ label, role: 'toggleDevTools' }] : [];
    case 'hide':
      return [{ label, role: 'hide' }];
    case 'hideOthers':
      return [{ label, role: 'hideOthers' }];
    case 'showAll':
      return [{ label, role: 'unhide' }];
    default:
      return [];
  }
}

/** An ampersand in a label marks a key; two of them are one. */
function plainLabel(label = ''): string {
  return label.replaceAll('&', '&&');
}

function recentItems(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const words = menuWords[state.language];
  if (state.recent.length === 0) return [{ label: words.noRecent, enabled: false }];
  return [
    ...state.recent.map(({ path }) => ({ label: plainLabel(path), click: () => actions.openRecent(path) })),
    { type: 'separator' },
    { label: words.clearRecent, click: actions.clearRecent },
  ];
}
