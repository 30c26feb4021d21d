import type { ColumnSummary } from '../../engine/nodes/analysis.ts';
import { carriedBy } from '../../engine/nodes/connection.ts';
import type { InputPort, NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import { DEFAULT_PORT, type PipelineNode } from '../../engine/pipeline/document.ts';
import { useAnalysis, useDocument } from '../commands/workspace-context.tsx';
import { ownValue } from '../model/own-value.ts';
import { portName } from '../model/port-words.ts';
import { portOf } from '../model/wiring.ts';
import { useTexts } from '../ui/i18n.ts';
import { formatDelay } from '../ui/numbers.ts';
import { sentence } from '../ui/sentence.ts';
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
  const captionOf = (port: InputPort): string => {
    if (port.takesMany === true) return t('inputColumnsFirst');
    return port.id === DEFAULT_PORT ? t('inputColumns') : sentence(portName(port.id));
  };
  const takesRecords = descriptor.inputs.some((port) => port.accepts.includes('records'));
  const givesRecords = carriedBy(descriptor, node.config) === 'records';
  return (
    <Section title={t('columns')}>
      <div className="flex flex-col gap-3">
        {!takesRecords &&
          descriptor.inputs.map((port) => (
            <ColumnTable
              key={port.id}
              caption={captionOf(port)}
              columns={ownValue(analysis?.inputs, port.id) ?? null}
              why={why(port.id)}
            />
          ))}
        {descriptor.output !== null && (
          <ColumnTable
            caption={t('outputColumns')}
            columns={analysis?.output ?? null}
            why={t(givesRecords ? 'whyRecords' : 'whyError')}
          />
        )}
      </div>
    </Section>
  );
}

interface ColumnTableProps {
  readonly caption: string;
  readonly columns: readonly ColumnSummary[] | null;
  readonly why: string;
}

function ColumnTable({ caption, columns, why }: ColumnTableProps) {
  const t = useTexts(texts);
  if (columns === null) {
    return (
      <div>
        <h4 className="text-sm text-faint">{caption}</h4>
        <p className="text-muted">{t('columnsUnknown', { why })}</p>
      </div>
    );
  }
  return (
    <table className="w-full table-fixed border-collapse" data-selectable>
      <caption className="mb-1 text-left text-sm text-faint">{caption}</caption>
      <thead className="sr-only">
        <tr>
          <th>{t('columnName')}</th>
          <th>{t('columnType')}</th>
        </tr>
      </thead>
      <tbody className="font-mono text-sm">
        {columns.map((column, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat
          <tr key={index} className="border-line border-t">
            <td className="truncate py-1 pr-2" title={column.name}>
              {column.name}
            </td>
            <td className="py-1 text-muted">
              <span className="block truncate" title={column.type}>
                {column.type}
              </span>
              {!column.nullable && <span className="block font-sans text-xs text-faint">{t('neverNull')}</span>}
              {column.watermarkMs !== undefined && (
                <span className="block font-sans text-xs text-family-time">
                  {t('watermarkOf', { delay: formatDelay(column.watermarkMs) })}
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
