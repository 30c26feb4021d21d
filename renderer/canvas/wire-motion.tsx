import { useStore } from '@xyflow/react';
import { useEffect, useRef, useState } from 'react';
import { usePreferences, useRun } from '../commands/workspace-context.tsx';
import { showsFigure } from '../model/figure-choice.ts';
import { edgeRate } from '../model/run-store.ts';
import { useReducedMotion } from '../ui/use-reduced-motion.ts';
import { useGesture } from './gesture-store.ts';
import { MotionPlaces } from './motion-places.ts';

/** More wires than this never move at once: motion must not cost the figures their smoothness. */
const places = new MotionPlaces(40);

interface WireMotionProps {
  readonly path: string;
  readonly source: string;
  readonly target: string;
}

/** Rows on their way: two dots that run along the wire while rows do. Nothing is there while motion is not wanted. */
export function WireMotion(props: WireMotionProps) {
  const isShown = usePreferences((state) => showsFigure(state, 'motion'));
  return isShown ? <Flow {...props} /> : null;
}

function Flow(props: WireMotionProps) {
  const flows = useRun((state) => edgeRate(state, props.source, props.target) > 0);
  return flows ? <Dots path={props.path} /> : null;
}

function Dots({ path }: Pick<WireMotionProps, 'path'>) {
  const reduced = useReducedMotion();
  const [moves, setMoves] = useState(false);
  useEffect(() => {
    if (reduced) return;
    const leave = places.take(() => setMoves(true));
    return () => {
      leave();
      setMoves(false);
    };
  }, [reduced]);
  const dots = useRef<SVGGElement>(null);
  // What moves is painted again with each frame: while a hand moves the canvas or a card, the dots stand still.
  const isPanned = useStore((state) => state.paneDragging);
  const isDragging = useGesture((state) => state.movedNodes.size > 0);
  const stands = isPanned || isDragging;
  useEffect(() => {
    const drawing = dots.current?.ownerSVGElement;
    if (drawing == null || !stands) return;
    drawing.pauseAnimations();
    return () => drawing.unpauseAnimations();
  }, [stands]);
  if (!moves) return null;
  return (
    <g ref={dots} className="fill-accent" data-testid="wire-motion">
      {['0s', '-0.7s'].map((begin) => (
        <circle key={begin} r="3">
          <animateMotion dur="1.4s" begin={begin} repeatCount="indefinite" path={path} />
        </circle>
      ))}
    </g>
  );
}
