import { ViewportPortal } from '@xyflow/react';
import { type KeyboardEvent, useMemo, useState } from 'react';
import { useDocument, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { changeNote, dropAll, noteTextMax, nudgeAll } from '../model/annotation-edits.ts';
import { type Note, notesOf } from '../model/annotations.ts';
import { gridPx, snap } from '../model/document-edits.ts';
import { classNames } from '../ui/class-names.ts';
import { useTexts } from '../ui/i18n.ts';
import { noteColors } from './annotation-colors.ts';
import { arrowStep } from './arrow-steps.ts';
import { editTexts } from './edit-texts.ts';
import { atRest, useGesture, useGestureStore } from './gesture-store.ts';
import { focusAnnotation } from './group-frames.tsx';
import { NoteText } from './note-text.tsx';
import { useDrag } from './use-drag.ts';

/** Notes, below wires and cards. */
export function NoteCards() {
  const raw = useDocument((state) => state.document.notes);
  const notes = useMemo(() => notesOf(raw), [raw]);
  if (notes.length === 0) return null;
  return (
    <ViewportPortal>
      {notes.map((note) => (
        <NoteCard key={note.id} note={note} />
      ))}
    </ViewportPortal>
  );
}

function NoteCard({ note }: { readonly note: Note }) {
  const moved = useGesture((state) => state.movedNotes.get(note.id));
  const isSelected = useDocument((state) => state.selection.notes?.includes(note.id) === true);
  const isEditing = useView((state) => state.editing?.part === 'note' && state.editing.id === note.id);
  const [size, setSize] = useState<Note['size'] | null>(null);
  const { x, y } = moved ?? note.position;
  const { width, height } = size ?? note.size;
  return (
    <div
      className={classNames(
        'nopan nodrag nowheel pointer-events-auto absolute -z-10 rounded-md border shadow-card',
        noteColors[note.color ?? 'plain'],
        isSelected && 'border-accent! outline-1 outline-accent',
      )}
      style={{ left: x, top: y, width, height }}
    >
      {isEditing ? <NoteField note={note} /> : <NoteBody note={note} isSelected={isSelected} />}
      {isSelected && !isEditing && <ResizeCorner note={note} onSize={setSize} />}
    </div>
  );
}

function NoteBody({ note, isSelected }: { readonly note: Note; readonly isSelected: boolean }) {
  const t = useTexts(editTexts);
  const { documents, view } = useWorkspace();
  const gestures = useGestureStore();
  const select = (isAdding: boolean): void => {
    const { selection } = documents.getState();
    if (!isAdding) documents.select({ nodes: [], edges: [], groups: [], notes: [note.id] });
    else documents.select({ notes: [...new Set([...(selection.notes ?? []), note.id])] });
  };
  const edit = (): void => view.set({ editing: { part: 'note', id: note.id } });
  const drag = useDrag({
    onStart: (isAdding) => {
      if (!isSelected || isAdding) select(isAdding);
    },
    onMove: (by) => {
      const { document, selection } = documents.getState();
      const [nodes, notes] = [new Set(selection.nodes), new Set(selection.notes)];
      const placed = <Item extends { id: string; position: { x: number; y: number } }>(
        items: readonly Item[],
        ids: Set<string>,
      ) =>
        new Map(
          items.flatMap(({ id, position }) =>
            ids.has(id) ? [[id, snap({ x: position.x + by.x, y: position.y + by.y })]] : [],
          ),
        );
      gestures.setState({
        ...atRest,
        movedNodes: placed(document.nodes, nodes),
        movedNotes: placed(notesOf(document.notes), notes),
      });
    },
    onEnd: () => {
      const { movedNodes, movedNotes } = gestures.getState();
      dropAll(documents, { nodes: movedNodes, notes: movedNotes });
      gestures.setState(atRest);
    },
    onCancel: () => gestures.setState(atRest),
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = arrowStep(event);
    if (event.key === 'Enter') {
      select(false);
      edit();
    } else if (event.key === ' ') select(event.shiftKey);
    else if (event.key === 'Escape') documents.select({ nodes: [], edges: [], notes: [], groups: [] });
    else if (step !== null) {
      if (!isSelected) select(false);
      nudgeAll(documents, step);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const isEmpty = note.text.trim() === '';
  return (
    // biome-ignore lint/a11y/useSemanticElements: its text has blocks of its own, which a button must not hold
    <div
      role="button"
      tabIndex={0}
      data-annotation="note"
      data-id={note.id}
      aria-label={t('noteLabel', { text: isEmpty ? t('noteEmpty') : note.text.slice(0, 200) })}
      aria-pressed={isSelected}
      {...drag}
      onContextMenu={() => {
        if (!isSelected) select(false);
      }}
      onDoubleClick={edit}
      onKeyDown={onKeyDown}
      className="h-full w-full cursor-grab overflow-hidden break-words rounded-md px-3 py-2 text-ink focus-visible:outline-2 focus-visible:outline-accent active:cursor-grabbing"
    >
      {isEmpty ? <p className="text-muted">{t('noteEmptyHint')}</p> : <NoteText text={note.text} />}
    </div>
  );
}

function NoteField({ note }: { readonly note: Note }) {
  const t = useTexts(editTexts);
  const { documents, view } = useWorkspace();
  const done = (): void => {
    documents.seal();
    view.set({ editing: null });
  };
  return (
    <textarea
      ref={(field) => field?.focus()}
      aria-label={t('noteText')}
      placeholder={t('notePlaceholder')}
      defaultValue={note.text}
      maxLength={noteTextMax}
      onChange={(event) => changeNote(documents, note.id, { text: event.target.value }, 'note')}
      onBlur={done}
      onPointerDown={(event) => event.stopPropagation()}
      onKeyDown={(event) => {
        const isDone = event.key === 'Escape' || (event.key === 'Enter' && (event.ctrlKey || event.metaKey));
        if (!isDone) return;
        event.preventDefault();
        event.stopPropagation();
        done();
        requestAnimationFrame(() => focusAnnotation('note', note.id));
      }}
      className="block h-full w-full resize-none rounded-md bg-transparent px-3 py-2 text-ink outline-2 outline-accent placeholder:text-muted"
    />
  );
}

const sizeMin = { width: 96, height: 48 };
const sizeMax = 4000;

function ResizeCorner({ note, onSize }: { readonly note: Note; readonly onSize: (size: Note['size'] | null) => void }) {
  const t = useTexts(editTexts);
  const { documents } = useWorkspace();
  const sizeBy = (dx: number, dy: number): Note['size'] => ({
    width: within(Math.round((note.size.width + dx) / gridPx) * gridPx, sizeMin.width),
    height: within(Math.round((note.size.height + dy) / gridPx) * gridPx, sizeMin.height),
  });
  const [dragged, setDragged] = useState(note.size);
  const drag = useDrag({
    onMove: ({ x, y }) => {
      const size = sizeBy(x, y);
      setDragged(size);
      onSize(size);
    },
    onEnd: () => {
      changeNote(documents, note.id, { size: dragged });
      onSize(null);
    },
    onCancel: () => onSize(null),
  });
  return (
    <button
      type="button"
      aria-label={t('noteResize')}
      title={t('noteResize')}
      {...drag}
      onKeyDown={(event) => {
        const step = arrowStep(event);
        if (step === null) return;
        event.preventDefault();
        event.stopPropagation();
        changeNote(documents, note.id, { size: sizeBy(step.x, step.y) }, 'resize');
      }}
      className="absolute -right-1.5 -bottom-1.5 size-3 cursor-nwse-resize rounded-sm border-2 border-accent bg-surface focus-visible:outline-2 focus-visible:outline-accent"
    />
  );
}

function within(value: number, min: number): number {
  return Math.min(sizeMax, Math.max(min, value));
}
