/** The menus as data: what the native menu shows, and the menus inside the window. Both are made of the registry. */
import type { MenuEntry } from '../../electron/contract/shapes.ts';
import type { Workspace } from '../model/workspace.ts';
import { say } from '../ui/i18n.ts';
import type { Command } from './command.ts';
import { keysOf } from './key-map.ts';
import { acceleratorOf, isTyped, printBinding } from './keys.ts';
import { type MenuId, type MenuPlace, menuLayout } from './menu-layout.ts';
import { commands } from './registry.ts';
import { commandTexts, menuTexts } from './texts.ts';

export interface MenuItem {
  readonly command: Command;
  readonly title: string;
  /** As keyboards print it; undefined where the command has no keys. */
  readonly keys: string | undefined;
  readonly enabled: boolean;
  /** Undefined for what cannot be on or off. */
  readonly checked: boolean | undefined;
}

export interface MenuSectionModel {
  readonly id: string;
  readonly as: 'items' | 'submenu' | 'choices';
  readonly items: readonly MenuItem[];
}

/** The sections of a menu that have entries. */
export function menuSections(workspace: Workspace, menu: MenuId): readonly MenuSectionModel[] {
  const shape = menuLayout.find((each) => each.id === menu);
  return (shape?.sections ?? []).flatMap((section) => {
    const place = `${menu}/${section.id}` as MenuPlace;
    const items = commands.filter((command) => command.menu === place).map((command) => menuItem(workspace, command));
    return items.length === 0 ? [] : [{ id: section.id, as: 'as' in section ? section.as : 'items', items }];
  });
}

export function menuItem(workspace: Workspace, command: Command): MenuItem {
  const [shown] = keysOf(command, workspace.preferences.getState());
  return {
    command,
    title: say(commandTexts, command.id),
    keys: shown === undefined ? undefined : printBinding(shown, workspace.info.platform),
    enabled: command.enabled?.(workspace) ?? true,
    checked: command.checked?.(workspace),
  };
}

/** A menu's name without the mark of its letter. */
export function menuTitle(menu: MenuId): string {
  return say(menuTexts, menu).replace('&', '');
}

const separator: MenuEntry = { type: 'separator' };

/** Every menu of the window, for the main process. */
export function nativeMenus(workspace: Workspace): readonly MenuEntry[] {
  const isMac = workspace.info.platform === 'darwin';
  const about = commands.filter((command) => command.menu === 'help/about');
  const app: MenuEntry = {
    type: 'submenu',
    label: 'Millrace',
    entries: [
      ...about.map((command) => nativeItem(workspace, menuItem(workspace, command), false)),
      separator,
      role('hide'),
      role('hideOthers'),
      role('showAll'),
      separator,
      role('quit'),
    ],
  };
  const menus = menuLayout.map(({ id }): MenuEntry => {
    // The system's own place for it is the first menu.
    const sections = menuSections(workspace, id).filter((section) => !isMac || section.id !== 'about');
    const blocks = sections.map((section) => nativeSection(workspace, section));
    if (id === 'file') blocks.splice(1, 0, [role('openRecent')]);
    if (id === 'file' && !isMac) blocks.push([role('quit')]);
    if (id === 'view') blocks.push([role('fullScreen'), role('developerTools')]);
    return { type: 'submenu', id, label: say(menuTexts, id), entries: joined(blocks) };
  });
  return isMac ? [app, ...menus] : menus;
}

type RoleId = 'openRecent' | 'quit' | 'fullScreen' | 'developerTools' | 'hide' | 'hideOthers' | 'showAll';

function role(id: RoleId): MenuEntry {
  return { type: 'role', id, label: say(menuTexts, id) };
}

function nativeSection(workspace: Workspace, { id, as, items }: MenuSectionModel): readonly MenuEntry[] {
  const entries = items.map((item) => nativeItem(workspace, item, as === 'choices'));
  if (as === 'items') return entries;
  return [{ type: 'submenu', label: say(menuTexts, id as 'align' | 'theme' | 'language'), entries }];
}

function nativeItem(workspace: Workspace, { command, title, enabled, checked }: MenuItem, choice: boolean): MenuEntry {
  const [shown] = keysOf(command, workspace.preferences.getState());
  // On a Mac a bare key in the menu would be taken from every text field.
  const isBare = shown !== undefined && isTyped(shown) && workspace.info.platform === 'darwin';
  return {
    type: 'command',
    id: command.id,
    label: title,
    enabled,
    ...(shown === undefined || isBare ? {} : { accelerator: acceleratorOf(shown), shownOnly: true }),
    ...(checked === undefined ? {} : { checked, choice }),
  };
}

/** Blocks with a line between them; next to a submenu none is needed from another one. */
function joined(blocks: readonly (readonly MenuEntry[])[]): readonly MenuEntry[] {
  return blocks.flatMap((block, index) => {
    const before = blocks[index - 1]?.at(-1);
    const isOfKind = before?.type === 'submenu' && block[0]?.type === 'submenu';
    return index === 0 || isOfKind ? block : [separator, ...block];
  });
}
