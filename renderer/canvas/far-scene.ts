/**
 * The drawing as plain shapes, in the canvas' own px: what the picture of a far canvas is painted from, and what tells which
 * wire is under the pointer. A shape is made anew only when its element changed, so that a change is found by identity.
 */
import type { NodeFamily } from '../../engine/nodes/descriptor.ts';
import type { Catalogue } from '../model/catalogue.ts';
import { nodeSize, type Point } from '../model/document-edits.ts';
import { type FlowEdge, type FlowNode, portHeight } from './flow-elements.ts';

export interface FarCard {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly kind: string;
  readonly family: NodeFamily | null;
  readonly title: string;
  readonly selected: boolean;
}

/** A cubic curve from an output to an input. */
export interface FarWire {
  readonly id: string;
  readonly source: string;
  readonly target: string;
  readonly from: Point;
  readonly to: Point;
  /** Distance of both control points from their ends, along the x axis. */
  readonly pull: number;
  readonly selected: boolean;
}

export interface FarScene {
  readonly cards: readonly FarCard[];
  readonly wires: readonly FarWire[];
}

/** A rectangle; empty where `left > right`. */
export interface Bounds {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export const emptyScene: FarScene = { cards: [], wires: [] };
export const nowhere: Bounds = { left: Infinity, top: Infinity, right: -Infinity, bottom: -Infinity };

interface KnownCard {
  readonly element: FlowNode;
  readonly card: FarCard;
}

interface KnownWire {
  readonly element: FlowEdge;
  readonly source: FarCard;
  readonly target: FarCard;
  readonly wire: FarWire;
}

/** Makes scenes and remembers their shapes; one for each canvas. */
export class FarScenes {
  #cards = new Map<string, KnownCard>();
  #wires = new Map<string, KnownWire>();
  #titleOf: unknown = null;

  /** @param titleOf the name on a card; a new function means new names */
  scene(
    nodes: readonly FlowNode[],
    edges: readonly FlowEdge[],
    catalogue: Catalogue,
    titleOf: (node: FlowNode['data']['node']) => string,
  ): FarScene {
    const known = titleOf === this.#titleOf ? this.#cards : new Map<string, KnownCard>();
    this.#titleOf = titleOf;
    const cards = new Map<string, KnownCard>();
    for (const element of nodes) {
      const before = known.get(element.id);
      if (before?.element === element) cards.set(element.id, before);
      else {
        const { node } = element.data;
        const card: FarCard = {
          id: element.id,
          x: element.position.x,
          y: element.position.y,
          kind: node.kind,
          family: catalogue.byKind.get(node.kind)?.family ?? null,
          title: before?.element.data.node === node ? before.card.title : titleOf(node),
          selected: element.selected === true,
        };
        cards.set(element.id, { element, card });
      }
    }
    const wires = new Map<string, KnownWire>();
    for (const element of edges) {
      const source = cards.get(element.source)?.card;
      const target = cards.get(element.target);
      if (source === undefined || target === undefined) continue;
      const before = this.#wires.get(element.id);
      if (before?.element === element && before.source === source && before.target === target.card) {
        wires.set(element.id, before);
      } else {
        const inputs = catalogue.byKind.get(target.card.kind)?.inputs ?? [];
        const port = inputs.findIndex(({ id }) => id === element.targetHandle);
        const wire = wireBetween(element, source, target.card, Math.max(0, port), Math.max(1, inputs.length));
        wires.set(element.id, { element, source, target: target.card, wire });
      }
    }
    this.#cards = cards;
    this.#wires = wires;
    return { cards: [...cards.values()].map(({ card }) => card), wires: [...wires.values()].map(({ wire }) => wire) };
  }
}

function wireBetween(edge: FlowEdge, source: FarCard, target: FarCard, port: number, ports: number): FarWire {
  const from = { x: source.x + nodeSize.width, y: source.y + nodeSize.height / 2 };
  const to = { x: target.x, y: target.y + portHeight(port, ports) };
  const ahead = to.x - from.x;
  // As the wires near by are bent.
  const pull = ahead >= 0 ? ahead / 2 : 6.25 * Math.sqrt(-ahead);
  return { id: edge.id, source: edge.source, target: edge.target, from, to, pull, selected: edge.selected === true };
}

/** A little more than a card covers: its edge and the mark of a selection lie outside. */
const cardMargin = 4;

export function cardBounds({ x, y }: FarCard): Bounds {
  return {
    left: x - cardMargin,
    top: y - cardMargin,
    right: x + nodeSize.width + cardMargin,
    bottom: y + nodeSize.height + cardMargin,
  };
}

/** What surely holds a wire: its curve stays among its ends and control points. */
export function wireBounds({ from, to, pull }: FarWire): Bounds {
  return {
    left: Math.min(from.x, to.x - pull) - cardMargin,
    top: Math.min(from.y, to.y) - cardMargin,
    right: Math.max(from.x + pull, to.x) + cardMargin,
    bottom: Math.max(from.y, to.y) + cardMargin,
  };
}

export function meet(a: Bounds, b: Bounds): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

export function around(a: Bounds, b: Bounds): Bounds {
  return {
    left: Math.min(a.left, b.left),
    top: Math.min(a.top, b.top),
    right: Math.max(a.right, b.right),
    bottom: Math.max(a.bottom, b.bottom),
  };
}

/** What must be painted again between two scenes; `nowhere` for none. */
export function changedBounds(before: FarScene, after: FarScene): Bounds {
  return around(changed(before.cards, after.cards, cardBounds), changed(before.wires, after.wires, wireBounds));
}

function changed<Shape>(before: readonly Shape[], after: readonly Shape[], boundsOf: (shape: Shape) => Bounds): Bounds {
  if (before === after) return nowhere;
  const gone = new Set(before);
  let bounds = nowhere;
  for (const shape of after) {
    if (!gone.delete(shape)) bounds = around(bounds, boundsOf(shape));
  }
  for (const shape of gone) bounds = around(bounds, boundsOf(shape));
  return bounds;
}

/** Points looked at along a wire. */
const steps = 24;

/**
 * The wire nearest to a point, from the one drawn last; null where none passes within `reach`.
 *
 * @param reach in the canvas' px
 */
export function wireNear(scene: FarScene, point: Point, reach: number): string | null {
  let found: string | null = null;
  let nearest = reach * reach;
  const hand = { left: point.x - reach, top: point.y - reach, right: point.x + reach, bottom: point.y + reach };
  for (const wire of scene.wires) {
    if (!meet(wireBounds(wire), hand)) continue;
    const away = squaredDistance(wire, point);
    if (away <= nearest) {
      nearest = away;
      found = wire.id;
    }
  }
  return found;
}

function squaredDistance({ from, to, pull }: FarWire, point: Point): number {
  let nearest = Infinity;
  let before: Point = from;
  for (let step = 1; step <= steps; step++) {
    const t = step / steps;
    const s = 1 - t;
    const x = s * s * s * from.x + 3 * s * s * t * (from.x + pull) + 3 * s * t * t * (to.x - pull) + t * t * t * to.x;
    const y = s * s * (s + 3 * t) * from.y + t * t * (t + 3 * s) * to.y;
    const now = { x, y };
    nearest = Math.min(nearest, squaredToSegment(before, now, point));
    before = now;
  }
  return nearest;
}

function squaredToSegment(a: Point, b: Point, point: Point): number {
  const dx = b.x - a.x;
  const dy = b.y - a.y;
  const length = dx * dx + dy * dy;
  const along = length === 0 ? 0 : ((point.x - a.x) * dx + (point.y - a.y) * dy) / length;
  const share = Math.min(1, Math.max(0, along));
  const x = a.x + share * dx - point.x;
  const y = a.y + share * dy - point.y;
  return x * x + y * y;
}
