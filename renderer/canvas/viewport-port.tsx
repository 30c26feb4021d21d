import { getViewportForBounds, type Rect, useReactFlow, useStoreApi } from '@xyflow/react';
import { type RefObject, useEffect, useRef } from 'react';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeSize, type Point } from '../model/document-edits.ts';
import type { FlowEdge, FlowNode } from './flow-elements.ts';

const moveMs = 200;
const fitOptions = { padding: '20px', maxZoom: 1 } as const;

/** Hands the canvas's view to the rest of the window, and fits it to each document that is opened. */
export function ViewportPort({ frame }: { readonly frame: RefObject<HTMLDivElement | null> }) {
  const { view, documents } = useWorkspace();
  const flow = useReactFlow<FlowNode, FlowEdge>();
  const store = useStoreApi<FlowNode, FlowEdge>();
  const openedCount = useDocument((state) => state.openedCount);
  const pointer = useRef<Point | null>(null);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    const follow = ({ clientX, clientY }: MouseEvent): void => {
      pointer.current = { x: clientX, y: clientY };
    };
    const forget = (): void => {
      pointer.current = null;
    };
    element.addEventListener('pointermove', follow);
    // While something is dragged in from outside, nothing else tells where the pointer is.
    element.addEventListener('dragover', follow);
    element.addEventListener('pointerleave', forget);
    return () => {
      element.removeEventListener('pointermove', follow);
      element.removeEventListener('dragover', follow);
      element.removeEventListener('pointerleave', forget);
    };
  }, [frame]);

  useEffect(() => {
    const focusNode = (id: string): void => {
      frame.current?.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`)?.focus();
    };
    /** Whether a card lies wholly in what is seen; null where there is nothing to see it in. */
    const isSeen = (position: Point): boolean | null => {
      const bounds = frame.current?.getBoundingClientRect();
      if (bounds === undefined) return null;
      const from = flow.flowToScreenPosition(position);
      const to = flow.flowToScreenPosition({ x: position.x + nodeSize.width, y: position.y + nodeSize.height });
      return from.x >= bounds.left && from.y >= bounds.top && to.x <= bounds.right && to.y <= bounds.bottom;
    };
    const seesAll = (): boolean => documents.getState().document.nodes.every((node) => isSeen(node.position) === true);
    view.set({
      viewport: {
        keepWhole() {
          const sawAll = seesAll();
          return () => {
            // The drawing has the new places with the next frame.
            if (sawAll && !seesAll())
              requestAnimationFrame(() => void flow.fitView({ ...fitOptions, duration: moveMs }));
          };
        },
        fit: () => void flow.fitView({ ...fitOptions, duration: moveMs }),
        zoomIn: () => void flow.zoomIn({ duration: moveMs }),
        zoomOut: () => void flow.zoomOut({ duration: moveMs }),
        show(id, options) {
          const node = documents.getState().document.nodes.find((each) => each.id === id);
          if (node === undefined) return;
          // Moves only when it must: a node that is seen stays where it is.
          if (isSeen(node.position) === false) {
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
        showAll(ids) {
          if (ids.length === 0) return;
          void flow.fitView({ ...fitOptions, nodes: ids.map((id) => ({ id })), duration: moveMs });
        },
        animateMoves() {
          const element = frame.current;
          if (element === null) return;
          element.dataset.moving = '';
          setTimeout(() => delete element.dataset.moving, moveMs * 2);
        },
        zoomActual: () => void flow.zoomTo(1, { duration: moveMs }),
        toScreen: (at) => flow.flowToScreenPosition({ x: at.x, y: at.y }),
        pointer: () => (pointer.current === null ? null : flow.screenToFlowPosition(pointer.current)),
        centre() {
          const bounds = frame.current?.getBoundingClientRect() ?? new DOMRect();
          return flow.screenToFlowPosition({ x: bounds.left + bounds.width / 2, y: bounds.top + bounds.height / 2 });
        },
      },
    });
    return () => view.set({ viewport: null });
  }, [view, documents, flow, frame]);

  useEffect(() => {
    const element = frame.current;
    if (element === null) return;
    let before = { width: element.clientWidth, height: element.clientHeight };
    const sawAll = (): boolean => {
      const { x, y, zoom } = flow.getViewport();
      return documents.getState().document.nodes.every(({ position }) => {
        const left = position.x * zoom + x;
        const top = position.y * zoom + y;
        const right = left + nodeSize.width * zoom;
        const bottom = top + nodeSize.height * zoom;
        return left >= 0 && top >= 0 && right <= before.width && bottom <= before.height;
      });
    };
    let fitted: ReturnType<typeof flow.getViewport> | null = null;
    const isAsFitted = (): boolean => {
      const { x, y, zoom } = flow.getViewport();
      return fitted !== null && x === fitted.x && y === fitted.y && zoom === fitted.zoom;
    };
    const fitAgain = async (): Promise<void> => {
      await flow.fitView(fitOptions);
      fitted = flow.getViewport();
    };
    // A panel that opens, or a smaller window, must not hide a drawing that was seen whole; and what was made smaller for
    // that, and not touched since, grows again with the room.
    const observer = new ResizeObserver(() => {
      const now = { width: element.clientWidth, height: element.clientHeight };
      const isShown = now.width > 0 && now.height > 0 && documents.getState().document.nodes.length > 0;
      const held = sawAll();
      before = now;
      if (isShown && (isAsFitted() || (held && !sawAll()))) requestAnimationFrame(() => void fitAgain());
    });
    observer.observe(element);
    return () => observer.disconnect();
  }, [documents, flow, frame]);

  // Before React hears of the new document, so that its nodes are drawn once: at the size at which they stay.
  useEffect(
    () =>
      documents.subscribe((state, before) => {
        const { width, height, minZoom, panZoom } = store.getState();
        const { nodes } = state.document;
        if (state.openedCount === before.openedCount || panZoom === null || width === 0 || nodes.length === 0) return;
        const { maxZoom, padding } = fitOptions;
        void flow.setViewport(getViewportForBounds(boundsOf(nodes), width, height, minZoom, maxZoom, padding));
      }),
    [documents, flow, store],
  );

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

function boundsOf(nodes: readonly { readonly position: Point }[]): Rect {
  const across = nodes.map(({ position }) => position.x);
  const down = nodes.map(({ position }) => position.y);
  const x = Math.min(...across);
  const y = Math.min(...down);
  return { x, y, width: Math.max(...across) + nodeSize.width - x, height: Math.max(...down) + nodeSize.height - y };
}
