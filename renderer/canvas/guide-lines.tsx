import { useStore, ViewportPortal } from '@xyflow/react';
import type { Guide } from '../model/snap-lines.ts';
import { useGesture } from './gesture-store.ts';

/** The lines and gaps that what is dragged keeps to. */
export function GuideLines() {
  const guides = useGesture((state) => state.guides);
  return guides.length === 0 ? null : <Lines guides={guides} />;
}

/** How far a line goes beyond what it joins, and how long the ends of a gap are, px on the screen. */
const overhangPx = 8;
const endPx = 4;

function Lines({ guides }: { readonly guides: readonly Guide[] }) {
  const zoom = useStore((state) => state.transform[2]);
  const px = 1 / zoom;
  return (
    <ViewportPortal>
      <svg
        aria-hidden="true"
        data-testid="guides"
        className="pointer-events-none absolute overflow-visible"
        width={1}
        height={1}
      >
        <g className="stroke-accent" fill="none" strokeWidth={px}>
          {guides.map((guide) => (
            <path key={`${guide.kind} ${guide.axis} ${guide.at} ${guide.from}`} d={pathOf(guide, px)} />
          ))}
        </g>
      </svg>
    </ViewportPortal>
  );
}

function pathOf({ kind, axis, at, from, to }: Guide, px: number): string {
  const line = (a: number, b: number, across: number): string =>
    axis === 'x' ? `M${a} ${across}H${b}` : `M${across} ${a}V${b}`;
  if (kind === 'line') return line(from - overhangPx * px, to + overhangPx * px, at);
  const end = (place: number): string =>
    axis === 'x' ? `M${place} ${at - endPx * px}v${endPx * 2 * px}` : `M${at - endPx * px} ${place}h${endPx * 2 * px}`;
  return line(from, to, at) + end(from) + end(to);
}
