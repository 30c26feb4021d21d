import { Plus, X } from 'lucide-react';
import { type KeyboardEvent, useRef, useState } from 'react';
import { classNames } from '../ui/class-names.ts';
import { useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import type { SavedQuery } from './saved-queries.ts';
import { texts } from './texts.ts';

interface QueryTabsProps {
  readonly queries: readonly SavedQuery[];
  readonly active: string;
  readonly onShow: (name: string) => void;
  readonly onNew: () => void;
  readonly onRename: (name: string, wanted: string) => void;
  readonly onRemove: (name: string) => void;
}

/** The saved queries. Arrow keys go along them, F2 or a double click renames, Delete removes. */
export function QueryTabs({ queries, active, onShow, onNew, onRename, onRemove }: QueryTabsProps) {
  const t = useTexts(texts);
  const list = useRef<HTMLDivElement>(null);
  const [renaming, setRenaming] = useState<string | null>(null);

  const onKeyDown = (event: KeyboardEvent, name: string, index: number): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    const next = queries[(index + step + queries.length) % queries.length];
    if (step !== 0 && next !== undefined) {
      onShow(next.name);
      list.current?.querySelectorAll<HTMLElement>('[role="tab"]')[queries.indexOf(next)]?.focus();
    } else if (event.key === 'F2') setRenaming(name);
    else if (event.key === 'Delete') onRemove(name);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div className="flex min-w-0 flex-1 items-center gap-1">
      <div ref={list} role="tablist" aria-label={t('queries')} className="flex min-w-0 gap-0.5 overflow-x-auto">
        {queries.map((query, index) =>
          renaming === query.name ? (
            <NameField
              key={query.name}
              name={query.name}
              onDone={(wanted) => {
                setRenaming(null);
                if (wanted !== null) onRename(query.name, wanted);
              }}
            />
          ) : (
            <div key={query.name} className="group relative shrink-0">
              <button
                type="button"
                role="tab"
                aria-selected={query.name === active}
                tabIndex={query.name === active ? 0 : -1}
                title={t('tabHelp')}
                onClick={() => onShow(query.name)}
                onDoubleClick={() => setRenaming(query.name)}
                onAuxClick={(event) => {
                  if (event.button === 1) onRemove(query.name);
                }}
                onKeyDown={(event) => onKeyDown(event, query.name, index)}
                className={classNames(
                  'flex h-7 max-w-52 items-center rounded-md pr-6 pl-2 focus-visible:-outline-offset-2',
                  query.name === active
                    ? 'bg-accent-soft font-medium text-accent'
                    : 'text-muted hover:bg-hover hover:text-ink',
                )}
              >
                <span className="truncate">{query.name}</span>
              </button>
              <button
                type="button"
                tabIndex={-1}
                // For the pointer: a list of tabs has tabs only, and the keyboard has Delete, as the tab's tooltip says.
                aria-hidden="true"
                title={t('removeQuery', { name: query.name })}
                onClick={() => onRemove(query.name)}
                className={classNames(
                  'absolute top-1.5 right-1 inline-flex size-4 items-center justify-center rounded-sm text-muted hover:bg-pressed hover:text-ink',
                  query.name !== active && 'opacity-0 group-hover:opacity-100',
                )}
              >
                <X aria-hidden="true" className="size-3" />
              </button>
            </div>
          ),
        )}
      </div>
      <IconButton size="sm" label={t('newQuery')} onClick={onNew}>
        <Plus />
      </IconButton>
    </div>
  );
}

function NameField({ name, onDone }: { readonly name: string; readonly onDone: (wanted: string | null) => void }) {
  const t = useTexts(texts);
  const [text, setText] = useState(name);
  return (
    <input
      aria-label={t('renameQuery')}
      // biome-ignore lint/a11y/noAutofocus: the user asked to type here
      autoFocus
      value={text}
      maxLength={200}
      onChange={(event) => setText(event.target.value)}
      onFocus={(event) => event.target.select()}
      onBlur={() => onDone(text)}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === 'Enter') onDone(text);
        if (event.key === 'Escape') onDone(null);
      }}
      className="field h-7 min-h-0 w-40 shrink-0 py-0"
    />
  );
}
