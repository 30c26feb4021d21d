import { Languages, SunMoon } from 'lucide-react';
import { runCommand } from '../commands/key-handling.ts';
import { printBinding } from '../commands/keys.ts';
import { findCommand } from '../commands/registry.ts';
import { type CommandId, commandTexts } from '../commands/texts.ts';
import { usePreferences, useWorkspace } from '../commands/workspace-context.tsx';
import { layoutFlag } from '../model/preferences-store.ts';
import { Button } from '../ui/button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { Menu, type MenuEntry } from '../ui/menu.tsx';
import { texts } from './texts.ts';

/** Language, theme and panels: two clicks away, each also a command. */
export function ViewMenu() {
  const t = useTexts(texts);
  const title = useTexts(commandTexts);
  const workspace = useWorkspace();
  const language = useLanguage();
  const preferences = usePreferences((state) => state);
  const item = (id: CommandId, checked: boolean): MenuEntry => {
    const command = findCommand(id);
    const keys = command.keys?.[0];
    return {
      type: 'item',
      id,
      label: title(id),
      checked,
      keys: keys === undefined ? undefined : printBinding(keys, workspace.info.platform),
      onSelect: () => runCommand(workspace, command),
    };
  };
  const choices = (id: 'language' | 'theme', ids: readonly CommandId[], value: string): MenuEntry => ({
    type: 'choices',
    id: `${id} choices`,
    label: t(id),
    value,
    items: ids.map((each) => ({
      id: each,
      label: title(each),
      onSelect: () => runCommand(workspace, findCommand(each)),
    })),
  });
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button tone="quiet" className="px-2" icon={<Languages />} aria-label={t('language')}>
            {language.toUpperCase()}
          </Button>
        }
        entries={[
          choices(
            'language',
            ['view.language-system', 'view.language-en', 'view.language-fr'],
            `view.language-${preferences.language}`,
          ),
        ]}
      />
      <Menu
        align="end"
        trigger={<Button tone="quiet" className="px-2" icon={<SunMoon />} aria-label={t('view')} />}
        entries={[
          { type: 'heading', id: 'theme', label: t('theme') },
          choices(
            'theme',
            ['view.theme-system', 'view.theme-light', 'view.theme-dark'],
            `view.theme-${preferences.theme}`,
          ),
          { type: 'line', id: 'line panels' },
          { type: 'heading', id: 'panels', label: t('panels') },
          item('view.toggle-palette', layoutFlag(preferences, 'paletteOpen', true)),
          item('view.toggle-inspector', layoutFlag(preferences, 'inspectorOpen', true)),
          item('view.toggle-dock', layoutFlag(preferences, 'dockOpen', true)),
        ]}
      />
    </>
  );
}
