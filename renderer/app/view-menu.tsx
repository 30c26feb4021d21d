import { Languages, SunMoon } from 'lucide-react';
import { usePreferences, useWorkspace } from '../commands/workspace-context.tsx';
import { Button } from '../ui/button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { Menu } from '../ui/menu.tsx';
import { menuEntries } from './menu-entries.ts';
import { texts } from './texts.ts';

/** Language, theme, panels and figures: two clicks away, each also a command. */
export function ViewMenu() {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const language = useLanguage();
  // Only to be drawn again when they change: the entries read them themselves.
  usePreferences((state) => state);
  return (
    <>
      <Menu
        align="end"
        trigger={
          <Button tone="quiet" className="px-2" icon={<Languages />} aria-label={t('language')}>
            {language.toUpperCase()}
          </Button>
        }
        entries={menuEntries(workspace, 'view', ['language'])}
      />
      <Menu
        align="end"
        trigger={<Button tone="quiet" className="px-2" icon={<SunMoon />} aria-label={t('view')} />}
        entries={menuEntries(workspace, 'view', ['theme', 'panels', 'figures'])}
      />
    </>
  );
}
