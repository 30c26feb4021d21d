import type { Preferences } from '../model/preferences-store.ts';

/** Whether the theme setting means dark on a machine that prefers dark or not. */
function isDark(theme: Preferences['theme'], systemIsDark: boolean): boolean {
  return theme === 'dark' || (theme === 'system' && systemIsDark);
}

/** Shows the theme of the setting and follows the system while that is the setting. Returns what to call on a change. */
export function startTheme(page: Window, setting: () => Preferences['theme']): { apply(): void; dispose(): void } {
  const system = page.matchMedia('(prefers-color-scheme: dark)');
  const apply = (): void => {
    page.document.documentElement.dataset.theme = isDark(setting(), system.matches) ? 'dark' : 'light';
  };
  system.addEventListener('change', apply);
  apply();
  return { apply, dispose: () => system.removeEventListener('change', apply) };
}
