import type { CheckpointStatus } from '../../engine/session-shapes.ts';
import { say } from '../ui/i18n.ts';
import { askCheckpoints, keepsCheckpoints, placeOf } from './checkpoint-choice.ts';
import { checkpointTexts } from './checkpoint-texts.ts';
import { startRun } from './run-actions.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

/**
 * The engine's thread has ended by itself and there is a new one. Says what happened; where queries were at work that can go on
 * from their checkpoints, offers it. The document is not touched.
 *
 * @param reason what the thread ended with, in the words of the runtime
 */
export async function afterEngineEnded(workspace: Workspace, reason: string): Promise<void> {
  const { run, notices, analysis, documents } = workspace;
  const { snapshot } = run.getState();
  const wasActive = snapshot?.queries.some((query) => query.isActive && query.isStreaming) === true;
  run.clear();
  const title = say(checkpointTexts, /out of memory|memory limit/i.test(reason) ? 'diedMemory' : 'died');
  const refreshed = analysis.refresh();
  const { document, path, basePath } = documents.getState();
  const found = wasActive && keepsCheckpoints(document) ? await resumable(workspace, path ?? basePath) : [];
  if (found.length === 0) {
    notices.notify({ tone: 'error', title, detail: say(texts, 'engineRestartedDetail', { reason }) });
    return refreshed;
  }
  const zone = document.settings.timeZone;
  const places = found.map((status) => placeOf(status, zone, found.length > 1));
  const batch = found.length === 1 ? (found[0]?.lastBatchId ?? null) : null;
  const answer = await notices.ask({
    title,
    detail: [say(checkpointTexts, 'diedDetail'), ...places].join(' '),
    points: [{ severity: 'error', message: reason }],
    choices: [
      { id: 'close', label: say(checkpointTexts, 'close') },
      { id: 'afresh', label: say(checkpointTexts, 'afreshMore') },
      {
        id: 'resume',
        label: batch === null ? say(checkpointTexts, 'resume') : say(checkpointTexts, 'resumeAfter', { batch }),
        tone: 'primary',
      },
    ],
  });
  if (answer === 'resume' || answer === 'afresh') await startRun(workspace, { afresh: answer === 'afresh' });
}

async function resumable(workspace: Workspace, path: string | null): Promise<readonly CheckpointStatus[]> {
  const { document } = workspace.documents.getState();
  try {
    const found = await askCheckpoints(workspace, { document, path });
    return found.filter(({ status }) => status === 'resumable');
  } catch {
    // What cannot be told now is told when the pipeline is run.
    return [];
  }
}
