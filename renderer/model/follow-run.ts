import type { Bridge } from '../bridge/desktop.ts';
import type { RunStore } from './run-store.ts';
import type { RunMessage } from './run-updates.ts';

/**
 * Shows what is pushed of a run, all that came since the last frame at once. What does not fit what is known is answered by asking for
 * a whole snapshot, one at a time. Returns the function that ends it.
 *
 * @param nextFrame does work before the next frame; at once where it is left out
 */
export function followRun(
  bridge: Bridge,
  run: RunStore,
  nextFrame: ((work: () => void) => void) | undefined,
): () => void {
  let waiting: RunMessage[] = [];
  let isAsking = false;
  const show = (...messages: readonly RunMessage[]): void => {
    if (!run.receive(...messages)) void ask();
  };
  const ask = async (): Promise<void> => {
    if (isAsking) return;
    isAsking = true;
    const snapshot = await bridge.request('engine.snapshot', undefined).catch(() => null);
    isAsking = false;
    if (snapshot !== null) show(snapshot);
  };
  return bridge.on('engine.snapshot', (message) => {
    waiting.push(message);
    if (waiting.length > 1) return;
    const flush = (): void => {
      const messages = waiting;
      waiting = [];
      show(...messages);
    };
    if (nextFrame === undefined) flush();
    else nextFrame(flush);
  });
}
