import { Panel, useReactFlow, useStore, useStoreApi } from '@xyflow/react';
import { type PointerEvent, useEffect, useLayoutEffect, useRef } from 'react';
import { must } from '../../engine/base/assert.ts';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { notesOf } from '../model/annotations.ts';
import { nodeSize, type Point } from '../model/document-edits.ts';
import { groupFrames } from '../model/group-frames.ts';
import type { Box } from '../model/snap-lines.ts';
import { readTheme } from './far-theme.ts';
import type { FlowEdge, FlowNode } from './flow-elements.ts';
import { type MapScale, mapScale, onMap, underMap } from './overview-scale.ts';

/** Inner size of the map, px, as canvas.css has it. */
const size = { width: 142, height: 94 };
/** The map lies beside what is worked at, so it may follow a few frames late. */
const pauseMs = 100;
const zoomSpeed = 0.002;

/** The whole pipeline in small, with a frame around what is seen: a press or a drag moves there, the wheel zooms. */
export function OverviewMap({ label }: { readonly label: string }) {
  const { catalogue, documents } = useWorkspace();
  const flow = useStoreApi<FlowNode, FlowEdge>();
  const { setCenter, setViewport } = useReactFlow<FlowNode, FlowEdge>();
  const hasNodes = useStore((state) => state.nodes.length > 0);
  const ref = useRef<HTMLCanvasElement>(null);
  const scale = useRef<MapScale>({ zoom: 1, x: 0, y: 0 });

  useLayoutEffect(() => {
    if (!hasNodes) return;
    const surface = must(ref.current, 'the map is there with its effect');
    const page = surface.ownerDocument;
    const ratio = page.defaultView?.devicePixelRatio ?? 1;
    surface.width = size.width * ratio;
    surface.height = size.height * ratio;
    let timer: ReturnType<typeof setTimeout> | null = null;
    const paint = (): void => {
      timer = null;
      const { nodes, transform, width, height } = flow.getState();
      const [x, y, zoom] = transform;
      const seen = { left: -x / zoom, top: -y / zoom, right: (width - x) / zoom, bottom: (height - y) / zoom };
      scale.current = mapScale(
        nodes.map(({ position }) => position),
        seen,
        size,
      );
      const ink = must(surface.getContext('2d'), 'every page can paint on a surface');
      const theme = readTheme(surface);
      const map = scale.current;
      ink.setTransform(ratio, 0, 0, ratio, 0, 0);
      ink.clearRect(0, 0, size.width, size.height);
      const { document } = documents.getState();
      const paintBox = ({ x, y, width, height }: Box): void => {
        const from = onMap(map, { x, y });
        ink.fillRect(from.x, from.y, width * map.zoom, height * map.zoom);
      };
      ink.fillStyle = theme.line;
      for (const { box } of groupFrames(document)) paintBox(box);
      ink.fillStyle = theme.lineStrong;
      for (const { position, size: noteSize } of notesOf(document.notes)) paintBox({ ...position, ...noteSize });
      const card = { width: Math.max(1.5, nodeSize.width * map.zoom), height: Math.max(1, nodeSize.height * map.zoom) };
      for (const node of nodes) {
        const at = onMap(map, node.position);
        ink.fillStyle = theme.family[catalogue.byKind.get(node.data.node.kind)?.family ?? 'unknown'];
        ink.fillRect(at.x, at.y, card.width, card.height);
      }
      const from = onMap(map, { x: seen.left, y: seen.top });
      const to = onMap(map, { x: seen.right, y: seen.bottom });
      ink.globalAlpha = 0.7;
      ink.fillStyle = theme.hover;
      ink.beginPath();
      ink.rect(0, 0, size.width, size.height);
      ink.rect(from.x, from.y, to.x - from.x, to.y - from.y);
      ink.fill('evenodd');
      ink.globalAlpha = 1;
    };
    const ask = (): void => {
      timer ??= setTimeout(paint, pauseMs);
    };
    paint();
    const leave = flow.subscribe((state, before) => {
      const { transform, nodes, width, height } = state;
      if (
        transform === before.transform &&
        nodes === before.nodes &&
        width === before.width &&
        height === before.height
      )
        return;
      ask();
    });
    const leaveDocument = documents.subscribe(({ document }, before) => {
      if (document.notes !== before.document.notes || document.groups !== before.document.groups) ask();
    });
    const observer = new MutationObserver(ask);
    observer.observe(page.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
    return () => {
      if (timer !== null) clearTimeout(timer);
      leave();
      leaveDocument();
      observer.disconnect();
    };
  }, [flow, catalogue, documents, hasNodes]);

  useEffect(() => {
    const surface = ref.current;
    if (surface === null || !hasNodes) return;
    const turn = (event: WheelEvent): void => {
      event.preventDefault();
      const { transform, width, height, minZoom, maxZoom } = flow.getState();
      const [x, y, zoom] = transform;
      const next = Math.min(maxZoom, Math.max(minZoom, zoom * 2 ** (-event.deltaY * zoomSpeed)));
      const middle = { x: (width / 2 - x) / zoom, y: (height / 2 - y) / zoom };
      void setViewport({ x: width / 2 - middle.x * next, y: height / 2 - middle.y * next, zoom: next });
    };
    surface.addEventListener('wheel', turn, { passive: false });
    return () => surface.removeEventListener('wheel', turn);
  }, [flow, setViewport, hasNodes]);

  const goTo = (event: PointerEvent<HTMLCanvasElement>): void => {
    if (event.buttons !== 1) return;
    const { left, top } = event.currentTarget.getBoundingClientRect();
    const at: Point = underMap(scale.current, { x: event.clientX - left, y: event.clientY - top });
    void setCenter(at.x, at.y, { zoom: flow.getState().transform[2] });
  };
  if (!hasNodes) return null;
  return (
    <Panel position="bottom-right" className="minimap" data-testid="minimap">
      <canvas
        ref={ref}
        role="img"
        aria-label={label}
        className="block"
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          goTo(event);
        }}
        onPointerMove={goTo}
      />
    </Panel>
  );
}
