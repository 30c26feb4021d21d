/**
 * Undo and redo as patches. One entry is one step of the user's: edits that carry the same join key (the letters of a
 * word, the arrow keys of a nudge) grow the last entry as long as nothing else came between and no long pause was made.
 */
import { enablePatches, type Patch } from 'immer';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { applyPatchesTo } from './patches.ts';
import { sameContent } from './same-content.ts';

enablePatches();

export interface Selection {
  readonly nodes: readonly string[];
  /** Edge ids, see `edgeId`. */
  readonly edges: readonly string[];
  /** Ids of notes and groups; none when left out. */
  readonly notes?: readonly string[] | undefined;
  readonly groups?: readonly string[] | undefined;
}

export interface HistoryEntry {
  readonly patches: readonly Patch[];
  readonly inverse: readonly Patch[];
  readonly before: Selection;
  readonly join: string | null;
  readonly atMs: number;
}

export interface History {
  readonly past: readonly HistoryEntry[];
  /** The next one to redo is last. */
  readonly future: readonly HistoryEntry[];
}

/** Longest pause between two edits that still make one step, ms. */
export const joinPauseMs = 2000;
const entriesMax = 1000;

export const noHistory: History = { past: [], future: [] };

/**
 * The history after an edit that gave `document`. What could be redone is gone. Edits that were joined and have come back to where
 * they began are no step any more.
 */
export function record(history: History, edit: HistoryEntry, document: PipelineDocument): History {
  const last = history.past.at(-1);
  const joins =
    last !== undefined &&
    edit.join !== null &&
    edit.join === last.join &&
    history.future.length === 0 &&
    edit.atMs - last.atMs <= joinPauseMs;
  if (!joins) return { past: [...history.past.slice(1 - entriesMax), edit], future: [] };
  const entry: HistoryEntry = {
    ...edit,
    before: last.before,
    patches: compress([...last.patches, ...edit.patches]),
    inverse: compress([...edit.inverse, ...last.inverse]),
  };
  const others = history.past.slice(0, -1);
  const isNothing = sameContent(applyPatchesTo(document, entry.inverse), document);
  return { past: isNothing ? others : [...others, entry], future: [] };
}

/** The history with its last entry closed: the next edit makes a step of its own. */
export function seal(history: History): History {
  const last = history.past.at(-1);
  if (last === undefined || last.join === null) return history;
  return { ...history, past: [...history.past.slice(0, -1), { ...last, join: null }] };
}

export interface HistoryMove {
  readonly history: History;
  readonly document: PipelineDocument;
  /** What to select: what was selected before the step that is undone; null to keep the selection. */
  readonly selection: Selection | null;
}

export function undo(history: History, document: PipelineDocument): HistoryMove | null {
  const entry = history.past.at(-1);
  if (entry === undefined) return null;
  return {
    history: { ...history, past: history.past.slice(0, -1), future: [...history.future, { ...entry, join: null }] },
    document: applyPatchesTo(document, entry.inverse),
    selection: entry.before,
  };
}

export function redo(history: History, document: PipelineDocument): HistoryMove | null {
  const entry = history.future.at(-1);
  if (entry === undefined) return null;
  return {
    history: { ...history, past: [...history.past, entry], future: history.future.slice(0, -1) },
    document: applyPatchesTo(document, entry.patches),
    selection: null,
  };
}

/** Fewer patches for the same result, where all of them replace values and none lies inside another's value. */
function compress(patches: readonly Patch[]): readonly Patch[] {
  const latest = new Map<string, Patch>();
  for (const patch of patches) {
    if (patch.op !== 'replace') return patches;
    latest.set(JSON.stringify(patch.path), patch);
  }
  const paths = [...latest.values()].map((patch) => patch.path);
  const nested = paths.some((path) => paths.some((other) => isInside(path, other)));
  return nested ? patches : [...latest.values()];
}

function isInside(path: readonly (string | number)[], other: readonly (string | number)[]): boolean {
  return other.length < path.length && other.every((step, index) => step === path[index]);
}
