import { say } from '../ui/i18n.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

/**
 * Runs the document. Errors that analysis knows are shown in place of a run that would fail.
 *
 * @param mode left out, the document's own; `batch` reads everything once whatever the document says
 */
export async function startRun(workspace: Workspace, mode?: 'batch'): Promise<void> {
  const { documents, analysis, run, notices, bridge } = workspace;
  if (run.getState().starting) return;
  run.setPhase({ starting: true });
  try {
    await analysis.refresh();
    if (!canRun(workspace)) return;
    const { document, path, basePath } = documents.getState();
    const follow = (mode ?? document.settings.mode) === 'streaming';
    const input = {
      document: { ...document },
      path: path ?? basePath,
      follow,
      ...(mode === undefined ? {} : { mode }),
    };
    run.began(document);
    run.receive(await bridge.request('engine.run', input));
  } catch (error) {
    notices.fail(say(texts, 'notRun'), error);
  } finally {
    run.setPhase({ starting: false });
  }
}

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

/** Whether the document has something to run and no errors; else says so under `title` and shows the errors. */
export function canRun({ analysis, documents, notices, view }: Workspace, title = say(texts, 'notRun')): boolean {
  const errors = analysis.getState().analysis.diagnostics.filter((found) => found.severity === 'error').length;
  if (errors > 0) {
    const count = errors === 1 ? say(texts, 'errorCountOne') : say(texts, 'errorCountMany', { number: errors });
    notices.notify({ tone: 'error', title, detail: say(texts, 'hasErrors', { errors: count }) });
    view.set({ dockTab: 'problems' });
    return false;
  }
  if (documents.getState().document.nodes.length === 0) {
    notices.notify({ tone: 'info', title: say(texts, 'nothingToRun') });
    return false;
  }
  return true;
}
