import { protocol } from 'electron';
import { APP_SCHEME } from './app-origin.ts';
import { servePageFile } from './page-files.ts';

/**
 * Declares the app's scheme; must run before Electron is ready. An own scheme gives the page an origin of its own: a
 * page loaded from `file:` may share its origin with every other file of the machine.
 */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true } },
  ]);
}

/** Serves the page's build below `root`; must run when Electron is ready. */
export function serveAppScheme(root: string): void {
  protocol.handle(APP_SCHEME, async (request) => {
    const { status, headers, body } = await servePageFile(request.method, request.url, root);
    return new Response(body as ConstructorParameters<typeof Response>[0], { status, headers: { ...headers } });
  });
}
