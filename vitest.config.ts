import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: [
      'engine/**/*.test.ts',
      'electron/**/*.test.ts',
      'renderer/**/*.test.{ts,tsx}',
      'scripts/**/*.test.ts',
      'conformance/**/*.test.ts',
      'bench/**/*.test.ts',
    ],
    pool: 'threads',
    // Style sheets are left out of tests, but for the one whose text is read for its colours.
    css: { include: [/tokens\.css\?raw$/] },
    testTimeout: 30_000,
  },
});
