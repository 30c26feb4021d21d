import type { PipelineEdge } from '../../engine/pipeline/document.ts';
import { tidyEdge } from './document-edits.ts';
import type { DocumentStore } from './document-store.ts';

/** Replaces the wires of the document. One undo step. */
export function setEdges(documents: DocumentStore, edges: readonly PipelineEdge[]): void {
  documents.edit((draft) => {
    draft.edges = edges.map(tidyEdge);
  });
}
