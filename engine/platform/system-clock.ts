import { performance } from 'node:perf_hooks';
import { clearImmediate, clearTimeout, setImmediate, setTimeout } from 'node:timers';
import type { Clock } from '../base/clock.ts';

/**
 * A sleep that ends this part of a millisecond from now, or sooner, is waited for turn by turn: a timer, which knows whole
 * milliseconds only, would miss every tenth tick of a trigger that fires a thousand times a second.
 */
const tooShortForTimerMs = 0.6;

/** The longest that a timer can be set to, in ms; it would ring at once for more. */
const timerMsMax = 2 ** 31 - 1;

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  sleep: (delayMs, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const dueMs = Date.now() + delayMs;
      const endsMs = performance.now() + delayMs;
      let timer: NodeJS.Timeout | undefined;
      let next: NodeJS.Immediate | undefined;
      const done = () => {
        clearTimeout(timer);
        clearImmediate(next);
        signal?.removeEventListener('abort', done);
        resolve();
      };
      const look = () => {
        const restMs = endsMs - performance.now();
        if (restMs > 1) {
          timer = setTimeout(look, Math.min(restMs, timerMsMax));
          return;
        }
        const leftMs = dueMs - Date.now();
        // A timer may ring within the millisecond before its time. Any more is a clock that was set back.
        if (leftMs > 0 && leftMs <= 1) next = setImmediate(look);
        else done();
      };
      signal?.addEventListener('abort', done);
      if (delayMs === 1 && 1 - millisecondPassed() <= tooShortForTimerMs) next = setImmediate(look);
      else timer = setTimeout(look, Math.min(delayMs, timerMsMax));
    }),
  turn: () => new Promise((resolve) => setImmediate(resolve)),
};

/** How much of the running millisecond is over, 0 to 1; only as good as the machine's clocks agree. */
function millisecondPassed(): number {
  return (performance.timeOrigin + performance.now()) % 1;
}
