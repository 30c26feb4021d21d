/** Resume or start afresh: what a query's checkpoint holds is asked of the engine, and said to the user in plain words. */
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { CheckpointStatus } from '../../engine/session-shapes.ts';
import { currentLanguage, say } from '../ui/i18n.ts';
import { checkpointTexts as texts } from './checkpoint-texts.ts';
import { nodeNames } from './node-names.ts';
import { describeDiagnostic, type QuestionPoint } from './notices-store.ts';
import type { Refusal } from './run-store.ts';
import { stopRun } from './stop-run.ts';
import type { Workspace } from './workspace.ts';

export type StartAs =
  /** `from`: the checkpoints that queries go on from; empty where each begins from nothing anyway. */
  { readonly how: 'resume'; readonly from: readonly CheckpointStatus[] } | { readonly how: 'afresh' };

export interface Start {
  readonly document: PipelineDocument;
  readonly path: string | null;
  readonly mode?: 'batch' | 'streaming' | undefined;
}

/** Whether a run of the document keeps checkpoints: it is a stream, and a sink of it names a folder for one. */
export function keepsCheckpoints({ nodes, settings }: Pick<PipelineDocument, 'nodes' | 'settings'>): boolean {
  return (
    settings.mode === 'streaming' &&
    nodes.some(({ config }) => typeof config.checkpointLocation === 'string' && config.checkpointLocation !== '')
  );
}

/**
 * How a run is to begin. Nothing is asked where everything that was kept can be gone on from; what cannot is said at its nodes,
 * with the ways out.
 *
 * @param afresh the user has asked for a start from the beginning
 * @returns null when the user decides not to run now
 */
export async function chooseStart(workspace: Workspace, start: Start, afresh: boolean): Promise<StartAs | null> {
  const { run } = workspace;
  for (;;) {
    let found = await askCheckpoints(workspace, start);
    if (found.some(({ status }) => status === 'in-use') && run.getState().snapshot?.isActive === true) {
      // Our own run is what holds them; a new one takes its place, but not before the user means it.
      if (afresh) return (await confirmAfresh(workspace, start, found)) ? { how: 'afresh' } : null;
      await stopRun(workspace);
      found = await askCheckpoints(workspace, start);
    }
    const refused = found.filter(({ status }) => status !== 'none' && status !== 'resumable');
    run.setRefusals(refused.flatMap(refusalsOf));
    const worst = (['in-use', 'damaged', 'other-query'] as const).find((status) =>
      refused.some((each) => each.status === status),
    );
    if (worst === 'in-use') {
      if (!(await askToTryAgain(workspace, refused))) return null;
      continue;
    }
    if (afresh) {
      const kept = found.filter(({ status }) => status !== 'none');
      const isMeant = kept.length === 0 || (await confirmAfresh(workspace, start, kept));
      if (isMeant) run.setRefusals([]);
      return isMeant ? { how: 'afresh' } : null;
    }
    if (worst === undefined) return { how: 'resume', from: found.filter(({ status }) => status === 'resumable') };
    return (await askAboutRefusal(workspace, start, worst, refused)) ? { how: 'afresh' } : null;
  }
}

export function askCheckpoints(
  { bridge }: Pick<Workspace, 'bridge'>,
  { document, path, mode }: Start,
): Promise<readonly CheckpointStatus[]> {
  const input = { document: { ...document }, path, ...(mode === undefined ? {} : { mode }) };
  return bridge.request('engine.checkpoints', input);
}

/** `Resumed after batch 41`; of several queries, how many. */
export function resumedLine(from: readonly CheckpointStatus[]): string {
  const [first] = from;
  if (from.length > 1) return say(texts, 'resumedMany', { number: from.length });
  const batch = first?.lastBatchId ?? null;
  return batch === null ? say(texts, 'resumedFirst') : say(texts, 'resumedOne', { batch });
}

/** Where each query goes on, a sentence a query, and what its table shows meanwhile. */
export function resumedDetail(
  from: readonly CheckpointStatus[],
  { nodes, settings }: Pick<PipelineDocument, 'nodes' | 'settings'>,
): string {
  const places = from.map((status) => placeOf(status, settings.timeZone, from.length > 1));
  const isTable = (id: string): boolean => nodes.some((node) => node.id === id && node.kind === 'memory-sink');
  const hasTable = from.some(({ sinkNodeId }) => isTable(sinkNodeId));
  return [...places, ...(hasTable ? [say(texts, 'resumedTable')] : [])].join(' ');
}

/** Batch, time and watermark of a checkpoint, as a sentence. */
export function placeOf(
  { query, lastBatchId, savedAtMs, watermarkMs }: CheckpointStatus,
  timeZone: string,
  named: boolean,
): string {
  const parts = [
    lastBatchId === null ? say(texts, 'placeFirst') : say(texts, 'placeBatch', { batch: lastBatchId }),
    ...(savedAtMs === null ? [] : [say(texts, 'placeSaved', { time: momentText(savedAtMs) })]),
    ...(watermarkMs === null ? [] : [say(texts, 'placeWatermark', { time: momentText(watermarkMs, timeZone) })]),
  ];
  const place = parts.join(', ');
  return named ? say(texts, 'placeOfQuery', { query, place }) : say(texts, 'place', { place });
}

function momentText(ms: number, timeZone?: string): string {
  const style = { dateStyle: 'medium', timeStyle: 'medium' } as const;
  try {
    return new Intl.DateTimeFormat(currentLanguage(), { ...style, ...(timeZone && { timeZone }) }).format(ms);
  } catch {
    // A zone that only the engine knows, or a watermark beyond what a date can be.
    return new Date(Math.max(-8.64e15, Math.min(8.64e15, ms))).toISOString();
  }
}

async function confirmAfresh(
  { notices }: Workspace,
  { document }: Start,
  kept: readonly CheckpointStatus[],
): Promise<boolean> {
  const places = kept.filter(({ status }) => status === 'resumable');
  const detail = [
    say(texts, 'afreshDetail'),
    ...places.map((status) => placeOf(status, document.settings.timeZone, kept.length > 1)),
  ];
  const answer = await notices.ask({
    title: say(texts, 'afreshTitle'),
    detail: detail.join(' '),
    choices: [
      { id: 'cancel', label: say(texts, 'cancel') },
      { id: 'afresh', label: say(texts, 'afresh'), tone: 'primary' },
    ],
  });
  return answer === 'afresh';
}

async function askToTryAgain(workspace: Workspace, refused: readonly CheckpointStatus[]): Promise<boolean> {
  const answer = await workspace.notices.ask({
    title: say(texts, 'inUseTitle'),
    detail: say(texts, 'inUseDetail'),
    points: pointsOf(workspace, refused),
    choices: [
      { id: 'cancel', label: say(texts, 'cancel') },
      { id: 'again', label: say(texts, 'tryAgain'), tone: 'primary' },
    ],
  });
  return answer === 'again';
}

async function askAboutRefusal(
  workspace: Workspace,
  { document }: Start,
  worst: 'damaged' | 'other-query',
  refused: readonly CheckpointStatus[],
): Promise<boolean> {
  const isDamaged = worst === 'damaged';
  const sinks = document.nodes.filter(({ config }) => config.checkpointLocation !== undefined).length;
  const answer = await workspace.notices.ask({
    title: say(texts, isDamaged ? 'damagedTitle' : 'otherTitle'),
    detail: [
      say(texts, isDamaged ? 'damagedDetail' : 'otherDetail'),
      ...(sinks > refused.length ? [say(texts, 'allQueries')] : []),
    ].join(' '),
    points: pointsOf(workspace, refused),
    choices: [
      { id: 'afresh', label: say(texts, 'afresh') },
      { id: 'cancel', label: say(texts, 'notNow'), tone: 'primary' },
    ],
  });
  if (answer === 'afresh') workspace.run.setRefusals([]);
  return answer === 'afresh';
}

function pointsOf({ documents, catalogue }: Workspace, refused: readonly CheckpointStatus[]): QuestionPoint[] {
  const { nodes } = documents.getState().document;
  const names = nodeNames(nodes, catalogue, currentLanguage());
  return refused.flatMap(refusalsOf).map(({ sinkNodeId, finding }) => ({
    severity: finding.severity,
    ...describeDiagnostic(finding, names),
    nodeId: finding.at.nodeId ?? sinkNodeId,
    setting: finding.at.setting,
  }));
}

function refusalsOf({ query, sinkNodeId, findings }: CheckpointStatus): Refusal[] {
  return findings.map((finding) => ({ query, sinkNodeId, finding }));
}
