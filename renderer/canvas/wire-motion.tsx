import { useEffect, useState } from 'react';
import { usePreferences, useRun } from '../commands/workspace-context.tsx';
import { showsFigure } from '../model/figure-choice.ts';
import { edgeRate } from '../model/run-store.ts';
import { useReducedMotion } from '../ui/use-reduced-motion.ts';
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
  const reduced = useReducedMotion();
  return isShown && !reduced ? <Flow {...props} /> : null;
}

function Flow({ path, source, target }: WireMotionProps) {
  const flows = useRun((state) => edgeRate(state, source, target) > 0);
  const [moves, setMoves] = useState(false);
  useEffect(() => {
    if (!flows) return;
    const leave = places.take(() => setMoves(true));
    return () => {
      leave();
      setMoves(false);
    };
  }, [flows]);
  if (!flows || !moves) return null;
  return (
    <g className="fill-accent" data-testid="wire-motion">
      {['0s', '-0.7s'].map((begin) => (
        <circle key={begin} r="3">
          <animateMotion dur="1.4s" begin={begin} repeatCount="indefinite" path={path} />
        </circle>
      ))}
    </g>
  );
}
