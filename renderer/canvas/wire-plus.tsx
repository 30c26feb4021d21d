import { ViewportPortal } from '@xyflow/react';
import { Plus } from 'lucide-react';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import type { Point } from '../model/document-edits.ts';
import { edgeId } from '../model/edge-id.ts';
import { middleOf } from '../model/quick-add.ts';
import { useTexts } from '../ui/i18n.ts';
import { editTexts } from './edit-texts.ts';
import { useGesture } from './gesture-store.ts';

/** The button that puts a node into a wire: on the wire under the pointer, or on the one that is selected. */
export function WirePlus() {
  const hovered = useGesture((state) => (state.movedNodes.size > 0 ? null : state.hoveredWire));
  const selected = useDocument(({ selection }) =>
    selection.edges.length === 1 && selection.nodes.length === 0 ? selection.edges[0] : undefined,
  );
  const wireId = hovered ?? selected;
  const edge = useDocument(({ document }) =>
    wireId === undefined ? undefined : document.edges.find((each) => edgeId(each) === wireId),
  );
  const nodes = useDocument(({ document }) => document.nodes);
  if (wireId === undefined || edge === undefined) return null;
  return <PlusButton wireId={wireId} at={middleOf(nodes, edge)} />;
}

function PlusButton({ wireId, at }: { readonly wireId: string; readonly at: Point }) {
  const t = useTexts(editTexts);
  const { documents, view } = useWorkspace();
  return (
    <ViewportPortal>
      <button
        type="button"
        tabIndex={-1}
        aria-label={t('wireAdd')}
        title={t('wireAdd')}
        onClick={() => {
          documents.select({ nodes: [], edges: [wireId], notes: [], groups: [] });
          view.set({ quickAdd: { at, behind: null, before: null, wireId } });
        }}
        className="nopan nodrag pointer-events-auto absolute z-10 flex size-5 items-center justify-center rounded-full border border-line-strong bg-surface text-muted shadow-card hover:border-accent hover:bg-accent hover:text-on-accent"
        // Below the middle, where figures and breakpoints stand.
        style={{ transform: `translate(-50%, -50%) translate(${at.x}px, ${at.y + 20}px)` }}
      >
        <Plus aria-hidden="true" className="size-3" />
      </button>
    </ViewportPortal>
  );
}
