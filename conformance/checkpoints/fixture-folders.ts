/** Checkpoints that lie in the tree as files, one folder a version of the formats. `README.md` of `conformance` has their layout. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { FORMAT_VERSION } from '../../engine/state/files/state-file-format.ts';
import { CHECKPOINT_FORMAT } from '../../engine/streaming/checkpoint/metadata.ts';
import { movedText } from '../../engine/testing/moved-checkpoint.ts';

/** The folder in which each fixture was written, as far as its logs say. */
export const FIXTURE_ROOT = '/fixture';

/** When each of its files was changed last: what a checkpoint knows of its input, and what no tree keeps. */
export const MODIFIED_MS = Date.UTC(2024, 4, 1, 12);

/** What `expected.json` holds. */
export interface FixtureExpectation {
  readonly about: string;
  /** What each query ended with when the fixture was written. */
  readonly ended: Readonly<Record<string, string | null>>;
  /** After so many batches the rows must be there; null where the input comes to an end. */
  readonly maxBatches: number | null;
  /** The rows of each sink after all input, as sorted lines of JSON. */
  readonly rows: Readonly<Record<string, readonly string[]>>;
}

/** The name of the folder for checkpoints and state files of these formats; today's when left out. */
export function versionFolder(checkpointFormat = CHECKPOINT_FORMAT, stateFormat = FORMAT_VERSION): string {
  return `format-${checkpointFormat}-state-${stateFormat}`;
}

/** Paths of all files below a folder, relative to it, with `/`, in order; none where there is no folder. */
export function filesBelow(folder: string, above = ''): string[] {
  if (!existsSync(join(folder, above))) return [];
  const entries = readdirSync(join(folder, above), { withFileTypes: true });
  return entries
    .flatMap((entry) => {
      const path = above === '' ? entry.name : `${above}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    })
    .sort();
}

/** Copies a folder to another place, files that are there being replaced, with paths below `from` in logs changed to paths below `to`. */
export function copyMoved(source: string, target: string, from: string, to: string): void {
  for (const name of filesBelow(source)) {
    const path = join(target, name);
    mkdirSync(dirname(path), { recursive: true });
    if (/\.(delta|snapshot)$/.test(name)) copyFileSync(join(source, name), path);
    else writeFileSync(path, movedText(readFileSync(join(source, name), 'utf8'), from, to));
    utimesSync(path, MODIFIED_MS / 1000, MODIFIED_MS / 1000);
  }
}

/** A JSON file of a fixture. */
export function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
