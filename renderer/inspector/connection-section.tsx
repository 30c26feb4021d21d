import { ArrowUpDown, X } from 'lucide-react';
import { useMemo } from 'react';
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import { useAnalysis, useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle } from '../model/catalogue.ts';
import { connect, removeSelection } from '../model/document-edits.ts';
import { edgeId } from '../model/edge-id.ts';
import { inputTitle } from '../model/port-words.ts';
import { revealNode } from '../model/reveal.ts';
import { swapInputs } from '../model/swap-inputs.ts';
import { portOf, wire, wiresFrom } from '../model/wiring.ts';
import { Button } from '../ui/button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { Select } from '../ui/select.tsx';
import { Section } from './section.tsx';
import { texts } from './texts.ts';

/** The wires of a node: seen, removed and drawn without a pointer. */
export function ConnectionSection({
  node,
  descriptor,
}: {
  readonly node: PipelineNode;
  readonly descriptor: NodeDescriptor;
}) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { documents, catalogue, analysis } = useWorkspace();
  const document = useDocument((state) => state.document);
  const analysed = useAnalysis((state) => state.analysis);
  // biome-ignore lint/correctness/useExhaustiveDependencies: what fits depends on the columns that analysis found
  const fitting = useMemo(
    () => wiresFrom(document, catalogue, analysis.getState(), node.id).filter(({ problem }) => problem === null),
    [document, catalogue, analysis, analysed, node.id],
  );
  const titleOf = (id: string): string => {
    const found = document.nodes.find((each) => each.id === id);
    return found === undefined ? id : nodeTitle(catalogue, found, language);
  };
  const endTitle = (edge: PipelineEdge): string => {
    const target = document.nodes.find((each) => each.id === edge.target);
    return inputTitle(titleOf(edge.target), catalogue.byKind.get(target?.kind ?? ''), portOf(edge));
  };
  return (
    <Section title={t('connections')} fold="connections">
      <div className="flex flex-col gap-2">
        {descriptor.inputs.length > 0 && (
          <WireList
            heading={t('comesFrom')}
            wires={inPortOrder(document.edges, node.id, descriptor)}
            otherEnd={(edge) => edge.source}
            nameOf={titleOf}
            titleOf={(edge) => inputTitle(titleOf(edge.source), descriptor, portOf(edge))}
          />
        )}
        {descriptor.inputs.length === 2 && document.edges.some((edge) => edge.target === node.id) && (
          <Button
            size="sm"
            className="self-start"
            icon={<ArrowUpDown />}
            onClick={() => swapInputs(documents, node.id, descriptor)}
          >
            {t('swapInputs')}
          </Button>
        )}
        {descriptor.output !== null && (
          <>
            <WireList
              heading={t('goesTo')}
              wires={document.edges.filter((edge) => edge.source === node.id)}
              otherEnd={(edge) => edge.target}
              nameOf={titleOf}
              titleOf={endTitle}
            />
            <Select
              aria-label={t('connectTo')}
              value=""
              disabled={fitting.length === 0}
              options={[
                { value: '', label: fitting.length === 0 ? t('connectToNothing') : t('connectTo') },
                ...fitting.map(({ edge }) => ({ value: edgeId(edge), label: endTitle(edge) })),
              ]}
              onValue={(chosen) => {
                const found = fitting.find(({ edge }) => edgeId(edge) === chosen);
                const state = documents.getState().document;
                if (found !== undefined && wire(state, catalogue, analysis.getState(), found.edge).problem === null) {
                  connect(documents, found.edge);
                }
              }}
            />
          </>
        )}
      </div>
    </Section>
  );
}

/** The wires into a node: the left input of a join comes before its right one, however they were drawn. */
function inPortOrder(
  edges: readonly PipelineEdge[],
  nodeId: string,
  { inputs }: NodeDescriptor,
): readonly PipelineEdge[] {
  const wires = edges.filter((edge) => edge.target === nodeId);
  const known = inputs.flatMap((port) => wires.filter((edge) => portOf(edge) === port.id));
  return [...known, ...wires.filter((edge) => !known.includes(edge))];
}

interface WireListProps {
  readonly heading: string;
  readonly wires: readonly PipelineEdge[];
  readonly otherEnd: (edge: PipelineEdge) => string;
  /** What a node is called. */
  readonly nameOf: (id: string) => string;
  readonly titleOf: (edge: PipelineEdge) => string;
}

function WireList({ heading, wires, otherEnd, nameOf, titleOf }: WireListProps) {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  return (
    <div>
      <h4 className="text-sm text-faint">{heading}</h4>
      {wires.length === 0 && <p className="text-muted">{t('notConnected')}</p>}
      <ul>
        {wires.map((edge) => (
          <li key={edgeId(edge)} className="flex items-center gap-1">
            <button
              type="button"
              onClick={() => revealNode(workspace, otherEnd(edge))}
              className="min-w-0 flex-1 truncate rounded-sm text-left hover:text-accent"
            >
              {titleOf(edge)}
            </button>
            <IconButton
              size="sm"
              label={t('disconnect', { source: nameOf(edge.source), target: nameOf(edge.target) })}
              onClick={() => removeSelection(workspace.documents, { nodes: [], edges: [edgeId(edge)] })}
            >
              <X />
            </IconButton>
          </li>
        ))}
      </ul>
    </div>
  );
}
