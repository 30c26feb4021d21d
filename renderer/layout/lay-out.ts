/** Places for boxes that are joined by wires: from left to right in layers, ports in order. The only room that knows the library. */
import type { ELK, ElkNode } from 'elkjs/lib/elk-api.js';

export interface LayoutNode {
  readonly id: string;
  readonly width: number;
  readonly height: number;
  /** Ids of its inputs, from top to bottom. */
  readonly inputs: readonly string[];
  /** The frame it lies in; null for none. */
  readonly group: string | null;
}

export interface LayoutWire {
  readonly source: string;
  readonly target: string;
  readonly port: string;
}

export interface LayoutGraph {
  readonly nodes: readonly LayoutNode[];
  readonly wires: readonly LayoutWire[];
  /** Room within frames, px. */
  readonly frame: { readonly padding: number; readonly head: number };
}

export type LayoutPlaces = ReadonlyMap<string, { readonly x: number; readonly y: number }>;

/** Room between cards in a row, and between rows, px. */
const layerGap = 64;
const nodeGap = 40;

const options: Readonly<Record<string, string>> = {
  'elk.algorithm': 'layered',
  'elk.direction': 'RIGHT',
  'elk.layered.spacing.nodeNodeBetweenLayers': String(layerGap),
  'elk.spacing.nodeNode': String(nodeGap),
  'elk.spacing.componentComponent': String(layerGap),
  'elk.layered.nodePlacement.strategy': 'BRANDES_KOEPF',
  'elk.layered.nodePlacement.bk.fixedAlignment': 'BALANCED',
  'elk.layered.considerModelOrder.strategy': 'NODES_AND_EDGES',
  'elk.hierarchyHandling': 'INCLUDE_CHILDREN',
};

/** Lays a graph out; rejects where the library cannot. Ids are the caller's and may be any text. */
export async function layOut(elk: ELK, graph: LayoutGraph): Promise<LayoutPlaces> {
  // Ids of files may clash with each other and with ports: the library gets numbers.
  const names = new Map(graph.nodes.map(({ id }, index) => [id, `n${index}`]));
  const groups = [...new Set(graph.nodes.flatMap(({ group }) => (group === null ? [] : [group])))];
  const nodes = graph.nodes.map((node) => elkNode(node, names.get(node.id) ?? ''));
  const within = (group: string | null): ElkNode[] => nodes.filter((_, index) => graph.nodes[index]?.group === group);
  const { padding, head } = graph.frame;
  const root: ElkNode = {
    id: 'root',
    layoutOptions: { ...options },
    children: [
      ...within(null),
      ...groups.map(
        (group, index): ElkNode => ({
          id: `g${index}`,
          layoutOptions: { 'elk.padding': `[top=${head},left=${padding},bottom=${padding},right=${padding}]` },
          children: within(group),
        }),
      ),
    ],
    edges: graph.wires.flatMap(({ source, target, port }, index) => {
      const [from, to] = [names.get(source), names.get(target)];
      const at = graph.nodes.find(({ id }) => id === target)?.inputs.indexOf(port) ?? -1;
      if (from === undefined || to === undefined) return [];
      return [{ id: `e${index}`, sources: [`${from}o`], targets: [at < 0 ? to : `${to}i${at}`] }];
    }),
  };
  const laid = await elk.layout(root);
  const places = new Map<string, { x: number; y: number }>();
  const gather = (node: ElkNode, x: number, y: number): void => {
    for (const child of node.children ?? []) {
      const at = { x: x + (child.x ?? 0), y: y + (child.y ?? 0) };
      if (child.id.startsWith('g')) gather(child, at.x, at.y);
      else places.set(child.id, at);
    }
  };
  gather(laid, 0, 0);
  return new Map(
    graph.nodes.flatMap(({ id }) => {
      const place = places.get(names.get(id) ?? '');
      return place === undefined ? [] : [[id, place] as const];
    }),
  );
}

function elkNode({ width, height, inputs }: LayoutNode, id: string): ElkNode {
  const input = (index: number) => ({
    id: `${id}i${index}`,
    x: 0,
    y: (height * (index + 1)) / (inputs.length + 1),
    layoutOptions: { 'elk.port.side': 'WEST', 'elk.port.index': String(inputs.length - index) },
  });
  return {
    id,
    width,
    height,
    layoutOptions: { 'elk.portConstraints': 'FIXED_POS' },
    ports: [
      ...inputs.map((_, index) => input(index)),
      { id: `${id}o`, x: width, y: height / 2, layoutOptions: { 'elk.port.side': 'EAST' } },
    ],
  };
}
