import { type KeyboardEvent, useLayoutEffect, useRef } from 'react';
import { useCommand } from '../commands/use-command.ts';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle } from '../model/catalogue.ts';
import { edgeId } from '../model/edge-id.ts';
import { inputTitle } from '../model/port-words.ts';
import { portOf } from '../model/wiring.ts';
import { Button } from '../ui/button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { NodeInspector } from './node-inspector.tsx';
import { PipelineInspector } from './pipeline-inspector.tsx';
import { Section } from './section.tsx';
import { texts } from './texts.ts';

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
  // What is selected anew is read from its top; a setting that was asked for scrolls into view after this.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another selection is read anew
  useLayoutEffect(() => {
    if (panel.current !== null) panel.current.scrollTop = 0;
  }, [selection.nodes[0], selection.edges[0]]);
  return (
    <aside ref={panel} aria-label={t('title')} onKeyDown={onKeyDown} className="h-full overflow-y-auto bg-surface">
      <Selected />
    </aside>
  );
}

function Selected() {
  const nodeIds = useDocument((state) => state.selection.nodes);
  const edgeIds = useDocument((state) => state.selection.edges);
  const node = useDocument((state) => state.document.nodes.find((each) => each.id === nodeIds[0]));
  if (nodeIds.length > 1) return <SelectedMany number={nodeIds.length} />;
  if (node !== undefined) return <NodeInspector key={node.id} node={node} />;
  const [edge] = edgeIds;
  return edge === undefined ? <PipelineInspector /> : <SelectedWire id={edge} />;
}

function SelectedMany({ number }: { readonly number: number }) {
  const t = useTexts(texts);
  const duplicate = useCommand('edit.duplicate');
  const remove = useCommand('edit.delete');
  return (
    <Section title={t('selectedMany', { number })}>
      <p className="text-muted">{t('selectedManyHint')}</p>
      <div className="mt-3 flex gap-2">
        <Button onClick={duplicate.run}>{duplicate.title}</Button>
        <Button tone="danger" onClick={remove.run}>
          {remove.title}
        </Button>
      </div>
    </Section>
  );
}

function SelectedWire({ id }: { readonly id: string }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { catalogue } = useWorkspace();
  const remove = useCommand('edit.delete');
  const nodes = useDocument((state) => state.document.nodes);
  const edge = useDocument((state) => state.document.edges.find((each) => edgeId(each) === id));
  const titleOf = (nodeId: string | undefined): string => {
    const node = nodes.find((each) => each.id === nodeId);
    return node === undefined ? '' : nodeTitle(catalogue, node, language);
  };
  const descriptorOf = (nodeId: string) => catalogue.byKind.get(nodes.find((each) => each.id === nodeId)?.kind ?? '');
  return (
    <Section title={t('selectedWire')}>
      <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        <dt className="text-faint">{t('wireFrom')}</dt>
        <dd>{titleOf(edge?.source)}</dd>
        <dt className="text-faint">{t('wireTo')}</dt>
        <dd>{edge === undefined ? '' : inputTitle(titleOf(edge.target), descriptorOf(edge.target), portOf(edge))}</dd>
      </dl>
      <Button tone="danger" className="mt-3" onClick={remove.run}>
        {remove.title}
      </Button>
    </Section>
  );
}
