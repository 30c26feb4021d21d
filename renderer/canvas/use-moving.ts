import type { NodeChange, OnNodeDrag } from '@xyflow/react';
import { useStoreApi } from '@xyflow/react';
import { useRef } from 'react';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { dropAll } from '../model/annotation-edits.ts';
import { notesOf } from '../model/annotations.ts';
import { nodeSize, type Point } from '../model/document-edits.ts';
import { type GroupFrame, groupAt, groupFrames } from '../model/group-frames.ts';
import { type Box, boundsOf, indexBoxes, type SnapIndex, snapBox } from '../model/snap-lines.ts';
import { canSplice, spliceNode } from '../model/splice-node.ts';
import type { DrawingStore } from './drawing-store.ts';
import { wireAt } from './elements-at.ts';
import type { FlowNode } from './flow-elements.ts';
import { atRest, type GestureStore } from './gesture-store.ts';

/** So near to a line, on the screen, what is dragged goes to it, px. */
const reachPx = 6;

/** What a drag looks at, gathered once when it begins. */
interface Drag {
  readonly index: SnapIndex;
  readonly frames: readonly GroupFrame[];
  /** The one node that is dragged and has no wire yet; null otherwise. */
  readonly loose: string | null;
}

interface Moving {
  readonly onNodesChange: (changes: readonly NodeChange<FlowNode>[]) => void;
  readonly onNodeDrag: OnNodeDrag<FlowNode>;
}

/**
 * Dragging nodes: they keep to lines, a group whose frame they lie in takes them, and a node without wires goes into the
 * wire it is let go on. Until it is let go the document knows nothing of it.
 */
export function useMoving(gestures: GestureStore, drawing: DrawingStore): Moving {
  const workspace = useWorkspace();
  const { documents } = workspace;
  const flow = useStoreApi();
  const drag = useRef<Drag | null>(null);

  const move = (raw: ReadonlyMap<string, Point>): void => {
    const { document } = documents.getState();
    drag.current ??= startDrag(document, raw);
    const { index, frames } = drag.current;
    const held = boundsOf([...raw.values()].map(({ x, y }): Box => ({ x, y, ...nodeSize })));
    if (held === null) return;
    const { dx, dy, guides } = snapBox(index, held, reachPx / flow.getState().transform[2]);
    const movedNodes = new Map([...raw].map(([id, { x, y }]) => [id, { x: x + dx, y: y + dy }]));
    const middle = { x: held.x + dx + held.width / 2, y: held.y + dy + held.height / 2 };
    gestures.setState({ ...atRest, movedNodes, guides, groupOver: groupAt(frames, middle) });
  };

  const drop = (): void => {
    const { movedNodes, groupOver } = gestures.getState();
    const into = drawing.getState().dropInto;
    const loose = drag.current?.loose ?? null;
    const hasGroups = (drag.current?.frames.length ?? 0) > 0;
    drag.current = null;
    drawing.setState({ dropInto: null });
    const place = loose === null ? undefined : movedNodes.get(loose);
    const isSpliced = into !== null && loose !== null && place !== undefined;
    if (!(isSpliced && spliceNode(workspace, loose, into, place))) {
      dropAll(documents, { nodes: movedNodes, notes: new Map(), ...(hasGroups ? { into: groupOver } : {}) });
    }
    gestures.setState(atRest);
  };

  return {
    onNodesChange: (changes) => {
      const raw = new Map<string, Point>();
      let isDropped = false;
      for (const change of changes) {
        if (change.type !== 'position' || change.position === undefined) continue;
        if (change.dragging === true) raw.set(change.id, change.position);
        else isDropped = true;
      }
      if (raw.size > 0) move(raw);
      else if (isDropped && drag.current !== null) drop();
    },
    onNodeDrag: (event, node) => {
      if (drag.current?.loose !== node.id) return;
      const at = 'touches' in event ? event.touches[0] : event;
      const under = at === undefined ? null : wireAt(globalThis.document, at.clientX, at.clientY);
      const dropInto = under !== null && canSplice(workspace, node.id, under) ? under : null;
      if (dropInto !== drawing.getState().dropInto) drawing.setState({ dropInto });
    },
  };
}

function startDrag(document: PipelineDocument, dragged: ReadonlyMap<string, Point>): Drag {
  const others = document.nodes.filter(({ id }) => !dragged.has(id));
  const notes = notesOf(document.notes).map(({ position, size }): Box => ({ ...position, ...size }));
  const [id = null] = dragged.keys();
  const isLoose = dragged.size === 1 && !document.edges.some(({ source, target }) => source === id || target === id);
  return {
    index: indexBoxes([...others.map(({ position }): Box => ({ ...position, ...nodeSize })), ...notes]),
    frames: groupFrames(document),
    loose: isLoose ? id : null,
  };
}
