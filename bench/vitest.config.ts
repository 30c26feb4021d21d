import { defineConfig } from 'vitest/config';

// biome-ignore lint/style/noDefaultExport: vitest reads a config file's default export
export default defineConfig({
  test: {
    benchmark: { include: ['bench/**/*.bench.ts'] },
    pool: 'forks',
    testTimeout: 300_000,
  },
});
