import { useEffect, useSyncExternalStore } from 'react';
import { Canvas } from '../canvas/canvas.tsx';
import { usePreferences, useWorkspace } from '../commands/workspace-context.tsx';
import { Inspector } from '../inspector/inspector.tsx';
import { layoutFlag, layoutNumber } from '../model/preferences-store.ts';
import { TemplateGallery } from '../templates/template-gallery.tsx';
import { AfterStart } from '../ui/after-start.tsx';
import { useTexts } from '../ui/i18n.ts';
import { SplitPane } from '../ui/split-pane.tsx';
import { TooltipProvider } from '../ui/tooltip.tsx';
import { HistoryDialog } from '../versions/history-dialog.tsx';
import { Dialogs } from './dialogs.tsx';
import { Dock } from './dock.tsx';
import { FileDrop } from './file-drop.tsx';
import { LeftPane } from './left-pane.tsx';
import { LiveRegion, Notices } from './live-region.tsx';
import { RunBar } from './run-bar.tsx';
import { texts } from './texts.ts';

/** What the dock leaves to the canvas and the run bar at least. */
const canvasMinPx = 208;

function useHeight(): number {
  return useSyncExternalStore(onResize, () => document.documentElement.clientHeight);
}

function onResize(changed: () => void): () => void {
  const observer = new ResizeObserver(changed);
  observer.observe(document.documentElement);
  return () => observer.disconnect();
}

/** A share of the window, px: a chart beside its table can be read, and the canvas keeps the larger part. */
function defaultDockSize(windowHeight: number): number {
  return Math.max(232, Math.min(400, Math.round(windowHeight * 0.4)));
}

/** Says in the page's own timeline when the canvas can be used: it is drawn, and the frame after it is through. */
function useUsableMark(): void {
  useEffect(() => {
    requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('usable')));
  }, []);
}

/** The one window: palette, canvas and inspector side by side, the dock below, the run bar above. */
export function App() {
  useUsableMark();
  const t = useTexts(texts);
  const { preferences } = useWorkspace();
  const paletteOpen = usePreferences((state) => layoutFlag(state, 'paletteOpen', true));
  const inspectorOpen = usePreferences((state) => layoutFlag(state, 'inspectorOpen', true));
  const dockOpen = usePreferences((state) => layoutFlag(state, 'dockOpen', true));
  const paletteSize = usePreferences((state) => layoutNumber(state, 'paletteSize', 216));
  const inspectorSize = usePreferences((state) => layoutNumber(state, 'inspectorSize', 312));
  const heightPx = useHeight();
  const dockSize = usePreferences((state) => layoutNumber(state, 'dockSize', defaultDockSize(heightPx)));
  return (
    <TooltipProvider delay={500}>
      <FileDrop>
        <RunBar />
        <main className="min-h-0 flex-1">
          <SplitPane
            side="bottom"
            label={t('dock')}
            open={dockOpen}
            size={dockSize}
            min={120}
            max={Math.max(120, heightPx - canvasMinPx)}
            onSize={(size) => preferences.setLayout({ dockSize: size })}
            pane={<Dock />}
          >
            <SplitPane
              side="left"
              label={t('leftPane')}
              open={paletteOpen}
              size={paletteSize}
              min={176}
              max={360}
              onSize={(size) => preferences.setLayout({ paletteSize: size })}
              pane={<LeftPane />}
            >
              <SplitPane
                side="right"
                label={t('inspector')}
                open={inspectorOpen}
                size={inspectorSize}
                min={264}
                max={560}
                onSize={(size) => preferences.setLayout({ inspectorSize: size })}
                pane={<Inspector />}
              >
                <Canvas />
                <Notices />
              </SplitPane>
            </SplitPane>
          </SplitPane>
        </main>
        <AfterStart>
          <Dialogs />
          <HistoryDialog />
          <TemplateGallery />
        </AfterStart>
        <LiveRegion />
      </FileDrop>
    </TooltipProvider>
  );
}
