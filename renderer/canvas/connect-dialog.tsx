import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import type { PipelineDocument, PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useDocument, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle } from '../model/catalogue.ts';
import { connect } from '../model/document-edits.ts';
import { edgeId } from '../model/edge-id.ts';
import { sayDiagnostic } from '../model/node-names.ts';
import { inputTitle, portName } from '../model/port-words.ts';
import { type PossibleWire, portOf, wiresFrom, wiresInto } from '../model/wiring.ts';
import { Dialog } from '../ui/dialog.tsx';
import { familyTint } from '../ui/family.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import { fullSentence } from '../ui/sentence.ts';
import { texts } from './texts.ts';

/** Drawing a wire by keyboard: the ends that fit the node, chosen with the arrow keys and Enter. */
export function ConnectDialog() {
  const { view } = useWorkspace();
  const t = useTexts(texts);
  const language = useLanguage();
  const { catalogue } = useWorkspace();
  const nodeId = useView((state) => state.connectFrom);
  const document = useDocument((state) => state.document);
  const node = document.nodes.find((each) => each.id === nodeId);
  const lastId = useRef('');
  const lastAsked = useRef<string | null>(null);
  const outline = useRef<HTMLElement | null>(null);
  if (nodeId !== null && node !== undefined && lastAsked.current === null) {
    // Asked for in the outline, it gives the keyboard back there.
    outline.current = globalThis.document.activeElement?.closest<HTMLElement>('[role="tree"]') ?? null;
  }
  lastAsked.current = nodeId;
  if (nodeId !== null) lastId.current = nodeId;
  const close = (): void => view.set({ connectFrom: null });
  return (
    <Dialog
      open={node !== undefined}
      onClose={close}
      title={node === undefined ? '' : t('connectTitle', { title: nodeTitle(catalogue, node, language) })}
      description={t('connectDescription')}
      finalFocus={() => outline.current ?? nodeElement(lastId.current)}
    >
      {node !== undefined && <Ends document={document} nodeId={node.id} onDone={close} />}
    </Dialog>
  );
}

function nodeElement(id: string): HTMLElement | null {
  return globalThis.document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
}

interface EndsProps {
  readonly document: PipelineDocument;
  readonly nodeId: string;
  readonly onDone: () => void;
}

/** So many ends that do not fit are listed with their reason; more would bury those that do. */
const reasonsMax = 5;

function Ends({ document, nodeId, onDone }: EndsProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { documents, catalogue, analysis, notices } = useWorkspace();
  const names = useNodeNames();
  const list = useRef<HTMLDivElement>(null);
  const [to, from] = useMemo(() => {
    const state = analysis.getState();
    return [wiresFrom(document, catalogue, state, nodeId), wiresInto(document, catalogue, state, nodeId)] as const;
  }, [document, catalogue, analysis, nodeId]);

  useEffect(() => list.current?.querySelector<HTMLElement>('button')?.focus(), []);

  const nodeOf = (id: string): PipelineNode | undefined => document.nodes.find((each) => each.id === id);
  const titleOf = (id: string): string => nodeTitle(catalogue, nodeOf(id) ?? { kind: id }, language);
  const descriptorOf = (id: string) => catalogue.byKind.get(nodeOf(id)?.kind ?? '');
  const targetTitle = (edge: PipelineEdge): string =>
    inputTitle(titleOf(edge.target), descriptorOf(edge.target), portOf(edge));
  /** A source that is to send its rows here, with the input that takes them where there are several. */
  const sourceTitle = (edge: PipelineEdge): string => {
    const title = titleOf(edge.source);
    const isOneOfSeveral = (descriptorOf(nodeId)?.inputs.length ?? 0) > 1;
    return isOneOfSeveral ? t('connectInto', { title, port: portName(portOf(edge)) }) : title;
  };
  const choose = ({ edge }: PossibleWire): void => {
    connect(documents, edge);
    notices.announce(t('connected', { source: titleOf(edge.source), target: targetTitle(edge) }));
    onDone();
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0;
    if (step === 0) return;
    const items = [...(list.current?.querySelectorAll<HTMLElement>('button') ?? [])];
    const at = items.indexOf(globalThis.document.activeElement as HTMLElement);
    items[(at + step + items.length) % items.length]?.focus();
    event.preventDefault();
  };
  const fitting = (heading: string, wires: readonly PossibleWire[], otherEnd: 'source' | 'target') => {
    const fits = wires.filter(({ problem }) => problem === null);
    if (fits.length === 0) return null;
    return (
      <section aria-label={heading} className="mt-2">
        <h3 className="px-2 text-sm text-faint">{heading}</h3>
        {fits.map((wire) => (
          <EndButton
            key={edgeId(wire.edge)}
            kind={nodeOf(wire.edge[otherEnd])?.kind ?? ''}
            title={otherEnd === 'target' ? targetTitle(wire.edge) : sourceTitle(wire.edge)}
            onChoose={() => choose(wire)}
          />
        ))}
      </section>
    );
  };
  const misfits = to.filter(({ problem }) => problem !== null);
  const reason = ({ problem }: PossibleWire): string => {
    if (problem === null) return '';
    const { message, hint } = sayDiagnostic(problem, names, language);
    return hint === undefined ? fullSentence(message) : `${fullSentence(message)} ${fullSentence(hint)}`;
  };
  const anyFits = [...to, ...from].some(({ problem }) => problem === null);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: only moves the keyboard among the buttons inside
    <div ref={list} onKeyDown={onKeyDown}>
      {!anyFits && <p className="py-2">{t('connectNothing')}</p>}
      {fitting(t('connectTo'), to, 'target')}
      {fitting(t('connectFrom'), from, 'source')}
      {misfits.length > 0 && (
        <section aria-label={t('connectNotFitting')} className="mt-3">
          <h3 className="px-2 text-sm text-faint">{t('connectNotFitting')}</h3>
          <ul>
            {misfits.slice(0, reasonsMax).map((wire) => (
              <li key={edgeId(wire.edge)} className="px-2 py-1">
                <span className="text-muted">{targetTitle(wire.edge)}</span>
                <span className="block text-sm text-faint">{reason(wire)}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

interface EndButtonProps {
  readonly kind: string;
  readonly title: string;
  readonly onChoose: () => void;
}

function EndButton({ kind, title, onChoose }: EndButtonProps) {
  const { catalogue } = useWorkspace();
  const descriptor = catalogue.byKind.get(kind);
  const tint = descriptor === undefined ? 'bg-hover' : familyTint[descriptor.family];
  return (
    <button
      type="button"
      onClick={onChoose}
      className="flex h-9 w-full items-center gap-2.5 rounded-md px-2 text-left hover:bg-hover focus:bg-accent-soft focus:outline-none"
    >
      <span className={`inline-flex size-6 items-center justify-center rounded-md ${tint}`}>
        <KindIcon kind={kind} size={16} />
      </span>
      <span className="truncate">{title}</span>
    </button>
  );
}
