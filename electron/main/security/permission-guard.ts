import type { Session } from 'electron';
import { isAppUrl } from './app-origin.ts';

/**
 * The one permission that the page has: putting text on the clipboard, for Copy in a text field chosen from the menu.
 * Camera, microphone, place, notifications, devices, full clipboard and all that will ever be added are denied.
 */
export function isAllowedPermission(permission: string, url: string, developmentUrl: string | null): boolean {
  return permission === 'clipboard-sanitized-write' && isAppUrl(url, developmentUrl);
}

/** Holds every page of `session` to `isAllowedPermission`, and gives it no device. */
export function guardPermissions(session: Session, developmentUrl: string | null): void {
  session.setPermissionRequestHandler((contents, permission, answer) =>
    answer(isAllowedPermission(permission, contents.getURL(), developmentUrl)),
  );
  session.setPermissionCheckHandler((contents, permission) =>
    isAllowedPermission(permission, contents?.getURL() ?? '', developmentUrl),
  );
  session.setDevicePermissionHandler(() => false);
}
