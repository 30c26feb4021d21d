/** What the engine says of the open document: diagnostics, schemas, Spark lines. Follows each change after a short pause. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { Diagnostic, Severity } from '../../engine/base/errors/diagnostic.ts';
import type { Analysis, ColumnSummary } from '../../engine/nodes/analysis.ts';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { Bridge } from '../bridge/desktop.ts';
import type { DocumentStore } from './document-store.ts';
import { ownValue } from './own-value.ts';

export interface AnalysisState {
  readonly analysis: Analysis;
  /** The document that `analysis` is about; null before the first answer. */
  readonly document: PipelineDocument | null;
  readonly diagnosticsByNode: ReadonlyMap<string, readonly Diagnostic[]>;
  /** The worst severity by node. */
  readonly severityByNode: ReadonlyMap<string, Severity>;
  /** The request itself failed; the last answer stays. */
  readonly failure: unknown;
}

export interface AnalysisStore extends Pick<StoreApi<AnalysisState>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** Resolves when the answer for the document as it is now has come in. */
  refresh(): Promise<void>;
  dispose(): void;
}

const emptyAnalysis: Analysis = { diagnostics: [], nodes: {}, queries: [] };
const pauseMs = 200;

export function createAnalysisStore(bridge: Bridge, documents: DocumentStore): AnalysisStore {
  const store = createStore<AnalysisState>()(() => ({
    analysis: emptyAnalysis,
    document: null,
    diagnosticsByNode: new Map(),
    severityByNode: new Map(),
    failure: null,
  }));
  let asked = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const refresh = async (): Promise<void> => {
    clearTimeout(timer);
    const number = ++asked;
    const { document, path, basePath } = documents.getState();
    try {
      const input = { document: { ...document }, path: path ?? basePath };
      const analysis = await bridge.request('engine.analyze', input);
      if (number !== asked) return;
      // A page on which nothing is drawn yet is not wrong.
      const said = document.nodes.length === 0 ? { ...analysis, diagnostics: [] } : analysis;
      store.setState({ analysis: said, document, failure: null, ...byNode(said.diagnostics) });
    } catch (failure) {
      if (number === asked) store.setState({ failure });
    }
  };
  const unsubscribe = documents.subscribe((state, before) => {
    if (
      !meansSomethingElse(state.document, before.document) &&
      state.path === before.path &&
      state.basePath === before.basePath
    )
      return;
    clearTimeout(timer);
    timer = setTimeout(() => void refresh(), pauseMs);
  });

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    refresh,
    dispose() {
      clearTimeout(timer);
      asked++;
      unsubscribe();
    },
  };
}

/** Columns that reach a node's input port; null where they are not known. */
export function inputColumns(state: AnalysisState, nodeId: string, port: string): readonly ColumnSummary[] | null {
  return ownValue(ownValue(state.analysis.nodes, nodeId)?.inputs, port) ?? null;
}

/** Columns that leave a node; null where they are not known. */
export function outputColumns(state: AnalysisState, nodeId: string): readonly ColumnSummary[] | null {
  return ownValue(state.analysis.nodes, nodeId)?.output ?? null;
}

/** Whether two documents may differ in what the engine says of them: places on the canvas do not count. */
function meansSomethingElse(a: PipelineDocument, b: PipelineDocument): boolean {
  if (a === b) return false;
  if (a.edges !== b.edges || a.settings !== b.settings || a.name !== b.name) return true;
  if (a.nodes === b.nodes) return false;
  return (
    a.nodes.length !== b.nodes.length ||
    a.nodes.some((node, index) => {
      const other = b.nodes[index];
      return (
        node.id !== other?.id || node.kind !== other.kind || node.config !== other.config || node.label !== other.label
      );
    })
  );
}

function byNode(diagnostics: readonly Diagnostic[]): Pick<AnalysisState, 'diagnosticsByNode' | 'severityByNode'> {
  const diagnosticsByNode = new Map<string, Diagnostic[]>();
  const severityByNode = new Map<string, Severity>();
  for (const found of diagnostics) {
    const { nodeId } = found.at;
    if (nodeId === undefined) continue;
    diagnosticsByNode.set(nodeId, [...(diagnosticsByNode.get(nodeId) ?? []), found]);
    if (found.severity === 'error' || !severityByNode.has(nodeId)) severityByNode.set(nodeId, found.severity);
  }
  return { diagnosticsByNode, severityByNode };
}
