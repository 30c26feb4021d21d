import { type ConnectionLineComponentProps, getBezierPath, useStore } from '@xyflow/react';
import { useMemo } from 'react';
import type { ConnectionProblem } from '../../engine/nodes/connection.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { sayDiagnostic } from '../model/node-names.ts';
import { replacementFor } from '../model/replace-wire.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { sentence } from '../ui/sentence.ts';
import { endKey, useDrawing } from './drawing-store.ts';
import { editTexts } from './edit-texts.ts';
import type { FlowNode } from './flow-elements.ts';

/** Width of the reason, and the room it needs to the right of the pointer. */
const reasonPx = 280;

/** The wire under the pointer and, over an end that does not fit, the wire it replaces or the reason why. */
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
  const replaced = useReplaced(fromHandle, toHandle);
  const problem = useDrawing((state) => (key === null ? undefined : state.ends.get(key)));
  const stroke =
    connectionStatus === 'valid'
      ? 'stroke-success'
      : connectionStatus === 'invalid' && replaced === null
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
            {replaced === null ? <Reason problem={problem} /> : <Replaces source={replaced} />}
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

function Replaces({ source }: { readonly source: string }) {
  const t = useTexts(editTexts);
  const names = useNodeNames();
  return (
    <p className="inline-block max-w-full rounded-md border border-line bg-surface px-2 py-1 text-pretty text-sm shadow-float">
      {t('replacesWire', { title: names(source) ?? source })}
    </p>
  );
}

/** The node whose wire to the end under the pointer would go; asked only when that end changes. */
function useReplaced(from: DrawnEnd, to: DrawnEnd | null): string | null {
  const { documents, catalogue, analysis } = useWorkspace();
  const without = useDrawing((state) => state.without);
  const [source, target] = from.type === 'source' ? [from, to] : [to, from];
  const [sourceId, targetId, port] = [source?.nodeId, target?.nodeId, target?.id ?? null];
  return useMemo(() => {
    if (sourceId === undefined || targetId === undefined || sourceId === targetId) return null;
    const ends = { source: sourceId, target: targetId };
    return replacementFor({ documents, catalogue, analysis }, ends, port, without ?? undefined)?.gone.source ?? null;
  }, [documents, catalogue, analysis, sourceId, targetId, port, without]);
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
