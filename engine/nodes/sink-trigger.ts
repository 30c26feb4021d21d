import type { z } from 'zod';
import type { Trigger } from '../plan/trigger.ts';
import { parseInterval } from '../types/interval-text.ts';
import type { LoweringContext } from './node-kind.ts';
import { pythonText } from './python-text.ts';
import type { trigger } from './setting-schemas.ts';

/** A sink's trigger setting as the plan holds it; a negative interval, or one with months, is reported. */
export function lowerTrigger(
  context: Pick<LoweringContext<unknown>, 'report'>,
  setting: z.output<typeof trigger> | undefined,
): Trigger {
  if (setting === undefined) return { type: 'default' };
  if (setting.type !== 'processing-time') return { type: setting.type };
  const interval = parseInterval(setting.interval);
  const params = { setting: 'interval', value: setting.interval };
  if (!interval.ok) return { type: 'default' };
  if (interval.value.months !== 0) context.report('PLN-010', 'trigger.interval', params);
  if (interval.value.micros < 0n) context.report('PLN-011', 'trigger.interval', params);
  return { type: 'processing-time', intervalMs: Number(interval.value.micros / 1000n) };
}

/** The PySpark of a trigger setting, empty for the default one. */
export function sparkTrigger(setting: z.output<typeof trigger> | undefined): string {
  if (setting === undefined || setting.type === 'default') return '';
  if (setting.type === 'processing-time') return `.trigger(processingTime=${pythonText(setting.interval)})`;
  return setting.type === 'once' ? '.trigger(once=True)' : '.trigger(availableNow=True)';
}
