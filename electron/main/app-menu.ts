import type { MenuItemConstructorOptions } from 'electron';
import type { Language } from '../../engine/base/errors/catalogue.ts';
import type { Preferences, RecentDocument } from '../contract/shapes.ts';
import { menuWords } from './menu-words.ts';

export interface MenuState {
  readonly language: Language;
  readonly platform: NodeJS.Platform;
  readonly isDevelopment: boolean;
  readonly preferences: Preferences;
  readonly recent: readonly RecentDocument[];
}

export interface MenuActions {
  /** Sends a command of the page's registry to the page. */
  readonly command: (id: string) => void;
  readonly openRecent: (path: string) => void;
  readonly clearRecent: () => void;
  readonly quit: () => void;
}

/**
 * The app's menu as data. Entries send the ids of the page's commands; the page alone knows what they mean just now: Copy
 * copies nodes on the canvas and text in a text field.
 */
export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const words = menuWords[state.language];
  const isMac = state.platform === 'darwin';
  const separator: MenuItemConstructorOptions = { type: 'separator' };
  const item = (label: string, id: string, accelerator?: string): MenuItemConstructorOptions => ({
    id,
    label,
    click: () => actions.command(id),
    ...(accelerator === undefined ? {} : { accelerator }),
  });
  // Keys of the clipboard and of undo belong to the page, whose text fields handle them natively: the menu only shows them.
  // On macOS they come from the menu, as everywhere on that system.
  const edit = (label: string, id: string, accelerator: string): MenuItemConstructorOptions => ({
    ...item(label, id, accelerator),
    registerAccelerator: false,
  });
  const choice = (label: string, id: string, checked: boolean): MenuItemConstructorOptions => ({
    ...item(label, id),
    type: 'radio',
    checked,
  });
  const quit: MenuItemConstructorOptions = { label: words.quit, accelerator: 'CmdOrCtrl+Q', click: actions.quit };
  const { theme, language } = state.preferences;

  const file: MenuItemConstructorOptions[] = [
    item(words.new, 'file.new', 'CmdOrCtrl+N'),
    item(words.open, 'file.open', 'CmdOrCtrl+O'),
    { label: words.openRecent, submenu: recentItems(state, actions) },
    item(words.openSample, 'file.open-sample'),
    separator,
    item(words.save, 'file.save', 'CmdOrCtrl+S'),
    item(words.saveAs, 'file.save-as', 'CmdOrCtrl+Shift+S'),
    separator,
    item(words.import, 'file.import'),
    item(words.export, 'file.export'),
    item(words.exportPySpark, 'file.export-pyspark'),
    item(words.copyJson, 'file.copy-json'),
    item(words.pasteJson, 'file.paste-json'),
    ...(isMac ? [] : [separator, quit]),
  ];
  const editing: MenuItemConstructorOptions[] = [
    edit(words.undo, 'edit.undo', 'CmdOrCtrl+Z'),
    edit(words.redo, 'edit.redo', 'CmdOrCtrl+Shift+Z'),
    separator,
    edit(words.cut, 'edit.cut', 'CmdOrCtrl+X'),
    edit(words.copy, 'edit.copy', 'CmdOrCtrl+C'),
    edit(words.paste, 'edit.paste', 'CmdOrCtrl+V'),
    edit(words.duplicate, 'edit.duplicate', 'CmdOrCtrl+D'),
    // A bare key in macOS's menu would be taken from every text field.
    isMac ? item(words.delete, 'edit.delete') : edit(words.delete, 'edit.delete', 'Delete'),
    separator,
    edit(words.selectAll, 'edit.select-all', 'CmdOrCtrl+A'),
  ];
  const view: MenuItemConstructorOptions[] = [
    item(words.fit, 'view.fit', 'CmdOrCtrl+0'),
    item(words.zoomIn, 'view.zoom-in', 'CmdOrCtrl+Plus'),
    item(words.zoomOut, 'view.zoom-out', 'CmdOrCtrl+-'),
    separator,
    item(words.palette, 'view.toggle-palette', 'CmdOrCtrl+1'),
    item(words.inspector, 'view.toggle-inspector', 'CmdOrCtrl+2'),
    item(words.dock, 'view.toggle-dock', 'CmdOrCtrl+3'),
    separator,
    {
      label: words.theme,
      submenu: [
        choice(words.themeSystem, 'view.theme-system', theme === 'system'),
        choice(words.themeLight, 'view.theme-light', theme === 'light'),
        choice(words.themeDark, 'view.theme-dark', theme === 'dark'),
      ],
    },
    {
      label: words.language,
      submenu: [
        choice(words.languageSystem, 'view.language-system', language === 'system'),
        // Each by its own name, so that whoever reads neither menu finds the way back.
        choice('English', 'view.language-en', language === 'en'),
        choice('Français', 'view.language-fr', language === 'fr'),
      ],
    },
    separator,
    { label: words.fullScreen, role: 'togglefullscreen' },
    ...(state.isDevelopment
      ? [{ label: words.developerTools, role: 'toggleDevTools' } satisfies MenuItemConstructorOptions]
      : []),
  ];
  const run: MenuItemConstructorOptions[] = [
    item(words.start, 'run.start', 'F5'),
    item(words.startAfresh, 'run.start-afresh', 'CmdOrCtrl+Shift+F5'),
    item(words.startBatch, 'run.start-batch', 'CmdOrCtrl+F5'),
    item(words.stop, 'run.stop', 'Shift+F5'),
  ];
  const help: MenuItemConstructorOptions[] = [
    item(words.shortcuts, 'help.shortcuts', 'F1'),
    ...(isMac ? [] : [separator, item(words.about, 'help.about')]),
  ];
  const app: MenuItemConstructorOptions[] = [
    item(words.about, 'help.about'),
    separator,
    { label: words.hide, role: 'hide' },
    { label: words.hideOthers, role: 'hideOthers' },
    { label: words.showAll, role: 'unhide' },
    separator,
    quit,
  ];
  return [
    ...(isMac ? [{ label: 'Millrace', submenu: app }] : []),
    { label: words.file, submenu: file },
    { label: words.edit, submenu: editing },
    { label: words.view, submenu: view },
    { label: words.run, submenu: run },
    { label: words.help, role: 'help', submenu: help },
  ];
}

function recentItems(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const words = menuWords[state.language];
  if (state.recent.length === 0) return [{ label: words.noRecent, enabled: false }];
  return [
    ...state.recent.map(({ path }) => ({
      // An ampersand in a label marks a key; two of them are one.
      label: path.replaceAll('&', '&&'),
      click: () => actions.openRecent(path),
    })),
    { type: 'separator' },
    { label: words.clearRecent, click: actions.clearRecent },
  ];
}
