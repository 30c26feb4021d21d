import type { StateFolder } from '../../state/files/state-folder.ts';
import type { LoggedBatch, Recovery } from '../batch-journal.ts';
import type { CheckpointFolder } from './checkpoint-folder.ts';
import type { Seal } from './log-file.ts';
import { type OffsetEntry, parseCommitLines, parseOffsetLines } from './offset-log.ts';
import type { CheckpointFacts, RecoveryDecision } from './recovery.ts';

/** Where the logs say that a query stands; `startOffsets` is null where no batch came before. */
export interface LoggedPosition
  extends Pick<Recovery, 'nextBatchId' | 'watermarkMs' | 'lateWatermarkMs' | 'unfinished'> {
  readonly startOffsets: LoggedBatch['endOffsets'] | null;
  readonly conf: LoggedBatch['conf'];
}

/** Looks at names alone. */
export async function findFacts(folder: CheckpointFolder, state: StateFolder): Promise<CheckpointFacts> {
  return {
    hasMetadata: (await folder.disk.facts(folder.pathOf('metadata'))) !== null,
    offsetIds: await folder.ids('offsets'),
    commitIds: await folder.ids('commits'),
    hasSourceLogs: await hasFilesBelow(folder, 'sources'),
    hasState: (await folder.list('state')).length > 0,
    stateVersion: (await state.versions()).at(-1) ?? 0,
  };
}

async function hasFilesBelow(folder: CheckpointFolder, name: string): Promise<boolean> {
  for (const below of await folder.list(name)) {
    if ((await folder.list(`${name}/${below}`)).length > 0) return true;
  }
  return false;
}

/** The batches of which a position knows the offsets, at most two. */
export function plannedIn({
  nextBatchId,
  startOffsets,
  unfinished,
}: LoggedPosition): { readonly batchId: number; readonly offsets: LoggedBatch['endOffsets'] }[] {
  return [
    ...(startOffsets === null ? [] : [{ batchId: nextBatchId - 1, offsets: startOffsets }]),
    ...(unfinished === null ? [] : [{ batchId: unfinished.batchId, offsets: unfinished.endOffsets }]),
  ];
}

/** Reads what the decision rests on, at most three small files. Throws EXE-106 for one that is missing or damaged. */
export async function readPosition(
  folder: CheckpointFolder,
  decision: Extract<RecoveryDecision, { action: 'go-on' | 'run-again' }>,
  seal: Seal,
): Promise<LoggedPosition> {
  if (decision.action === 'go-on') {
    const { lastBatch } = decision;
    const last = await readOffsets(folder, lastBatch, seal);
    const nextWatermarkMs = await readCommit(folder, lastBatch, seal);
    return {
      nextBatchId: lastBatch + 1,
      startOffsets: last.endOffsets,
      watermarkMs: Math.max(last.watermarkMs, nextWatermarkMs),
      lateWatermarkMs: last.watermarkMs,
      unfinished: null,
      conf: last.conf,
    };
  }
  const { batch } = decision;
  const again = await readOffsets(folder, batch, seal);
  const before = batch === 0 ? null : await readOffsets(folder, batch - 1, seal);
  return {
    nextBatchId: batch,
    startOffsets: before?.endOffsets ?? null,
    watermarkMs: again.watermarkMs,
    lateWatermarkMs: before?.watermarkMs ?? 0,
    unfinished: { batchId: batch, ...again },
    conf: again.conf,
  };
}

async function readOffsets(folder: CheckpointFolder, batchId: number, seal: Seal): Promise<OffsetEntry> {
  const name = `offsets/${batchId}`;
  const entry = parseOffsetLines(await folder.readLog(name, seal));
  if (entry === null) throw folder.damaged(name, 'content');
  return entry;
}

async function readCommit(folder: CheckpointFolder, batchId: number, seal: Seal): Promise<number> {
  const name = `commits/${batchId}`;
  const watermarkMs = parseCommitLines(await folder.readLog(name, seal));
  if (watermarkMs === null) throw folder.damaged(name, 'content');
  return watermarkMs;
}
