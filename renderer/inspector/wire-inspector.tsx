import { Rows3 } from 'lucide-react';
import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand/react';
import type { ColumnSummary } from '../../engine/nodes/analysis.ts';
import { carriedBy } from '../../engine/nodes/connection.ts';
import type { ExpressionScope } from '../code/expression-completion.ts';
import { ExpressionField } from '../code/expression-field.tsx';
import { useCommand } from '../commands/use-command.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useAnalysis, useDocument, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { outputColumns } from '../model/analysis-store.ts';
import { breakpointAt, changeBreakpoint, toggleBreakpoint } from '../model/breakpoint-edits.ts';
import { nodeTitle } from '../model/catalogue.ts';
import { edgeId } from '../model/edge-id.ts';
import { sayDiagnostic } from '../model/node-names.ts';
import { translateError } from '../model/notices-store.ts';
import { inputTitle } from '../model/port-words.ts';
import { portOf } from '../model/wiring.ts';
import { Button } from '../ui/button.tsx';
import { Field, type FieldMessage, labelIdOf } from '../ui/field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { sentence } from '../ui/sentence.ts';
import { Switch } from '../ui/switch.tsx';
import { ColumnTable } from './column-table.tsx';
import { Section } from './section.tsx';
import { texts } from './texts.ts';
import { useBreakpointFindings } from './use-breakpoint-findings.ts';

/** A wire: its two ends, the rows on it, and where the run is to pause for them. */
export function WireInspector({ wireId }: { readonly wireId: string }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { catalogue, view, preferences } = useWorkspace();
  const remove = useCommand('edit.delete');
  const nodes = useDocument((state) => state.document.nodes);
  const edge = useDocument((state) => state.document.edges.find((each) => edgeId(each) === wireId));
  const columns = useAnalysis((state) => (edge === undefined ? null : outputColumns(state, edge.source)));
  if (edge === undefined) return null;
  const nodeOf = (id: string) => nodes.find((each) => each.id === id);
  const titleOf = (id: string): string => {
    const node = nodeOf(id);
    return node === undefined ? id : nodeTitle(catalogue, node, language);
  };
  const source = nodeOf(edge.source);
  const from = source === undefined ? undefined : catalogue.byKind.get(source.kind);
  const carriesRecords = source !== undefined && from !== undefined && carriedBy(from, source.config) === 'records';
  const descriptor = catalogue.byKind.get(nodeOf(edge.target)?.kind ?? '');
  return (
    <>
      <Section title={t('selectedWire')}>
        <dl className="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
          <dt className="text-faint">{t('wireFrom')}</dt>
          <dd>{titleOf(edge.source)}</dd>
          <dt className="text-faint">{t('wireTo')}</dt>
          <dd>{inputTitle(titleOf(edge.target), descriptor, portOf(edge))}</dd>
        </dl>
        <div className="mt-3 flex flex-wrap gap-2">
          <Button
            icon={<Rows3 />}
            onClick={() => {
              preferences.setLayout({ dockOpen: true, dockTab: 'rows' });
              view.set({ dockTab: 'rows', rowsAt: null });
            }}
          >
            {t('wireRows')}
          </Button>
          <Button tone="danger" onClick={remove.run}>
            {remove.title}
          </Button>
        </div>
      </Section>
      <BreakpointSection key={wireId} wireId={wireId} columns={columns} />
      <Section title={t('columns')} fold="columns">
        <ColumnTable caption={t('wireColumns')} columns={columns} why={t(carriesRecords ? 'whyRecords' : 'whyError')} />
      </Section>
    </>
  );
}

interface BreakpointSectionProps {
  readonly wireId: string;
  /** Of the wire; null where they are not known. */
  readonly columns: readonly ColumnSummary[] | null;
}

function BreakpointSection({ wireId, columns }: BreakpointSectionProps) {
  const t = useTexts(texts);
  const { documents } = useWorkspace();
  const breakpoint = useDocument((state) => breakpointAt(state.document, wireId));
  return (
    <Section title={t('breakpoint')}>
      <p className="mb-3 text-pretty text-muted">{t('breakpointHelp')}</p>
      <div className="flex flex-col gap-3">
        <Field label={t('breakpointSwitch')}>
          {({ id }) => (
            <Switch
              id={id}
              aria-labelledby={labelIdOf(id)}
              checked={breakpoint?.enabled === true}
              onChecked={(enabled) => {
                if (breakpoint === undefined) toggleBreakpoint(documents, wireId);
                else changeBreakpoint(documents, wireId, { enabled });
              }}
            />
          )}
        </Field>
        {breakpoint !== undefined && (
          <ConditionField wireId={wireId} condition={breakpoint.condition} columns={columns} />
        )}
      </div>
    </Section>
  );
}

/** What rows the run is to pause for: completed from the wire's columns, and judged as it is typed, with or without a run. */
function ConditionField({ wireId, condition, columns }: BreakpointSectionProps & { readonly condition: string }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const names = useNodeNames();
  const { documents } = useWorkspace();
  const scope = useConditionScope(columns);
  const check = useBreakpointFindings(wireId, condition);
  // What stopped the run from taking the condition over, where the check by itself finds nothing.
  const refused = useView((state) => (state.breakpointError?.wireId === wireId ? state.breakpointError.error : null));
  const said = (check?.findings ?? []).map((found) => ({
    severity: found.severity,
    span: found.at.span,
    ...sayDiagnostic(found, names, language),
  }));
  const messages: FieldMessage[] =
    said.length > 0 || refused === null
      ? said.map(({ span: _span, ...message }) => message)
      : [{ severity: 'error', ...translateError(refused, names) }];
  const isChecked = check?.condition === condition || condition.trim() === '';
  const marks = said.map(({ span, severity, message }) => ({
    ...(span ?? { start: 0, end: condition.length }),
    severity,
    message: sentence(message),
  }));
  return (
    <Field label={t('breakpointCondition')} help={t('breakpointConditionHelp')} messages={messages}>
      {(control) => (
        // biome-ignore lint/a11y/noStaticElementInteractions: hears of the field being left, which ends a step of undo
        <div onBlur={() => documents.seal()}>
          <ExpressionField
            {...control}
            aria-labelledby={labelIdOf(control.id)}
            value={condition}
            placeholder="action = 'Open'"
            completionsLabel={t('completions')}
            scope={scope}
            marks={isChecked ? marks : null}
            onText={(text) => changeBreakpoint(documents, wireId, { condition: text })}
            onUndo={documents.undo}
            onRedo={documents.redo}
          />
        </div>
      )}
    </Field>
  );
}

const lateColumn = { name: 'late', type: 'BOOLEAN' };

/** What a condition can speak of: the wire's columns, `late` where no column has that name, and the functions of single rows. */
function useConditionScope(columns: readonly ColumnSummary[] | null): ExpressionScope {
  const { functions } = useWorkspace();
  const known = useStore(functions);
  useEffect(() => void functions.load(), [functions]);
  return useMemo(() => {
    const own = columns ?? [];
    const hasLate = own.some(({ name }) => name.toLowerCase() === 'late');
    return {
      inputs: [{ name: null, columns: hasLate ? own : [...own, lateColumn] }],
      functions: known.filter(({ kind }) => kind === 'scalar'),
    };
  }, [columns, known]);
}
