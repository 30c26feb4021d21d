import { Dialog as Base } from '@base-ui-components/react/dialog';
import {
  Check,
  CircleHelp,
  Database,
  Eye,
  File,
  FileText,
  LayoutTemplate,
  PencilLine,
  Play,
  Search,
  Workflow,
} from 'lucide-react';
import { type KeyboardEvent, type ReactNode, useEffect, useId, useMemo, useRef, useState } from 'react';
import { keyTexts } from '../../commands/texts.ts';
import { useView, useWorkspace } from '../../commands/workspace-context.tsx';
import { useResultDesk } from '../../results/use-result-desk.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { familyTint } from '../../ui/family.ts';
import { useTexts } from '../../ui/i18n.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { KindIcon } from '../../ui/kind-icon.tsx';
import { formatCount } from '../../ui/numbers.ts';
import { paletteTexts } from '../palette-texts.ts';
import { type KnownFiles, paletteEntries } from './palette-entries.ts';
import {
  type FoundEntry,
  type PaletteEntry,
  recentEntries,
  searchable,
  searchEntries,
  withRecent,
} from './search-entries.ts';

const noFiles: KnownFiles = { recent: [], samples: [] };

/** Everything by typing: commands, nodes to add and to go to, samples, saved queries, recent files. */
export function CommandPalette() {
  const t = useTexts(paletteTexts);
  const { view } = useWorkspace();
  const open = useView((state) => state.dialog === 'commands');
  const chosen = useRef<PaletteEntry | null>(null);
  const close = (): void => {
    if (view.getState().dialog === 'commands') view.set({ dialog: null });
  };
  return (
    <Base.Root
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) close();
      }}
      onOpenChangeComplete={(isOpen) => {
        const entry = chosen.current;
        chosen.current = null;
        // Once the keyboard is back where it was, so that what the entry does with it lasts.
        if (!isOpen && entry !== null) setTimeout(() => entry.run(), 0);
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-shade" />
        <Base.Popup
          aria-label={t('title')}
          className="fixed top-[12vh] left-1/2 z-40 flex max-h-[min(560px,76vh)] w-[620px] max-w-[calc(100vw-32px)] -translate-x-1/2 flex-col overflow-hidden rounded-xl border border-line bg-surface shadow-float outline-none"
        >
          <Finder
            onChoose={(entry) => {
              chosen.current = entry;
              close();
            }}
          />
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}

function Finder({ onChoose }: { readonly onChoose: (entry: PaletteEntry) => void }) {
  const t = useTexts(paletteTexts);
  const key = useTexts(keyTexts);
  const workspace = useWorkspace();
  const { bridge, preferences } = workspace;
  const desk = useResultDesk();
  const listId = useId();
  const [search, setSearch] = useState('');
  const [at, setAt] = useState(0);
  const [files, setFiles] = useState(noFiles);
  const list = useRef<HTMLDivElement>(null);
  const recent = recentEntries(preferences.getState().layout.recentCommands);
  // What can be done is read when the palette opens: nothing changes beneath it while it is there.
  const entries = useMemo(() => searchable(paletteEntries(workspace, desk, files)), [workspace, desk, files]);
  const found = searchEntries(entries, search, recent);
  const active = found[Math.min(at, found.length - 1)];

  useEffect(() => {
    let isGone = false;
    const ask = [bridge.request('document.recent', undefined), bridge.request('document.samples', undefined)] as const;
    Promise.all(ask).then(
      ([recentFiles, samples]) => {
        if (!isGone) setFiles({ recent: recentFiles, samples });
      },
      // Without them the rest is found all the same.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [bridge]);
  useEffect(() => {
    list.current?.querySelector(`[data-index="${at}"]`)?.scrollIntoView({ block: 'nearest' });
  }, [at]);

  const choose = ({ entry }: FoundEntry): void => {
    if (entry.blocked !== undefined) return;
    preferences.setLayout({ recentCommands: withRecent(recent, entry.id) });
    onChoose(entry);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const last = found.length - 1;
    const moves: Readonly<Record<string, number>> = {
      ArrowDown: at >= last ? 0 : at + 1,
      ArrowUp: at <= 0 ? last : at - 1,
      PageDown: Math.min(last, at + 8),
      PageUp: Math.max(0, at - 8),
    };
    const next = moves[event.key];
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) {
      if (active !== undefined) choose(active);
    } else if (next !== undefined) setAt(Math.max(0, next));
    else return;
    event.preventDefault();
  };
  const isSearched = search.trim() !== '';
  const count = found.length === 1 ? t('foundOne') : t('foundMany', { number: formatCount(found.length) });
  return (
    <>
      <div className="flex h-12 shrink-0 items-center gap-2.5 border-line border-b px-4">
        <Search aria-hidden="true" className="size-4 shrink-0 text-faint" />
        <input
          type="text"
          role="combobox"
          aria-label={t('search')}
          aria-expanded="true"
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active === undefined ? undefined : optionId(listId, active)}
          spellCheck={false}
          autoComplete="off"
          placeholder={t('search')}
          value={search}
          onChange={(event) => {
            setSearch(event.target.value);
            setAt(0);
          }}
          onKeyDown={onKeyDown}
          className="h-full min-w-0 flex-1 bg-transparent text-lg outline-none placeholder:text-faint"
        />
      </div>
      <div
        ref={list}
        id={listId}
        role="listbox"
        aria-label={t('title')}
        className="min-h-0 flex-1 overflow-y-auto p-1.5"
      >
        {found.map((each, index) => (
          <Option
            key={each.entry.id}
            id={optionId(listId, each)}
            index={index}
            found={each}
            heading={isSearched ? undefined : headingAt(found, index, t('recent'), t('command'))}
            label={isSearched || each.isRecent ? t(each.entry.group) : ''}
            isActive={each === active}
            onChoose={() => choose(each)}
            onPoint={() => setAt(index)}
          />
        ))}
      </div>
      {found.length === 0 && <EmptyState title={t('nothing', { search })}>{t('nothingHint')}</EmptyState>}
      <div className="flex h-8 shrink-0 items-center gap-4 border-line border-t bg-sunken px-4 text-xs text-muted">
        <Hint keys="↑ ↓" words={t('choose')} />
        <Hint keys={key('enter')} words={t('run')} />
        <Hint keys={key('escape')} words={t('leave')} />
        <span role="status" className="tabular ml-auto">
          {isSearched ? count : ''}
        </span>
      </div>
    </>
  );
}

function optionId(listId: string, { entry }: FoundEntry): string {
  return `${listId} ${entry.id}`.replace(/\s+/g, '-');
}

/** The heading before an entry, where another part of the list begins. */
function headingAt(found: readonly FoundEntry[], index: number, recent: string, commands: string): string | undefined {
  const isRecent = found[index]?.isRecent;
  if (index > 0 && found[index - 1]?.isRecent === isRecent) return undefined;
  return isRecent ? recent : commands;
}

function Hint({ keys, words }: { readonly keys: string; readonly words: string }) {
  return (
    <span className="inline-flex items-center gap-1.5">
      <Kbd keys={keys} />
      {words}
    </span>
  );
}

interface OptionProps {
  readonly id: string;
  readonly index: number;
  readonly found: FoundEntry;
  readonly heading: string | undefined;
  /** What kind of entry it is; empty where the heading says it. */
  readonly label: string;
  readonly isActive: boolean;
  readonly onChoose: () => void;
  readonly onPoint: () => void;
}

function Option({ id, index, found, heading, label, isActive, onChoose, onPoint }: OptionProps) {
  const { title, note, keys, blocked } = found.entry;
  const said = blocked !== undefined && blocked !== '' ? blocked : note;
  return (
    <>
      {heading !== undefined && (
        <div role="presentation" className="px-2.5 pt-2 pb-1 text-xs font-medium text-faint">
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys of the whole list */}
      <div
        id={id}
        role="option"
        tabIndex={-1}
        data-index={index}
        aria-selected={isActive}
        aria-disabled={blocked !== undefined || undefined}
        onClick={onChoose}
        onPointerMove={isActive ? undefined : onPoint}
        onPointerDown={(event) => event.preventDefault()}
        className={`flex h-9 items-center gap-2.5 rounded-md px-2.5 ${isActive ? 'bg-accent-soft' : ''} ${blocked === undefined ? '' : 'text-muted'}`}
      >
        <EntryIcon entry={found.entry} />
        <span className="min-w-0 max-w-[60%] shrink-0 truncate">{title}</span>
        <span className="min-w-0 flex-1 truncate text-sm text-muted">{said}</span>
        {label !== '' && <span className="shrink-0 text-xs text-muted">{label}</span>}
        {keys !== undefined && <Kbd keys={keys} />}
      </div>
    </>
  );
}

const menuIcons: Readonly<Record<string, ReactNode>> = {
  file: <File />,
  edit: <PencilLine />,
  node: <Workflow />,
  view: <Eye />,
  run: <Play />,
  help: <CircleHelp />,
};

const groupIcons = {
  command: null,
  add: null,
  goTo: null,
  sample: <LayoutTemplate />,
  template: <LayoutTemplate />,
  sql: <Database />,
  file: <FileText />,
} as const satisfies Readonly<Record<PaletteEntry['group'], ReactNode>>;

function EntryIcon({ entry }: { readonly entry: PaletteEntry }) {
  const { catalogue } = useWorkspace();
  const family = entry.kind === undefined ? undefined : catalogue.byKind.get(entry.kind)?.family;
  if (entry.kind !== undefined) {
    const tint = family === undefined ? 'bg-hover' : familyTint[family];
    return (
      <span className={`inline-flex size-6 shrink-0 items-center justify-center rounded-md ${tint}`}>
        <KindIcon kind={entry.kind} size={16} />
      </span>
    );
  }
  const icon = entry.checked === true ? <Check /> : (menuIcons[entry.menu ?? ''] ?? groupIcons[entry.group]);
  return (
    <span className="inline-flex size-6 shrink-0 items-center justify-center text-muted [&_svg]:size-4">{icon}</span>
  );
}
