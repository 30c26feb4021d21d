import { Activity } from 'lucide-react';
import type { QuerySnapshot } from '../../engine/session-shapes.ts';
import type { StreamingQueryProgress } from '../../engine/streaming/progress.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useDocument, useRun } from '../commands/workspace-context.tsx';
import { nodesInFlowOrder } from '../model/graph-order.ts';
import { Badge } from '../ui/badge.tsx';
import { EmptyState } from '../ui/empty-state.tsx';
import { type Say, useTexts } from '../ui/i18n.ts';
import { formatCount, formatDecimal } from '../ui/numbers.ts';
import { texts } from './texts.ts';

type Text = Say<keyof typeof texts.en>;

/** What each query reported of its last micro-batch, by Spark's fields. */
export function ProgressPanel() {
  const t = useTexts(texts);
  const queries = useRun((state) => state.snapshot?.queries);
  if (queries === undefined || queries.length === 0) {
    return (
      <EmptyState icon={<Activity />} title={t('progressEmptyTitle')}>
        {t('progressEmpty')}
      </EmptyState>
    );
  }
  return (
    <div className="flex h-full flex-col gap-4 overflow-auto p-4" data-selectable>
      {queries.map((query) => (
        <QueryProgress key={query.runId} query={query} />
      ))}
    </div>
  );
}

function QueryProgress({ query }: { readonly query: QuerySnapshot }) {
  const t = useTexts(texts);
  const progress = query.lastProgress;
  const malformed = Object.values(query.malformed).reduce((sum, each) => sum + each.count, 0);
  return (
    <section aria-label={query.query}>
      <h3 className="mb-2 flex items-center gap-2">
        <span className="font-mono font-medium">{query.query}</span>
        <Badge tone={query.exception !== null ? 'danger' : query.isActive ? 'success' : 'neutral'}>
          {query.exception !== null ? t('failed') : query.isActive ? t('active') : t('stopped')}
        </Badge>
        <span className="truncate text-sm text-faint">{query.status.message}</span>
      </h3>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(176px,1fr))] gap-x-6 gap-y-2">
        {progress !== null &&
          figures(progress, t).map(([label, value]) => <Figure key={label} label={label} value={value} />)}
        {malformed > 0 && <Figure label={t('malformed')} value={formatCount(malformed)} />}
      </dl>
      {progress !== null && <Durations progress={progress} />}
      {progress?.observedMetrics !== undefined && <Observed metrics={progress.observedMetrics} />}
      {query.consoleText !== null && query.consoleText !== '' && (
        <div className="mt-3">
          <h4 className="mb-1 text-sm text-faint">{t('console')}</h4>
          <pre
            // Longer than its place: the keyboard scrolls it.
            // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
            tabIndex={0}
            className="max-h-64 overflow-auto rounded-md bg-sunken p-2 text-sm leading-4"
          >
            {query.consoleText}
          </pre>
        </div>
      )}
    </section>
  );
}

function figures(progress: StreamingQueryProgress, t: Text): readonly (readonly [string, string])[] {
  const state = progress.stateOperators;
  const total = (pick: (operator: (typeof state)[number]) => number): string =>
    formatCount(state.reduce((sum, operator) => sum + pick(operator), 0));
  const rate = (value: number | undefined): string => (value === undefined ? t('none') : formatDecimal(value));
  const kilobytes = state.reduce((sum, operator) => sum + operator.memoryUsedBytes, 0) / 1000;
  return [
    [t('batchId'), formatCount(progress.batchId)],
    [t('numInputRows'), formatCount(progress.numInputRows)],
    [t('inputRate'), rate(progress.inputRowsPerSecond)],
    [t('processedRate'), rate(progress.processedRowsPerSecond)],
    [t('batchDuration'), t('milliseconds', { value: formatCount(progress.batchDuration) })],
    [t('watermark'), progress.eventTime?.watermark ?? t('none')],
    ...(state.length === 0
      ? []
      : ([
          [t('stateRows'), total((operator) => operator.numRowsTotal)],
          [t('stateUpdated'), total((operator) => operator.numRowsUpdated)],
          [t('droppedLate'), total((operator) => operator.numRowsDroppedByWatermark)],
          [t('stateMemory'), t('kilobytes', { value: formatDecimal(kilobytes) })],
        ] as const)),
    [t('outputRows'), progress.sink.numOutputRows < 0 ? t('none') : formatCount(progress.sink.numOutputRows)],
  ];
}

function Figure({ label, value }: { readonly label: string; readonly value: string }) {
  return (
    <div className="min-w-0">
      <dt className="truncate text-sm text-faint">{label}</dt>
      <dd className="tabular truncate font-medium">{value}</dd>
    </div>
  );
}

/** Rows out of each node in the last micro-batch, as an exported program observes them. */
function Observed({ metrics }: { readonly metrics: NonNullable<StreamingQueryProgress['observedMetrics']> }) {
  const t = useTexts(texts);
  const names = useNodeNames();
  const document = useDocument((state) => state.document);
  const place = new Map(nodesInFlowOrder(document).map(({ id }, index) => [id, index]));
  const placeOf = (id: string): number => place.get(id) ?? place.size;
  const observed = Object.entries(metrics).sort(([a], [b]) => placeOf(a) - placeOf(b));
  return (
    <div className="mt-3">
      <h4 className="mb-1 text-sm text-faint">{t('observed')}</h4>
      <dl className="grid grid-cols-[repeat(auto-fill,minmax(176px,1fr))] gap-x-6 gap-y-1">
        {observed.map(([id, { rows }]) => (
          <div key={id} className="flex items-baseline gap-2">
            <dt className="min-w-0 flex-1 truncate text-sm text-muted">{names(id) ?? id}</dt>
            <dd className="tabular font-medium">{formatCount(rows)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Durations({ progress }: { readonly progress: StreamingQueryProgress }) {
  const t = useTexts(texts);
  const parts = Object.entries(progress.durationMs).filter(([name]) => name !== 'triggerExecution');
  const longest = Math.max(1, ...parts.map(([, ms]) => ms));
  return (
    <div className="mt-3">
      <h4 className="mb-1 text-sm text-faint">{t('durations')}</h4>
      <ul className="grid grid-cols-[repeat(auto-fill,minmax(240px,1fr))] gap-x-6 gap-y-1">
        {parts.map(([name, ms]) => (
          <li key={name} className="flex items-center gap-2">
            <span className="w-28 truncate font-mono text-sm text-muted">{name}</span>
            <span className="h-1.5 min-w-0 flex-1 overflow-hidden rounded-full bg-hover">
              <span className="block h-full rounded-full bg-accent" style={{ width: `${(ms / longest) * 100}%` }} />
            </span>
            <span className="tabular w-14 text-right text-sm">{t('milliseconds', { value: formatCount(ms) })}</span>
          </li>
        ))}
      </ul>
    </div>
  );
}
