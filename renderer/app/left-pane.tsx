import { usePreferences, useWorkspace } from '../commands/workspace-context.tsx';
import { layoutTab } from '../model/preferences-store.ts';
import { Outline } from '../outline/outline.tsx';
import { Palette } from '../palette/palette.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Tabs } from '../ui/tabs.tsx';
import { texts } from './texts.ts';

const tabs = ['nodes', 'outline'] as const;
export type LeftTab = (typeof tabs)[number];

/** What can be added, and what there is. */
export function LeftPane() {
  const t = useTexts(texts);
  const { preferences } = useWorkspace();
  const tab = usePreferences((state) => layoutTab(state, 'leftTab', tabs));
  return (
    <div data-pane="left" className="h-full bg-surface">
      <Tabs<LeftTab>
        label={t('leftPane')}
        value={tab}
        onValue={(leftTab) => preferences.setLayout({ leftTab })}
        tabs={[
          { id: 'nodes', label: t('nodes'), panel: <Palette /> },
          { id: 'outline', label: t('outline'), panel: <Outline /> },
        ]}
      />
    </div>
  );
}
