import { Worker } from 'node:worker_threads';
import { app, type BrowserWindow, clipboard, Menu, nativeTheme, session } from 'electron';
import type { Language } from '../../engine/base/errors/catalogue.ts';
import { channelOf } from '../contract/channel-names.ts';
import { type EventName, type EventPayload, events } from '../contract/channels.ts';
import type { MenuEntry } from '../contract/shapes.ts';
import { EngineClient } from '../engine-host/engine-client.ts';
import { menuTemplate } from './app-menu.ts';
import { type AppPaths, appPaths } from './app-paths.ts';
import { CloseGuard, type WindowDocument } from './close-guard.ts';
import { CrashCounter } from './crash-counter.ts';
import { dialogWords } from './dialog-words.ts';
import { DocumentDesk } from './documents/document-desk.ts';
import type { DocumentDialogs } from './documents/document-dialogs.ts';
import { documentArgument } from './documents/launch-arguments.ts';
import { appHandlers } from './ipc/app-handlers.ts';
import { clipboardHandlers } from './ipc/clipboard-handlers.ts';
import { documentHandlers } from './ipc/document-handlers.ts';
import { engineHandlers } from './ipc/engine-handlers.ts';
import { registerHandlers } from './ipc/register-handlers.ts';
import { PreferencesStore } from './preferences-store.ts';
import { runtimeNote } from './runtime-note.ts';
import { APP_URL } from './security/app-origin.ts';
import { serveAppScheme } from './security/app-scheme.ts';
import { guardEverything } from './security/guard-everything.ts';
import { safeOpenExternal } from './security/safe-open-external.ts';
import { languageFor } from './shell-language.ts';
import { systemDialogs } from './system-dialogs.ts';
import { createWindow } from './window.ts';

export interface ShellOptions {
  /** Folder of the main bundle. */
  readonly outDirectory: string;
  readonly assetsDirectory: string;
  readonly isDevelopment: boolean;
  /** Address of the development server, null when the built page is shown. */
  readonly developmentUrl: string | null;
  /** The pipeline file that the app was started with. */
  readonly launchPath: string | null;
}

/** The running app: owns the window, the engine's thread, the documents and the menu, and wires them to one another. */
export class Shell {
  readonly #options: ShellOptions;
  readonly #paths: AppPaths;
  readonly #preferences: PreferencesStore;
  readonly #dialogs: DocumentDialogs;
  readonly #desk: DocumentDesk;
  readonly #closeGuard: CloseGuard;
  readonly #engine: EngineClient;
  readonly #crashes = new CrashCounter();
  #language: Language = 'en';
  #menus: readonly MenuEntry[] | null = null;
  #window: BrowserWindow | undefined;
  #end: 'not yet' | 'stopping' | 'stopped' = 'not yet';

  constructor(options: ShellOptions) {
    const dataDirectory = app.getPath('userData');
    this.#options = options;
    this.#paths = appPaths(options.outDirectory, options.assetsDirectory, dataDirectory);
    this.#preferences = new PreferencesStore(this.#paths.preferences);
    this.#dialogs = systemDialogs(
      () => this.#window,
      () => this.#language,
    );
    this.#desk = new DocumentDesk(
      {
        dataDirectory,
        samplesDirectory: this.#paths.samples,
        homeDirectory: app.getPath('documents'),
        dialogs: this.#dialogs,
        language: () => this.#language,
        nowMs: Date.now,
        recentChanged: () => this.#showMenu(),
        fileChanged: (path, state) => this.#send('document.file-changed', { path, state }),
      },
      options.launchPath,
    );
    this.#closeGuard = new CloseGuard({
      ask: (name) => this.#dialogs.askAboutChanges(name),
      requestSave: () => this.#send('menu.command', { id: 'file.save-and-close' }),
      close: () => this.#window?.close(),
    });
    this.#engine = new EngineClient(() => new Worker(this.#paths.engineWorker), {
      snapshot: (snapshot) => this.#send('engine.snapshot', snapshot),
      restarted: (reason) => this.#send('engine.restarted', { reason }),
    });
  }

  /** Once Electron is ready. */
  async start(): Promise<void> {
    await this.#preferences.load();
    this.#language = languageFor(this.#preferences.get().language, app.getLocale());
    nativeTheme.themeSource = this.#preferences.get().theme;
    guardEverything(session.defaultSession, this.#options.developmentUrl, this.#options.isDevelopment);
    serveAppScheme(this.#paths.page);
    this.#listen();
    // It begins in a thread of its own while the window is made, which asks it for the catalogue first of all.
    this.#engine.start();
    // The menu is shown with the list of recent files.
    await this.#desk.load();
    this.#openWindow();
  }

  /** A pipeline file that the desktop asks to open. */
  async openFromOutside(path: string): Promise<void> {
    this.focus();
    if (this.#desk.launchWith(path)) return;
    const opened = await this.#desk.openOutside(path);
    if (opened !== null) this.#send('document.opened', opened);
  }

  /** The app was started again while it runs. `args` are the other one's, the program first. */
  async startedAgain(args: readonly string[], workingDirectory: string): Promise<void> {
    const path = documentArgument(args.slice(1), workingDirectory);
    if (path === null) this.focus();
    else await this.openFromOutside(path);
  }

  focus(): void {
    if (this.#window?.isMinimized()) this.#window.restore();
    this.#window?.focus();
  }

  /** Holds the end of the app back until queries are stopped and unsaved work is dealt with, two seconds at most. */
  quitInOrder(event: { preventDefault(): void }): void {
    if (this.#end === 'stopped') return;
    event.preventDefault();
    if (this.#end === 'stopping') return;
    this.#end = 'stopping';
    this.#desk.close();
    const forget = this.#closeGuard.isSettled ? this.#desk.forgetUnsavedWork() : Promise.resolve();
    void Promise.allSettled([this.#engine.stop(), forget]).then(() => {
      this.#end = 'stopped';
      app.quit();
    });
  }

  #listen(): void {
    const handlers = {
      ...appHandlers({
        info: () => ({
          version: app.getVersion(),
          platform: process.platform === 'darwin' || process.platform === 'win32' ? process.platform : 'linux',
          locale: app.getLocale(),
          runtimeNote: runtimeNote(process.versions.electron ?? '', this.#language),
        }),
        preferences: this.#preferences,
        preferencesChanged: ({ theme }) => {
          nativeTheme.themeSource = theme;
        },
        languageChanged: (language) => {
          this.#language = language;
          this.#showMenu();
        },
        menuChanged: (menus) => {
          this.#menus = menus;
          this.#showMenu();
        },
        openExternal: safeOpenExternal,
        quit: () => app.quit(),
      }),
      ...documentHandlers({
        desk: this.#desk,
        closeGuard: this.#closeGuard,
        showDocument: (document) => this.#showDocument(document),
      }),
      ...clipboardHandlers(clipboard),
      ...engineHandlers({
        engine: this.#engine,
        baseDirectory: (path) => this.#desk.baseDirectory(path),
        saveProgram: (name, basePath, make) => this.#desk.saveProgram(name, basePath, make),
      }),
    };
    const { developmentUrl } = this.#options;
    registerHandlers({ handlers, developmentUrl, language: () => this.#language }, () => this.#window?.webContents);
  }

  #openWindow(): void {
    const window = createWindow(this.#paths, this.#options.isDevelopment);
    this.#window = window;
    window.on('close', (event) => {
      if (!this.#closeGuard.mayClose()) event.preventDefault();
    });
    window.on('focus', () => void this.#desk.lookAtFile());
    window.on('closed', () => {
      this.#window = undefined;
    });
    window.webContents.on('render-process-gone', (_, { reason }) => {
      if (reason !== 'clean-exit') void this.#pageCrashed();
    });
    void window
      .loadURL(this.#options.developmentUrl ?? APP_URL)
      .catch((error: unknown) => this.#dialogs.showError(String(error), undefined));
  }

  /** Shows the page anew with the work it had; a page that crashes again and again is given up. */
  async #pageCrashed(): Promise<void> {
    this.#closeGuard.pageIsGone();
    if (this.#crashes.mayTryAgain(Date.now())) {
      this.#window?.webContents.reload();
      return;
    }
    await this.#dialogs.showError(dialogWords[this.#language].pageCrashed, undefined);
    app.quit();
  }

  #showDocument({ name, path, dirty }: WindowDocument): void {
    this.#window?.setTitle(`${dirty ? '• ' : ''}${name === '' ? '' : `${name} — `}Millrace`);
    this.#window?.setDocumentEdited(dirty);
    this.#window?.setRepresentedFilename(path ?? '');
  }

  #showMenu(): void {
    const template = menuTemplate(
      {
        menus: this.#menus,
        language: this.#language,
        platform: process.platform,
        isDevelopment: this.#options.isDevelopment,
        recent: this.#desk.recent,
      },
      {
        command: (id) => this.#send('menu.command', { id }),
        openRecent: (path) => void this.openFromOutside(path),
        clearRecent: () => void this.#desk.clearRecent(),
        quit: () => app.quit(),
      },
    );
    Menu.setApplicationMenu(Menu.buildFromTemplate(template));
  }

  #send<Name extends EventName>(name: Name, payload: EventPayload<Name>): void {
    if (this.#window === undefined || this.#window.isDestroyed()) return;
    this.#window.webContents.send(channelOf(name), events[name].parse(payload));
  }
}
