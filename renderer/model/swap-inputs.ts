import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { DocumentStore } from './document-store.ts';

/** Lets what comes into the first input of a node come into the second one, and the other way round. One undo step. */
export function swapInputs(documents: DocumentStore, nodeId: string, { inputs }: NodeDescriptor): void {
  const [first, second] = inputs;
  if (first === undefined || second === undefined) return;
  const other = new Map([
    [first.id, second.id],
    [second.id, first.id],
  ]);
  documents.edit((draft) => {
    for (const edge of draft.edges) {
      const port = edge.target === nodeId ? other.get(edge.targetPort ?? '') : undefined;
      if (port !== undefined) edge.targetPort = port;
    }
  });
}
