import type { Session, WebContents } from 'electron';
import { isAppUrl, parseUrl } from './app-origin.ts';

/**
 * Whether the page may fetch `url`. The content policy says the same, but a policy is only as good as the page it came
 * with: this holds for every page and worker, so nothing from the network ever gets in and no work of the user gets out.
 */
export function isAllowedRequest(url: string, developmentUrl: string | null): boolean {
  if (isAppUrl(url, developmentUrl)) return true;
  const protocol = parseUrl(url)?.protocol;
  if (protocol === 'data:') return true;
  if (developmentUrl === null) return false;
  // In development: the developer tools, and the server's messages about changed files.
  if (protocol === 'devtools:' || protocol === 'blob:') return true;
  return protocol === 'ws:' && parseUrl(url)?.host === parseUrl(developmentUrl)?.host;
}

/** Keeps calls to another browser (WebRTC), which are no requests either, from sending datagrams past all rules. */
export function guardCalls(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
}

/** Holds every page of `session` to `isAllowedRequest`, and downloads nothing. */
export function guardNetwork(session: Session, developmentUrl: string | null, isDevelopment: boolean): void {
  session.webRequest.onBeforeRequest((details, answer) => {
    const isTool = isDevelopment && parseUrl(details.url)?.protocol === 'devtools:';
    answer({ cancel: !isTool && !isAllowedRequest(details.url, developmentUrl) });
  });
  // Nothing is downloaded: files are written by the main process, where the user chose.
  session.on('will-download', (event) => event.preventDefault());
}
