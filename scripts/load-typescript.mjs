import { root } from './paths.mjs';

/**
 * Runs a TypeScript module of the checkout in this process, for scripts that use the engine's own code.
 *
 * @template Result
 * @param {string} path from the root of the checkout
 * @param {(module: any) => Promise<Result>} use works with what the module exports; the module is gone when it ends
 * @returns {Promise<Result>}
 */
export async function loadTypeScript(path, use) {
  const { createServer } = await import('vite');
  const server = await createServer({
    root,
    configFile: false,
    logLevel: 'error',
    appType: 'custom',
    optimizeDeps: { noDiscovery: true, include: [] },
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });
  try {
    return await use(await server.ssrLoadModule(`/${path}`));
  } finally {
    await server.close();
  }
}
