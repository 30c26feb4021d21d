import { type RefObject, useEffect, useMemo, useRef } from 'react';
import type { NodeDescriptor, SettingDescriptor } from '../../engine/nodes/descriptor.ts';
import type { PipelineNode } from '../../engine/pipeline/document.ts';
import { useAnalysis, useRun, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { wordsOf } from '../model/catalogue.ts';
import { hasField } from '../model/config-summary.ts';
import { setLabel, setSetting, valueAt } from '../model/document-edits.ts';
import { joinConditions } from '../model/join-conditions.ts';
import { ownValue } from '../model/own-value.ts';
import { runFindingAt } from '../model/run-findings.ts';
import { setChoice } from '../model/set-choice.ts';
import { Field } from '../ui/field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { TextField } from '../ui/text-field.tsx';
import { isExpressionAt } from './expression-setting.ts';
import { fieldSelector } from './field-selector.ts';
import { InferButton } from './infer-button.tsx';
import { SettingContext, type SettingContextValue, useSettingContext } from './setting-context.ts';
import { SettingControl } from './setting-control.tsx';
import { diagnosticsInside, MarkedTexts, SettingMessages, useFieldMessage } from './setting-messages.tsx';
import { texts } from './texts.ts';
import { useExpressionScope } from './use-expression-scope.ts';

const noDiagnostics: SettingContextValue['diagnostics'] = [];

/** A node's settings as a form made from its kind's description. Each edit is an undo step; typing in a row is one. */
export function SettingForm({
  node,
  descriptor,
}: {
  readonly node: PipelineNode;
  readonly descriptor: NodeDescriptor;
}) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { documents, renames } = useWorkspace();
  const form = useRef<HTMLDivElement>(null);
  const words = wordsOf(descriptor, language);
  const found = useAnalysis((state) => state.diagnosticsByNode.get(node.id)) ?? noDiagnostics;
  const analysed = useAnalysis((state) => state.document?.nodes.find((each) => each.id === node.id)?.config);
  // What was said of a value that has been changed since may be wrong by now: it waits for the next answer.
  const ran = useRun((state) => state.ran?.nodes.find((each) => each.id === node.id)?.config);
  const exception = useRun((state) => {
    const met = runFindingAt(state, node.id);
    return met?.severity === 'error' ? met.exception : null;
  });
  const diagnostics = useMemo(() => {
    const valid = found.filter(({ at }) => sameAt(at.setting ?? '', analysed, node.config));
    const setting = exception?.at.setting;
    return exception === null || setting === undefined || !sameAt(setting, ran, node.config)
      ? valid
      : [...valid, { ...exception, severity: 'error' as const }];
  }, [found, analysed, exception, ran, node.config]);
  const inputs = useAnalysis((state) => ownValue(state.analysis.nodes, node.id)?.inputs);
  const scope = useExpressionScope(descriptor, inputs);
  const context = useMemo(
    (): SettingContextValue => ({
      nodeId: node.id,
      columns: Object.values(inputs ?? {}).flatMap((columns) => columns ?? []),
      conditions: descriptor.inputs.length > 1 ? joinConditions(inputs?.left ?? [], inputs?.right ?? []) : null,
      scope,
      diagnostics,
      isAnalysed: (path) => sameAt(path, analysed, node.config),
      underlines: (path) => isExpressionAt(descriptor.settings, path),
      Control: SettingControl,
      labelOf: (path) => ownValue(words.settings, path)?.label ?? path,
    }),
    [node.id, node.config, descriptor, inputs, scope, analysed, diagnostics, words],
  );
  useSettingFocus(form, node.id);
  const leave = (): void => {
    documents.seal();
    void renames.settle();
  };
  return (
    <SettingContext value={context}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears of the fields inside */}
      <div ref={form} className="flex flex-col gap-4" onBlur={leave}>
        <div data-setting="label">
          <Field label={t('label')} help={t('labelHelp')}>
            {(field) => (
              <TextField
                {...field}
                value={node.label ?? ''}
                placeholder={words.title}
                onText={(text) => setLabel(documents, node.id, text)}
              />
            )}
          </Field>
        </div>
        {descriptor.settings
          .filter((setting) => hasField(setting, node.config))
          .map((setting) => (
            <SettingField key={setting.path} setting={setting} node={node} descriptor={descriptor} />
          ))}
        <InferButton nodeId={node.id} />
      </div>
    </SettingContext>
  );
}

function sameAt(path: string, before: unknown, now: unknown): boolean {
  return before === now || JSON.stringify(valueAt(before, path)) === JSON.stringify(valueAt(now, path));
}

interface SettingFieldProps {
  readonly setting: SettingDescriptor;
  readonly node: PipelineNode;
  readonly descriptor: NodeDescriptor;
}

/** Controls that are many fields: their label heads a group. */
const groupControls: readonly SettingDescriptor['control'][] = ['list', 'columns', 'options', 'group'];

function SettingField({ setting, node, descriptor }: SettingFieldProps) {
  const t = useTexts(texts);
  const { documents } = useWorkspace();
  const language = useLanguage();
  const { diagnostics } = useSettingContext();
  const messageOf = useFieldMessage();
  const words = ownValue(wordsOf(descriptor, language).settings, setting.path);
  const label = words?.label ?? setting.path;
  const value = valueAt(node.config, setting.path);
  const othersHangOnIt = descriptor.settings.some(({ when }) => when?.path === setting.path);
  const onValue = (next: unknown, how?: 'typing'): void =>
    othersHangOnIt
      ? setChoice(documents, node.id, descriptor, setting.path, next)
      : setSetting(documents, node.id, setting.path, next, how);
  // A switch and a list show their default by themselves.
  const showsDefault = setting.control === 'switch' || setting.control === 'choice';
  const help =
    words?.help ??
    (setting.defaultText === undefined || showsDefault ? undefined : t('default', { text: setting.defaultText }));
  const control = { setting, path: setting.path, value, onValue };
  const isRequired = setting.required;
  if (groupControls.includes(setting.control)) {
    return (
      <fieldset data-setting={setting.path} className="min-w-0">
        <legend className="mb-1 text-sm font-medium text-muted">
          {label}
          {isRequired && (
            <span aria-hidden="true" className="text-danger">
              {' *'}
            </span>
          )}
        </legend>
        <SettingControl {...control} field={{}} />
        <SettingMessages path={setting.path} exact={setting.control !== 'options'} />
        {help !== undefined && <p className="text-sm text-faint">{help}</p>}
      </fieldset>
    );
  }
  const found = diagnosticsInside(diagnostics, setting.path);
  return (
    <div data-setting={setting.path}>
      <Field label={label} help={help} required={isRequired} messages={found.map(messageOf)}>
        {(field) => (
          <>
            <SettingControl {...control} field={field} />
            <MarkedTexts found={found} />
          </>
        )}
      </Field>
    </div>
  );
}

/** Puts the keyboard into the field that another panel asked for; the first field where it named none. */
function useSettingFocus(form: RefObject<HTMLElement | null>, nodeId: string): void {
  const asked = useView((state) => (state.settingFocus?.nodeId === nodeId ? state.settingFocus : null));
  const { view } = useWorkspace();
  useEffect(() => {
    if (asked === null || form.current === null) return;
    const field = focusTarget(form.current, asked.setting);
    field?.scrollIntoView({ block: 'center' });
    field?.focus();
    view.set({ settingFocus: null });
  }, [asked, form, view]);
}

/** The first control of the setting at `path`, or of the nearest setting that holds it. */
function focusTarget(form: HTMLElement, path: string): HTMLElement | null {
  const controls = `${fieldSelector}, button`;
  const parts = path.split('.');
  for (let length = parts.length; length > 0; length--) {
    const place = form.querySelector<HTMLElement>(`[data-setting="${CSS.escape(parts.slice(0, length).join('.'))}"]`);
    const control = place?.matches(controls) === true ? place : place?.querySelector<HTMLElement>(controls);
    if (control != null) return control;
  }
  const first = form.querySelectorAll<HTMLElement>('[data-setting]')[1] ?? form;
  return first.querySelector<HTMLElement>(controls);
}
