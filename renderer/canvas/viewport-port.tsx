import { useReactFlow } from '@xyflow/react';
import { type RefObject, useEffect } from 'react';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeSize } from '../model/document-edits.ts';
import type { FlowEdge, FlowNode } from './flow-elements.ts';

const moveMs = 200;
const fitOptions = { padding: '20px', maxZoom: 1 } as const;

/** Hands the canvas's view to the rest of the window, and fits it to each document that is opened. */
export function ViewportPort({ frame }: { readonly frame: RefObject<HTMLDivElement | null> }) {
  const { view, documents } = useWorkspace();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const openedCount = useDocument((state) => state.openedCount);

  useEffect(() => {
    const focusNode = (id: string): void => {
      frame.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus();
    };
    view.set({
      viewport: {
        fit: () => void flow.fitView({ ...fitOptions, duration: moveMs }),
        zoomIn: () => void flow.zoomIn({ duration: moveMs }),
        zoomOut: () => void flow.zoomOut({ duration: moveMs }),
        show(id, options) {
          const node = documents.getState().document.nodes.find((each) => each.id === id);
          const bounds = frame.current?.getBoundingClientRect();
          if (node === undefined || bounds === undefined) return;
          // Moves only when it must: a node that is seen stays where it is.
          const from = flow.flowToScreenPosition(node.position);
          const to = flow.flowToScreenPosition({
            x: node.position.x + nodeSize.width,
            y: node.position.y + nodeSize.height,
          });
          const seen = from.x >= bounds.left && from.y >= bounds.top && to.x <= bounds.right && to.y <= bounds.bottom;
          if (!seen) {
            const centre = { x: node.position.x + nodeSize.width / 2, y: node.position.y + nodeSize.height / 2 };
            void flow.setCenter(centre.x, centre.y, { zoom: flow.getZoom(), duration: moveMs });
          }
          if (options?.focus === true) requestAnimationFrame(() => focusNode(id));
        },
        focus() {
          const { selection } = documents.getState();
          const first = flow.getNodes()[0]?.id;
          const id = selection.nodes[0] ?? first;
          if (id !== undefined) focusNode(id);
          else frame.current?.focus();
        },
        centre() {
          const bounds = frame.current?.getBoundingClientRect() ?? new DOMRect();
          return flow.screenToFlowPosition({ x: bounds.left + bounds.width / 2, y: bounds.top + bounds.height / 2 });
        },
      },
    });
    return () => view.set({ viewport: null });
  }, [view, documents, flow, frame]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each opened document is fitted once
  useEffect(() => {
    const frameId = requestAnimationFrame(() => {
      const bounds = frame.current?.getBoundingClientRect() ?? new DOMRect();
      // Asked to fit nothing, React Flow would wait and fit the first node that comes.
      if (documents.getState().document.nodes.length > 0) void flow.fitView(fitOptions);
      else void flow.setViewport({ x: bounds.width / 2, y: bounds.height / 2, zoom: 1 });
    });
    return () => cancelAnimationFrame(frameId);
  }, [flow, openedCount]);
  return null;
}
