import { app } from 'electron';

/**
 * Makes every name and address of the network unknown to the app, which has no use for any. Looking a name up or opening a
 * connection ahead of time (`dns-prefetch`, `preconnect`) is no request, so neither the content policy nor `isAllowedRequest`
 * sees it. Must run before Electron is ready; not under the development server, which is such an address.
 */
export function forgetAddresses(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
}
