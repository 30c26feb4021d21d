import { useSyncExternalStore } from 'react';
import type { PictureTheme } from './picture-colors.ts';

/** The theme that the page is in, for what is drawn outside its style sheet. */
export function currentTheme(page: Document): PictureTheme {
  return page.documentElement.dataset.theme === 'dark' ? 'dark' : 'light';
}

function subscribe(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}

export function usePictureTheme(): PictureTheme {
  return useSyncExternalStore(subscribe, () => currentTheme(document));
}
