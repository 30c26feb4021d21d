import { Pencil, Search } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import { isRebound } from '../../commands/key-map.ts';
import { menuTitle } from '../../commands/menu-model.ts';
import { commandTexts, keyTexts } from '../../commands/texts.ts';
import { usePreferences, useView, useWorkspace } from '../../commands/workspace-context.tsx';
import { plainText, searchWords } from '../../model/fuzzy-match.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { TextField } from '../../ui/text-field.tsx';
import { shortcutTexts } from '../shortcut-texts.ts';
import { KeyEditor } from './key-editor.tsx';
import { type SheetLine, sheetGroups } from './sheet-groups.ts';

/** Every command with its keys, and what pointer and keys do on the canvas; keys are changed where they stand. */
export function ShortcutsDialog() {
  const t = useTexts(shortcutTexts);
  const title = useTexts(commandTexts);
  const { view, preferences, notices } = useWorkspace();
  const open = useView((state) => state.dialog === 'shortcuts');
  const field = useRef<HTMLInputElement>(null);
  const isAnyChosen = usePreferences((state) => Object.keys(state.keys).length > 0);
  return (
    <Dialog
      large
      open={open}
      initialFocus={field}
      onClose={() => view.set({ dialog: null })}
      title={title('help.shortcuts')}
      description={t('hint')}
      actions={
        isAnyChosen ? (
          <Button
            onClick={() => {
              preferences.set({ keys: {} });
              notices.announce(t('resetDone'));
            }}
          >
            {t('resetAll')}
          </Button>
        ) : undefined
      }
    >
      <Sheet field={field} />
    </Dialog>
  );
}

function Sheet({ field }: { readonly field: RefObject<HTMLInputElement | null> }) {
  const t = useTexts(shortcutTexts);
  const workspace = useWorkspace();
  const [search, setSearch] = useState('');
  const [edited, setEdited] = useState<string | null>(null);
  // Only to be drawn again when they change: the lines read them themselves.
  usePreferences((state) => state.keys);
  const [hasAll, setHasAll] = useState(false);
  const groups = sheetGroups(workspace, search, hasAll);
  const gestures = useGestures(search);
  const isNothing = groups.length === 0 && gestures.every(({ lines }) => lines.length === 0);
  return (
    <>
      <div className="sticky top-0 z-10 -mx-1 mb-3 bg-surface px-1 pt-1 pb-2">
        <Search aria-hidden="true" className="absolute top-3.5 left-3 size-3.5 text-faint" />
        <TextField
          ref={field}
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          value={search}
          onText={setSearch}
          className="pl-7"
        />
        <Button size="sm" tone="quiet" aria-pressed={hasAll} className="mt-2" onClick={() => setHasAll(!hasAll)}>
          {hasAll ? t('onlyKeyed') : t('alsoKeyless')}
        </Button>
      </div>
      {isNothing && <p className="py-6 text-center text-muted">{t('nothing', { search })}</p>}
      <div className="columns-3 gap-8">
        {groups.map(({ menu, lines }) => (
          <section key={menu} aria-label={menuTitle(menu)} className="mb-4">
            <h3 className="mb-1 break-after-avoid border-line border-b pb-1 text-sm font-semibold">
              {menuTitle(menu)}
            </h3>
            <ul>
              {lines.map((line) => (
                <CommandLine
                  key={line.command.id}
                  line={line}
                  isEdited={edited === line.command.id}
                  onEdit={(isOn) => setEdited(isOn ? line.command.id : null)}
                />
              ))}
            </ul>
          </section>
        ))}
        {gestures
          .filter(({ lines }) => lines.length > 0)
          .map(({ heading, lines }) => (
            <section key={heading} aria-label={heading} className="mb-4">
              <h3 className="mb-1 break-after-avoid border-line border-b pb-1 text-sm font-semibold">{heading}</h3>
              <ul>
                {lines.map(({ words, keys, isKeys }) => (
                  <li key={words} className="flex min-h-7 break-inside-avoid items-center justify-between gap-4">
                    <span>{words}</span>
                    {isKeys ? <Kbd keys={keys} /> : <span className="text-right text-sm text-muted">{keys}</span>}
                  </li>
                ))}
              </ul>
            </section>
          ))}
      </div>
    </>
  );
}

interface CommandLineProps {
  readonly line: SheetLine;
  readonly isEdited: boolean;
  readonly onEdit: (isOn: boolean) => void;
}

function CommandLine({ line, isEdited, onEdit }: CommandLineProps) {
  const t = useTexts(shortcutTexts);
  const { command, title, keys } = line;
  const isChanged = usePreferences((state) => isRebound(command, state));
  return (
    <li className="group break-inside-avoid">
      <div className="flex min-h-7 items-center gap-2">
        <span className="min-w-0 flex-1">
          {title}
          {isChanged && <span className="ml-1.5 text-xs text-accent">{t('changed')}</span>}
        </span>
        <span className="flex shrink-0 flex-wrap justify-end gap-2">
          {keys.length === 0 ? (
            <span className="sr-only">{t('none')}</span>
          ) : (
            keys.map((each) => <Kbd key={each} keys={each} />)
          )}
        </span>
        <button
          type="button"
          aria-label={t('change', { title })}
          title={t('changeShort')}
          aria-expanded={isEdited}
          onClick={() => onEdit(!isEdited)}
          className="inline-flex size-6 shrink-0 items-center justify-center rounded-md text-faint hover:bg-hover hover:text-ink aria-expanded:bg-accent-soft aria-expanded:text-accent"
        >
          <Pencil className="size-3" />
        </button>
      </div>
      {isEdited && <KeyEditor command={command} title={title} />}
    </li>
  );
}

interface GestureGroup {
  readonly heading: string;
  readonly lines: readonly { readonly words: string; readonly keys: string; readonly isKeys: boolean }[];
}

/** What no command stands for: the pointer on the canvas, the keys of a place. */
function useGestures(search: string): readonly GestureGroup[] {
  const t = useTexts(shortcutTexts);
  const key = useTexts(keyTexts);
  const held = { shift: key('shift'), ctrl: key('ctrl') };
  const gesture = (words: string, keys: string) => ({ words, keys, isKeys: false });
  const press = (words: string, keys: string) => ({ words, keys, isKeys: true });
  const groups: readonly GestureGroup[] = [
    {
      heading: t('canvas'),
      lines: [
        gesture(t('gesturePan'), t('gesturePanKeys')),
        gesture(t('gestureZoom'), t('gestureZoomKeys')),
        gesture(t('gestureArea'), t('gestureAreaKeys', held)),
        gesture(t('gestureMore'), t('gestureMoreKeys', held)),
        gesture(t('gestureQuick'), t('gestureQuickKeys')),
        gesture(t('gestureWire'), t('gestureWireKeys')),
        gesture(t('gestureWireEmpty'), t('gestureWireEmptyKeys')),
        gesture(t('gestureSplice'), t('gestureSpliceKeys')),
        gesture(t('gestureReconnect'), t('gestureReconnectKeys')),
        press(t('keyNext'), key('tab')),
        press(t('keyMove'), '← ↑ → ↓'),
        press(t('keyOpen'), key('enter')),
      ],
    },
    {
      heading: t('outline'),
      lines: [
        press(t('outlineWalk'), '↑ ↓'),
        press(t('outlineUnfold'), '→ ←'),
        press(t('outlineCanvas'), key('enter')),
        press(t('outlineRename'), 'F2'),
        press(t('outlineConnect'), 'C'),
        press(t('outlineAdd'), 'A'),
        press(t('outlineDelete'), key('delete')),
      ],
    },
  ];
  const wanted = searchWords(search);
  return groups.map(({ heading, lines }) => ({
    heading,
    lines: lines.filter(({ words, keys }) => wanted.every((word) => plainText(`${words} ${keys}`).includes(word))),
  }));
}
