import { type ReactFlowProps, useReactFlow } from '@xyflow/react';
import { type MouseEvent, type MouseEventHandler, useRef } from 'react';
import { useWorkspace } from '../commands/workspace-context.tsx';
import type { Selection } from '../model/history.ts';
import { revealNode } from '../model/reveal.ts';
import type { FlowEdge, FlowNode } from './flow-elements.ts';
import { useGestureStore } from './gesture-store.ts';

interface Pointing {
  readonly frame: { readonly onDoubleClick: MouseEventHandler; readonly onContextMenu: MouseEventHandler };
  readonly flow: Pick<
    ReactFlowProps<FlowNode, FlowEdge>,
    | 'onPaneClick'
    | 'onNodeClick'
    | 'onNodeDoubleClick'
    | 'onEdgeClick'
    | 'onEdgeDoubleClick'
    | 'onEdgeMouseEnter'
    | 'onEdgeMouseLeave'
  >;
}

/** Presses that are no drag: double clicks on ground and wires ask for a node, on a card for its settings; the other button opens the menu of what lies under it. */
export function usePointing(): Pointing {
  const workspace = useWorkspace();
  const { documents, view } = workspace;
  const gestures = useGestureStore();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const leaving = useRef<ReturnType<typeof setTimeout>>(undefined);

  /** A press without a key that adds leaves nothing else selected, also in the middle of many that were. */
  const only = (event: MouseEvent, chosen: Partial<Selection>): void => {
    if (event.shiftKey || event.ctrlKey || event.metaKey) return;
    documents.select({ ...chosen, notes: [], groups: [] });
  };
  return {
    frame: {
      onDoubleClick: (event) => {
        if (!(event.target as Element).classList.contains('react-flow__pane')) return;
        const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
        view.set({ quickAdd: { at, behind: null, before: null, wireId: null } });
      },
      onContextMenu: (event) => {
        const target = event.target as Element;
        if (target.closest('[data-canvas-ground], .react-flow') === null) return;
        event.preventDefault();
        const nodeId = target.closest('.react-flow__node')?.getAttribute('data-id') ?? null;
        const edgeId = target.closest('.react-flow__edge')?.getAttribute('data-id') ?? null;
        const annotation = target.closest('[data-annotation]') !== null;
        const { selection } = documents.getState();
        if (nodeId !== null) {
          if (!selection.nodes.includes(nodeId))
            documents.select({ nodes: [nodeId], edges: [], notes: [], groups: [] });
        } else if (edgeId !== null) {
          if (!selection.edges.includes(edgeId))
            documents.select({ nodes: [], edges: [edgeId], notes: [], groups: [] });
        } else if (!annotation) documents.select({ nodes: [], edges: [], notes: [], groups: [] });
        view.set({ canvasMenu: { x: event.clientX, y: event.clientY } });
      },
    },
    flow: {
      onPaneClick: (event) => only(event, {}),
      onNodeClick: (event, { id }) => only(event, { nodes: [id], edges: [] }),
      onNodeDoubleClick: (event, { id }) => {
        // A button on a card that is pressed twice is not the card.
        if ((event.target as Element).closest('button, .react-flow__handle') === null) revealNode(workspace, id, '');
      },
      onEdgeClick: (event, { id }) => only(event, { nodes: [], edges: [id] }),
      onEdgeDoubleClick: (event, edge) => {
        const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
        view.set({ quickAdd: { at, behind: null, before: null, wireId: edge.id } });
      },
      onEdgeMouseEnter: (_, edge) => {
        clearTimeout(leaving.current);
        gestures.setState({ hoveredWire: edge.id });
      },
      // The button on the wire lies beside it: the pointer has a moment to get there.
      onEdgeMouseLeave: () => {
        leaving.current = setTimeout(() => gestures.setState({ hoveredWire: null }), 400);
      },
    },
  };
}
