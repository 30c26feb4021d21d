/**
 * The document as React Flow wants it. An element is made anew only when its part of the document changed: React Flow
 * skips what is identical. Sizes and handles are given, so that nothing is measured and no edge waits for its ends.
 */
import { type Edge, type Node, type NodeHandle, Position } from '@xyflow/react';
import type { InputPort, NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { PipelineDocument, PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import type { Catalogue } from '../model/catalogue.ts';
import { nodeSize, type Point } from '../model/document-edits.ts';
import type { Selection } from '../model/document-store.ts';
import { edgeId } from '../model/edge-id.ts';
import { nodesInFlowOrder } from '../model/graph-order.ts';
import { portOf } from '../model/wiring.ts';

export type FlowNode = Node<{ readonly node: PipelineNode }, 'card'>;
export type FlowEdge = Edge<Record<string, never>, 'wire'>;

export const OUTPUT_HANDLE = 'out';
const handlePx = 12;

/** Where a port's handle sits: its share of the card's height. */
export function portHeight(index: number, count: number): number {
  return Math.round((nodeSize.height * (index + 1)) / (count + 1));
}

/** How an input's handle is drawn: a dot, one of several dots with their letters, or a bar that takes many wires. */
export type InputShape = 'dot' | 'letter' | 'bar';

export function inputShape(port: InputPort, count: number): InputShape {
  if (port.takesMany === true) return 'bar';
  return count > 1 ? 'letter' : 'dot';
}

/** px; as the classes of the card draw them. */
const inputSizes: Readonly<Record<InputShape, { readonly width: number; readonly height: number }>> = {
  dot: { width: handlePx, height: handlePx },
  letter: { width: 18, height: 18 },
  bar: { width: handlePx, height: 36 },
};

function handlesOf(descriptor: NodeDescriptor | undefined): NodeHandle[] {
  if (descriptor === undefined) return [];
  const count = descriptor.inputs.length;
  const inputs = descriptor.inputs.map((port, index): NodeHandle => {
    const { width, height } = inputSizes[inputShape(port, count)];
    const place = { x: -width / 2, y: portHeight(index, count) - height / 2 };
    return { id: port.id, type: 'target', position: Position.Left, ...place, width, height };
  });
  if (descriptor.output === null) return inputs;
  const output: NodeHandle = {
    id: OUTPUT_HANDLE,
    type: 'source',
    position: Position.Right,
    x: nodeSize.width - handlePx / 2,
    y: nodeSize.height / 2 - handlePx / 2,
    width: handlePx,
    height: handlePx,
  };
  return [...inputs, output];
}

export interface ElementLabels {
  node(node: PipelineNode): string;
  edge(edge: PipelineEdge): string;
}

/** Makes flow elements and remembers them; one for each canvas. */
export class FlowElements {
  readonly #nodes = new Map<string, FlowNode>();
  readonly #edges = new Map<string, FlowEdge>();
  #order: { readonly nodes: unknown; readonly edges: unknown; readonly inFlow: readonly PipelineNode[] } | null = null;

  /** @param moved places of nodes that are being dragged, which the document does not know yet */
  nodes(
    document: PipelineDocument,
    selection: Selection,
    catalogue: Catalogue,
    labels: ElementLabels,
    moved: ReadonlyMap<string, Point>,
  ): FlowNode[] {
    const selected = new Set(selection.nodes);
    const made = this.#inFlowOrder(document).map((node): FlowNode => {
      const position = moved.get(node.id) ?? node.position;
      const isSelected = selected.has(node.id);
      const ariaLabel = labels.node(node);
      const known = this.#nodes.get(node.id);
      if (
        known !== undefined &&
        known.data.node === node &&
        known.position.x === position.x &&
        known.position.y === position.y &&
        known.selected === isSelected &&
        known.ariaLabel === ariaLabel
      ) {
        return known;
      }
      return {
        id: node.id,
        type: 'card',
        position: { x: position.x, y: position.y },
        data: known?.data.node === node ? known.data : { node },
        selected: isSelected,
        width: nodeSize.width,
        height: nodeSize.height,
        measured: nodeSize,
        handles: handlesOf(catalogue.byKind.get(node.kind)),
        ariaRole: 'button',
        ariaLabel,
      };
    });
    this.#nodes.clear();
    for (const node of made) this.#nodes.set(node.id, node);
    return made;
  }

  edges(document: PipelineDocument, selection: Selection, labels: ElementLabels): FlowEdge[] {
    const selected = new Set(selection.edges);
    const made = document.edges.map((edge): FlowEdge => {
      const id = edgeId(edge);
      const isSelected = selected.has(id);
      const ariaLabel = labels.edge(edge);
      const known = this.#edges.get(id);
      if (known !== undefined && known.selected === isSelected && known.ariaLabel === ariaLabel) return known;
      return {
        id,
        type: 'wire',
        source: edge.source,
        target: edge.target,
        sourceHandle: OUTPUT_HANDLE,
        targetHandle: portOf(edge),
        selected: isSelected,
        ariaLabel,
      };
    });
    this.#edges.clear();
    for (const edge of made) this.#edges.set(edge.id, edge);
    return made;
  }

  /** The order is found once for a document: it is asked for with every move of a drag. */
  #inFlowOrder({ nodes, edges }: PipelineDocument): readonly PipelineNode[] {
    if (this.#order?.nodes !== nodes || this.#order.edges !== edges) {
      this.#order = { nodes, edges, inFlow: nodesInFlowOrder({ nodes, edges }) };
    }
    return this.#order.inFlow;
  }
}
