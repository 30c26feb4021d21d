import type { DataSetSpec } from './data-set.ts';

/** Events of the lab's form, `{"time":1469501107,"action":"Open"}`, one a file, half a minute apart. */
export function oneRowFiles(files: number): DataSetSpec {
  return {
    name: 'one-row-files',
    version: 1,
    seed: 9,
    rows: files,
    files,
    extension: '.json',
    lines: () => (index) =>
      JSON.stringify({ time: 1_469_501_107 + index * 30, action: index % 2 === 0 ? 'Open' : 'Close' }),
  };
}
