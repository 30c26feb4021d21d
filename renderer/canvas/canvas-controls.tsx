import { Panel, useStore } from '@xyflow/react';
import { Maximize, Minus, Plus } from 'lucide-react';
import { memo } from 'react';
import { useCommand } from '../commands/use-command.ts';
import { useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { FiguresMenu } from './figures-menu.tsx';
import { texts } from './texts.ts';

export const CanvasControls = memo(function CanvasControls() {
  const t = useTexts(texts);
  const zoomIn = useCommand('view.zoom-in');
  const zoomOut = useCommand('view.zoom-out');
  const fit = useCommand('view.fit');
  return (
    <Panel position="bottom-left" className="m-3!">
      <div
        role="toolbar"
        aria-label={t('controls')}
        className="flex items-center rounded-lg border border-line bg-surface p-0.5 shadow-card"
      >
        <IconButton size="sm" label={zoomOut.title} keys={zoomOut.keys} onClick={zoomOut.run}>
          <Minus />
        </IconButton>
        <ZoomFigure />
        <IconButton size="sm" label={zoomIn.title} keys={zoomIn.keys} onClick={zoomIn.run}>
          <Plus />
        </IconButton>
        <IconButton size="sm" label={fit.title} keys={fit.keys} onClick={fit.run}>
          <Maximize />
        </IconButton>
        <FiguresMenu />
      </div>
    </Panel>
  );
});

function ZoomFigure() {
  const percent = useStore((state) => Math.round(state.transform[2] * 100));
  return <span className="tabular w-10 text-center text-xs text-muted">{percent} %</span>;
}
