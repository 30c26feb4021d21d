/** Runs once before all end-to-end tests: a runtime, a fresh build, a screen. */
import { buildStale } from '../../scripts/build.mjs';
import { openVirtualDisplay, prepareDisplay } from '../../scripts/display.mjs';
import { provideElectron } from '../../scripts/electron-runtime.mjs';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

export async function setup(): Promise<() => void> {
  const { binary } = await provideElectron(say);
  const missing = await prepareDisplay(binary, say);
  if (missing !== null) throw new Error(`no screen for Electron: ${missing}`);
  await buildStale(['app', 'cli'], say);
  return openVirtualDisplay();
}
