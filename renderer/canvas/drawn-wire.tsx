import { type ConnectionLineComponentProps, getBezierPath, useStore } from '@xyflow/react';
import type { ConnectionProblem } from '../../engine/nodes/connection.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { sayDiagnostic } from '../model/node-names.ts';
import { useLanguage } from '../ui/i18n.ts';
import { sentence } from '../ui/sentence.ts';
import { endKey, useDrawing } from './drawing-store.ts';
import type { FlowNode } from './flow-elements.ts';

/** Width of the reason, and the room it needs to the right of the pointer. */
const reasonPx = 280;

/** The wire under the pointer and, over an end that does not fit, the reason why. */
export function DrawnWire(props: ConnectionLineComponentProps<FlowNode>) {
  const { fromHandle, toHandle, connectionStatus } = props;
  const zoom = useStore((state) => state.transform[2]);
  const isNearRight = useStore(({ transform, width }) => props.toX * transform[2] + transform[0] > width - reasonPx);
  const [path] = getBezierPath({
    sourceX: props.fromX,
    sourceY: props.fromY,
    sourcePosition: props.fromPosition,
    targetX: props.toX,
    targetY: props.toY,
    targetPosition: props.toPosition,
  });
  const key = toHandle === null ? null : drawnKey(fromHandle, toHandle);
  const problem = useDrawing((state) => (key === null ? undefined : state.ends.get(key)));
  const stroke =
    connectionStatus === 'valid'
      ? 'stroke-success'
      : connectionStatus === 'invalid'
        ? 'stroke-danger'
        : 'stroke-accent';
  return (
    <g>
      <path d={path} fill="none" className={`${stroke} stroke-2`} />
      {problem != null && (
        // Undoes the zoom: the reason is read at any scale.
        <g transform={`translate(${props.toX} ${props.toY}) scale(${1 / zoom})`}>
          <foreignObject
            x={isNearRight ? -reasonPx - 14 : 14}
            y={10}
            width={reasonPx}
            height={1}
            className="overflow-visible"
          >
            <Reason problem={problem} />
          </foreignObject>
        </g>
      )}
    </g>
  );
}

/** What is wrong with an end, and the way out. */
function Reason({ problem }: { readonly problem: ConnectionProblem }) {
  const language = useLanguage();
  const names = useNodeNames();
  const { message, hint } = sayDiagnostic(problem, names, language);
  return (
    <p className="inline-block max-w-full rounded-md bg-danger px-2 py-1 text-pretty text-sm text-surface shadow-float">
      <span className="block font-medium">{sentence(message)}</span>
      {hint !== undefined && <span className="block">{sentence(hint)}</span>}
    </p>
  );
}

interface DrawnEnd {
  readonly nodeId: string;
  readonly id?: string | null;
  readonly type: 'source' | 'target';
}

function drawnKey(from: DrawnEnd, to: DrawnEnd): string {
  const [source, target] = from.type === 'source' ? [from, to] : [to, from];
  return endKey(source.nodeId, target.nodeId, target.id ?? '');
}
