import { Rows3 } from 'lucide-react';
import { useCommand } from '../commands/use-command.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useDocument, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { breakpointAt, changeBreakpoint, toggleBreakpoint } from '../model/breakpoint-edits.ts';
import { nodeTitle } from '../model/catalogue.ts';
import { edgeId } from '../model/edge-id.ts';
import { translateError } from '../model/notices-store.ts';
import { inputTitle } from '../model/port-words.ts';
import { portOf } from '../model/wiring.ts';
import { Button } from '../ui/button.tsx';
import { Field, type FieldMessage, labelIdOf } from '../ui/field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { Switch } from '../ui/switch.tsx';
import { TextField } from '../ui/text-field.tsx';
import { Section } from './section.tsx';
import { texts } from './texts.ts';

/** A wire: its two ends, the rows on it, and where the run is to pause for them. */
export function WireInspector({ wireId }: { readonly wireId: string }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { catalogue, view, preferences } = useWorkspace();
  const remove = useCommand('edit.delete');
  const nodes = useDocument((state) => state.document.nodes);
  const edge = useDocument((state) => state.document.edges.find((each) => edgeId(each) === wireId));
  if (edge === undefined) return null;
  const nodeOf = (id: string) => nodes.find((each) => each.id === id);
  const titleOf = (id: string): string => {
    const node = nodeOf(id);
    return node === undefined ? id : nodeTitle(catalogue, node, language);
  };
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
      <BreakpointSection key={wireId} wireId={wireId} />
    </>
  );
}

function BreakpointSection({ wireId }: { readonly wireId: string }) {
  const t = useTexts(texts);
  const { documents } = useWorkspace();
  const names = useNodeNames();
  const breakpoint = useDocument((state) => breakpointAt(state.document, wireId));
  const refused = useView((state) => (state.breakpointError?.wireId === wireId ? state.breakpointError.error : null));
  const messages: FieldMessage[] = refused === null ? [] : [{ severity: 'error', ...translateError(refused, names) }];
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
          <Field label={t('breakpointCondition')} help={t('breakpointConditionHelp')} messages={messages}>
            {(control) => (
              <TextField
                {...control}
                mono
                value={breakpoint.condition}
                placeholder="action = 'Open'"
                onText={(condition) => changeBreakpoint(documents, wireId, { condition })}
                onBlur={() => documents.seal()}
              />
            )}
          </Field>
        )}
      </div>
    </Section>
  );
}
