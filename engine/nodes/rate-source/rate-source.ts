import { z } from 'zod';
import { RATE_SCHEMA } from '../../plan/operators/rate-scan.ts';
import { parseInterval } from '../../types/interval-text.ts';
import { defineOperator } from '../node-kind.ts';
import { editedBy } from '../setting-control.ts';
import { duration } from '../setting-schemas.ts';
import { words } from './words.ts';

const settings = z.strictObject({
  rowsPerSecond: editedBy(z.int().min(1), { control: 'number', min: 1, integer: true }),
  rampUpTime: editedBy(duration, { control: 'duration' }, { defaultText: '0 seconds' }).optional(),
});

const microsPerSecond = 1_000_000n;

/** So many rows a second, made by the clock: Spark's rate source. */
export const rateSource = defineOperator<typeof settings>({
  kind: 'rate-source',
  family: 'source',
  inputs: [],
  output: 'rows',
  settings,
  defaults: { rowsPerSecond: 1 },
  words,
  lower(context) {
    const { nodeId, config, isStreaming } = context;
    if (!isStreaming) context.report('PLN-040', 'rowsPerSecond', { kind: 'rate' });
    const rampUpTime = config.rampUpTime ?? '0 seconds';
    const rampUp = parseInterval(rampUpTime);
    if (!rampUp.ok) return null;
    const params = { setting: 'rampUpTime', value: rampUpTime };
    if (rampUp.value.months !== 0) context.report('PLN-010', 'rampUpTime', params);
    if (rampUp.value.micros < 0n) context.report('PLN-011', 'rampUpTime', params);
    return {
      op: 'rate-scan',
      nodeId,
      schema: RATE_SCHEMA,
      rowsPerSecond: config.rowsPerSecond,
      rampUpSeconds: Math.max(0, secondsOf(rampUp.value.micros)),
    };
  },
  spark(config) {
    const rampUp = config.rampUpTime === undefined ? null : parseInterval(config.rampUpTime);
    const rampUpOption = rampUp?.ok ? `.option("rampUpTime", "${secondsOf(rampUp.value.micros)}s")` : '';
    return `spark.readStream.format("rate").option("rowsPerSecond", ${config.rowsPerSecond})${rampUpOption}.load()`;
  },
});

/** Spark counts the rise in whole seconds; what is left over has no effect. */
function secondsOf(micros: bigint): number {
  return Number(micros / microsPerSecond);
}
