/** From an empty page to a workspace: what the window needs is asked for at once, then shown. */
import type { OpenedDocument } from '../../electron/contract/shapes.ts';
import type { Bridge } from '../bridge/desktop.ts';
import { followMenu } from '../commands/follow-menu.ts';
import { startKeyHandling } from '../commands/key-handling.ts';
import type { Autosave } from '../model/autosave.ts';
import { takeIn } from '../model/document-files.ts';
import { followDesktop } from '../model/follow-desktop.ts';
import { offerRecovered } from '../model/recovered-work.ts';
import { createWorkspace, type Workspace } from '../model/workspace.ts';
import { currentLanguage, resolveLanguage, setLanguage } from '../ui/i18n.ts';
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
  const workspace = createWorkspace({ bridge, info, descriptors, preferences, nowMs, nextFrame: frameOf(page) });
  followSight(workspace, page);
  followPreferences(workspace, page);
  startKeyHandling(workspace, page);
  followMenu(workspace);
  keepWhenLeft(followDesktop(workspace), page);
  if (initial !== null) showInitial(workspace, initial);
  void askEngine(workspace);
  return workspace;
}

/** What the engine knows comes when it comes: the drawing does not wait for it. */
async function askEngine({ analysis, run, bridge }: Workspace): Promise<void> {
  await analysis.refresh();
  const snapshot = await bridge.request('engine.snapshot', undefined).catch(() => null);
  // After a reload of the page the engine may still be running.
  if (snapshot !== null) run.receive(snapshot);
}

/** Work that is drawn waits for the next frame, one that is out of sight for nothing. */
function frameOf(page: Window): (work: () => void) => void {
  return (work) => {
    if (page.document.visibilityState === 'visible') page.requestAnimationFrame(work);
    else work();
  };
}

/** Nothing is sent of a run while the window is out of sight; it is told how things stand when it comes back. */
function followSight({ bridge, run }: Workspace, page: Window): void {
  const tell = async (): Promise<void> => {
    const isWatched = page.document.visibilityState === 'visible';
    const snapshot = await bridge.request('engine.watch', { isWatched }).catch(() => null);
    if (snapshot !== null) run.receive(snapshot);
  };
  page.document.addEventListener('visibilitychange', () => void tell());
  // A page that was loaded anew may follow one that was out of sight.
  void tell();
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

/** The window goes out of sight or is closed: what is not kept yet is kept now. */
function keepWhenLeft({ flush }: Autosave, page: Window): void {
  page.addEventListener('blur', flush);
  page.addEventListener('pagehide', flush);
  page.document.addEventListener('visibilitychange', flush);
}

function showInitial(workspace: Workspace, initial: OpenedDocument): void {
  if (initial.origin === 'recovered') void offerRecovered(workspace, initial);
  else takeIn(workspace, initial);
}
