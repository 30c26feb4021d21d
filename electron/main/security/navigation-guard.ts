import type { WebContents } from 'electron';
import { isAppUrl } from './app-origin.ts';

/**
 * The page never goes anywhere: a link, a dropped file or a script that changes the address would show foreign content
 * with the app's bridge beside it. Only a reload of the page itself passes.
 */
export function guardNavigation(contents: WebContents, developmentUrl: string | null): void {
  contents.on('will-navigate', (event, url) => {
    if (!isReload(url, contents.getURL(), developmentUrl)) event.preventDefault();
  });
  contents.on('will-redirect', (event) => event.preventDefault());
}

/** Whether going from `current` to `url` stays on the app's own page; the part after `#` may differ. */
export function isReload(url: string, current: string, developmentUrl: string | null): boolean {
  const page = (address: string): string => address.replace(/#.*$/s, '');
  return isAppUrl(url, developmentUrl) && page(url) === page(current);
}
