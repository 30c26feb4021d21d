/** From an empty page to a workspace: what the window needs is asked for at once, then shown. */
import type { OpenedDocument } from '../../electron/contract/shapes.ts';
import type { Bridge } from '../bridge/desktop.ts';
import { startKeyHandling } from '../commands/key-handling.ts';
import { openedFromOutside, takeIn } from '../model/document-files.ts';
import { readPipeline } from '../model/read-pipeline.ts';
import { texts as modelTexts } from '../model/texts.ts';
import { createWorkspace, type Workspace } from '../model/workspace.ts';
import { currentLanguage, resolveLanguage, say, setLanguage } from '../ui/i18n.ts';
import { startTheme } from './theme.ts';

export async function startUp(bridge: Bridge, page: Window): Promise<Workspace> {
  const [info, preferences, descriptors, initial] = await Promise.all([
    bridge.request('app.info', undefined),
    bridge.request('app.preferences.get', undefined),
    bridge.request('catalogue.get', undefined),
    bridge.request('document.initial', undefined),
  ]);
  setLanguage(resolveLanguage(preferences.language, info.locale));
  const nowMs = (): number => page.performance.now();
  const workspace = createWorkspace({ bridge, info, descriptors, preferences, nowMs });
  followPreferences(workspace, page);
  startKeyHandling(workspace, page);
  bridge.on('document.opened', (opened) => void openedFromOutside(workspace, opened));
  if (initial !== null) showInitial(workspace, initial);
  await workspace.analysis.refresh();
  const snapshot = await bridge.request('engine.snapshot', undefined);
  // After a reload of the page the engine may still be running.
  if (snapshot !== null) workspace.run.receive(snapshot);
  return workspace;
}

function followPreferences(workspace: Workspace, page: Window): void {
  const { preferences, bridge, info } = workspace;
  const theme = startTheme(page, () => preferences.getState().theme);
  const tellLanguage = (): void => {
    void bridge.request('app.language', currentLanguage()).catch(() => undefined);
  };
  tellLanguage();
  preferences.subscribe((now, before) => {
    if (now.theme !== before.theme) theme.apply();
    if (now.language === before.language) return;
    setLanguage(resolveLanguage(now.language, info.locale));
    tellLanguage();
  });
}

function showInitial(workspace: Workspace, initial: OpenedDocument): void {
  if (initial.origin === 'recovered') void offerRecovered(workspace, initial);
  else takeIn(workspace, initial);
}

/** Unsaved work of a window that ended badly: taken back only when the user says so. */
async function offerRecovered(workspace: Workspace, recovered: OpenedDocument): Promise<void> {
  const read = readPipeline(recovered.text);
  const time = new Intl.DateTimeFormat(currentLanguage(), { dateStyle: 'medium', timeStyle: 'short' });
  const answer = await workspace.notices.ask({
    title: say(modelTexts, 'recoveredTitle'),
    detail: say(modelTexts, 'recoveredDetail', {
      name: read.ok ? read.document.name : '…',
      time: recovered.savedAtMs === null ? '…' : time.format(recovered.savedAtMs),
    }),
    choices: [
      { id: 'leave', label: say(modelTexts, 'recoveredLeave') },
      { id: 'take', label: say(modelTexts, 'recoveredTake'), tone: 'primary' },
    ],
  });
  // A question that was closed is no answer: the work is kept, and only the button that says so discards it.
  if (answer !== 'leave') {
    takeIn(workspace, recovered);
    return;
  }
  const { document } = workspace.documents.getState();
  await workspace.bridge
    .request('document.autosave', { text: null, path: recovered.path, name: document.name })
    .catch(() => undefined);
}
