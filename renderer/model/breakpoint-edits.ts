/** Breakpoints of the document, each change one undo step. They stand in `views.breakpoints` and are named by their wires. */
import { DEFAULT_PORT, type PipelineDocument, type PipelineEdge } from '../../engine/pipeline/document.ts';
import { breakpointsOf, type StoredBreakpoint } from './annotations.ts';
import { setViews } from './document-edits.ts';
import type { DocumentStore } from './document-store.ts';
import { edgeId } from './edge-id.ts';

const read = new WeakMap<object, ReadonlyMap<string, StoredBreakpoint>>();
const none: ReadonlyMap<string, StoredBreakpoint> = new Map();

/** The breakpoint on a wire, the same object as long as the views are; undefined where there is none. */
export function breakpointAt({ views }: PipelineDocument, wireId: string): StoredBreakpoint | undefined {
  return byWire(views).get(wireId);
}

/** Every wire of a large graph asks after each edit, so what the views hold is read once. */
function byWire(views: unknown): ReadonlyMap<string, StoredBreakpoint> {
  if (typeof views !== 'object' || views === null) return none;
  const known = read.get(views);
  if (known !== undefined) return known;
  const made = new Map(breakpointsOf(views).map((each) => [edgeId(each), each]));
  read.set(views, made);
  return made;
}

/** Sets a breakpoint on a wire (for any row), or takes away the one that is there. */
export function toggleBreakpoint(documents: DocumentStore, wireId: string): void {
  const { document } = documents.getState();
  const edge = document.edges.find((each) => edgeId(each) === wireId);
  if (edge === undefined) return;
  const others = without(document, wireId);
  const isSet = breakpointAt(document, wireId) !== undefined;
  setBreakpoints(documents, isSet ? others : [...others, { ...endsOf(edge), condition: '', enabled: true }]);
}

/** Changes the breakpoint on a wire. Changes of the condition in a row are one step. */
export function changeBreakpoint(
  documents: DocumentStore,
  wireId: string,
  change: Partial<Pick<StoredBreakpoint, 'condition' | 'enabled'>>,
): void {
  const { document } = documents.getState();
  if (breakpointAt(document, wireId) === undefined) return;
  const changed = breakpointsOf(document.views).map((each) =>
    edgeId(each) === wireId ? { ...each, ...change } : each,
  );
  setBreakpoints(documents, changed, change.condition === undefined ? undefined : `breakpoint ${wireId}`);
}

/** Takes all breakpoints away. */
export function clearBreakpoints(documents: DocumentStore): void {
  setBreakpoints(documents, []);
}

function without(document: PipelineDocument, wireId: string): StoredBreakpoint[] {
  const wires = new Set(document.edges.map(edgeId));
  // Breakpoints whose wires have gone are let go with the next change: they would come back with a wire of the same ends.
  return breakpointsOf(document.views).filter((each) => edgeId(each) !== wireId && wires.has(edgeId(each)));
}

function endsOf({ source, target, targetPort }: PipelineEdge): PipelineEdge {
  return targetPort === undefined || targetPort === DEFAULT_PORT ? { source, target } : { source, target, targetPort };
}

function setBreakpoints(documents: DocumentStore, breakpoints: readonly StoredBreakpoint[], join?: string): void {
  const { views } = documents.getState().document;
  const { breakpoints: _, ...others } =
    typeof views === 'object' && views !== null ? (views as Record<string, unknown>) : {};
  const next = breakpoints.length === 0 ? others : { ...others, breakpoints };
  setViews(documents, Object.keys(next).length === 0 ? undefined : next, join);
}
