import { useStore, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useCallback, useMemo, useRef, useState } from 'react';
import { useDocument } from '../commands/workspace-context.tsx';
import { breakpointsOf } from '../model/annotations.ts';
import type { Catalogue } from '../model/catalogue.ts';
import { edgeId } from '../model/edge-id.ts';
import { levelOf } from './far-level.ts';
import { emptyScene, type FarScene, FarScenes, wireNear } from './far-scene.ts';
import type { FlowEdge, FlowNode } from './flow-elements.ts';

/** A wire as near as this to the pointer is meant, px of the screen: half of what a wire near by takes. */
const reachPx = 8;
const noTitle = (): string => '';

export interface ShownEdges {
  /** Those that are elements of the page: all of them near by; from afar the ones in use. */
  readonly edges: FlowEdge[];
  /** Makes the wire under the pointer one of them. To be called as the pointer moves over the canvas. */
  readonly look: (at: Pick<PointerEvent, 'clientX' | 'clientY' | 'buttons'>) => void;
}

interface Seen {
  readonly nodes: readonly FlowNode[];
  readonly edges: readonly FlowEdge[];
  readonly scene: FarScene;
}

/** From afar wires are painted, and an element is there for a wire that is selected, under the pointer or has a breakpoint. */
export function useShownEdges(nodes: readonly FlowNode[], edges: FlowEdge[], catalogue: Catalogue): ShownEdges {
  const flow = useStoreApi<FlowNode, FlowEdge>();
  // React Flow learns of new nodes a moment later than this: wires must not be made for that moment.
  const level = useStore((state) => levelOf(state.transform[2], nodes.length));
  const [over, setOver] = useState<string | null>(null);
  const [scenes] = useState(() => new FarScenes());
  const now = useRef({ nodes, edges });
  now.current = { nodes, edges };
  const seen = useRef<Seen>({ nodes: [], edges: [], scene: emptyScene });
  const look = useCallback<ShownEdges['look']>(
    ({ clientX, clientY, buttons }) => {
      const { transform, domNode, nodes: all } = flow.getState();
      // While something is dragged nothing else is meant.
      if (levelOf(transform[2], all.length) !== 'far' || buttons !== 0 || domNode === null) return;
      const { left, top } = domNode.getBoundingClientRect();
      const [x, y, zoom] = transform;
      const point = { x: (clientX - left - x) / zoom, y: (clientY - top - y) / zoom };
      if (seen.current.nodes !== now.current.nodes || seen.current.edges !== now.current.edges) {
        const scene = scenes.scene(now.current.nodes, now.current.edges, catalogue, noTitle);
        seen.current = { ...now.current, scene };
      }
      setOver(wireNear(seen.current.scene, point, reachPx / zoom));
    },
    [flow, scenes, catalogue],
  );
  const views = useDocument((state) => state.document.views);
  const stops = useMemo(() => new Set(breakpointsOf(views).map(edgeId)), [views]);
  const shown = useMemo(() => {
    if (level === 'near') return edges;
    return edges.filter(({ id, selected }) => selected === true || id === over || stops.has(id));
  }, [level, edges, over, stops]);
  return { edges: shown, look };
}
