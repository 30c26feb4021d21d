import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { PipelineNode } from '../../engine/pipeline/document.ts';
import { useAnalysis, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle, wordsOf } from '../model/catalogue.ts';
import { hasField } from '../model/config-summary.ts';
import { ownValue } from '../model/own-value.ts';
import { familyTint } from '../ui/family.ts';
import { FieldMessages } from '../ui/field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import { ConnectionSection } from './connection-section.tsx';
import { SchemaSection } from './schema-section.tsx';
import { Section } from './section.tsx';
import { SettingForm } from './setting-form.tsx';
import { useFieldMessage } from './setting-messages.tsx';
import { texts } from './texts.ts';

/** Everything about one node: its settings, its wires, its columns, its Spark line and its help. */
export function NodeInspector({ node }: { readonly node: PipelineNode }) {
  const t = useTexts(texts);
  const language = useLanguage();
  const { catalogue } = useWorkspace();
  const spark = useAnalysis((state) => ownValue(state.analysis.nodes, node.id)?.spark ?? null);
  const descriptor = catalogue.byKind.get(node.kind);
  if (descriptor === undefined) {
    return (
      <Section title={nodeTitle(catalogue, node, language)}>
        <p className="text-muted">{t('unknownKind', { kind: node.kind })}</p>
      </Section>
    );
  }
  const words = wordsOf(descriptor, language);
  return (
    <>
      <header className="flex items-center gap-2.5 px-4 pt-3 pb-3">
        <span
          className={`inline-flex size-8 shrink-0 items-center justify-center rounded-md ${familyTint[descriptor.family]}`}
        >
          <KindIcon kind={node.kind} />
        </span>
        <div className="min-w-0">
          <h2 className="truncate font-semibold">{nodeTitle(catalogue, node, language)}</h2>
          <p className="truncate text-sm text-faint">
            {words.title} · <span data-selectable>{node.id}</span>
          </p>
        </div>
      </header>
      <OtherProblems node={node} descriptor={descriptor} />
      <Section title={t('settings')}>
        <SettingForm node={node} descriptor={descriptor} />
      </Section>
      <ConnectionSection node={node} descriptor={descriptor} />
      <SchemaSection node={node} descriptor={descriptor} />
      {spark !== null && (
        <Section title={t('spark')} fold="spark">
          <pre className="whitespace-pre-wrap break-words rounded-md bg-sunken p-2 text-sm" data-selectable>
            {spark}
          </pre>
        </Section>
      )}
      <Section title={t('help')} fold="help">
        <div className="flex flex-col gap-2 text-pretty text-muted" data-selectable>
          {words.help.split(/\n\s*\n/).map((paragraph) => (
            <p key={paragraph}>{paragraph}</p>
          ))}
        </div>
      </Section>
    </>
  );
}

const noDiagnostics: readonly Diagnostic[] = [];

/** Findings that belong to no field of the form: a missing wire, say. */
function OtherProblems({ node, descriptor }: { readonly node: PipelineNode; readonly descriptor: NodeDescriptor }) {
  const t = useTexts(texts);
  const messageOf = useFieldMessage();
  const found = useAnalysis((state) => state.diagnosticsByNode.get(node.id)) ?? noDiagnostics;
  const fields = descriptor.settings.filter((setting) => hasField(setting, node.config)).map((setting) => setting.path);
  const others = found.filter(({ at }) => at.setting === undefined || !fields.includes(at.setting.split('.')[0] ?? ''));
  if (others.length === 0) return null;
  return (
    <section aria-label={t('otherProblems')} className="mx-4 mb-3 rounded-md bg-sunken p-2">
      <FieldMessages messages={others.map(messageOf)} />
    </section>
  );
}
