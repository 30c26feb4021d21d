import { Handle, type NodeProps, Position, useStore } from '@xyflow/react';
import { type CSSProperties, memo, type ReactNode, useState } from 'react';
import type { InputPort, NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import { useView, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle, wordsOf } from '../model/catalogue.ts';
import { configSummary } from '../model/config-summary.ts';
import { portLetter, portName } from '../model/port-words.ts';
import { classNames } from '../ui/class-names.ts';
import { familyBackground, familyTint } from '../ui/family.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import { sentence } from '../ui/sentence.ts';
import { CardFigures, CompactFigure } from './card-figures.tsx';
import { CardMark } from './card-mark.tsx';
import { endKey, useDrawing } from './drawing-store.ts';
import { farZoom, levelOf } from './far-level.ts';
import { type FlowNode, type InputShape, inputShape, OUTPUT_HANDLE, portHeight } from './flow-elements.ts';
import { texts } from './texts.ts';

/** A node. Its size never changes. In a crowd far away it is painted with all others, and its element is an empty place. */
export const NodeCard = memo(function NodeCard(props: NodeProps<FlowNode>) {
  const level = useStore((state) => levelOf(state.transform[2], state.nodes.length));
  return level === 'far' ? <PaintedCard {...props} /> : <Card {...props} />;
});

/** The place of a painted card: the card itself while the pointer is on it, and its handles while a wire is drawn. */
function PaintedCard(props: NodeProps<FlowNode>) {
  const [isUsed, setIsUsed] = useState(false);
  const isDrawing = useDrawing((state) => state.nodeId !== null);
  return (
    <div className="h-full w-full" onPointerEnter={() => setIsUsed(true)} onPointerLeave={() => setIsUsed(false)}>
      {(isUsed || isDrawing) && <Card {...props} />}
    </div>
  );
}

/** What a node is, what it does in one line, and its live rows. */
function Card({ id, data, selected }: NodeProps<FlowNode>) {
  const { catalogue } = useWorkspace();
  const language = useLanguage();
  const t = useTexts(texts);
  const isFar = useStore((state) => state.transform[2] < farZoom);
  const { node } = data;
  const descriptor = catalogue.byKind.get(node.kind);
  const title = nodeTitle(catalogue, node, language);
  const empty = descriptor === undefined ? t('unknownKind') : wordsOf(descriptor, language).summary;
  const family = descriptor?.family;
  return (
    <CardFrame id={id} selected={selected === true}>
      {isFar ? (
        <div className="flex h-full items-center gap-2.5 pr-2 pl-3">
          <CardIcon kind={node.kind} descriptor={descriptor} />
          <span className="min-w-0 flex-1">
            <span className="line-clamp-2 text-xl leading-6 font-semibold">{title}</span>
            <CompactFigure nodeId={id} />
          </span>
        </div>
      ) : (
        <>
          <div className="flex h-12 items-center gap-2 pr-2 pl-3">
            <CardIcon kind={node.kind} descriptor={descriptor} />
            <div className="min-w-0 flex-1">
              <div className="truncate text-[14px] leading-5 font-semibold">{title}</div>
              <div className="truncate font-mono text-xs text-faint">
                {configSummary(descriptor, node.config) || empty}
              </div>
            </div>
            <CardMark nodeId={id} />
          </div>
          <CardFigures nodeId={id} hasInput={descriptor?.inputs.length !== 0} hasOutput={descriptor?.output !== null} />
        </>
      )}
      {/* Behind the figures in order, so that it is drawn over their ground; below the handles. */}
      <span
        aria-hidden="true"
        className={classNames(
          'absolute inset-y-0 left-0 w-1 rounded-l-lg',
          family === undefined ? 'bg-line-strong' : familyBackground[family],
        )}
      />
      <Handles nodeId={id} descriptor={descriptor} />
    </CardFrame>
  );
}

interface CardFrameProps {
  readonly id: string;
  readonly selected: boolean;
  readonly children: ReactNode;
}

/** The card's edge: selected, or, while a wire is drawn, whether the wire fits here. */
function CardFrame({ id, selected, children }: CardFrameProps) {
  const fit = useDrawing((state) => {
    if (state.nodeId === null || state.nodeId === id) return 'any';
    return state.fitting.has(id) ? 'fits' : 'no';
  });
  const isPointedAt = useView((state) => state.highlightedNode === id);
  const isFound = useView((state) => state.found.has(id));
  return (
    <div
      data-highlighted-node={isPointedAt || undefined}
      data-found={isFound || undefined}
      className={classNames(
        'relative h-full w-full rounded-lg border bg-surface text-ink shadow-card transition-[border-color,opacity]',
        fit === 'fits' ? 'border-success' : selected ? 'border-accent' : 'border-line-strong',
        selected && 'outline-1 outline-accent',
        isPointedAt && !selected && 'outline-2 outline-line-strong outline-offset-2',
        isFound && 'outline-2 outline-accent outline-dashed outline-offset-3',
        fit === 'no' && 'opacity-45',
      )}
    >
      {children}
    </div>
  );
}

function CardIcon({ kind, descriptor }: { readonly kind: string; readonly descriptor: NodeDescriptor | undefined }) {
  return (
    <span
      className={classNames(
        'inline-flex size-8 shrink-0 items-center justify-center rounded-md',
        descriptor === undefined ? 'bg-hover text-muted' : familyTint[descriptor.family],
      )}
    >
      <KindIcon kind={kind} />
    </span>
  );
}

/** Places a handle by the card's outer edge: its own place is counted from inside the border. */
function handleStyle(y: number): CSSProperties {
  return { top: y - 1 };
}

const handleClass = 'rounded-full! border-2! border-surface! bg-line-strong! hover:bg-accent!';

const inputClass: Readonly<Record<InputShape, string>> = {
  dot: `size-3! ${handleClass}`,
  bar: `h-9! w-3! ${handleClass}`,
  letter:
    'size-[18px]! rounded-full! border-[1.5px]! border-line-strong! bg-surface! text-muted hover:border-accent! hover:bg-accent! hover:text-on-accent',
};

interface HandlesProps {
  readonly nodeId: string;
  readonly descriptor: NodeDescriptor | undefined;
}

function Handles({ nodeId, descriptor }: HandlesProps) {
  const t = useTexts(texts);
  if (descriptor === undefined) return null;
  const { inputs, output } = descriptor;
  return (
    <>
      {inputs.map((port, index) => (
        <InputHandle key={port.id} nodeId={nodeId} port={port} index={index} count={inputs.length} />
      ))}
      {output !== null && (
        <Handle
          id={OUTPUT_HANDLE}
          type="source"
          position={Position.Right}
          style={handleStyle(portHeight(0, 1))}
          title={t('handleOut')}
          aria-label={t('handleOut')}
          className={`size-3! ${handleClass}`}
        />
      )}
    </>
  );
}

interface InputHandleProps {
  readonly nodeId: string;
  readonly port: InputPort;
  readonly index: number;
  readonly count: number;
}

/** Where wires end. While one is drawn, inputs that do not take it step back. */
function InputHandle({ nodeId, port, index, count }: InputHandleProps) {
  const t = useTexts(texts);
  const isRefused = useDrawing(({ nodeId: from, ends }) => {
    if (from === null || from === nodeId) return false;
    return ends.get(endKey(from, nodeId, port.id)) != null;
  });
  const shape = inputShape(port, count);
  const title = shape === 'bar' ? t('handleInMany') : sentence(portName(port.id));
  return (
    <Handle
      id={port.id}
      type="target"
      position={Position.Left}
      style={handleStyle(portHeight(index, count))}
      title={title}
      aria-label={title}
      className={classNames(inputClass[shape], isRefused && 'opacity-45')}
    >
      {shape === 'letter' && (
        <span
          aria-hidden="true"
          className="pointer-events-none flex h-full items-center justify-center text-[10px] leading-none font-semibold"
        >
          {portLetter(port.id)}
        </span>
      )}
    </Handle>
  );
}
