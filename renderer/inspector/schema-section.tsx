import { useMemo } from 'react';
import { carriedBy } from '../../engine/nodes/connection.ts';
import type { InputPort, NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import { DEFAULT_PORT, type PipelineNode } from '../../engine/pipeline/document.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useAnalysis, useDocument } from '../commands/workspace-context.tsx';
import { columnChanges } from '../model/column-changes.ts';
import { ownValue } from '../model/own-value.ts';
import { portName } from '../model/port-words.ts';
import { portOf } from '../model/wiring.ts';
import { useTexts } from '../ui/i18n.ts';
import { sentence } from '../ui/sentence.ts';
import { ColumnTable } from './column-table.tsx';
import { Section } from './section.tsx';
import { texts } from './texts.ts';

/** The columns that reach a node and those that leave it. */
export function SchemaSection({
  node,
  descriptor,
}: {
  readonly node: PipelineNode;
  readonly descriptor: NodeDescriptor;
}) {
  const t = useTexts(texts);
  const analysis = useAnalysis((state) => ownValue(state.analysis.nodes, node.id));
  const edges = useDocument((state) => state.document.edges);
  const isWired = (port: string): boolean => edges.some((edge) => edge.target === node.id && portOf(edge) === port);
  const why = (port: string): string => t(isWired(port) ? 'whyError' : 'whyNotWired');
  const names = useNodeNames();
  const captionOf = (port: InputPort): string =>
    port.id === DEFAULT_PORT ? t('inputColumns') : sentence(portName(port.id));
  const wiresOf = (port: InputPort) => (analysis?.wires ?? []).filter((wire) => wire.port === port.id);
  const changes = useMemo(() => {
    const inputs = (analysis?.wires ?? []).flatMap(({ columns }) => (columns === null ? [] : [columns]));
    const isKnown = inputs.length > 0 && analysis?.output != null;
    return isKnown ? columnChanges(inputs, analysis.output) : { isNew: [], gone: [] };
  }, [analysis]);
  const takesRecords = descriptor.inputs.some((port) => port.accepts.includes('records'));
  const givesRecords = carriedBy(descriptor, node.config) === 'records';
  return (
    <Section title={t('columns')} fold="columns">
      <div className="flex flex-col gap-3">
        {!takesRecords &&
          descriptor.inputs.map((port) =>
            port.takesMany === true && wiresOf(port).length > 0 ? (
              wiresOf(port).map(({ source, columns }) => (
                <ColumnTable
                  key={source}
                  caption={t('inputColumnsFrom', { node: names(source) ?? source })}
                  columns={columns}
                  why={t('whyError')}
                />
              ))
            ) : (
              <ColumnTable
                key={port.id}
                caption={captionOf(port)}
                columns={ownValue(analysis?.inputs, port.id) ?? null}
                why={why(port.id)}
              />
            ),
          )}
        {descriptor.output !== null && (
          <ColumnTable
            caption={t('outputColumns')}
            columns={analysis?.output ?? null}
            why={t(givesRecords ? 'whyRecords' : 'whyError')}
            isNew={changes.isNew}
            gone={changes.gone}
          />
        )}
      </div>
    </Section>
  );
}
