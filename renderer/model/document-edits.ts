/** What a user does to a pipeline, each as one undo step. */

import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import {
  DEFAULT_PORT,
  type PipelineDocument,
  type PipelineEdge,
  type PipelineNode,
} from '../../engine/pipeline/document.ts';
import { annotationsWithout } from './annotation-lists.ts';
import type { DocumentStore, Selection } from './document-store.ts';
import { edgeId } from './edge-id.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Cards are drawn at this size, and placed on this grid. */
export const nodeSize = { width: 192, height: 88 } as const;
export const gridPx = 8;

export function snap(point: Point): Point {
  return { x: Math.round(point.x / gridPx) * gridPx, y: Math.round(point.y / gridPx) * gridPx };
}

/** An id that no node has: the kind, with a number where it is taken. */
export function freeNodeId(document: PipelineDocument, wanted: string): string {
  const taken = new Set(document.nodes.map((node) => node.id));
  if (!taken.has(wanted)) return wanted;
  let number = 2;
  while (taken.has(`${wanted}-${number}`)) number++;
  return `${wanted}-${number}`;
}

/** The place nearest to `wanted`, going down, where a card covers no other. */
export function freePlace(document: PipelineDocument, wanted: Point): Point {
  let place = snap(wanted);
  const covers = (node: PipelineNode): boolean =>
    Math.abs(node.position.x - place.x) < nodeSize.width && Math.abs(node.position.y - place.y) < nodeSize.height;
  while (document.nodes.some(covers)) place = { x: place.x, y: place.y + nodeSize.height + gridPx * 4 };
  return place;
}

/** What makes room for a new node: a wire that goes, and nodes that move. */
export interface Room {
  /** The id of the wire that goes. */
  readonly without: string;
  readonly moves: ReadonlyMap<string, Point>;
}

/** Adds a node with its kind's defaults, wired by `edges` (which may name the new node by the id that is returned). */
export function addNode(
  documents: DocumentStore,
  descriptor: NodeDescriptor,
  position: Point,
  edges: (id: string) => readonly PipelineEdge[] = () => [],
  room?: Room,
): string {
  const { document } = documents.getState();
  const id = freeNodeId(document, descriptor.kind);
  const node: PipelineNode = {
    id,
    kind: descriptor.kind,
    position: snap(position),
    config: withFreeQueryName(document, structuredClone(descriptor.defaults)),
  };
  documents.edit(
    (draft) => {
      if (room !== undefined) {
        draft.edges = draft.edges.filter((edge) => edgeId(edge) !== room.without);
        for (const each of draft.nodes) {
          const place = room.moves.get(each.id);
          if (place !== undefined) each.position = snap(place);
        }
      }
      draft.nodes.push(structuredClone(node) as (typeof draft.nodes)[number]);
      draft.edges.push(...edges(id).map(tidyEdge));
    },
    { select: { nodes: [id], edges: [] } },
  );
  return id;
}

export function connect(documents: DocumentStore, edge: PipelineEdge): void {
  const made = tidyEdge(edge);
  if (documents.getState().document.edges.some((other) => edgeId(other) === edgeId(made))) return;
  documents.edit((draft) => {
    draft.edges.push(made);
  });
}

/** Lets one end of a wire go and takes another, in one step. */
export function reconnect(documents: DocumentStore, oldId: string, edge: PipelineEdge): void {
  documents.edit((draft) => {
    const index = draft.edges.findIndex((each) => edgeId(each) === oldId);
    if (index >= 0) draft.edges[index] = tidyEdge(edge);
  });
}

/** Removes what is selected, and the wires of removed nodes; draws `bridges` in their place. */
export function removeSelection(
  documents: DocumentStore,
  selection: Selection = documents.getState().selection,
  bridges: readonly PipelineEdge[] = [],
): void {
  const { document } = documents.getState();
  const nodes = new Set(selection.nodes);
  const edges = new Set(selection.edges);
  documents.edit((draft) => {
    const keptEdges = draft.edges.filter(
      (edge) => !edges.has(edgeId(edge)) && !nodes.has(edge.source) && !nodes.has(edge.target),
    );
    if (keptEdges.length < draft.edges.length) draft.edges = keptEdges;
    draft.edges.push(...bridges.map(tidyEdge));
    if (nodes.size > 0) draft.nodes = draft.nodes.filter((node) => !nodes.has(node.id));
    const left = annotationsWithout(document, {
      nodes,
      notes: new Set(selection.notes),
      groups: new Set(selection.groups),
    });
    for (const part of ['notes', 'groups'] as const) {
      if (left[part] === undefined) delete draft[part];
      else if (left[part] !== document[part]) draft[part] = left[part];
    }
  });
}

/** Puts nodes elsewhere. Moves in a row with the same `join` are one step: a drag, a burst of arrow keys. */
export function moveNodes(documents: DocumentStore, places: ReadonlyMap<string, Point>, join?: string): void {
  documents.edit(
    (draft) => {
      for (const node of draft.nodes) {
        const place = places.get(node.id);
        if (place === undefined || (place.x === node.position.x && place.y === node.position.y)) continue;
        node.position = { x: place.x, y: place.y };
      }
    },
    join === undefined ? {} : { join },
  );
}

/**
 * Sets one value inside a node's config; `undefined` takes the key away. `path` is a setting's path: `aggregates.0.expr`.
 * The config is replaced as a whole: its keys are users' words, which patches must not follow into objects.
 */
export function setSetting(
  documents: DocumentStore,
  nodeId: string,
  path: string,
  value: unknown,
  join?: string,
): void {
  const key = join === undefined ? undefined : `${join} ${nodeId} ${path}`;
  setSettings(documents, nodeId, new Map([[path, value]]), key);
}

/** Sets several values of a node's config, by their paths, as one step. */
export function setSettings(
  documents: DocumentStore,
  nodeId: string,
  changes: ReadonlyMap<string, unknown>,
  join?: string,
): void {
  documents.edit(
    (draft) => {
      const node = draft.nodes.find((each) => each.id === nodeId);
      const original = documents.getState().document.nodes.find((each) => each.id === nodeId);
      if (node === undefined || original === undefined) return;
      let config: unknown = original.config;
      for (const [path, value] of changes) config = withValue(config, path.split('.'), value);
      if (JSON.stringify(config) !== JSON.stringify(original.config)) node.config = config as Record<string, unknown>;
    },
    join === undefined ? {} : { join },
  );
}

/** Sets a node's label; an empty one goes back to the kind's title. */
export function setLabel(documents: DocumentStore, nodeId: string, label: string): void {
  documents.edit(
    (draft) => {
      const node = draft.nodes.find((each) => each.id === nodeId);
      if (node === undefined) return;
      if (label === '') delete node.label;
      else node.label = label.slice(0, 500);
    },
    { join: `label ${nodeId}` },
  );
}

export function setName(documents: DocumentStore, name: string): void {
  documents.edit(
    (draft) => {
      draft.name = name.slice(0, 500);
    },
    { join: 'name' },
  );
}

export function setMode(documents: DocumentStore, mode: PipelineDocument['settings']['mode']): void {
  documents.edit((draft) => {
    draft.settings.mode = mode;
  });
}

export function setTimeZone(documents: DocumentStore, timeZone: string): void {
  documents.edit(
    (draft) => {
      draft.settings.timeZone = timeZone;
    },
    { join: 'timeZone' },
  );
}

/** An empty text leaves the setting out. */
export function setMemoryLimit(documents: DocumentStore, limit: string): void {
  documents.edit(
    (draft) => {
      if (limit.trim() === '') delete draft.settings.memoryLimit;
      else draft.settings.memoryLimit = limit;
    },
    { join: 'memoryLimit' },
  );
}

/** `min`, as when nothing is said, leaves the setting out. */
export function setWatermarkPolicy(documents: DocumentStore, policy: 'min' | 'max'): void {
  documents.edit((draft) => {
    if (policy === 'min') delete draft.settings.watermarkPolicy;
    else draft.settings.watermarkPolicy = policy;
  });
}

/** On, as when nothing is said, leaves the setting out. */
export function setNoDataMicroBatches(documents: DocumentStore, isOn: boolean): void {
  documents.edit((draft) => {
    if (isOn) delete draft.settings.noDataMicroBatches;
    else draft.settings.noDataMicroBatches = false;
  });
}

/** Replaces what the canvas keeps beside the graph for itself (charts, saved SQL). `undefined` takes it away. */
export function setViews(documents: DocumentStore, views: unknown, join?: string): void {
  documents.edit(
    (draft) => {
      if (views === undefined) delete draft.views;
      else draft.views = views;
    },
    join === undefined ? {} : { join },
  );
}

/** A copy of `target` with `value` at `path`; lists stay lists, and a missing object on the way is made. */
export function withValue(target: unknown, path: readonly string[], value: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return value;
  if (Array.isArray(target)) {
    const copy: unknown[] = [...target];
    const index = Number(key);
    const next = withValue(copy[index], rest, value);
    if (next === undefined && rest.length === 0) copy.splice(index, 1);
    else copy[index] = next;
    return copy;
  }
  const entries = new Map(typeof target === 'object' && target !== null ? Object.entries(target) : []);
  const next = withValue(entries.get(key), rest, value);
  if (next === undefined) entries.delete(key);
  else entries.set(key, next);
  return Object.fromEntries(entries);
}

/** The value at a setting's path inside a config; undefined where there is none. */
export function valueAt(config: unknown, path: string): unknown {
  let value = config;
  for (const key of path.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Record<string, unknown>)[key];
  }
  return value;
}

/** The config with a query name that no other sink of the document has. */
export function withFreeQueryName(
  document: PipelineDocument,
  config: Record<string, unknown>,
): Record<string, unknown> {
  const { queryName } = config;
  if (typeof queryName !== 'string') return config;
  const taken = new Set(document.nodes.map((node) => node.config.queryName));
  let name = queryName;
  for (let number = 2; taken.has(name); number++) name = `${queryName}_${number}`;
  return { ...config, queryName: name };
}

/** The edge as the file has it: the only port there is goes without saying. */
export function tidyEdge({ source, target, targetPort }: PipelineEdge): PipelineEdge {
  return targetPort === undefined || targetPort === DEFAULT_PORT ? { source, target } : { source, target, targetPort };
}
