import { CircleAlert, Play } from 'lucide-react';
import { type Ref, useMemo } from 'react';
import { SqlEditor, type SqlEditorHandle } from '../code/sql-editor.tsx';
import { printBinding } from '../commands/keys.ts';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { translateError } from '../model/notices-store.ts';
import { Button } from '../ui/button.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { Kbd } from '../ui/kbd.tsx';
import { sentence } from '../ui/sentence.ts';
import { errorSpan } from './error-span.ts';
import { type Answer, textOf } from './result-desk.ts';
import type { SavedQuery } from './saved-queries.ts';
import { texts } from './texts.ts';
import { useDesk, useResultDesk, useSavedQueries } from './use-result-desk.ts';

interface QueryPaneProps {
  readonly query: SavedQuery;
  readonly answer: Answer | undefined;
  readonly editor: Ref<SqlEditorHandle>;
}

/** The text of a query, the button that runs it, and below what is wrong with it. */
export function QueryPane({ query, answer, editor }: QueryPaneProps) {
  const t = useTexts(texts);
  const { info } = useWorkspace();
  const desk = useResultDesk();
  const saved = useSavedQueries();
  const text = useDesk((state) => textOf(state, saved, query.name));
  const tables = useDesk((state) => state.tables);
  const error = answer?.error ?? null;
  // A place in an older text may be anywhere in the one that is shown.
  const isAboutText = answer !== undefined && answer.sql === text;
  const span = useMemo(
    () => (error !== null && isAboutText ? errorSpan(text, error) : null),
    [error, isAboutText, text],
  );
  const keys = printBinding('Mod+Enter', info.platform);
  return (
    <div className="flex h-full min-h-0 min-w-0 flex-col bg-surface">
      <div className="relative min-h-0 flex-1">
        <SqlEditor
          key={query.name}
          ref={editor}
          value={text}
          onText={(next) => desk.type(query.name, next)}
          onRun={desk.run}
          onLeave={() => desk.keep(query.name)}
          tables={tables ?? []}
          errorSpan={span}
          label={t('editor', { name: query.name })}
          hint={t('placeholder')}
          completionsLabel={t('completions')}
        />
      </div>
      {error !== null && <QueryError answer={answer} />}
      <div className="flex shrink-0 items-center gap-2 px-3 py-2">
        <Button
          size="sm"
          tone="primary"
          icon={<Play aria-hidden="true" />}
          disabled={text.trim() === ''}
          onClick={desk.run}
        >
          {t('run')}
        </Button>
        <Kbd keys={keys} />
      </div>
    </div>
  );
}

function QueryError({ answer }: { readonly answer: Answer | undefined }) {
  // The words follow the language of the window.
  useLanguage();
  if (answer === undefined || answer.error === null) return null;
  const { message, hint } = translateError(answer.error);
  return (
    <div
      role="alert"
      data-selectable
      className="mx-3 flex max-h-[45%] shrink-0 gap-2 overflow-y-auto rounded-md bg-danger-soft px-2.5 py-1.5"
    >
      <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-danger" />
      <div className="min-w-0 flex-1 break-words">
        <p>{sentence(message)}</p>
        {hint !== undefined && <p className="text-muted">{sentence(hint)}</p>}
        <p className="font-mono text-muted text-xs">{answer.error.code}</p>
      </div>
    </div>
  );
}
