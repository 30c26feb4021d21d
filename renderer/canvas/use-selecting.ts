import type { EdgeChange, NodeChange } from '@xyflow/react';
import { useWorkspace } from '../commands/workspace-context.tsx';
import type { FlowEdge, FlowNode } from './flow-elements.ts';

type Changes = readonly (NodeChange<FlowNode> | EdgeChange<FlowEdge>)[];

/** Selecting with the pointer: clicks, boxes and Escape of React Flow become the document's selection. */
export function useSelecting(): (changes: Changes, part: 'nodes' | 'edges') => void {
  const { documents } = useWorkspace();
  return (changes, part) => {
    const made = changes.filter((change) => change.type === 'select');
    if (made.length === 0) return;
    const selected = new Set(documents.getState().selection[part]);
    for (const change of made) {
      if (change.selected) selected.add(change.id);
      else selected.delete(change.id);
    }
    documents.select({ [part]: [...selected] });
  };
}
