import { ViewportPortal } from '@xyflow/react';
import { type KeyboardEvent, useMemo } from 'react';
import { useDocument, useView, useWorkspace } from '../commands/workspace-context.tsx';
import { changeGroup, dropAll, nudgeAll } from '../model/annotation-edits.ts';
import { type Point, snap } from '../model/document-edits.ts';
import { type GroupFrame, groupFrames } from '../model/group-frames.ts';
import { classNames } from '../ui/class-names.ts';
import { useTexts } from '../ui/i18n.ts';
import { frameColors, labelColors } from './annotation-colors.ts';
import { arrowStep } from './arrow-steps.ts';
import { editTexts } from './edit-texts.ts';
import { atRest, useGesture, useGestureStore } from './gesture-store.ts';
import { useDrag } from './use-drag.ts';

/** Frames around groups, below wires and cards. Within a frame the canvas is as anywhere: only its label takes the pointer. */
export function GroupFrames() {
  const document = useDocument((state) => state.document);
  const moved = useGesture((state) => state.movedNodes);
  const { nodes, groups } = document;
  const frames = useMemo(() => groupFrames({ nodes, groups }, moved), [nodes, groups, moved]);
  if (frames.length === 0) return null;
  return (
    <ViewportPortal>
      {frames.map((frame) => (
        <Frame key={frame.group.id} frame={frame} />
      ))}
    </ViewportPortal>
  );
}

function Frame({ frame: { group, box } }: { readonly frame: GroupFrame }) {
  const isOver = useGesture((state) => state.groupOver === group.id);
  const isSelected = useDocument((state) => state.selection.groups?.includes(group.id) === true);
  const isEditing = useView((state) => state.editing?.part === 'group' && state.editing.id === group.id);
  return (
    <div
      className={classNames(
        'pointer-events-none absolute -z-10 rounded-xl border',
        frameColors[group.color ?? 'plain'],
        isOver
          ? 'border-accent! border-2 border-dashed bg-accent/10!'
          : isSelected && 'border-accent! outline-1 outline-accent',
      )}
      style={{ left: box.x, top: box.y, width: box.width, height: box.height }}
    >
      {isEditing ? <LabelField frame={{ group, box }} /> : <FrameLabel frame={{ group, box }} />}
    </div>
  );
}

function FrameLabel({ frame: { group, box } }: { readonly frame: GroupFrame }) {
  const t = useTexts(editTexts);
  const { documents, view } = useWorkspace();
  const gestures = useGestureStore();
  const isSelected = useDocument((state) => state.selection.groups?.includes(group.id) === true);
  const select = (isAdding: boolean): void => {
    const { selection } = documents.getState();
    const before = isAdding ? selection : { nodes: [], edges: [], notes: [], groups: [] };
    documents.select({
      nodes: [...new Set([...before.nodes, ...group.nodes])],
      edges: before.edges,
      notes: before.notes ?? [],
      groups: [...new Set([...(before.groups ?? []), group.id])],
    });
  };
  const drag = useDrag({
    onStart: (isAdding) => {
      if (isAdding || documents.getState().selection.groups?.includes(group.id) !== true) select(isAdding);
    },
    onMove: (by) => {
      const { document, selection } = documents.getState();
      const chosen = new Set([...group.nodes, ...selection.nodes]);
      const movedNodes = new Map<string, Point>();
      for (const { id, position } of document.nodes) {
        if (chosen.has(id)) movedNodes.set(id, snap({ x: position.x + by.x, y: position.y + by.y }));
      }
      gestures.setState({ ...atRest, movedNodes });
    },
    onEnd: () => {
      dropAll(documents, { nodes: gestures.getState().movedNodes, notes: new Map() });
      gestures.setState(atRest);
    },
    onCancel: () => gestures.setState(atRest),
  });
  const onKeyDown = (event: KeyboardEvent): void => {
    const step = arrowStep(event);
    if (event.key === 'Enter' || event.key === ' ') {
      if (isSelected) view.set({ editing: { part: 'group', id: group.id } });
      else select(event.shiftKey);
    } else if (event.key === 'Escape') documents.select({ nodes: [], edges: [], notes: [], groups: [] });
    else if (step !== null) {
      if (!isSelected) select(false);
      nudgeAll(documents, step);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <button
      type="button"
      data-annotation="group"
      data-id={group.id}
      aria-label={t('groupLabel', { label: group.label || t('groupUnnamed'), nodes: group.nodes.length })}
      aria-pressed={isSelected}
      title={t('groupHint')}
      {...drag}
      onContextMenu={() => {
        if (!isSelected) select(false);
      }}
      onDoubleClick={() => view.set({ editing: { part: 'group', id: group.id } })}
      onKeyDown={onKeyDown}
      className={classNames(
        'nopan nodrag pointer-events-auto m-1 block max-w-full cursor-grab truncate rounded-md px-2 py-1 text-left font-semibold text-sm hover:bg-hover focus-visible:outline-2 focus-visible:outline-accent active:cursor-grabbing',
        labelColors[group.color ?? 'plain'],
      )}
      style={{ maxWidth: box.width - 8 }}
    >
      {group.label || t('groupUnnamed')}
    </button>
  );
}

function LabelField({ frame: { group } }: { readonly frame: GroupFrame }) {
  const t = useTexts(editTexts);
  const { documents, view } = useWorkspace();
  const done = (): void => {
    documents.seal();
    view.set({ editing: null });
  };
  return (
    <input
      ref={(field) => field?.focus()}
      aria-label={t('groupName')}
      defaultValue={group.label}
      maxLength={500}
      onFocus={(event) => event.target.select()}
      onChange={(event) => changeGroup(documents, group.id, { label: event.target.value }, 'label')}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' && event.key !== 'Escape') return;
        event.stopPropagation();
        done();
        requestAnimationFrame(() => focusAnnotation('group', group.id));
      }}
      className="nopan nodrag pointer-events-auto m-1 block h-6 w-[calc(100%-8px)] rounded-md border border-accent bg-surface px-1.5 font-semibold text-sm outline-none"
    />
  );
}

/** Gives the keyboard to a note or to the label of a group. */
export function focusAnnotation(part: 'note' | 'group', id: string): void {
  globalThis.document.querySelector<HTMLElement>(`[data-annotation="${part}"][data-id="${CSS.escape(id)}"]`)?.focus();
}
