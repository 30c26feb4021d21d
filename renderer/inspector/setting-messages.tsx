import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { valueAt } from '../model/document-edits.ts';
import { fixesFor } from '../model/fixes.ts';
import { sayDiagnostic } from '../model/node-names.ts';
import { type FieldMessage, FieldMessages } from '../ui/field.tsx';
import { useLanguage } from '../ui/i18n.ts';
import { useSettingContext } from './setting-context.ts';

interface SettingMessagesProps {
  readonly path: string;
  /** Leaves out what is inside the setting (a row of a list says that itself). */
  readonly exact?: boolean;
}

/** What analysis found at a path or inside it, with the place in the text marked. */
export function SettingMessages({ path, exact = false }: SettingMessagesProps) {
  const messageOf = useFieldMessage();
  const { diagnostics } = useSettingContext();
  const found = diagnosticsInside(diagnostics, path).filter((each) => !exact || each.at.setting === path);
  if (found.length === 0) return null;
  return (
    <div className="flex flex-col gap-1">
      <MarkedTexts found={found} />
      <FieldMessages messages={found.map(messageOf)} />
    </div>
  );
}

export function diagnosticsInside(diagnostics: readonly Diagnostic[], path: string): readonly Diagnostic[] {
  return diagnostics.filter(({ at }) => at.setting === path || at.setting?.startsWith(`${path}.`) === true);
}

/** How findings are said below a field. */
export function useFieldMessage(): (found: Diagnostic) => FieldMessage {
  const language = useLanguage();
  const names = useNodeNames();
  const workspace = useWorkspace();
  // The words of a fix hang on where the document is.
  useDocument((state) => state.path);
  return (found) => {
    const [fix, ...otherFixes] = fixesFor(workspace, found);
    const { sparkClass } = found;
    return { severity: found.severity, ...sayDiagnostic(found, names, language), sparkClass, fix, otherFixes };
  };
}

/** For each finding with a place in its text, where the field does not show it itself: the text, with the part underlined that the finding is about. */
export function MarkedTexts({ found }: { readonly found: readonly Diagnostic[] }) {
  const { nodeId, underlines } = useSettingContext();
  const config = useDocument((state) => state.document.nodes.find((node) => node.id === nodeId)?.config);
  const others = found.filter(({ at }) => at.setting !== undefined && !underlines(at.setting));
  return others.map((each) => (
    <MarkedText
      key={`${each.code} ${each.at.setting} ${each.at.span?.start}`}
      text={valueAt(config, each.at.setting ?? '')}
      found={each}
    />
  ));
}

function MarkedText({ text, found }: { readonly text: unknown; readonly found: Diagnostic }) {
  const span = found.at.span;
  if (typeof text !== 'string' || span === undefined || span.start >= text.length) return null;
  const end = Math.max(span.end, span.start + 1);
  const colour = found.severity === 'error' ? 'decoration-danger' : 'decoration-warning';
  return (
    <code
      className="block overflow-x-auto whitespace-pre rounded-sm bg-sunken px-1 pt-0.5 pb-2 text-sm"
      data-selectable
    >
      {text.slice(0, span.start)}
      <mark className={`bg-transparent text-ink underline decoration-2 decoration-wavy underline-offset-3 ${colour}`}>
        {text.slice(span.start, end)}
      </mark>
      {text.slice(end)}
    </code>
  );
}
