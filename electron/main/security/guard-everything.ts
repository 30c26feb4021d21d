import { app, type Session } from 'electron';
import { guardNavigation } from './navigation-guard.ts';
import { guardCalls, guardNetwork } from './network-guard.ts';
import { guardPermissions } from './permission-guard.ts';
import { guardWindows } from './window-guard.ts';

/** Puts all guards around every page that will ever be made; must run before the first window. */
export function guardEverything(session: Session, developmentUrl: string | null, isDevelopment: boolean): void {
  guardNetwork(session, developmentUrl, isDevelopment);
  guardPermissions(session, developmentUrl);
  app.on('web-contents-created', (_, contents) => {
    guardNavigation(contents, developmentUrl);
    guardWindows(contents);
    guardCalls(contents);
  });
}
