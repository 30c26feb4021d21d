import type { WebContents } from 'electron';

/**
 * One window, no guests: a window that the page opens, or a `<webview>` in it, would have settings that we did not choose.
 * Links to the documentation go through `openExternal` and the user's browser instead.
 */
export function guardWindows(contents: WebContents): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
