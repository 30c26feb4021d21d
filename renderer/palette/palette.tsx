import { Search } from 'lucide-react';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import { useView, useWorkspace } from '../commands/workspace-context.tsx';
import { addBeside } from '../model/add-beside.ts';
import { wordsOf } from '../model/catalogue.ts';
import { DRAG_KIND_TYPE, DRAG_MIDDLE_TYPE } from '../model/drag-kind.ts';
import { searchKinds } from '../model/search-kinds.ts';
import { fitsIntoWire } from '../model/splice.ts';
import { EmptyState } from '../ui/empty-state.tsx';
import { familyTint } from '../ui/family.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import { TextField } from '../ui/text-field.tsx';
import { texts } from './texts.ts';

/** The kinds of nodes by family: found by typing, added by a click, Enter or a drag. */
export function Palette() {
  const t = useTexts(texts);
  const workspace = useWorkspace();
  const language = useLanguage();
  const [search, setSearch] = useState('');
  const field = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const asked = useView((state) => state.paletteFocus);
  const { groups, best } = useMemo(() => searchKinds(workspace.catalogue.descriptors, search), [workspace, search]);

  useEffect(() => {
    if (asked === 0) return;
    field.current?.focus();
    field.current?.select();
    // Done: coming back to this tab later is no asking.
    workspace.view.set({ paletteFocus: 0 });
  }, [asked, workspace]);

  const add = (descriptor: NodeDescriptor): void => {
    const { id, wired } = addBeside(workspace, descriptor);
    const { title } = wordsOf(descriptor, language);
    workspace.notices.announce(t(wired ? 'addedAndWired' : 'added', { title }));
    workspace.view.getState().viewport?.show(id);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.key === 'Enter' && event.target === field.current && best !== null) {
      add(best);
      // The next word can be typed at once: a chain is built without leaving the field.
      setSearch('');
      event.preventDefault();
    } else if (event.key === 'Escape') {
      setSearch('');
      workspace.view.getState().viewport?.focus();
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      const items = [...(list.current?.querySelectorAll<HTMLElement>('[data-kind]') ?? [])];
      const at = items.indexOf(document.activeElement as HTMLElement);
      const next = event.key === 'ArrowDown' ? items[at + 1] : at === 0 ? field.current : items[at - 1];
      next?.focus();
      event.preventDefault();
    }
  };

  return (
    <nav aria-label={t('title')} onKeyDown={onKeyDown} className="flex h-full flex-col bg-surface">
      <div className="relative p-2">
        <Search aria-hidden="true" className="absolute top-1/2 left-4 size-3.5 -translate-y-1/2 text-faint" />
        <TextField
          ref={field}
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={search}
          onText={setSearch}
          className="pl-7"
        />
      </div>
      <div ref={list} className="relative min-h-0 flex-1 overflow-y-auto px-2 pb-2">
        {groups.length === 0 && <EmptyState title={t('nothing', { search })}>{t('nothingHint')}</EmptyState>}
        {groups.map(({ family, kinds }) => (
          <section key={family} aria-label={t(family)} className="mb-1">
            <h2 className="px-2 py-0.5 text-xs font-medium text-faint">{t(family)}</h2>
            <ul>
              {kinds.map((descriptor) => (
                <li key={descriptor.kind}>
                  <PaletteEntry descriptor={descriptor} isBest={descriptor === best} onAdd={add} />
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </nav>
  );
}

interface PaletteEntryProps {
  readonly descriptor: NodeDescriptor;
  /** Enter in the search field adds this one. */
  readonly isBest: boolean;
  readonly onAdd: (descriptor: NodeDescriptor) => void;
}

function PaletteEntry({ descriptor, isBest, onAdd }: PaletteEntryProps) {
  const t = useTexts(texts);
  const { title, summary } = wordsOf(descriptor, useLanguage());
  return (
    <button
      type="button"
      draggable
      data-kind={descriptor.kind}
      aria-label={t('add', { title, summary })}
      title={`${summary}\n${t('hint')}`}
      onClick={() => onAdd(descriptor)}
      onDragStart={(event) => {
        event.dataTransfer.setData(DRAG_KIND_TYPE, descriptor.kind);
        if (fitsIntoWire(descriptor)) event.dataTransfer.setData(DRAG_MIDDLE_TYPE, '');
        event.dataTransfer.effectAllowed = 'copy';
      }}
      className={`${isBest ? 'bg-hover' : ''} flex w-full cursor-grab items-center gap-2.5 rounded-md px-2 py-0.5 text-left transition-colors hover:bg-hover focus-visible:-outline-offset-2 active:cursor-grabbing`}
    >
      <span
        className={`inline-flex size-6 shrink-0 items-center justify-center rounded-md ${familyTint[descriptor.family]}`}
      >
        <KindIcon kind={descriptor.kind} size={16} />
      </span>
      <span className="min-w-0 flex-1 truncate">{title}</span>
    </button>
  );
}
