import { BrowserWindow, nativeTheme, screen } from 'electron';
import type { AppPaths } from './app-paths.ts';
import { fitBounds, keepBounds, readBounds, WINDOW_MIN } from './window-bounds.ts';

/** The page's canvas colour in both themes: what shows before the page has drawn itself. */
const BACKGROUND = { light: '#f4f6f8', dark: '#101319' } as const;

/**
 * Makes the app's window, as it was left last time, hidden until its page has something to show. The page is sandboxed,
 * isolated from the preload and knows no Node; every setting that opens a way out is off, said so even where that is the default.
 */
export function createWindow(paths: AppPaths, isDevelopment: boolean): BrowserWindow {
  const workAreas = screen.getAllDisplays().map((display) => display.workArea);
  const { isMaximized, ...bounds } = fitBounds(readBounds(paths.windowBounds), workAreas);
  const window = new BrowserWindow({
    ...bounds,
    minWidth: WINDOW_MIN.width,
    minHeight: WINDOW_MIN.height,
    show: false,
    title: 'Millrace',
    icon: paths.icon,
    backgroundColor: background(),
    webPreferences: {
      preload: paths.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      allowRunningInsecureContent: false,
      webviewTag: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: isDevelopment,
    },
  });
  if (isMaximized) window.maximize();
  window.once('ready-to-show', () => window.show());
  window.on('close', () =>
    keepBounds(paths.windowBounds, { ...window.getNormalBounds(), isMaximized: window.isMaximized() }),
  );
  // The title says which document is open; the page's own title must not replace it.
  window.on('page-title-updated', (event) => event.preventDefault());
  const followTheme = (): void => window.setBackgroundColor(background());
  nativeTheme.on('updated', followTheme);
  window.on('closed', () => nativeTheme.off('updated', followTheme));
  return window;
}

function background(): string {
  return nativeTheme.shouldUseDarkColors ? BACKGROUND.dark : BACKGROUND.light;
}
