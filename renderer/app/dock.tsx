import { PanelBottomClose } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { useCommand } from '../commands/use-command.ts';
import { useView, useWorkspace } from '../commands/workspace-context.tsx';
import type { DockTab } from '../model/view-store.ts';
import { ProblemsPanel } from '../problems/problems-panel.tsx';
import { useProblemCounts } from '../problems/use-problems.ts';
import { ResultsPanel } from '../results/results-panel.tsx';
import { RowsPanel } from '../rows/rows-panel.tsx';
import { AfterStart } from '../ui/after-start.tsx';
import { Badge } from '../ui/badge.tsx';
import { useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Tabs } from '../ui/tabs.tsx';
import { CodePanel } from './code-panel.tsx';
import { ProgressPanel } from './progress-panel.tsx';
import { texts } from './texts.ts';

export function Dock() {
  const t = useTexts(texts);
  const { view, preferences } = useWorkspace();
  const tab = useView((state) => state.dockTab);
  const toggle = useCommand('view.toggle-dock');
  const [first] = useState(tab);
  const later = (id: DockTab, panel: ReactNode): ReactNode => (id === first ? panel : <AfterStart>{panel}</AfterStart>);
  return (
    <section data-pane="dock" aria-label={t('dock')} className="h-full bg-surface">
      <Tabs<DockTab>
        keepMounted
        label={t('dock')}
        value={tab}
        onValue={(dockTab) => {
          view.set({ dockTab });
          preferences.setLayout({ dockTab });
        }}
        tabs={[
          { id: 'results', label: t('results'), panel: later('results', <ResultsPanel />) },
          { id: 'rows', label: t('rowsTab'), panel: later('rows', <RowsPanel />) },
          {
            id: 'problems',
            label: t('problems'),
            badge: <ProblemCount />,
            panel: later('problems', <ProblemsPanel />),
          },
          // It draws every query's figures with every snapshot: nothing to do where nobody sees it.
          { id: 'progress', label: t('progress'), panel: tab === 'progress' && <ProgressPanel /> },
          { id: 'code', label: t('code'), panel: later('code', <CodePanel />) },
        ]}
        actions={
          <IconButton size="sm" label={t('hideDock')} keys={toggle.keys} onClick={toggle.run}>
            <PanelBottomClose />
          </IconButton>
        }
      />
    </section>
  );
}

function ProblemCount() {
  const { errors, warnings } = useProblemCounts();
  if (errors === 0 && warnings === 0) return null;
  return (
    <span className="inline-flex gap-1">
      {errors > 0 && <Badge tone="danger">{errors}</Badge>}
      {warnings > 0 && <Badge tone="warning">{warnings}</Badge>}
    </span>
  );
}
