import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { useTexts } from '../ui/i18n.ts';
import { NodeInspector } from './node-inspector.tsx';
import { PipelineInspector } from './pipeline-inspector.tsx';
import { RenameBar } from './rename-bar.tsx';
import { SelectionInspector } from './selection-inspector.tsx';
import { texts } from './texts.ts';
import { WireInspector } from './wire-inspector.tsx';

/** What is selected, to be read and edited: a node, a wire, several, or the pipeline as a whole. */
export function Inspector() {
  const t = useTexts(texts);
  const { view } = useWorkspace();
  const onKeyDown = (event: KeyboardEvent): void => {
    // Back to the node: Enter came from there.
    if (event.key === 'Escape' && !event.defaultPrevented) view.getState().viewport?.focus();
  };
  const panel = useRef<HTMLElement>(null);
  const selection = useDocument((state) => state.selection);
  const key = `${selection.nodes.length === 1 ? selection.nodes[0] : ''} ${selection.edges[0] ?? ''}`;
  const places = useRef(new Map<string, number>());
  // What is selected again is where it was left, anything else at its top; a setting that was asked for scrolls into view after this.
  useLayoutEffect(() => {
    if (panel.current !== null) panel.current.scrollTop = places.current.get(key) ?? 0;
  }, [key]);
  return (
    <aside
      ref={panel}
      data-pane="inspector"
      aria-label={t('title')}
      onKeyDown={onKeyDown}
      onScroll={(event) => places.current.set(key, event.currentTarget.scrollTop)}
      className="flex h-full flex-col overflow-y-auto bg-surface"
    >
      <div className="flex-1">
        <Selected />
      </div>
      <RenameBar />
    </aside>
  );
}

function Selected() {
  const nodeIds = useDocument((state) => state.selection.nodes);
  const edgeIds = useDocument((state) => state.selection.edges);
  const node = useDocument((state) => state.document.nodes.find((each) => each.id === nodeIds[0]));
  if (nodeIds.length > 1) return <SelectionInspector nodeIds={nodeIds} />;
  if (node !== undefined) return <NodeInspector key={node.id} node={node} />;
  const [edge] = edgeIds;
  return edge === undefined ? <PipelineInspector /> : <WireInspector wireId={edge} />;
}
