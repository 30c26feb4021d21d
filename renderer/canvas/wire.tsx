import { BaseEdge, EdgeLabelRenderer, type EdgeProps, getBezierPath, useStore } from '@xyflow/react';
import { memo } from 'react';
import { useRun } from '../commands/workspace-context.tsx';
import { edgeRate } from '../model/run-store.ts';
import { useTexts } from '../ui/i18n.ts';
import { formatCount, formatShort } from '../ui/numbers.ts';
import { useReducedMotion } from '../ui/use-reduced-motion.ts';
import { useDrawing } from './drawing-store.ts';
import type { FlowEdge } from './flow-elements.ts';
import { texts } from './texts.ts';

/** With more wires than this nothing runs along them: motion must not cost the figures their smoothness. */
const movingWiresMax = 80;
/** Below this zoom a rate cannot be read. */
const farZoom = 0.5;

/** A wire, with what flows along it. The wire itself does not change while a run goes on; its two leaves do. */
export const Wire = memo(function Wire(props: EdgeProps<FlowEdge>) {
  const takesDrop = useDrawing((state) => state.dropInto === props.id);
  const [path, labelX, labelY] = getBezierPath(props);
  return (
    <>
      <BaseEdge
        path={path}
        interactionWidth={20}
        className={
          props.selected === true || takesDrop ? 'stroke-accent! stroke-[2.5]!' : 'stroke-line-strong! stroke-2!'
        }
      />
      <WireMotion path={path} source={props.source} target={props.target} />
      <WireRate x={labelX} y={labelY} source={props.source} target={props.target} />
    </>
  );
});

/** Rows on their way: two dots that run along the wire while rows do. */
function WireMotion({
  path,
  source,
  target,
}: {
  readonly path: string;
  readonly source: string;
  readonly target: string;
}) {
  const flows = useRun((state) => edgeRate(state, source, target) > 0);
  const few = useStore((state) => state.edges.length <= movingWiresMax);
  const reduced = useReducedMotion();
  if (!flows || !few || reduced) return null;
  return (
    <g className="fill-accent">
      {['0s', '-0.7s'].map((begin) => (
        <circle key={begin} r="3">
          <animateMotion dur="1.4s" begin={begin} repeatCount="indefinite" path={path} />
        </circle>
      ))}
    </g>
  );
}

interface WireRateProps {
  readonly x: number;
  readonly y: number;
  readonly source: string;
  readonly target: string;
}

function WireRate({ x, y, source, target }: WireRateProps) {
  const t = useTexts(texts);
  const isFar = useStore((state) => state.transform[2] < farZoom);
  // Rounded before it is compared: figures that look the same draw nothing.
  const rate = useRun((state) => Math.round(edgeRate(state, source, target)));
  if (rate === 0 || isFar) return null;
  return (
    <EdgeLabelRenderer>
      <div
        data-testid="edge-rate"
        className="tabular pointer-events-none absolute rounded-full border border-line bg-surface px-0.5 text-xs text-muted"
        style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y - 16}px)` }}
      >
        <span aria-hidden="true">{t('rate', { rate: formatShort(rate) })}</span>
        <span className="sr-only">{t('rateTitle', { rate: formatCount(rate) })}</span>
      </div>
    </EdgeLabelRenderer>
  );
}
