import type { Connection, FinalConnectionState, OnConnectStart, ReactFlowProps } from '@xyflow/react';
import { useReactFlow } from '@xyflow/react';
import { useRef } from 'react';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { connect, type Point, reconnect } from '../model/document-edits.ts';
import { edgeId } from '../model/edge-id.ts';
import { replaceWire, type WireEnds } from '../model/replace-wire.ts';
import { fittingPort, wiresFrom, wiresInto } from '../model/wiring.ts';
import { type DrawingStore, drawingOf, endKey, notDrawing } from './drawing-store.ts';
import { nodeAt } from './elements-at.ts';
import type { FlowEdge, FlowNode } from './flow-elements.ts';

type WiringProps = Pick<
  ReactFlowProps<FlowNode, FlowEdge>,
  | 'onConnectStart'
  | 'onConnectEnd'
  | 'onConnect'
  | 'onReconnectStart'
  | 'onReconnect'
  | 'onReconnectEnd'
  | 'isValidConnection'
>;

/**
 * Drawing wires with the pointer. Which ends fit is asked once, when drawing begins. A wire let go on a card takes the
 * input that fits; on an input that is taken, it takes the place of the wire there; on empty ground, it asks for a node.
 */
export function useWiring(drawing: DrawingStore): WiringProps {
  const { documents, catalogue, analysis, view } = useWorkspace();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const reconnecting = useRef<string | null>(null);

  const onConnectStart: OnConnectStart = (_, { nodeId, handleType }) => {
    if (nodeId === null) return;
    const without = reconnecting.current;
    const { document } = documents.getState();
    const drawn =
      without === null ? document : { ...document, edges: document.edges.filter((edge) => edgeId(edge) !== without) };
    const wires = handleType === 'source' ? wiresFrom : wiresInto;
    drawing.setState(drawingOf(nodeId, wires(drawn, catalogue, analysis.getState(), nodeId), without));
  };
  const isValidConnection = (wire: Connection | FlowEdge): boolean =>
    drawing.getState().ends.get(endKey(wire.source, wire.target, wire.targetHandle ?? '')) === null;

  /** The wire between the end that is held and a card, or the input of it that the pointer is on. */
  const dropOnCard = (from: NonNullable<FinalConnectionState['fromHandle']>, nodeId: string, port: string | null) => {
    const ends: WireEnds =
      from.type === 'source' ? { source: from.nodeId, target: nodeId } : { source: nodeId, target: from.nodeId };
    const heldPort = from.type === 'source' ? port : (from.id ?? null);
    const without = reconnecting.current ?? undefined;
    const state = analysis.getState();
    const { document } = documents.getState();
    const free = fittingPort(document, catalogue, state, ends, heldPort, without);
    if (free === null) {
      replaceWire({ documents, catalogue, analysis }, ends, heldPort, without);
      return;
    }
    if (without === undefined) connect(documents, free);
    else reconnect(documents, without, free);
  };

  const onConnectEnd: WiringProps['onConnectEnd'] = (event, { isValid, fromHandle, toHandle }) => {
    drawing.setState(notDrawing);
    if (isValid === true || fromHandle === null) return;
    const at = pointOf(event);
    const page = globalThis.document;
    const nodeId = toHandle?.nodeId ?? nodeAt(page, at.x, at.y);
    if (nodeId !== null && nodeId !== fromHandle.nodeId) {
      dropOnCard(fromHandle, nodeId, toHandle?.type === 'target' ? (toHandle.id ?? null) : null);
      return;
    }
    const isGround = page.elementFromPoint(at.x, at.y)?.closest('.react-flow__pane') != null;
    if (nodeId !== null || !isGround || reconnecting.current !== null) return;
    const { nodeId: held, id, type } = fromHandle;
    view.set({
      quickAdd: {
        at: flow.screenToFlowPosition(at),
        behind: type === 'source' ? held : null,
        before: type === 'target' ? { nodeId: held, port: id ?? null } : null,
        wireId: null,
      },
    });
  };

  return {
    onConnectStart,
    onConnectEnd,
    isValidConnection,
    onConnect: ({ source, target, targetHandle }) =>
      connect(documents, { source, target, targetPort: targetHandle ?? undefined }),
    onReconnectStart: (_, edge) => {
      reconnecting.current = edge.id;
    },
    onReconnect: (edge, { source, target, targetHandle }) =>
      reconnect(documents, edge.id, { source, target, targetPort: targetHandle ?? undefined }),
    onReconnectEnd: () => {
      reconnecting.current = null;
    },
  };
}

function pointOf(event: MouseEvent | TouchEvent): Point {
  const place = 'changedTouches' in event ? event.changedTouches[0] : event;
  return { x: place?.clientX ?? 0, y: place?.clientY ?? 0 };
}
