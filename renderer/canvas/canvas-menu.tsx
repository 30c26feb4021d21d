import { Menu as Base } from '@base-ui-components/react/menu';
import { Check } from 'lucide-react';
import { findCommand } from '../commands/registry.ts';
import { type CommandId, menuTexts } from '../commands/texts.ts';
import { useCommand } from '../commands/use-command.ts';
import { useDocument, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { setColor } from '../model/annotation-edits.ts';
import { ANNOTATION_COLORS, type AnnotationColor, groupsOf, notesOf } from '../model/annotations.ts';
import type { Selection } from '../model/document-store.ts';
import { useTexts } from '../ui/i18n.ts';
import { Kbd } from '../ui/kbd.tsx';
import { swatchColors } from './annotation-colors.ts';
import { editTexts } from './edit-texts.ts';

const itemClass =
  'flex h-7 items-center gap-2 rounded-md px-2 outline-none data-disabled:opacity-45 data-highlighted:bg-hover';

type Entry = CommandId | 'line' | 'align' | 'color';

const ofGround: readonly Entry[] = [
  'node.quick-add',
  'note.add',
  'line',
  'edit.paste',
  'edit.select-all',
  'line',
  'arrange.tidy',
  'edit.find',
  'line',
  'view.fit',
  'view.zoom-actual',
  'view.toggle-minimap',
];
const ofNodes: readonly Entry[] = [
  'node.quick-add',
  'node.connect',
  'line',
  'edit.cut',
  'edit.copy',
  'edit.duplicate',
  'edit.delete',
  'line',
  'select.upstream',
  'select.downstream',
  'view.zoom-selection',
  'line',
  'arrange.tidy',
  'align',
  'line',
  'group.make',
  'group.ungroup',
  'group.rename',
];
const ofWires: readonly Entry[] = ['node.quick-add', 'run.breakpoint', 'line', 'edit.delete'];
const ofNotes: readonly Entry[] = ['edit.cut', 'edit.copy', 'edit.duplicate', 'edit.delete', 'line', 'color'];

const alignments = [
  'align.left',
  'align.centre',
  'align.right',
  'align.top',
  'align.middle',
  'align.bottom',
  'align.distribute-horizontally',
  'align.distribute-vertically',
] as const;

function entriesFor({ nodes, edges, notes = [], groups = [] }: Selection): readonly Entry[] {
  if (groups.length > 0) return [...ofNodes, 'line', 'color'];
  if (nodes.length > 0) return ofNodes;
  if (edges.length > 0) return ofWires;
  return notes.length > 0 ? ofNotes : ofGround;
}

/** What can be done with what is selected, or with the canvas, at the pointer or the keyboard's place. */
export function CanvasMenu() {
  const { view } = useWorkspace();
  const t = useTexts(editTexts);
  const at = useView((state) => state.canvasMenu);
  const selection = useDocument((state) => state.selection);
  const close = (): void => {
    view.set({ canvasMenu: null });
  };
  return (
    <Base.Root
      open={at !== null}
      modal={false}
      onOpenChange={(isOpen) => {
        if (!isOpen) close();
      }}
    >
      <Base.Portal>
        <Base.Positioner
          className="z-50"
          side="bottom"
          align="start"
          sideOffset={2}
          anchor={{ getBoundingClientRect: () => new DOMRect(at?.x ?? 0, at?.y ?? 0, 0, 0) }}
        >
          <Base.Popup
            aria-label={t('menu')}
            finalFocus={() => {
              const { quickAdd, editing, connectFrom, find } = view.getState();
              if (quickAdd === null && editing === null && connectFrom === null && find === null)
                view.getState().viewport?.focus();
              return false;
            }}
            className="max-h-[min(80vh,var(--available-height))] min-w-56 overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-float outline-none"
          >
            {entriesFor(selection).map((entry, index) => {
              const key = `${index} ${entry}`;
              if (entry === 'line') return <Base.Separator key={key} className="-mx-1 my-1 h-px bg-line" />;
              if (entry === 'align') return <AlignEntries key={key} />;
              if (entry === 'color') return <ColorChoice key={key} />;
              return <CommandItem key={key} id={entry} />;
            })}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

function CommandItem({ id }: { readonly id: CommandId }) {
  const workspace = useWorkspace();
  const { title, keys, run } = useCommand(id);
  const isEnabled = findCommand(id).enabled?.(workspace) !== false;
  const isOn = findCommand(id).checked?.(workspace) === true;
  return (
    <Base.Item disabled={!isEnabled} onClick={run} className={itemClass}>
      <span className="flex-1 truncate">{title}</span>
      {isOn && <Check aria-hidden="true" className="size-4 text-muted" />}
      {keys !== undefined && <Kbd keys={keys} />}
    </Base.Item>
  );
}

/** In place, not in a menu of its own: every entry is reached with the arrow keys and by its first letters. */
function AlignEntries() {
  const t = useTexts(menuTexts);
  const isUseful = useDocument(({ selection }) => selection.nodes.length + (selection.notes?.length ?? 0) > 1);
  if (!isUseful) return null;
  return (
    <Base.Group>
      <Base.GroupLabel className="px-2 pt-1 text-muted text-xs">{t('align')}</Base.GroupLabel>
      {alignments.map((id) => (
        <CommandItem key={id} id={id} />
      ))}
    </Base.Group>
  );
}

function ColorChoice() {
  const t = useTexts(editTexts);
  const { documents } = useWorkspace();
  const color = useDocument(({ document, selection }): AnnotationColor => {
    const note = notesOf(document.notes).find(({ id }) => id === selection.notes?.[0]);
    return note?.color ?? groupsOf(document.groups).find(({ id }) => id === selection.groups?.[0])?.color ?? 'plain';
  });
  return (
    <Base.RadioGroup value={color} aria-label={t('color')}>
      {ANNOTATION_COLORS.map((each) => (
        <Base.RadioItem
          key={each}
          value={each}
          closeOnClick
          onClick={() => setColor(documents, each)}
          className={itemClass}
        >
          <span aria-hidden="true" className={`size-3 rounded-full ${swatchColors[each]}`} />
          <span className="flex-1">{t(`color_${each}`)}</span>
          {each === color && <Check aria-hidden="true" className="size-4 text-muted" />}
        </Base.RadioItem>
      ))}
    </Base.RadioGroup>
  );
}
