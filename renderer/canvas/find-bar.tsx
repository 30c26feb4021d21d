import { ChevronDown, ChevronUp, Search, X } from 'lucide-react';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useDocument, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { findNodes } from '../model/graph-search.ts';
import { useTexts } from '../ui/i18n.ts';
import { IconButton } from '../ui/icon-button.tsx';
import { editTexts } from './edit-texts.ts';

/** Looking for nodes by their label, kind and settings. */
export function FindBar() {
  const isOpen = useView((state) => state.find !== null);
  return isOpen ? <OpenFindBar /> : null;
}

function OpenFindBar() {
  const t = useTexts(editTexts);
  const { documents, catalogue, view } = useWorkspace();
  const field = useRef<HTMLInputElement>(null);
  const text = useView((state) => state.find?.text ?? '');
  const asked = useView((state) => state.find?.asked ?? 0);
  const document = useDocument((state) => state.document);
  const found = useMemo(() => findNodes(document, catalogue, text), [document, catalogue, text]);
  const [current, setCurrent] = useState<string | null>(null);
  const at = current === null ? -1 : found.indexOf(current);

  // biome-ignore lint/correctness/useExhaustiveDependencies: each asking takes the keyboard
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, [asked]);

  useEffect(() => {
    view.set({ found: new Set(found) });
    return () => view.set({ found: new Set() });
  }, [found, view]);

  const show = (id: string | undefined): void => {
    setCurrent(id ?? null);
    if (id === undefined) return;
    documents.select({ nodes: [id], edges: [], notes: [], groups: [] });
    view.getState().viewport?.show(id);
  };
  const step = (by: number): void => show(found[(at + by + found.length) % found.length]);
  const close = (): void => {
    view.set({ find: null });
    view.getState().viewport?.focus();
  };
  return (
    <search
      aria-label={t('find')}
      onKeyDown={(event) => {
        if (event.key === 'Escape') close();
        else if (event.key === 'Enter' && event.target === field.current) step(event.shiftKey ? -1 : 1);
        else return;
        event.preventDefault();
        event.stopPropagation();
      }}
      className="absolute top-3 right-3 z-20 flex h-9 items-center gap-1 rounded-lg border border-line bg-surface px-2 shadow-float"
    >
      <Search aria-hidden="true" className="size-3.5 shrink-0 text-faint" />
      <input
        ref={field}
        type="text"
        aria-label={t('find')}
        placeholder={t('findPlaceholder')}
        value={text}
        onChange={(event) => {
          const next = event.target.value;
          view.set({ find: { text: next, asked } });
          show(findNodes(documents.getState().document, catalogue, next)[0]);
        }}
        className="h-7 w-48 bg-transparent px-1 outline-none placeholder:text-faint"
      />
      <span role="status" className="tabular min-w-16 text-right text-muted text-xs">
        {text.trim() === ''
          ? ''
          : found.length === 0
            ? t('findNone')
            : t('findCount', { at: at + 1, count: found.length })}
      </span>
      <IconButton size="sm" label={t('findPrevious')} disabled={found.length === 0} onClick={() => step(-1)}>
        <ChevronUp />
      </IconButton>
      <IconButton size="sm" label={t('findNext')} disabled={found.length === 0} onClick={() => step(1)}>
        <ChevronDown />
      </IconButton>
      <IconButton size="sm" label={t('findClose')} onClick={close}>
        <X />
      </IconButton>
    </search>
  );
}
