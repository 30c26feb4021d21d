/** The layout of a pipeline, computed and taken over as one step. */
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { LayoutGraph, LayoutPlaces } from '../layout/lay-out.ts';
import { say } from '../ui/i18n.ts';
import { dropAll } from './annotation-edits.ts';
import { notesOf } from './annotations.ts';
import type { Catalogue } from './catalogue.ts';
import { nodeSize, type Point, snap } from './document-edits.ts';
import { frameHead, framePadding, groupFrames } from './group-frames.ts';
import { type Box, boundsOf } from './snap-lines.ts';
import { texts } from './texts.ts';
import { portOf } from './wiring.ts';
import type { Workspace } from './workspace.ts';

/** What of a document is laid out: these nodes and the wires between them. A node that is in several groups counts for the smallest. */
function layoutGraphOf(document: PipelineDocument, catalogue: Catalogue, ids: ReadonlySet<string>): LayoutGraph {
  const home = new Map<string, string>();
  for (const { group } of groupFrames(document)) for (const id of group.nodes) home.set(id, group.id);
  // From top to bottom as they lie: the layout keeps that order where it can.
  const nodes = document.nodes.filter(({ id }) => ids.has(id)).sort((a, b) => a.position.y - b.position.y);
  return {
    nodes: nodes.map(({ id, kind }) => ({
      id,
      ...nodeSize,
      inputs: catalogue.byKind.get(kind)?.inputs.map((port) => port.id) ?? [],
      group: home.get(id) ?? null,
    })),
    wires: document.edges
      .filter(({ source, target }) => ids.has(source) && ids.has(target))
      .map((edge) => ({ source: edge.source, target: edge.target, port: portOf(edge) })),
    frame: { padding: framePadding, head: frameHead },
  };
}

/**
 * Where everything goes: the nodes as laid out, with the corner where it was; a note with the node it lies nearest to, so that it
 * still stands beside what it speaks of.
 */
function placesAfter(
  document: PipelineDocument,
  laid: LayoutPlaces,
): { readonly nodes: ReadonlyMap<string, Point>; readonly notes: ReadonlyMap<string, Point> } {
  const moving = document.nodes.filter(({ id }) => laid.has(id));
  const before = boundsOf(moving.map(({ position }): Box => ({ ...position, ...nodeSize })));
  const after = boundsOf([...laid.values()].map((place): Box => ({ ...place, ...nodeSize })));
  if (before === null || after === null) return { nodes: new Map(), notes: new Map() };
  const [dx, dy] = [before.x - after.x, before.y - after.y];
  const nodes = new Map([...laid].map(([id, { x, y }]) => [id, snap({ x: x + dx, y: y + dy })]));
  const notes = new Map<string, Point>();
  for (const { id, position, size } of notesOf(document.notes)) {
    const middle = { x: position.x + size.width / 2, y: position.y + size.height / 2 };
    let [nearest, distance] = [document.nodes[0], Infinity];
    for (const node of document.nodes) {
      const far = Math.hypot(
        node.position.x + nodeSize.width / 2 - middle.x,
        node.position.y + nodeSize.height / 2 - middle.y,
      );
      if (far < distance) [nearest, distance] = [node, far];
    }
    const place = nearest === undefined ? undefined : nodes.get(nearest.id);
    if (nearest === undefined || place === undefined) continue;
    notes.set(id, snap({ x: position.x + place.x - nearest.position.x, y: position.y + place.y - nearest.position.y }));
  }
  return { nodes, notes };
}

async function onThread(graph: LayoutGraph): Promise<LayoutPlaces> {
  const { layOutOnThread } = await import('../layout/layout-worker.ts');
  return layOutOnThread(graph);
}

/**
 * Lays out the selected nodes, or all where fewer than two are selected. One undo step. What was edited while the layout was
 * computed wins: the layout is let go then.
 */
export async function tidy(
  { documents, catalogue, notices, view }: Pick<Workspace, 'documents' | 'catalogue' | 'notices' | 'view'>,
  layOut: (graph: LayoutGraph) => Promise<LayoutPlaces> = onThread,
): Promise<void> {
  const { document, selection } = documents.getState();
  const chosen = selection.nodes.length > 1 ? selection.nodes : document.nodes.map(({ id }) => id);
  if (chosen.length === 0) return;
  try {
    const laid = await layOut(layoutGraphOf(document, catalogue, new Set(chosen)));
    if (documents.getState().document !== document) return;
    const { viewport } = view.getState();
    viewport?.animateMoves();
    const fitAgain = viewport?.keepWhole();
    dropAll(documents, placesAfter(document, laid));
    fitAgain?.();
  } catch (error) {
    notices.fail(say(texts, 'tidyFailed'), error);
  }
}
