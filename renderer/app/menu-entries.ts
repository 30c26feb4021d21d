/** A menu of the registry as entries of a menu inside the window. */
import { runCommand } from '../commands/key-handling.ts';
import type { MenuId } from '../commands/menu-layout.ts';
import { type MenuItem, type MenuSectionModel, menuSections } from '../commands/menu-model.ts';
import { menuTexts } from '../commands/texts.ts';
import type { Workspace } from '../model/workspace.ts';
import { say } from '../ui/i18n.ts';
import type { MenuEntry } from '../ui/menu.tsx';

/** The entries of a menu, or of those of its sections that are named, with lines between sections. */
export function menuEntries(workspace: Workspace, menu: MenuId, only?: readonly string[]): MenuEntry[] {
  const sections = menuSections(workspace, menu).filter(({ id }) => only === undefined || only.includes(id));
  return sections.flatMap((section, index) => [
    ...(index === 0 ? [] : [{ type: 'line', id: `line ${section.id}` } as const]),
    ...sectionEntries(workspace, section),
  ]);
}

function sectionEntries(workspace: Workspace, { id, as, items }: MenuSectionModel): MenuEntry[] {
  if (as === 'items') return items.map((item) => itemEntry(workspace, item));
  const label = say(menuTexts, id as 'align' | 'theme' | 'language');
  const heading: MenuEntry = { type: 'heading', id: `heading ${id}`, label };
  if (as === 'submenu') return [heading, ...items.map((item) => itemEntry(workspace, item))];
  const choices: MenuEntry = {
    type: 'choices',
    id: `choices ${id}`,
    label,
    value: items.find((item) => item.checked)?.command.id ?? '',
    items: items.map(({ command, title }) => ({
      id: command.id,
      label: title,
      onSelect: () => runCommand(workspace, command),
    })),
  };
  return [heading, choices];
}

function itemEntry(workspace: Workspace, { command, title, keys, enabled, checked }: MenuItem): MenuEntry {
  return {
    type: 'item',
    id: command.id,
    label: title,
    keys,
    disabled: !enabled,
    ...(checked === undefined ? {} : { checked }),
    onSelect: () => runCommand(workspace, command),
  };
}
