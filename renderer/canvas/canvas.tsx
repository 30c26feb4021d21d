/**
 * The pipeline as a drawing. The only room that knows React Flow: what the pointer and the keyboard do here becomes edits
 * of the document store, and the drawing follows the document. Nothing that ticks during a run is read here.
 */
import '@xyflow/react/dist/base.css';
import './canvas.css';
import {
  Background,
  BackgroundVariant,
  type Connection,
  type EdgeChange,
  MiniMap,
  type NodeChange,
  type OnConnectStart,
  ReactFlow,
  ReactFlowProvider,
} from '@xyflow/react';
import { type DragEvent, type KeyboardEvent, useMemo, useRef, useState } from 'react';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import {
  addNode,
  connect,
  gridPx,
  moveNodes,
  nodeSize,
  nudgeSelection,
  type Point,
  reconnect,
} from '../model/document-edits.ts';
import { DRAG_KIND_TYPE, DRAG_MIDDLE_TYPE } from '../model/drag-kind.ts';
import { revealNode } from '../model/reveal.ts';
import { insertIntoWire } from '../model/splice.ts';
import { wiresFrom, wiresInto } from '../model/wiring.ts';
import { useTexts } from '../ui/i18n.ts';
import { CanvasControls } from './canvas-controls.tsx';
import { CanvasGuide } from './canvas-guide.tsx';
import { ConnectDialog } from './connect-dialog.tsx';
import { createDrawingStore, DrawingContext, drawingOf, endKey, notDrawing } from './drawing-store.ts';
import { DrawnWire } from './drawn-wire.tsx';
import { type FlowEdge, FlowElements, type FlowNode } from './flow-elements.ts';
import { NodeCard } from './node-card.tsx';
import { texts } from './texts.ts';
import { useAriaLabels, useLabels } from './use-labels.ts';
import { ViewportPort } from './viewport-port.tsx';
import { Wire } from './wire.tsx';

const nodeTypes = { card: NodeCard };
const edgeTypes = { wire: Wire };
const snapGrid: [number, number] = [gridPx, gridPx];
/** From so many nodes on, only those in view are drawn. */
const cullFrom = 150;
/** A wire dropped this near to an input is meant for it, px. */
const connectionRadius = 40;
const arrowSteps: Readonly<Record<string, Point>> = {
  ArrowLeft: { x: -gridPx, y: 0 },
  ArrowRight: { x: gridPx, y: 0 },
  ArrowUp: { x: 0, y: -gridPx },
  ArrowDown: { x: 0, y: gridPx },
};
/** A node dropped this near to a wire, above or below it, is meant for it, px. */
const dropReach = [0, -10, 10, -20, 20, -30, 30] as const;
const nothingMoved: ReadonlyMap<string, Point> = new Map();

export function Canvas() {
  const [drawing] = useState(createDrawingStore);
  return (
    <ReactFlowProvider>
      <DrawingContext value={drawing}>
        <Drawing drawing={drawing} />
        <ConnectDialog />
      </DrawingContext>
    </ReactFlowProvider>
  );
}

function Drawing({ drawing }: { readonly drawing: ReturnType<typeof createDrawingStore> }) {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const { documents, catalogue, analysis } = workspace;
  const frame = useRef<HTMLDivElement>(null);
  const document = useDocument((state) => state.document);
  const selection = useDocument((state) => state.selection);
  const [elements] = useState(() => new FlowElements());
  const [moved, setMoved] = useState(nothingMoved);
  const reconnecting = useRef<string | null>(null);
  const labels = useLabels();
  const ariaLabels = useAriaLabels();
  const nodes = useMemo(
    () => elements.nodes(document, selection, catalogue, labels, moved),
    [elements, document, selection, catalogue, labels, moved],
  );
  const edges = useMemo(() => elements.edges(document, selection, labels), [elements, document, selection, labels]);

  const onNodesChange = (changes: NodeChange<FlowNode>[]): void => {
    select(changes, 'nodes');
    const dragged = new Map(moved);
    const dropped = new Map<string, Point>();
    for (const change of changes) {
      if (change.type !== 'position' || change.position === undefined) continue;
      if (change.dragging === true) dragged.set(change.id, change.position);
      else dropped.set(change.id, change.position);
    }
    if (dropped.size > 0) {
      moveNodes(documents, dropped);
      setMoved(nothingMoved);
    } else if (dragged.size > moved.size || changes.some((change) => change.type === 'position')) setMoved(dragged);
  };
  const onEdgesChange = (changes: EdgeChange<FlowEdge>[]): void => select(changes, 'edges');
  const select = (changes: readonly (NodeChange<FlowNode> | EdgeChange<FlowEdge>)[], part: 'nodes' | 'edges'): void => {
    const selected = new Set(documents.getState().selection[part]);
    for (const change of changes) {
      if (change.type !== 'select') continue;
      if (change.selected) selected.add(change.id);
      else selected.delete(change.id);
    }
    documents.select({ [part]: [...selected] });
  };

  const onConnectStart: OnConnectStart = (_, { nodeId, handleType }) => {
    if (nodeId === null) return;
    const without = reconnecting.current;
    const state = documents.getState().document;
    const drawn =
      without === null
        ? state
        : { ...state, edges: state.edges.filter((_edge, index) => edges[index]?.id !== without) };
    const wires = handleType === 'source' ? wiresFrom : wiresInto;
    drawing.setState(drawingOf(nodeId, wires(drawn, catalogue, analysis.getState(), nodeId)));
  };
  const isValidConnection = (wire: Connection | FlowEdge): boolean =>
    drawing.getState().ends.get(endKey(wire.source, wire.target, wire.targetHandle ?? '')) === null;

  const onKeyDownCapture = (event: KeyboardEvent): void => {
    const id = (event.target as Element).closest?.('.react-flow__node')?.getAttribute('data-id');
    if (id == null || event.target !== (event.target as Element).closest('.react-flow__node')) return;
    const step = arrowSteps[event.key];
    if (event.key === 'Enter') {
      revealNode(workspace, id, '');
    } else if (event.key === 'Escape') {
      // The keyboard stays where it is; React Flow would take it away.
      documents.select({ nodes: [], edges: [] });
    } else if (step !== undefined && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (!documents.getState().selection.nodes.includes(id)) documents.select({ nodes: [id], edges: [] });
      const factor = event.shiftKey ? 4 : 1;
      nudgeSelection(documents, { x: step.x * factor, y: step.y * factor });
      const place = documents.getState().document.nodes.find((node) => node.id === id)?.position;
      if (place !== undefined) workspace.notices.announce(t('moved', { x: place.x, y: place.y }));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onDrop = (event: DragEvent): void => {
    const descriptor = catalogue.byKind.get(event.dataTransfer.getData(DRAG_KIND_TYPE));
    const viewport = dropPoint.current;
    if (descriptor === undefined || viewport === null) return;
    event.preventDefault();
    const wireId = drawing.getState().dropInto;
    drawing.setState(notDrawing);
    if (wireId !== null && insertIntoWire(workspace, descriptor, wireId) !== null) return;
    const at = viewport({ x: event.clientX, y: event.clientY });
    addNode(documents, descriptor, { x: at.x - nodeSize.width / 2, y: at.y - nodeSize.height / 2 });
  };
  const dropPoint = useRef<((screen: Point) => Point) | null>(null);

  return (
    <section
      ref={frame}
      aria-label={t('title')}
      data-key-scope="canvas"
      tabIndex={-1}
      className="canvas absolute inset-0 overflow-hidden bg-canvas outline-none"
      onKeyDownCapture={onKeyDownCapture}
      onDragOver={(event) => {
        if (!event.dataTransfer.types.includes(DRAG_KIND_TYPE)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
        const isMiddle = event.dataTransfer.types.includes(DRAG_MIDDLE_TYPE);
        const dropInto = isMiddle ? wireAt(event.currentTarget.ownerDocument, event.clientX, event.clientY) : null;
        if (dropInto !== drawing.getState().dropInto) drawing.setState({ dropInto });
      }}
      onDragLeave={(event) => {
        if (!event.currentTarget.contains(event.relatedTarget as Node | null)) drawing.setState(notDrawing);
      }}
      onDrop={onDrop}
    >
      <ReactFlow<FlowNode, FlowEdge>
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        onInit={(flow) => {
          dropPoint.current = flow.screenToFlowPosition;
        }}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        onConnectStart={onConnectStart}
        onConnectEnd={() => drawing.setState(notDrawing)}
        onConnect={({ source, target, targetHandle }) =>
          connect(documents, { source, target, targetPort: targetHandle ?? undefined })
        }
        onReconnectStart={(_, edge) => {
          reconnecting.current = edge.id;
        }}
        onReconnect={(edge, { source, target, targetHandle }) =>
          reconnect(documents, edge.id, { source, target, targetPort: targetHandle ?? undefined })
        }
        onReconnectEnd={() => {
          reconnecting.current = null;
        }}
        isValidConnection={isValidConnection}
        connectionLineComponent={DrawnWire}
        connectionRadius={connectionRadius}
        ariaLabelConfig={ariaLabels}
        snapToGrid
        snapGrid={snapGrid}
        minZoom={0.15}
        maxZoom={2}
        deleteKeyCode={null}
        onlyRenderVisibleElements={nodes.length > cullFrom}
      >
        <Background variant={BackgroundVariant.Dots} gap={gridPx * 3} size={1.5} />
        {nodes.length > 0 && (
          <MiniMap<FlowNode>
            pannable
            zoomable
            nodeClassName={(node) => `minimap-${catalogue.byKind.get(node.data.node.kind)?.family ?? 'unknown'}`}
            nodeBorderRadius={16}
            className="minimap"
          />
        )}
        <CanvasControls />
        <ViewportPort frame={frame} />
      </ReactFlow>
      <CanvasGuide />
    </section>
  );
}

/** The wire nearest to a place on the screen; null where none is near. */
function wireAt(page: Document, x: number, y: number): string | null {
  for (const dy of dropReach) {
    for (const element of page.elementsFromPoint(x, y + dy)) {
      const id = element.closest('.react-flow__edge')?.getAttribute('data-id');
      if (id != null) return id;
    }
  }
  return null;
}
