import { z } from 'zod';
import { eventTimeWatermark } from '../../plan/operators/event-time-watermark.ts';
import { parseInterval } from '../../types/interval-text.ts';
import { defineOperator } from '../node-kind.ts';
import { pythonColumn, pythonText } from '../python-text.ts';
import { resolveTimeColumn } from '../resolve-column.ts';
import { editedBy } from '../setting-control.ts';
import { columnName, duration } from '../setting-schemas.ts';
import { words } from './words.ts';

const settings = z.strictObject({
  timeColumn: editedBy(columnName, { control: 'column', ofType: 'timestamp' }),
  delay: duration,
});

/** A month counts 31 days in a watermark's delay (semantics 5.1). */
const monthMs = 31 * 86_400_000;

/** Says how late rows may come: Spark's `withWatermark`. */
export const watermark = defineOperator<typeof settings>({
  kind: 'watermark',
  family: 'time',
  inputs: [{ id: 'in', accepts: ['rows'], needsType: 'timestamp' }],
  output: 'rows',
  settings,
  defaults: { timeColumn: 'time', delay: '10 minutes' },
  words,
  lower(context) {
    const { config } = context;
    const input = context.inputs.in;
    const delay = parseInterval(config.delay);
    if (input === undefined || !delay.ok) return null;
    const column = resolveTimeColumn(context, input.schema, config.timeColumn, 'timeColumn');
    const delayMs = delay.value.months * monthMs + Number(delay.value.micros / 1000n);
    if (delayMs < 0) context.report('PLN-011', 'delay', { setting: 'delay', value: config.delay });
    return column === null || delayMs < 0 ? null : eventTimeWatermark(context.nodeId, input, column, delayMs);
  },
  spark: (config) => `.withWatermark(${pythonColumn(config.timeColumn)}, ${pythonText(config.delay)})`,
});
