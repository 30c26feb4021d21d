import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import type { CheckpointStatus } from '../../engine/session-shapes.ts';
import { say } from '../ui/i18n.ts';
import { activeBreakpoints } from './annotations.ts';
import { chooseStart, keepsCheckpoints, resumedDetail, resumedLine, type StartAs } from './checkpoint-choice.ts';
import { checkpointTexts } from './checkpoint-texts.ts';
import { fixFor } from './fixes.ts';
import { texts } from './texts.ts';
import type { Workspace } from './workspace.ts';

export interface StartOptions {
  /** Left out, the document's own; `batch` reads everything once whatever the document says. */
  readonly mode?: 'batch' | undefined;
  /** Begins from nothing where there is something to go on from; the user is asked once more. */
  readonly afresh?: boolean | undefined;
  /** Waits before the first micro-batch: the run is to be stepped. */
  readonly startPaused?: boolean | undefined;
}

/**
 * Runs the document. Errors that analysis knows are shown in place of a run that would fail. Queries that keep a checkpoint go on
 * where they stopped.
 *
 * @returns whether a run has started
 */
export async function startRun(
  workspace: Workspace,
  { mode, afresh = false, startPaused = false }: StartOptions = {},
): Promise<boolean> {
  const { documents, analysis, run, notices, bridge } = workspace;
  if (run.getState().starting) return false;
  run.setPhase({ starting: true });
  try {
    await analysis.refresh();
    if (!canRun(workspace) || !(await giveCheckpoints(workspace, mode))) return false;
    const { document, path, basePath } = documents.getState();
    const follow = (mode ?? document.settings.mode) === 'streaming';
    const start = { document, path: path ?? basePath, mode };
    const chosen: StartAs | null =
      mode !== 'batch' && keepsCheckpoints(document)
        ? await chooseStart(workspace, start, afresh)
        : { how: 'resume', from: [] };
    if (chosen === null) return false;
    const input = {
      document: { ...document },
      path: start.path,
      follow,
      ...(mode === undefined ? {} : { mode }),
      ...(chosen.how === 'afresh' ? { startAfresh: true } : {}),
      ...(startPaused ? { startPaused } : {}),
      breakpoints: activeBreakpoints(document.views),
    };
    const from = chosen.how === 'resume' ? chosen.from : [];
    const snapshot = await bridge.request('engine.run', input);
    run.began(document, from);
    run.receive(snapshot);
    tellResumed(workspace, from, document);
    return true;
  } catch (error) {
    notices.fail(say(texts, 'notRun'), error, { subject: 'run' });
    return false;
  } finally {
    run.setPhase({ starting: false });
  }
}

/** Explains the choice the first time that a document's queries go on; after that the run bar says it in a line. */
function tellResumed(
  { notices, documents, run }: Workspace,
  from: readonly CheckpointStatus[],
  document: PipelineDocument,
): void {
  if (from.length === 0) return;
  const title = resumedLine(from);
  notices.announce(title);
  const { openedCount } = documents.getState();
  if (!run.isFirstResume(openedCount)) return;
  const detail = `${resumedDetail(from, document)} ${say(checkpointTexts, 'resumedChoice')}`;
  notices.notify({ tone: 'info', title, detail, subject: 'resumed' });
}

/** A stream into files cannot start without a checkpoint folder: offers to set one. False when the user does not want it. */
async function giveCheckpoints(workspace: Workspace, mode: 'batch' | undefined): Promise<boolean> {
  const { analysis, documents, notices } = workspace;
  if (mode === 'batch') return true;
  const missing = analysis.getState().analysis.diagnostics.filter(({ code }) => code === 'EXE-120');
  const fixes = missing.flatMap((found) => fixFor(workspace, found) ?? []);
  if (fixes.length === 0) return true;
  const isSaved = documents.getState().path !== null;
  const answer = await notices.ask({
    title: say(checkpointTexts, 'folderNeeded'),
    detail: say(checkpointTexts, 'folderNeededDetail'),
    choices: [
      { id: 'cancel', label: say(checkpointTexts, 'cancel') },
      { id: 'fix', label: say(checkpointTexts, isSaved ? 'folderSet' : 'folderSaveFirst'), tone: 'primary' },
    ],
  });
  if (answer !== 'fix') return false;
  for (const fix of fixes) if (!(await fix.apply())) return false;
  await analysis.refresh();
  return canRun(workspace);
}

/** Whether the document has something to run and no errors; else says so under `title` and shows the errors. */
export function canRun({ analysis, documents, notices, view }: Workspace, title = say(texts, 'notRun')): boolean {
  const errors = analysis.getState().analysis.diagnostics.filter((found) => found.severity === 'error').length;
  if (errors > 0) {
    const count = errors === 1 ? say(texts, 'errorCountOne') : say(texts, 'errorCountMany', { number: errors });
    notices.notify({ tone: 'error', title, detail: say(texts, 'hasErrors', { errors: count }), subject: 'run' });
    view.set({ dockTab: 'problems' });
    return false;
  }
  if (documents.getState().document.nodes.length === 0) {
    notices.notify({ tone: 'info', title: say(texts, 'nothingToRun'), subject: 'run' });
    return false;
  }
  return true;
}
