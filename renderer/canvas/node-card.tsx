import { Handle, type NodeProps, Position, useStore } from '@xyflow/react';
import { ArrowRightFromLine, ArrowRightToLine, CircleAlert, TriangleAlert } from 'lucide-react';
import { type CSSProperties, memo, type ReactNode } from 'react';
import type { Diagnostic, Severity } from '../../engine/base/errors/diagnostic.ts';
import type { InputPort, NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useAnalysis, useRun, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle, wordsOf } from '../model/catalogue.ts';
import { configSummary } from '../model/config-summary.ts';
import { sayDiagnostic } from '../model/node-names.ts';
import { portLetter, portName } from '../model/port-words.ts';
import { runFindingAt } from '../model/run-findings.ts';
import { nodeRows } from '../model/run-store.ts';
import { classNames } from '../ui/class-names.ts';
import { familyBackground, familyTint } from '../ui/family.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { KindIcon } from '../ui/kind-icon.tsx';
import { formatCompact, formatCount } from '../ui/numbers.ts';
import { sentence } from '../ui/sentence.ts';
import { endKey, useDrawing } from './drawing-store.ts';
import { type FlowNode, type InputShape, inputShape, OUTPUT_HANDLE, portHeight } from './flow-elements.ts';
import { texts } from './texts.ts';

/** Below this zoom a card shows what can still be read: its icon and its name. */
const farZoom = 0.5;

/** A node: what it is, what it does in one line, and its live rows. Its size never changes. */
export const NodeCard = memo(function NodeCard({ id, data, selected }: NodeProps<FlowNode>) {
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
      <span
        aria-hidden="true"
        className={classNames(
          'absolute inset-y-0 left-0 w-1 rounded-l-lg',
          family === undefined ? 'bg-line-strong' : familyBackground[family],
        )}
      />
      {isFar ? (
        <div className="flex h-full items-center gap-2.5 pr-2 pl-3">
          <CardIcon kind={node.kind} descriptor={descriptor} />
          <span className="line-clamp-2 min-w-0 flex-1 text-xl font-semibold">{title}</span>
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
          <div className="flex h-[38px] items-center justify-between rounded-b-lg border-line border-t bg-sunken px-3">
            {descriptor?.inputs.length === 0 ? <span /> : <RowCount nodeId={id} side="in" />}
            {descriptor?.output === null ? <span /> : <RowCount nodeId={id} side="out" />}
          </div>
        </>
      )}
      <Handles nodeId={id} descriptor={descriptor} />
    </CardFrame>
  );
});

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
  return (
    <div
      className={classNames(
        'relative h-full w-full rounded-lg border bg-surface text-ink shadow-card transition-[border-color,opacity]',
        fit === 'fits' ? 'border-success' : selected ? 'border-accent' : 'border-line-strong',
        selected && 'outline-1 outline-accent',
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

/** The mark of what analysis found, with its first message. Its place is kept while there is nothing to say. */
function CardMark({ nodeId }: { readonly nodeId: string }) {
  const severity = useAnalysis((state) => state.severityByNode.get(nodeId));
  const runSeverity = useRun((state) => runFindingAt(state, nodeId)?.severity);
  const worst = useAnalysis((state) => state.diagnosticsByNode.get(nodeId)?.find((each) => each.severity === severity));
  if (worst !== undefined && (severity === 'error' || runSeverity !== 'error')) return <Finding found={worst} />;
  return runSeverity === undefined ? <span className="size-4 shrink-0" /> : <RunMark nodeId={nodeId} />;
}

/** The mark of what the last run met at a node. */
function RunMark({ nodeId }: { readonly nodeId: string }) {
  const t = useTexts(texts);
  const exception = useRun((state) => {
    const met = runFindingAt(state, nodeId);
    return met?.severity === 'error' ? met.exception : null;
  });
  const malformed = useRun((state) => {
    const met = runFindingAt(state, nodeId);
    return met?.severity === 'warning' ? met.malformed : 0;
  });
  if (exception !== null) return <Finding found={{ ...exception, severity: 'error' }} />;
  const text = malformed === 1 ? t('malformedOne') : t('malformedMany', { number: formatCount(malformed) });
  return <Mark severity="warning" text={text} />;
}

function Finding({ found }: { readonly found: Diagnostic }) {
  const language = useLanguage();
  const names = useNodeNames();
  return <Mark severity={found.severity} text={sentence(sayDiagnostic(found, names, language).message)} />;
}

function Mark({ severity, text }: { readonly severity: Severity; readonly text: string }) {
  const Icon = severity === 'error' ? CircleAlert : TriangleAlert;
  return (
    <span
      title={text}
      data-severity={severity}
      className={classNames('shrink-0', severity === 'error' ? 'text-danger' : 'text-warning')}
    >
      <Icon aria-hidden="true" className="size-4" />
    </span>
  );
}

/** From here on a figure is shortened: the card keeps its size, the tooltip has every digit. */
const shortFrom = 10_000_000;

/** Rows that went in or came out since the run began: the only part of a card that changes while it runs. */
function RowCount({ nodeId, side }: { readonly nodeId: string; readonly side: 'in' | 'out' }) {
  const t = useTexts(texts);
  const rows = useRun((state) => nodeRows(state, nodeId)?.[side] ?? null);
  const label = t(side === 'in' ? 'rowsIn' : 'rowsOut');
  const Icon = side === 'in' ? ArrowRightToLine : ArrowRightFromLine;
  return (
    <span
      className="inline-flex items-center gap-1"
      title={t('rowsTitle', { label, rows: rows === null ? '–' : formatCount(rows) })}
    >
      <Icon aria-hidden="true" className="size-3 text-faint" />
      <span className="sr-only">{label}</span>
      <span className="tabular font-medium" data-testid={`rows-${side}`}>
        {rows === null ? '–' : rows < shortFrom ? formatCount(rows) : formatCompact(rows)}
      </span>
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
