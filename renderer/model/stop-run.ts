import { say } from '../ui/i18n.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

/** Stops every query cleanly; the result tables stay. */
export async function stopRun({ bridge, run, notices }: Workspace): Promise<void> {
  run.setPhase({ stopping: true });
  try {
    await bridge.request('engine.stop', undefined);
    const snapshot = await bridge.request('engine.snapshot', undefined);
    if (snapshot !== null) run.receive(snapshot);
  } catch (error) {
    notices.fail(say(texts, 'notStopped'), error);
  } finally {
    run.setPhase({ stopping: false });
  }
}
