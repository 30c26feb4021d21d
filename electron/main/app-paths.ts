import { join } from 'node:path';

/** Where everything of the app lies. `outDirectory` is the folder of the main bundle, two below the app's root. */
export interface AppPaths {
  readonly page: string;
  readonly preload: string;
  readonly engineWorker: string;
  readonly samples: string;
  readonly icon: string;
  readonly preferences: string;
  readonly windowBounds: string;
}

/** The paths from the three folders that they start in, all absolute. */
export function appPaths(outDirectory: string, assetsDirectory: string, dataDirectory: string): AppPaths {
  return {
    page: join(outDirectory, '..', 'renderer'),
    preload: join(outDirectory, '..', 'preload', 'preload.cjs'),
    engineWorker: join(outDirectory, 'engine-worker.cjs'),
    samples: join(assetsDirectory, 'pipelines'),
    icon: join(assetsDirectory, 'icons', 'app', '256x256.png'),
    preferences: join(dataDirectory, 'preferences.json'),
    windowBounds: join(dataDirectory, 'window.json'),
  };
}
