import { History } from 'lucide-react';
import { useMemo } from 'react';
import { useDocument, useRun, useWorkspace } from '../commands/workspace-context.tsx';
import { resumedDetail, resumedLine } from '../model/checkpoint-choice.ts';
import { checkpointTexts } from '../model/checkpoint-texts.ts';
import { ownValue } from '../model/own-value.ts';
import { batchesCompleted, filesRead, type RunPhase, rowsRead, runPhase } from '../model/run-figures.ts';
import type { BadgeTone } from '../ui/badge.tsx';
import { useTexts } from '../ui/i18n.ts';
import { formatCount } from '../ui/numbers.ts';
import { Tooltip } from '../ui/tooltip.tsx';
import { texts } from './texts.ts';

const tones: Readonly<Record<RunPhase, BadgeTone>> = {
  ready: 'neutral',
  active: 'success',
  paused: 'warning',
  failed: 'danger',
  stopped: 'neutral',
  finished: 'accent',
};
const dots: Readonly<Record<BadgeTone, string>> = {
  neutral: 'bg-line-strong',
  accent: 'bg-accent',
  danger: 'bg-danger',
  warning: 'bg-warning',
  success: 'bg-success',
};

/** How the run stands: is it streaming, is it active, and how far it is. Figures have their width from the start. */
export function RunState() {
  const t = useTexts(texts);
  const phase = useRun((state) => runPhase(state.snapshot));
  const hasRun = useRun((state) => state.snapshot !== null);
  const isStreaming = useRun((state) => state.snapshot?.queries.some((query) => query.isStreaming) === true);
  const stopping = useRun((state) => state.stopping);
  return (
    <div className="ml-2 flex min-w-0 flex-1 items-center gap-3 overflow-hidden">
      <div className={hasRun ? 'w-40 shrink-0 min-[1400px]:w-44' : 'min-w-36 shrink-0'}>
        <div className="flex items-center gap-2 whitespace-nowrap leading-4" data-testid="run-phase">
          <span aria-hidden="true" className={`size-2 shrink-0 rounded-full ${dots[tones[phase]]}`} />
          <span className="font-medium">{stopping ? t('stopping') : t(phase)}</span>
          {hasRun && <span className="text-faint">{isStreaming ? t('isStreaming') : t('isBatch')}</span>}
          <Resumed />
        </div>
        {phase === 'active' && <StatusMessage />}
        {phase === 'paused' && <PauseMessage />}
      </div>
      {hasRun && <Figures />}
    </div>
  );
}

function Figures() {
  const t = useTexts(texts);
  const { catalogue } = useWorkspace();
  const drawn = useDocument((state) => state.document.nodes);
  // The figures are of what was run, whatever has been drawn since.
  const nodes = useRun((state) => state.ran?.nodes) ?? drawn;
  const sourceIds = useMemo(
    () => nodes.filter((node) => catalogue.byKind.get(node.kind)?.family === 'source').map((node) => node.id),
    [nodes, catalogue],
  );
  const batches = useRun((state) => batchesCompleted(state.snapshot));
  const files = useRun((state) => filesRead(state.snapshot));
  const rows = useRun((state) => rowsRead(state.snapshot, sourceIds));
  return (
    // What does not fit goes to a line below, which is not seen: a figure is whole or not there.
    <div className="flex h-8 min-w-0 flex-1 flex-wrap gap-x-4 overflow-hidden">
      <span className="h-8 w-0" />
      <Figure label={t('batches')} value={formatCount(batches)} width="min-w-8" />
      <Figure label={t('rows')} value={formatCount(rows)} width="min-w-14" />
      {files !== null && <Figure label={t('files')} value={formatCount(files)} width="min-w-8" />}
    </div>
  );
}

/** That the run went on and where; the tooltip says it in full, with what the figures beside it count. */
function Resumed() {
  const t = useTexts(checkpointTexts);
  const from = useRun((state) => state.resumed);
  const ran = useRun((state) => state.ran);
  if (from.length === 0 || ran === null) return null;
  return (
    <Tooltip text={`${resumedDetail(from, ran)} ${t('resumedNote')}`}>
      <span
        className="relative inline-flex size-4 shrink-0 items-center justify-center text-muted"
        data-testid="resumed"
      >
        <History aria-hidden="true" className="size-3.5" />
        <span className="sr-only">
          {resumedLine(from)} {t('resumedNote')}
        </span>
      </span>
    </Tooltip>
  );
}

function Figure(props: { readonly label: string; readonly value: string; readonly width: string }) {
  return (
    <span className={`flex shrink-0 flex-col ${props.width}`}>
      <span className="text-xs text-faint">{props.label}</span>
      <span className="tabular font-medium leading-4">{props.value}</span>
    </span>
  );
}

/** Spark's words for what a query does, in the window's; others are shown as they come. */
const statusTexts: Readonly<Record<string, keyof typeof texts.en>> = {
  'Initializing StreamExecution': 'statusInitializing',
  'Initializing sources': 'statusInitializing',
  'Writing offsets to log': 'statusLogging',
  'Waiting for data to arrive': 'statusWaiting',
  'Waiting for next trigger': 'statusTrigger',
  'Processing new data': 'statusProcessing',
  'No new data but cleaning up state': 'statusCleaning',
};

/** What the first active query says of itself; the tooltip has Spark's words. */
function StatusMessage() {
  const t = useTexts(texts);
  const message = useRun((state) => {
    const queries = state.snapshot?.queries ?? [];
    return (queries.find((query) => query.isActive) ?? queries[0])?.status.message ?? '';
  });
  const key = message.startsWith('Getting offsets') ? 'statusOffsets' : ownValue(statusTexts, message);
  return (
    <p className="truncate pl-4 text-xs text-faint" title={message}>
      {key === undefined ? message : t(key)}
    </p>
  );
}

/** Why the run waits, and behind which batch. */
function PauseMessage() {
  const t = useTexts(texts);
  const text = useRun(({ snapshot }) => {
    const pauses = snapshot?.queries.flatMap((query) => query.pause ?? []) ?? [];
    const pause = pauses.find(({ reason }) => reason === 'breakpoint') ?? pauses[0];
    if (pause === undefined) return '';
    if (pause.batchId === null) return t('pausedFirst');
    const batch = formatCount(pause.batchId);
    return t(pause.reason === 'breakpoint' ? 'pausedBreakpoint' : 'pausedAsked', { batch });
  });
  return (
    <p className="truncate pl-4 text-xs text-faint" title={text}>
      {text}
    </p>
  );
}
