/** Starts the app in a real Electron for a test, with a fresh profile, and keeps note of every error the window reports. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright-core';
import { sandboxFlags } from '../../scripts/display.mjs';
import { provideElectron } from '../../scripts/electron-runtime.mjs';
import { root } from '../../scripts/paths.mjs';

const screenshotFolder = join(root, 'e2e', 'screenshots');
/** Time for the first window to stand, in milliseconds: a cold start on a slow machine. */
const readyMsMax = 60_000;
/** Time for the app to end by itself before it is ended. */
const closeMsMax = 10_000;

export interface LaunchOptions {
  /** Further arguments, a file to open for example. */
  readonly args?: readonly string[];
  /** The profile folder; a fresh one by default, removed when the app is closed. */
  readonly userData?: string;
  /** Added to the environment; `undefined` takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** A packaged app's executable; by default the build in `out/` on the runtime found. */
  readonly executable?: string;
}

export interface LaunchedApp {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly userData: string;
  /** Errors that the window wrote to its console or did not catch, since the start. Empty when all is well. */
  readonly errors: readonly string[];
  /** What the main process wrote to standard error, Chromium's own chatter included. */
  readonly stderr: readonly string[];
  /** Writes `e2e/screenshots/<name>.png` and returns its path. */
  readonly screenshot: (name: string) => Promise<string>;
  /** Closes the window, waits for the app to end, and removes a profile folder of its own making. */
  readonly close: () => Promise<void>;
  /** Ends the app at once, as a crash would; the profile folder stays. */
  readonly kill: () => Promise<void>;
}

/** The environment without what the test runner put there, which would change how the app behaves. */
function environment(changes: LaunchOptions['env']): Record<string, string> {
  const {
    NODE_OPTIONS: _options,
    NODE_ENV: _mode,
    VITEST: _runner,
    ELECTRON_RUN_AS_NODE: _asNode,
    ...own
  } = process.env;
  const entries = Object.entries({ ...own, ...changes });
  return Object.fromEntries(entries.filter((entry): entry is [string, string] => entry[1] !== undefined));
}

/**
 * Starts the app and waits until its window shows something. Rejects with what the app wrote where it never does.
 */
export async function launchApp(options: LaunchOptions = {}): Promise<LaunchedApp> {
  const ownsUserData = options.userData === undefined;
  const userData = options.userData ?? mkdtempSync(join(tmpdir(), 'millrace-e2e-'));
  const executablePath = options.executable ?? (await provideElectron(() => {})).binary;
  const app = await _electron.launch({
    executablePath,
    args: [
      ...(options.executable === undefined ? [root] : []),
      ...sandboxFlags(),
      '--disable-gpu',
      `--user-data-dir=${userData}`,
      ...(options.args ?? []),
    ],
    cwd: root,
    env: environment(options.env),
    timeout: readyMsMax,
  });

  const errors: string[] = [];
  const stderr: string[] = [];
  const watched = new WeakSet<Page>();
  const watch = (page: Page): void => {
    if (watched.has(page)) return;
    watched.add(page);
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(message.text());
    });
    page.on('pageerror', (error) => errors.push(error.stack ?? error.message));
  };
  app.process().stderr?.on('data', (chunk: Buffer) => stderr.push(chunk.toString()));
  app.on('window', watch);
  for (const page of app.windows()) watch(page);

  const ended = new Promise<void>((resolve) => app.process().once('exit', () => resolve()));
  const kill = async (): Promise<void> => {
    app.process().kill('SIGKILL');
    await ended;
  };
  const close = async (): Promise<void> => {
    const timer = setTimeout(() => app.process().kill('SIGKILL'), closeMsMax);
    await app.close().catch(() => undefined);
    await ended;
    clearTimeout(timer);
    if (ownsUserData) rmSync(userData, { recursive: true, force: true });
  };

  try {
    const page = await app.firstWindow({ timeout: readyMsMax });
    watch(page);
    await page.waitForLoadState('load', { timeout: readyMsMax });
    await page.waitForFunction(() => (document.querySelector('#root')?.childElementCount ?? 0) > 0, undefined, {
      timeout: readyMsMax,
    });
    const screenshot = async (name: string): Promise<string> => {
      mkdirSync(screenshotFolder, { recursive: true });
      const path = join(screenshotFolder, `${name}.png`);
      await page.screenshot({ path });
      return path;
    };
    return { app, page, userData, errors, stderr, screenshot, close, kill };
  } catch (error) {
    await kill();
    throw new Error(`the window did not come up: ${[...errors, ...stderr].join('\n')}`, { cause: error });
  }
}
