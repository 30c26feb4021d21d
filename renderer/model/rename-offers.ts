/**
 * Notices when an edit has given a column another name, and offers to write that name in the settings downstream as well. Nothing is
 * changed unless it is asked for, and the offer goes as soon as the user goes on.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { ColumnSummary } from '../../engine/nodes/analysis.ts';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { ColumnRename } from '../../engine/session-shapes.ts';
import type { Bridge } from '../bridge/desktop.ts';
import { type AnalysisStore, outputColumns } from './analysis-store.ts';
import { valueAt, withValue } from './document-edits.ts';
import type { DocumentStore } from './document-store.ts';
import type { History } from './history.ts';
import { ownValue } from './own-value.ts';

export interface RenameOffer {
  /** The node whose column has another name now. */
  readonly nodeId: string;
  readonly from: string;
  readonly to: string;
  readonly edits: ColumnRename['edits'];
}

export interface RenameOffers extends Pick<StoreApi<RenameOffer | null>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** The field was left: what was typed is what is meant. Resolves when it is known whether there is an offer. */
  settle(): Promise<void>;
  /** Writes the new name downstream, as one undo step. */
  accept(): void;
  dismiss(): void;
  dispose(): void;
}

interface Pending {
  readonly nodeId: string;
  /** As it was before the name was touched. */
  readonly document: PipelineDocument;
  /** What left the node then; null where analysis had not come so far. */
  readonly columns: readonly ColumnSummary[] | null;
}

/** How long nothing is typed before a name counts as whole, ms. */
const pauseMs = 1200;

export function createRenameOffers(bridge: Bridge, documents: DocumentStore, analysis: AnalysisStore): RenameOffers {
  const store = createStore<RenameOffer | null>()(() => null);
  let pending: Pending | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;
  const show = (offer: RenameOffer | null): void => {
    if (store.getState() !== offer) store.setState(offer, true);
  };
  const forget = (): void => {
    clearTimeout(timer);
    asked++;
    pending = null;
    show(null);
  };

  const columnsOf = async ({ nodeId, document }: Pending): Promise<Pending['columns']> => {
    const { path, basePath } = documents.getState();
    const analysed = await bridge.request('engine.analyze', { document: { ...document }, path: path ?? basePath });
    return ownValue(analysed.nodes, nodeId)?.output ?? null;
  };

  const settle = async (): Promise<void> => {
    clearTimeout(timer);
    const before = pending;
    pending = null;
    if (before === null) return;
    const number = ++asked;
    if (analysis.getState().document !== documents.getState().document) await analysis.refresh();
    const { document, path, basePath } = documents.getState();
    if (number !== asked || analysis.getState().document !== document) return;
    try {
      const columns = before.columns ?? (await columnsOf(before));
      const renamed = renamedColumn(columns ?? [], outputColumns(analysis.getState(), before.nodeId));
      if (renamed === null) return;
      const { edits } = await bridge.request('engine.rename-column', {
        document: { ...before.document },
        path: path ?? basePath,
        nodeId: before.nodeId,
        ...renamed,
      });
      if (number !== asked || documents.getState().document !== document) return;
      const open = edits.filter(({ nodeId, setting, before: text }) => textAt(document, nodeId, setting) === text);
      if (open.length > 0) show({ nodeId: before.nodeId, ...renamed, edits: open });
    } catch {
      // It is only an offer: what does not fit any more is said by analysis.
    }
  };

  const unsubscribe = documents.subscribe((state, old) => {
    if (state.openedCount !== old.openedCount) return forget();
    if (state.document === old.document) {
      if (state.selection.nodes.join(' ') !== old.selection.nodes.join(' ')) show(null);
      return;
    }
    const nodeId = isEdit(old.history, state.history) ? editedNode(old.document, state.document) : null;
    if (nodeId === null || (pending !== null && pending.nodeId !== nodeId)) forget();
    if (nodeId === null) return;
    show(null);
    asked++;
    if (pending === null) {
      const known = analysis.getState();
      const columns = outputColumns(known, nodeId);
      const isCurrent = configOf(known.document, nodeId) === configOf(old.document, nodeId);
      pending = { nodeId, document: old.document, columns: isCurrent ? columns : null };
    }
    clearTimeout(timer);
    timer = setTimeout(() => void settle(), pauseMs);
  });

  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    settle,
    accept() {
      const offer = store.getState();
      if (offer === null) return;
      documents.seal();
      const { document } = documents.getState();
      const configs = new Map(document.nodes.map((node): [string, unknown] => [node.id, node.config]));
      for (const { nodeId, setting, after } of offer.edits) {
        configs.set(nodeId, withValue(configs.get(nodeId), setting.split('.'), after));
      }
      documents.edit((draft) => {
        for (const node of draft.nodes) {
          const isMeant = offer.edits.some(({ nodeId }) => nodeId === node.id);
          // Replaced as a whole: its keys are users' words, which patches must not follow into objects.
          if (isMeant) node.config = configs.get(node.id) as Record<string, unknown>;
        }
      });
      forget();
    },
    dismiss: forget,
    dispose() {
      forget();
      unsubscribe();
    },
  };
}

/** The one column that has another name; null where none or more than that differs. */
export function renamedColumn(
  before: readonly ColumnSummary[],
  after: readonly ColumnSummary[] | null,
): { readonly from: string; readonly to: string } | null {
  if (after === null || after.length !== before.length) return null;
  const places = before.flatMap(({ name }, index) => (name === after[index]?.name ? [] : [index]));
  const [place] = places;
  if (place === undefined || places.length > 1) return null;
  const from = before[place]?.name ?? '';
  const to = after[place]?.name ?? '';
  // Another column of the old name is what the settings downstream mean from now on.
  return to === '' || after.some(({ name }) => name.toLowerCase() === from.toLowerCase()) ? null : { from, to };
}

/** The node whose settings are all that two documents differ in; null for any other difference. */
function editedNode(before: PipelineDocument, after: PipelineDocument): string | null {
  if (before.edges !== after.edges || before.nodes.length !== after.nodes.length) return null;
  const changed = after.nodes.filter((node, index) => node !== before.nodes[index]);
  const [node] = changed;
  return changed.length === 1 && node !== undefined && configOf(before, node.id) !== undefined ? node.id : null;
}

/** Whether the step between two histories is an edit: undoing and redoing a name is no new name. */
function isEdit(before: History, after: History): boolean {
  return after.future.length === 0 && (before.future.length === 0 || after.past.at(-1) !== before.future.at(-1));
}

function configOf(document: PipelineDocument | null, nodeId: string): unknown {
  return document?.nodes.find((node) => node.id === nodeId)?.config;
}

function textAt(document: PipelineDocument, nodeId: string, setting: string): unknown {
  return valueAt(configOf(document, nodeId), setting);
}
