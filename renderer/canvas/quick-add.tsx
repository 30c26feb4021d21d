import { type KeyboardEvent, useEffect, useId, useMemo, useRef, useState } from 'react';
import { printBinding } from '../commands/keys.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useDocument, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle, wordsOf } from '../model/catalogue.ts';
import { sayDiagnostic } from '../model/node-names.ts';
import { addAt, placeBehind } from '../model/quick-add.ts';
import { type OfferedKind, offeredNodeId, rankKinds } from '../model/rank-kinds.ts';
import type { QuickAddPlace } from '../model/view-store.ts';
import { classNames } from '../ui/class-names.ts';
import { familyTint } from '../ui/family.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import { sentence } from '../ui/sentence.ts';
import { editTexts } from './edit-texts.ts';

/** Size of the list, px; it stays inside the window. */
const panel = { width: 320, height: 380, margin: 8 } as const;

/** Adding a node at a place: the kinds that can stand there, the likeliest first. */
export function QuickAdd() {
  const place = useView((state) => state.quickAdd);
  return place === null ? null : <QuickAddPanel place={place} />;
}

function QuickAddPanel({ place }: { readonly place: QuickAddPlace }) {
  const t = useTexts(editTexts);
  const workspace = useWorkspace();
  const { catalogue, analysis, view, notices, info } = workspace;
  const language = useLanguage();
  const listId = useId();
  const root = useRef<HTMLDivElement>(null);
  const document = useDocument((state) => state.document);
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const offered = useMemo(
    () => rankKinds({ document, catalogue, analysis: analysis.getState() }, place, search),
    [document, catalogue, analysis, place, search],
  );
  const fitting = offered.filter(({ problem }) => problem === null);
  const misfits = offered.filter(({ problem }) => problem !== null);
  const chosen = Math.min(at, fitting.length - 1);

  const close = (): void => {
    view.set({ quickAdd: null });
    view.getState().viewport?.focus();
  };
  useEffect(() => {
    const onPress = (event: PointerEvent): void => {
      if (!(event.target instanceof Node) || root.current?.contains(event.target) === true) return;
      view.set({ quickAdd: null });
    };
    const page = globalThis.document;
    page.addEventListener('pointerdown', onPress, true);
    return () => page.removeEventListener('pointerdown', onPress, true);
  }, [view]);
  useEffect(() => {
    root.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  });

  const add = ({ descriptor }: OfferedKind, goesOn: boolean): void => {
    const id = addAt(workspace, descriptor, place);
    if (id === null) return;
    notices.announce(t('added', { title: wordsOf(descriptor, language).title }));
    if (goesOn) {
      setSearch('');
      setAt(0);
      view.set({ quickAdd: placeBehind(workspace, id, place) });
      view.getState().viewport?.show(id);
      return;
    }
    view.set({ quickAdd: null });
    view.getState().viewport?.show(id, { focus: true });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const best = fitting[chosen];
    if (event.key === 'ArrowDown') setAt(Math.min(chosen + 1, fitting.length - 1));
    else if (event.key === 'ArrowUp') setAt(Math.max(chosen - 1, 0));
    else if (event.key === 'Enter' && best !== undefined) add(best, event.ctrlKey || event.metaKey);
    else if (event.key === 'Escape' || event.key === 'Tab') close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const titleOf = (id: string): string =>
    nodeTitle(catalogue, document.nodes.find((node) => node.id === id) ?? { kind: id }, language);
  const title =
    place.wireId !== null
      ? t('quickAddWire')
      : place.behind !== null
        ? t('quickAddBehind', { title: titleOf(place.behind) })
        : place.before !== null
          ? t('quickAddBefore', { title: titleOf(place.before.nodeId) })
          : t('quickAdd');
  const screen = view.getState().viewport?.toScreen(place.at) ?? { x: 0, y: 0 };
  const page = globalThis.document.documentElement;
  return (
    <div
      ref={root}
      role="dialog"
      aria-label={title}
      onKeyDown={onKeyDown}
      className="fixed z-30 flex flex-col overflow-hidden rounded-lg border border-line bg-surface shadow-float"
      style={{
        left: clamp(screen.x, page.clientWidth - panel.width - panel.margin),
        top: clamp(screen.y, page.clientHeight - panel.height - panel.margin),
        width: panel.width,
        maxHeight: panel.height,
      }}
    >
      <p className="shrink-0 truncate px-3 pt-2 font-medium text-faint text-xs">{title}</p>
      <input
        ref={(field) => {
          field?.focus();
        }}
        role="combobox"
        aria-label={t('quickAddSearch')}
        aria-expanded="true"
        aria-controls={listId}
        aria-activedescendant={chosen < 0 ? undefined : `${listId}-${chosen}`}
        placeholder={t('quickAddSearch')}
        value={search}
        onChange={(event) => {
          setSearch(event.target.value);
          setAt(0);
        }}
        className="h-8 shrink-0 border-line border-b bg-transparent px-3 outline-none placeholder:text-faint"
      />
      <div className="min-h-0 flex-1 overflow-y-auto p-1">
        {offered.length === 0 && <p className="px-2 py-3 text-muted">{t('quickAddNothing', { search })}</p>}
        <div role="listbox" id={listId} aria-label={title}>
          {fitting.map((each, index) => (
            <Offer
              key={each.descriptor.kind}
              id={`${listId}-${index}`}
              offered={each}
              isChosen={index === chosen}
              onChoose={(goesOn) => add(each, goesOn)}
            />
          ))}
        </div>
        {misfits.length > 0 && <Misfits misfits={misfits} />}
      </div>
      <p className="shrink-0 truncate border-line border-t bg-sunken px-3 py-1 text-faint text-xs">
        {t('quickAddHint', { keys: printBinding('Mod+Enter', info.platform) })}
      </p>
    </div>
  );
}

interface OfferProps {
  readonly id: string;
  readonly offered: OfferedKind;
  readonly isChosen: boolean;
  readonly onChoose: (goesOn: boolean) => void;
}

function Offer({ id, offered: { descriptor }, isChosen, onChoose }: OfferProps) {
  const { title, summary } = wordsOf(descriptor, useLanguage());
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard stays in the search field
    <div
      role="option"
      id={id}
      tabIndex={-1}
      aria-selected={isChosen}
      data-kind={descriptor.kind}
      onClick={(event) => onChoose(event.ctrlKey || event.metaKey)}
      className={classNames(
        'flex cursor-default items-center gap-2.5 rounded-md px-2 py-1 hover:bg-hover',
        isChosen && 'bg-accent-soft!',
      )}
    >
      <span
        className={`inline-flex size-6 shrink-0 items-center justify-center rounded-md ${familyTint[descriptor.family]}`}
      >
        <KindIcon kind={descriptor.kind} size={16} />
      </span>
      <span className="min-w-0 flex-1">
        <span className="block truncate">{title}</span>
        <span className="block truncate text-muted text-xs">{summary}</span>
      </span>
    </div>
  );
}

function Misfits({ misfits }: { readonly misfits: readonly OfferedKind[] }) {
  const t = useTexts(editTexts);
  const language = useLanguage();
  const names = useNodeNames();
  return (
    <section aria-label={t('quickAddMisfits')} className="mt-1 border-line border-t pt-1">
      <h3 className="px-2 py-0.5 text-faint text-xs">{t('quickAddMisfits')}</h3>
      <ul>
        {misfits.map(({ descriptor, problem }) => {
          const { title } = wordsOf(descriptor, language);
          const name = (id: string): string | undefined => (id === offeredNodeId ? title : names(id));
          return (
            <li key={descriptor.kind} className="px-2 py-0.5">
              <span className="block truncate text-muted">{title}</span>
              {problem !== null && (
                <span className="block text-faint text-xs">
                  {sentence(sayDiagnostic(problem, name, language).message)}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function clamp(value: number, max: number): number {
  return Math.max(panel.margin, Math.min(value, max));
}
