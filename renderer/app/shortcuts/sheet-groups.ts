/** What the sheet of shortcuts lists: commands by menu, with the keys of the moment, narrowed by what is typed. */
import type { Command } from '../../commands/command.ts';
import { keysOf } from '../../commands/key-map.ts';
import { printBinding } from '../../commands/keys.ts';
import { type MenuId, menuLayout } from '../../commands/menu-layout.ts';
import { commands } from '../../commands/registry.ts';
import { commandTexts } from '../../commands/texts.ts';
import { plainText, searchWords } from '../../model/fuzzy-match.ts';
import type { Workspace } from '../../model/workspace.ts';
import { LANGUAGES, say } from '../../ui/i18n.ts';

export interface SheetLine {
  readonly command: Command;
  readonly title: string;
  /** As keyboards print them. */
  readonly keys: readonly string[];
}

export interface SheetGroup {
  readonly menu: MenuId;
  readonly lines: readonly SheetLine[];
}

/**
 * The groups to show: by default, and while nothing is searched, only commands that have keys.
 * @param hasAll the others too
 */
export function sheetGroups(
  { preferences, info }: Pick<Workspace, 'preferences' | 'info'>,
  search: string,
  hasAll = false,
): readonly SheetGroup[] {
  const words = searchWords(search);
  const chosen = preferences.getState();
  const lines = commands
    .filter((command) => command.internal !== true)
    .map((command) => ({
      command,
      title: say(commandTexts, command.id),
      keys: keysOf(command, chosen).map((each) => printBinding(each, info.platform)),
    }))
    .filter(({ command, keys }) => {
      // Without a search the sheet shows keys, so that it can be learned from.
      if (keys.length === 0 && !hasAll && words.length === 0) return false;
      const titles = LANGUAGES.map((language) => commandTexts[language][command.id]);
      const text = plainText([...titles, ...keys].join(' '));
      return words.every((word) => text.includes(word));
    });
  return menuLayout
    .map(({ id }) => ({ menu: id, lines: lines.filter(({ command }) => menuOf(command) === id) }))
    .filter((group) => group.lines.length > 0);
}

/** The menu that a command stands in; without one, the menu that its id begins with. */
function menuOf({ id, menu }: Command): MenuId {
  const named = (menu ?? id).split(/[/.]/)[0];
  return menuLayout.find((each) => each.id === named)?.id ?? 'edit';
}
