import type { Language } from '../ui/i18n.ts';

/** Moments on an axis and in a tooltip, in a language and a time zone. */
export interface MomentTexts {
  /** Short, for a tick: the day at midnight, else the time of day. */
  readonly tick: (ms: number) => string;
  /** Whole: `Tue, Jul 26, 2016, 03:00`. */
  readonly whole: (ms: number) => string;
}

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/**
 * @param timeZone an IANA name; an unknown one counts as UTC
 * @param spanMs from the first to the last moment: short spans show seconds, long ones the year
 */
export function momentTexts(language: Language, timeZone: string, spanMs: number): MomentTexts {
  const zone = knownZone(timeZone);
  const make = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(language, { ...options, timeZone: zone, hourCycle: 'h23' });
  const seconds: Intl.DateTimeFormatOptions = spanMs < 10 * MINUTE_MS ? { second: '2-digit' } : {};
  const time = make({ hour: '2-digit', minute: '2-digit', ...seconds });
  const day = make({ day: 'numeric', month: 'short', ...(spanMs > 300 * DAY_MS ? { year: 'numeric' } : {}) });
  const midnight = make({ hour: '2-digit', minute: '2-digit', second: '2-digit' });
  const whole = make({
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    ...seconds,
  });
  return {
    tick: (ms) => (midnight.format(ms) === '00:00:00' ? day.format(ms) : time.format(ms)),
    whole: (ms) => whole.format(ms),
  };
}

function knownZone(timeZone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return timeZone;
  } catch {
    return 'UTC';
  }
}
