import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { setName } from '../model/document-edits.ts';
import { useTexts } from '../ui/i18n.ts';
import { texts } from './texts.ts';

/** The document's name, edited where it stands, and the mark of unsaved changes. The mark's place is always kept. */
export function DocumentTitle() {
  const t = useTexts(texts);
  const { documents } = useWorkspace();
  const name = useDocument((state) => state.document.name);
  const dirty = useDocument((state) => state.dirty);
  return (
    <div className="flex min-w-0 max-w-72 items-center">
      <input
        aria-label={t('pipelineName')}
        value={name}
        title={name}
        spellCheck={false}
        onChange={(event) => setName(documents, event.target.value)}
        onBlur={() => documents.seal()}
        onKeyDown={(event) => {
          if (event.key === 'Enter' || event.key === 'Escape') event.currentTarget.blur();
        }}
        className="field-sizing-content h-7 min-w-24 max-w-52 truncate rounded-md min-[1400px]:max-w-64 border border-transparent bg-transparent px-1.5 font-medium hover:border-line focus:border-line focus:bg-surface"
      />
      <span className="mx-1 size-2 shrink-0">
        {dirty && (
          <span
            role="img"
            aria-label={t('unsaved')}
            title={t('unsaved')}
            className="block size-2 rounded-full bg-accent"
          />
        )}
      </span>
    </div>
  );
}
