import { useReactFlow } from '@xyflow/react';
import type { DragEvent } from 'react';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { addNode, nodeSize } from '../model/document-edits.ts';
import { DRAG_KIND_TYPE, DRAG_MIDDLE_TYPE } from '../model/drag-kind.ts';
import { insertIntoWire } from '../model/splice.ts';
import { type DrawingStore, notDrawing } from './drawing-store.ts';
import { wireAt } from './elements-at.ts';

interface DroppingProps {
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDragLeave: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

/** A kind dragged from the palette: it lands where it is let go, or in the wire under it. */
export function useDropping(drawing: DrawingStore): DroppingProps {
  const workspace = useWorkspace();
  const { documents, catalogue } = workspace;
  const flow = useReactFlow();
  return {
    onDragOver: (event) => {
      if (!event.dataTransfer.types.includes(DRAG_KIND_TYPE)) return;
      event.preventDefault();
      event.dataTransfer.dropEffect = 'copy';
      const isMiddle = event.dataTransfer.types.includes(DRAG_MIDDLE_TYPE);
      const page = event.currentTarget.ownerDocument;
      const dropInto = isMiddle ? wireAt(page, event.clientX, event.clientY) : null;
      if (dropInto !== drawing.getState().dropInto) drawing.setState({ dropInto });
    },
    onDragLeave: (event) => {
      if (!event.currentTarget.contains(event.relatedTarget as Node | null)) drawing.setState(notDrawing);
    },
    onDrop: (event) => {
      const descriptor = catalogue.byKind.get(event.dataTransfer.getData(DRAG_KIND_TYPE));
      if (descriptor === undefined) return;
      event.preventDefault();
      const wireId = drawing.getState().dropInto;
      drawing.setState(notDrawing);
      if (wireId !== null && insertIntoWire(workspace, descriptor, wireId) !== null) return;
      const at = flow.screenToFlowPosition({ x: event.clientX, y: event.clientY });
      addNode(documents, descriptor, { x: at.x - nodeSize.width / 2, y: at.y - nodeSize.height / 2 });
    },
  };
}
