import { beforeEach, describe, expect, it } from 'vitest';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { activeBreakpoints, breakpointsOf } from './annotations.ts';
import { breakpointAt, changeBreakpoint, clearBreakpoints, toggleBreakpoint } from './breakpoint-edits.ts';
import { createDocumentStore, type DocumentStore, emptyDocument } from './document-store.ts';
import { edgeId } from './edge-id.ts';

const wire = { source: 'events', target: 'typed' };
const join = { source: 'typed', target: 'both', targetPort: 'left' };
const wireId = edgeId(wire);

const drawn: PipelineDocument = {
  ...emptyDocument('breakpoints'),
  edges: [wire, join],
  views: { queries: [{ name: 'q', sql: 'select 1' }] },
};

describe('breakpoints of a document', () => {
  let documents: DocumentStore;
  beforeEach(() => {
    documents = createDocumentStore(drawn, () => 0);
  });
  const stored = () => breakpointsOf(documents.getState().document.views);

  it('are set on a wire for any row, and taken away, beside what else the views hold', () => {
    toggleBreakpoint(documents, wireId);
    expect(stored()).toEqual([{ ...wire, condition: '', enabled: true }]);
    expect(documents.getState().document.views).toMatchObject({ queries: [{ name: 'q' }] });
    toggleBreakpoint(documents, wireId);
    expect(documents.getState().document.views).toEqual(drawn.views);
  });

  it('name the input that their wire ends in', () => {
    toggleBreakpoint(documents, edgeId(join));
    expect(stored()).toEqual([{ ...join, condition: '', enabled: true }]);
    expect(activeBreakpoints(documents.getState().document.views)).toEqual([
      { ...join, condition: '', id: edgeId(join) },
    ]);
  });

  it('are not told to a run while they are off', () => {
    toggleBreakpoint(documents, wireId);
    changeBreakpoint(documents, wireId, { enabled: false });
    expect(breakpointAt(documents.getState().document, wireId)?.enabled).toBe(false);
    expect(activeBreakpoints(documents.getState().document.views)).toEqual([]);
  });

  it('are one undo step each, and the letters of a condition one together', () => {
    toggleBreakpoint(documents, wireId);
    for (const condition of ['l', 'la', 'late']) changeBreakpoint(documents, wireId, { condition });
    expect(breakpointAt(documents.getState().document, wireId)?.condition).toBe('late');
    documents.undo();
    expect(breakpointAt(documents.getState().document, wireId)?.condition).toBe('');
    documents.undo();
    expect(stored()).toEqual([]);
    documents.redo();
    documents.redo();
    expect(breakpointAt(documents.getState().document, wireId)?.condition).toBe('late');
  });

  it('change nothing on a wire that is not there', () => {
    toggleBreakpoint(documents, edgeId({ source: 'typed', target: 'events' }));
    changeBreakpoint(documents, wireId, { condition: 'late' });
    expect(documents.getState().canUndo).toBe(false);
  });

  it('go with their wires at the next change', () => {
    toggleBreakpoint(documents, wireId);
    toggleBreakpoint(documents, edgeId(join));
    documents.edit((draft) => {
      draft.edges = draft.edges.filter((edge) => edge.target !== 'both');
    });
    toggleBreakpoint(documents, wireId);
    expect(stored()).toEqual([]);
  });

  it('are all cleared at once', () => {
    toggleBreakpoint(documents, wireId);
    toggleBreakpoint(documents, edgeId(join));
    clearBreakpoints(documents);
    expect(documents.getState().document.views).toEqual(drawn.views);
    documents.undo();
    expect(stored()).toHaveLength(2);
  });
});
