import { resolve } from 'node:path';
import tailwindcss from '@tailwindcss/vite';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';

// Native code and WebAssembly stay packages beside the bundle; everything else goes into it.
const bundledDependencies = { exclude: ['commander', 'zod'] };

/**
 * In a packaged app a worker thread reads its file out of the archive, but does not resolve packages within it: there it
 * hands over to its unpacked copy.
 */
const handOverToUnpacked =
  "if (/app\\.asar(?!\\.unpacked)/.test(__filename)) return require(__filename.replace('app.asar', 'app.asar.unpacked'));";

const at = (path: string): string => resolve(import.meta.dirname, path);

export default defineConfig({
  main: {
    build: {
      target: 'node18',
      externalizeDeps: bundledDependencies,
      rolldownOptions: {
        // The engine's thread and the threads of its stages are entries of their own beside main, to be started by their paths.
        input: {
          index: at('electron/main/main.ts'),
          'engine-worker': at('electron/engine-host/engine-worker.ts'),
          'stage-worker': at('engine/platform/stage-worker.ts'),
        },
        output: {
          format: 'cjs',
          entryFileNames: '[name].cjs',
          chunkFileNames: 'chunks/[name]-[hash].cjs',
          banner: ({ name, isEntry }) => (isEntry && name === 'engine-worker' ? handOverToUnpacked : ''),
        },
      },
    },
  },
  preload: {
    build: {
      target: 'node18',
      // A sandboxed preload can require nothing but electron: one file with all it needs.
      externalizeDeps: false,
      rolldownOptions: {
        input: { preload: at('electron/preload/preload.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: at('renderer'),
    plugins: [react(), tailwindcss()],
    build: {
      target: 'chrome114',
      // The page is read and compiled at each start: a third of the text is a third of that time.
      minify: true,
      outDir: at('out/renderer'),
      // Fonts and pictures as files, never as data: addresses, so that the content security policy can be strict.
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 4096,
      rolldownOptions: { input: at('renderer/index.html') },
    },
  },
});
