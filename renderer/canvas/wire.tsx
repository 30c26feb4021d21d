import { BaseEdge, type EdgeProps, getBezierPath } from '@xyflow/react';
import { memo } from 'react';
import { useDrawing } from './drawing-store.ts';
import type { FlowEdge } from './flow-elements.ts';
import { WireBreakpoint } from './wire-breakpoint.tsx';
import { WireFigures } from './wire-figures.tsx';
import { WireMotion } from './wire-motion.tsx';

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
      <WireBreakpoint wireId={props.id} x={labelX} y={labelY} />
      <WireFigures x={labelX} y={labelY} source={props.source} target={props.target} />
    </>
  );
});
