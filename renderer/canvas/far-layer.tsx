import { useStore, useStoreApi } from '@xyflow/react';
import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'react';
import { must } from '../../engine/base/assert.ts';
import type { PipelineNode } from '../../engine/pipeline/document.ts';
import { useAnalysis, useRun, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle } from '../model/catalogue.ts';
import { nodeFigureText } from '../model/node-figures.ts';
import { readSeverities, runSeverities } from '../model/run-findings.ts';
import { useLanguage } from '../ui/i18n.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import { readIcons } from './far-icons.ts';
import { levelOf } from './far-level.ts';
import type { FarIcons, FarMarks } from './far-paint.ts';
import { FarScenes } from './far-scene.ts';
import { FarSurface } from './far-surface.ts';
import { type FarTheme, readTheme } from './far-theme.ts';
import type { FlowEdge, FlowNode } from './flow-elements.ts';

/** What a large pipeline looks like from afar, behind the elements that carry the pointer and the keyboard. */
export function FarLayer(props: { readonly nodes: readonly FlowNode[]; readonly edges: readonly FlowEdge[] }) {
  const level = useStore((state) => levelOf(state.transform[2], state.nodes.length));
  return level === 'far' ? <Picture {...props} /> : null;
}

const noIcons: FarIcons = () => null;

function Picture({ nodes, edges }: { readonly nodes: readonly FlowNode[]; readonly edges: readonly FlowEdge[] }) {
  const { catalogue, run } = useWorkspace();
  const language = useLanguage();
  const flow = useStoreApi<FlowNode, FlowEdge>();
  const pictureRef = useRef<HTMLCanvasElement>(null);
  const figuresRef = useRef<HTMLCanvasElement>(null);
  const iconsRef = useRef<HTMLSpanElement>(null);
  const [scenes] = useState(() => new FarScenes());
  const [theme, setTheme] = useState<FarTheme | null>(null);
  const [icons, setIcons] = useState(() => noIcons);
  const marks = useMarks();
  const titleOf = useCallback((node: PipelineNode) => nodeTitle(catalogue, node, language), [catalogue, language]);
  const scene = useMemo(
    () => scenes.scene(nodes, edges, catalogue, titleOf),
    [scenes, nodes, edges, catalogue, titleOf],
  );
  const draw = useRef<() => void>(() => undefined);

  useLayoutEffect(() => {
    const holder = must(iconsRef.current, 'icons are drawn with the picture');
    setIcons(() => readIcons(holder));
    const read = (): void => setTheme(readTheme(holder));
    read();
    const root = holder.ownerDocument.documentElement;
    const observer = new MutationObserver(read);
    observer.observe(root, { attributes: true, attributeFilter: ['data-theme'] });
    // Letters painted before their font was there are painted again.
    void holder.ownerDocument.fonts.ready.then(read);
    return () => observer.disconnect();
  }, []);

  useLayoutEffect(() => {
    const surface = new FarSurface(
      must(pictureRef.current, 'the surface is there with the effect'),
      must(figuresRef.current, 'the surface is there with the effect'),
      (id) => nodeFigureText(run.getState(), id),
    );
    let asked: number | null = null;
    let figuresAsked = false;
    const page = must(pictureRef.current, 'see above').ownerDocument.defaultView;
    const paint = (): void => {
      asked = null;
      show.current(surface, page?.devicePixelRatio ?? 1);
      if (figuresAsked) surface.refreshFigures();
      figuresAsked = false;
    };
    const ask = (): void => {
      asked ??= requestAnimationFrame(paint);
    };
    draw.current = paint;
    let { transform, width, height } = flow.getState();
    const leaveFlow = flow.subscribe((state) => {
      if (state.transform === transform && state.width === width && state.height === height) return;
      ({ transform, width, height } = state);
      ask();
    });
    const leaveRun = run.subscribe((state, before) => {
      if (state.snapshot === before.snapshot) return;
      figuresAsked = true;
      ask();
    });
    return () => {
      if (asked !== null) cancelAnimationFrame(asked);
      leaveFlow();
      leaveRun();
    };
  }, [flow, run]);

  const show = useRef<(surface: FarSurface, ratio: number) => void>(() => undefined);
  useLayoutEffect(() => {
    show.current = (surface, ratio) => {
      if (theme === null) return;
      const { transform, width, height } = flow.getState();
      const [x, y, zoom] = transform;
      surface.show({ scene, theme, marks, icons }, { x, y, zoom, width, height }, ratio);
    };
    draw.current();
  }, [scene, theme, marks, icons, flow]);

  const kinds = useMemo(() => [...new Set(nodes.map(({ data }) => data.node.kind))].sort(), [nodes]);
  const kindNames = kinds.join(' ');
  // biome-ignore lint/correctness/useExhaustiveDependencies: the icons follow the kinds that there are
  useEffect(() => setIcons(() => readIcons(must(iconsRef.current, 'icons are drawn with the picture'))), [kindNames]);
  return (
    <div aria-hidden="true" className="far-layer">
      <canvas ref={pictureRef} data-testid="far-picture" />
      <canvas ref={figuresRef} />
      <span ref={iconsRef} hidden>
        {kinds.map((kind) => (
          <span key={kind} data-kind={kind}>
            <KindIcon kind={kind} />
          </span>
        ))}
      </span>
    </div>
  );
}

/** What analysis and the run found, by the worst. */
function useMarks(): FarMarks {
  const severities = useAnalysis((state) => state.severityByNode);
  const met = useRun((state) => runSeverities(state));
  return useMemo(() => {
    const errors = new Set<string>();
    const warnings = new Set<string>();
    for (const [id, severity] of [...severities, ...readSeverities(met)]) {
      (severity === 'error' ? errors : warnings).add(id);
    }
    for (const id of errors) warnings.delete(id);
    return { errors, warnings };
  }, [severities, met]);
}
