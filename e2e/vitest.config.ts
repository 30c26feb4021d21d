import { defineConfig } from 'vitest/config';

// One window at a time: the tests share a screen and two slow cores.
// biome-ignore lint/style/noDefaultExport: vitest reads a config file's default export
export default defineConfig({
  test: {
    include: ['e2e/**/*.e2e.ts'],
    globalSetup: ['e2e/support/prepare.ts'],
    pool: 'forks',
    fileParallelism: false,
    maxWorkers: 1,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    teardownTimeout: 30_000,
  },
});
