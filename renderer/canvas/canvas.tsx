/**
 * The pipeline as a drawing. The only room that knows React Flow: what the pointer and the keyboard do here becomes edits
 * of the document store, and the drawing follows the document. Each gesture is a hook of its own (`use-moving.ts`,
 * `use-wiring.ts` …), each layer a component. Nothing that ticks during a run is read here.
 */
import '@xyflow/react/dist/base.css';
import './canvas.css';
import { type EdgeChange, type NodeChange, ReactFlow, ReactFlowProvider } from '@xyflow/react';
import { useMemo, useRef, useState } from 'react';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { gridPx } from '../model/document-edits.ts';
import { useTexts } from '../ui/i18n.ts';
import { CanvasControls } from './canvas-controls.tsx';
import { CanvasGuide } from './canvas-guide.tsx';
import { CanvasMenu } from './canvas-menu.tsx';
import { CanvasOverview } from './canvas-overview.tsx';
import { ConnectDialog } from './connect-dialog.tsx';
import { DotGrid } from './dot-grid.tsx';
import { createDrawingStore, DrawingContext } from './drawing-store.ts';
import { DrawnWire } from './drawn-wire.tsx';
import { FarLayer } from './far-layer.tsx';
import { crowdFrom } from './far-level.ts';
import { FindBar } from './find-bar.tsx';
import { type FlowEdge, FlowElements, type FlowNode } from './flow-elements.ts';
import { createGestureStore, GestureContext, useGesture, useGestureStore } from './gesture-store.ts';
import { GroupFrames } from './group-frames.tsx';
import { GuideLines } from './guide-lines.tsx';
import { NodeCard } from './node-card.tsx';
import { NodeFindings } from './node-findings.tsx';
import { NoteCards } from './note-cards.tsx';
import { QuickAdd } from './quick-add.tsx';
import { texts } from './texts.ts';
import { useCanvasKeys } from './use-canvas-keys.ts';
import { useDropping } from './use-dropping.ts';
import { useGivenSizes } from './use-given-sizes.ts';
import { useAriaLabels, useLabels } from './use-labels.ts';
import { useMoving } from './use-moving.ts';
import { usePointing } from './use-pointing.ts';
import { useSelecting } from './use-selecting.ts';
import { useShownEdges } from './use-shown-edges.ts';
import { useStable } from './use-stable.ts';
import { useWiring } from './use-wiring.ts';
import { ViewportPort } from './viewport-port.tsx';
import { Wire } from './wire.tsx';
import { WirePlus } from './wire-plus.tsx';

const nodeTypes = { card: NodeCard };
const edgeTypes = { wire: Wire };
const snapGrid: [number, number] = [gridPx, gridPx];
/** A wire dropped this near to an input is meant for it, px. */
const connectionRadius = 40;

export function Canvas() {
  const [drawing] = useState(createDrawingStore);
  const [gestures] = useState(createGestureStore);
  return (
    <ReactFlowProvider>
      <DrawingContext value={drawing}>
        <GestureContext value={gestures}>
          <Drawing drawing={drawing} />
          <ConnectDialog />
          <QuickAdd />
          <CanvasMenu />
          <NodeFindings />
        </GestureContext>
      </DrawingContext>
    </ReactFlowProvider>
  );
}

function Drawing({ drawing }: { readonly drawing: ReturnType<typeof createDrawingStore> }) {
  const t = useTexts(texts);
  const { catalogue } = useWorkspace();
  const frame = useRef<HTMLDivElement>(null);
  const gestures = useGestureStore();
  const document = useDocument((state) => state.document);
  const selection = useDocument((state) => state.selection);
  const moved = useGesture((state) => state.movedNodes);
  const [elements] = useState(() => new FlowElements());
  const labels = useLabels();
  const ariaLabels = useAriaLabels();
  const nodes = useMemo(
    () => elements.nodes(document, selection, catalogue, labels, moved),
    [elements, document, selection, catalogue, labels, moved],
  );
  const edges = useMemo(() => elements.edges(document, selection, labels), [elements, document, selection, labels]);
  useGivenSizes();
  const shown = useShownEdges(nodes, edges, catalogue);
  const select = useSelecting();
  const moving = useMoving(gestures, drawing);
  const wiring = useWiring(drawing);
  const dropping = useDropping(drawing);
  const pointing = usePointing();
  const keys = useCanvasKeys();
  const handlers = useStable({
    ...wiring,
    ...pointing.flow,
    onNodeDrag: moving.onNodeDrag,
    onNodesChange: (changes: NodeChange<FlowNode>[]) => {
      select(changes, 'nodes');
      moving.onNodesChange(changes);
    },
    onEdgesChange: (changes: EdgeChange<FlowEdge>[]) => select(changes, 'edges'),
  });

  return (
    <section
      ref={frame}
      aria-label={t('title')}
      data-key-scope="canvas"
      data-pane="canvas"
      tabIndex={-1}
      className="canvas absolute inset-0 overflow-hidden bg-canvas outline-none"
      onPointerMoveCapture={shown.look}
      onDragOverCapture={shown.look}
      {...keys}
      {...dropping}
      {...pointing.frame}
    >
      <ReactFlow<FlowNode, FlowEdge>
        nodes={nodes}
        edges={shown.edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        {...handlers}
        connectionLineComponent={DrawnWire}
        connectionRadius={connectionRadius}
        ariaLabelConfig={ariaLabels}
        snapToGrid
        snapGrid={snapGrid}
        minZoom={0.05}
        maxZoom={2}
        deleteKeyCode={null}
        zoomOnDoubleClick={false}
        onlyRenderVisibleElements={nodes.length >= crowdFrom}
      >
        <DotGrid />
        <FarLayer nodes={nodes} edges={edges} />
        <GroupFrames />
        <NoteCards />
        <GuideLines />
        <WirePlus />
        {nodes.length > 0 && <CanvasOverview />}
        <CanvasControls />
        <ViewportPort frame={frame} />
      </ReactFlow>
      <FindBar />
      <CanvasGuide />
    </section>
  );
}
