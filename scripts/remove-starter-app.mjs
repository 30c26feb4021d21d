// A hook of electron-builder: takes out the starter app of the closed-network runtime. Electron would prefer it to the app
// that is packed.
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { starterFolder } from './closed-network-electron.mjs';

/** @param {{ appOutDir: string }} context */
export const afterExtract = ({ appOutDir }) => rm(join(appOutDir, starterFolder), { recursive: true, force: true });

// biome-ignore lint/style/noDefaultExport: electron-builder takes a hook file's default export
export default afterExtract;
