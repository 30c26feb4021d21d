import { useStoreApi } from '@xyflow/react';
import { useLayoutEffect, useRef } from 'react';
import { must } from '../../engine/base/assert.ts';
import { gridPx } from '../model/document-edits.ts';

/** px between dots at a zoom of one, and the radius of a dot. */
const gapPx = gridPx * 3;
const dotPx = 0.75;
/** Dots nearer than this on the screen, px, are noise and are left out. */
const gapMinPx = 10;

/**
 * The dots behind the drawing. A layer of its own that is a little larger than what is seen: a pan moves it by less than
 * a gap and paints nothing.
 */
export function DotGrid() {
  const flow = useStoreApi();
  const ref = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const { style } = must(ref.current, 'the grid is there with its effect');
    let shownZoom = 0;
    const follow = (): void => {
      const [x, y, zoom] = flow.getState().transform;
      const gap = gapPx * zoom;
      if (zoom !== shownZoom) {
        shownZoom = zoom;
        style.visibility = gap < gapMinPx ? 'hidden' : 'visible';
        style.setProperty('--gap', `${gap}px`);
        style.setProperty('--dot', `${dotPx * zoom}px`);
      }
      // The dots of a pattern lie in the middle of its tiles.
      style.transform = `translate(${((x + gap / 2) % gap) - gap}px, ${((y + gap / 2) % gap) - gap}px)`;
    };
    follow();
    return flow.subscribe((state, before) => {
      if (state.transform !== before.transform) follow();
    });
  }, [flow]);
  return <div ref={ref} aria-hidden="true" className="dot-grid" />;
}
