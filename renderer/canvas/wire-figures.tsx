import { EdgeLabelRenderer, useStore } from '@xyflow/react';
import { usePreferences, useRun } from '../commands/workspace-context.tsx';
import { showsFigure } from '../model/figure-choice.ts';
import { edgeBatchRows, edgeRate } from '../model/run-store.ts';
import { useTexts } from '../ui/i18n.ts';
import { formatCount, formatShort } from '../ui/numbers.ts';
import { farZoom } from './far-level.ts';
import { figureTexts } from './figure-texts.ts';

interface WireFiguresProps {
  /** The middle of the wire. */
  readonly x: number;
  readonly y: number;
  readonly source: string;
  readonly target: string;
}

/** Rows of the last batch and rows a second, while rows run along a wire. */
export function WireFigures(props: WireFiguresProps) {
  const isShown = usePreferences((state) => showsFigure(state, 'wires'));
  const isFar = useStore((state) => state.transform[2] < farZoom);
  return isShown && !isFar ? <Figures {...props} /> : null;
}

function Figures({ x, y, source, target }: WireFiguresProps) {
  const t = useTexts(figureTexts);
  // Rounded before it is compared: figures that look the same draw nothing.
  const rate = useRun((state) => Math.round(edgeRate(state, source, target)));
  const batch = useRun((state) => edgeBatchRows(state, source, target));
  if (rate === 0) return null;
  const title = [
    ...(batch === null ? [] : [t('batchTitle', { rows: formatCount(batch) })]),
    t('rateTitle', { rate: formatCount(rate) }),
  ].join('\n');
  return (
    <EdgeLabelRenderer>
      <div
        data-testid="edge-rate"
        className="tabular pointer-events-none absolute flex flex-col items-center rounded-md border border-line bg-surface px-1 text-xs leading-4 text-muted"
        style={{ transform: `translate(-50%, -100%) translate(${x}px, ${y - 6}px)` }}
      >
        {batch !== null && <span aria-hidden="true">{formatShort(batch)}</span>}
        <span aria-hidden="true">{t('rate', { rate: formatShort(rate) })}</span>
        <span className="sr-only">{title}</span>
      </div>
    </EdgeLabelRenderer>
  );
}
