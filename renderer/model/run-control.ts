/** What steers a run that goes on: pause, go on, one micro-batch, once more from the start. */
import type { RequestOutput } from '../../electron/contract/channels.ts';
import { say } from '../ui/i18n.ts';
import { startRun } from './run-actions.ts';
import { isPaused } from './run-pause.ts';
import { stopRun } from './stop-run.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

type ControlRequest = 'engine.pause' | 'engine.resume' | 'engine.step';

/** Lets every query wait behind the batch that it is in, or lets all go on where they wait. */
export async function togglePause(workspace: Workspace): Promise<void> {
  await control(workspace, isPaused(workspace.run.getState().snapshot) ? 'engine.resume' : 'engine.pause');
}

/** One micro-batch of each query, then they wait. Without a run, one is started that waits before its first batch. */
export async function stepRun(workspace: Workspace): Promise<void> {
  if (workspace.run.getState().snapshot?.isActive !== true && !(await startRun(workspace, { startPaused: true })))
    return;
  await control(workspace, 'engine.step');
}

/** Stops what runs and runs the document as it is now. */
export async function restartRun(workspace: Workspace): Promise<void> {
  if (workspace.run.getState().snapshot?.isActive === true) await stopRun(workspace);
  await startRun(workspace);
}

async function control({ bridge, run, notices }: Workspace, request: ControlRequest): Promise<void> {
  try {
    const snapshot: RequestOutput<ControlRequest> = await bridge.request(request, undefined);
    if (snapshot !== null) run.receive(snapshot);
  } catch (error) {
    notices.fail(say(texts, 'notSteered'), error);
  }
}
