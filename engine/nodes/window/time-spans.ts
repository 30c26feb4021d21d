import type { TimeWindowSpans } from '../../plan/operators/time-window.ts';
import { parseInterval } from '../../types/interval-text.ts';
import type { LoweringContext } from '../node-kind.ts';

/** The settings of a tumbling or sliding window. */
interface SpanSettings {
  readonly type: string;
  readonly duration?: string | undefined;
  readonly slide?: string | undefined;
  readonly startTime?: string | undefined;
}

/** The spans in microseconds, held to Spark's rules for them (semantics 4.1); null after reporting. */
export function readSpans(context: Pick<LoweringContext<SpanSettings>, 'config' | 'report'>): TimeWindowSpans | null {
  const { config } = context;
  const { duration } = config;
  if (duration === undefined) {
    context.report('PLN-080', 'duration', { type: config.type });
    return null;
  }
  let isLegal = true;
  const fail = (
    code: 'PLN-008' | 'PLN-009' | 'PLN-010' | 'PLN-020' | 'PLN-021' | 'PLN-022',
    setting: string,
    params: Record<string, string>,
  ) => {
    context.report(code, setting, params);
    isLegal = false;
  };
  const read = (setting: 'duration' | 'slide' | 'startTime', text: string): bigint => {
    const parsed = parseInterval(text);
    if (!parsed.ok) return 0n; // was reported with the document
    if (parsed.value.months !== 0) fail('PLN-010', setting, { setting, value: text });
    return parsed.value.micros;
  };
  const durationMicros = read('duration', duration);
  if (config.type === 'tumbling' && config.slide !== undefined) fail('PLN-021', 'slide', {});
  if (config.type === 'sliding' && config.slide === undefined) fail('PLN-020', 'slide', {});
  const slideText = config.type === 'sliding' ? (config.slide ?? duration) : duration;
  const slideMicros = read('slide', slideText);
  const startText = config.startTime ?? '0 seconds';
  const startMicros = read('startTime', startText);
  if (durationMicros <= 0n) fail('PLN-008', 'duration', { setting: 'duration', value: duration });
  else if (slideMicros <= 0n) fail('PLN-008', 'slide', { setting: 'slide', value: slideText });
  else if (slideMicros > durationMicros) {
    fail('PLN-009', 'slide', { setting: 'slide', value: slideText, other: 'duration', limit: duration });
  } else if ((startMicros < 0n ? -startMicros : startMicros) >= slideMicros) {
    const other = config.type === 'sliding' ? 'slide' : 'duration';
    fail('PLN-022', 'startTime', { setting: 'startTime', value: startText, other, limit: slideText });
  }
  return isLegal ? { durationMicros, slideMicros, startMicros } : null;
}
