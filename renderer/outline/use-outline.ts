/** The outline at work: its lines, the one that has the keyboard, and what keys do there. The document changes only through its store. */
import { type KeyboardEvent, type RefObject, useEffect, useMemo, useRef, useState } from 'react';
import type { Command } from '../commands/command.ts';
import { keysOf } from '../commands/key-map.ts';
import { matchesBinding } from '../commands/keys.ts';
import { findCommand } from '../commands/registry.ts';
import { useAnalysis, useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { changeGroup, changeNote } from '../model/annotation-edits.ts';
import { removeSelection, setLabel } from '../model/document-edits.ts';
import { removeAndBridge } from '../model/splice.ts';
import type { Workspace } from '../model/workspace.ts';
import { isSelected, moveFrom, neighbourOf, type OutlineRow, outlineRows, selectionOf } from './outline-rows.ts';

export interface Outline {
  readonly rows: readonly OutlineRow[];
  /** Key of the line that has the keyboard; null while there is none. */
  readonly active: string | null;
  /** Key of the line whose name is being edited. */
  readonly renamed: string | null;
  goTo(key: string): void;
  toggle(key: string): void;
  show(row: OutlineRow): void;
  beginRename(row: OutlineRow): void;
  endRename(): void;
  remove(row: OutlineRow): void;
  onKeyDown(event: KeyboardEvent): void;
}

interface Said {
  /** Tells that a line was removed. */
  readonly removed: (row: OutlineRow) => void;
}

/** @param tree the element with the keyboard, to which it comes back */
export function useOutline(tree: RefObject<HTMLElement | null>, said: Said): Outline {
  const workspace = useWorkspace();
  const { documents, view } = workspace;
  const document = useDocument((state) => state.document);
  const selection = useDocument((state) => state.selection);
  const findings = useAnalysis((state) => state.diagnosticsByNode);
  const [unfolded, setUnfolded] = useState<ReadonlySet<string>>(new Set());
  const [wanted, setWanted] = useState<string | null>(null);
  const [renamed, setRenamed] = useState<string | null>(null);
  const rows = useMemo(() => outlineRows(document, findings, unfolded), [document, findings, unfolded]);
  const isThere = rows.some((row) => row.key === wanted);
  const active = isThere ? wanted : (rows.find((row) => isSelected(row, selection))?.key ?? rows[0]?.key ?? null);

  // What is selected elsewhere takes the keyboard's line along; what was selected from here stays on the line it was selected from.
  const followed = useRef(selection);
  useEffect(() => {
    if (followed.current === selection) return;
    followed.current = selection;
    const at = rows.find((row) => row.key === wanted);
    if (at !== undefined && (isSelected(at, selection) || at.type === 'finding')) return;
    const row = rows.find((each) => isSelected(each, selection));
    if (row !== undefined) setWanted(row.key);
  }, [selection, rows, wanted]);

  const goTo = (key: string): void => {
    const row = rows.find((each) => each.key === key);
    const next = row === undefined ? null : selectionOf(row);
    setWanted(key);
    if (next !== null) documents.select(next);
  };
  const unfold = (key: string, isOn: boolean): void => {
    setUnfolded((known) => {
      const next = new Set(known);
      if (isOn) next.add(key);
      else next.delete(key);
      return next;
    });
  };
  const show = (row: OutlineRow): void => showOnCanvas(workspace, row, rows);
  const remove = (row: OutlineRow): void => {
    const next = neighbourOf(rows, row.key);
    if (!removeRow(workspace, row)) return;
    said.removed(row);
    if (next !== null) setWanted(next);
    tree.current?.focus();
  };
  const beginRename = (row: OutlineRow): void => {
    if (row.type === 'node' || row.type === 'group' || row.type === 'note') setRenamed(row.key);
  };

  const onKeyDown = (event: KeyboardEvent): void => {
    const row = rows.find((each) => each.key === active);
    if (event.target !== event.currentTarget || row === undefined) return;
    const isOf = (command: Command): boolean =>
      keysOf(command, workspace.preferences.getState()).some((keys) =>
        matchesBinding(event.nativeEvent, keys, workspace.info.platform),
      );
    const isPlain = !event.ctrlKey && !event.metaKey && !event.altKey && !event.shiftKey;
    const move = isPlain ? moveFrom(rows, row.key, event.key) : null;
    if (isOf(findCommand('edit.delete'))) remove(row);
    else if (isPlain && event.key === 'Enter') show(row);
    else if (isPlain && event.key === 'F2') beginRename(row);
    else if (isPlain && event.key === 'Escape') view.getState().viewport?.focus();
    else if (isPlain && event.key === ' ') unfold(row.key, row.expanded !== true);
    else if (isPlain && /^(Arrow|Home|End)/.test(event.key)) {
      if (move !== null && 'to' in move) goTo(move.to);
      else if (move !== null && 'unfold' in move) unfold(move.unfold, true);
      else if (move !== null) unfold(move.fold, false);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return {
    rows,
    active,
    renamed,
    goTo,
    toggle: (key) => unfold(key, !unfolded.has(key)),
    show,
    beginRename,
    endRename: () => {
      setRenamed(null);
      tree.current?.focus();
    },
    remove,
    onKeyDown,
  };
}

/** Gives a line's own thing another name. */
export function renameRow({ documents }: Pick<Workspace, 'documents'>, row: OutlineRow, name: string): void {
  if (row.type === 'node') setLabel(documents, row.node.id, name.trim());
  else if (row.type === 'group') changeGroup(documents, row.group.id, { label: name });
  else if (row.type === 'note') changeNote(documents, row.note.id, { text: name });
  documents.seal();
}

function removeRow(workspace: Workspace, row: OutlineRow): boolean {
  const selection = selectionOf(row);
  if (selection === null || row.type === 'member') return false;
  workspace.documents.select(selection);
  // A wire that is cut stays cut; a node that goes leaves its neighbours joined.
  if (row.type === 'node') removeAndBridge(workspace);
  else removeSelection(workspace.documents);
  return true;
}

/** Gives the keyboard to what a line stands for, on the canvas; of a finding, to the setting that it is about. */
function showOnCanvas({ documents, view, preferences }: Workspace, row: OutlineRow, rows: readonly OutlineRow[]): void {
  const { viewport, settingFocus } = view.getState();
  if (row.type === 'finding') {
    const { nodeId, setting } = row.found.at;
    if (nodeId === undefined) return;
    documents.select({ nodes: [nodeId], edges: [], notes: [], groups: [] });
    viewport?.show(nodeId);
    preferences.setLayout({ inspectorOpen: true });
    view.set({ settingFocus: { nodeId, setting: setting ?? '', at: (settingFocus?.at ?? 0) + 1 } });
    return;
  }
  const selection = selectionOf(row);
  if (selection !== null) documents.select(selection);
  if (row.type === 'node' || row.type === 'member') viewport?.show(row.node.id, { focus: true });
  else if (row.type === 'wire') viewport?.show(row.way === 'in' ? row.edge.source : row.edge.target);
  else if (row.type === 'group') {
    const first = rows.find((each) => each.type === 'node' && row.group.nodes.includes(each.node.id));
    if (first?.type === 'node') viewport?.show(first.node.id);
  }
}
