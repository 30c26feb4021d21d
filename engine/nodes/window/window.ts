import { z } from 'zod';
import { type TimeWindowSpans, timeWindow } from '../../plan/operators/time-window.ts';
import { parseInterval } from '../../types/interval-text.ts';
import { columnsNamed } from '../../types/schema.ts';
import { defineOperator, type LoweringContext } from '../node-kind.ts';
import { pythonText } from '../python-text.ts';
import { resolveTimeColumn } from '../resolve-column.ts';
import { editedBy } from '../setting-control.ts';
import { columnName, duration } from '../setting-schemas.ts';
import { words } from './words.ts';

const types = ['tumbling', 'sliding'] as const;

const settings = z.strictObject({
  type: editedBy(z.enum(types), { control: 'choice', choices: types }),
  timeColumn: editedBy(columnName, { control: 'column', ofType: 'timestamp' }),
  duration,
  slide: editedBy(duration, { control: 'duration' }, { when: { path: 'type', is: ['sliding'] } }).optional(),
  startTime: editedBy(duration, { control: 'duration' }, { defaultText: '0 seconds' }).optional(),
  as: editedBy(columnName, { control: 'text' }, { defaultText: 'window' }).optional(),
});

type Config = z.output<typeof settings>;

/** Puts each row into the window, or the windows, that its time falls into: Spark's `window`. */
export const windowKind = defineOperator<typeof settings>({
  kind: 'window',
  family: 'time',
  inputs: [{ id: 'in', accepts: ['rows'], needsType: 'timestamp' }],
  output: 'rows',
  settings,
  defaults: { type: 'tumbling', timeColumn: 'time', duration: '1 hour' },
  words,
  lower(context) {
    const { config } = context;
    const input = context.inputs.in;
    if (input === undefined) return null;
    const column = resolveTimeColumn(context, input.schema, config.timeColumn, 'timeColumn');
    const spans = readSpans(context);
    const name = config.as ?? 'window';
    const isTaken = columnsNamed(input.schema, name).length > 0;
    if (isTaken) context.report('PLN-014', 'as', { column: name });
    return column === null || spans === null || isTaken ? null : timeWindow(context.nodeId, input, column, spans, name);
  },
  spark(config) {
    const spans = [config.duration, ...(config.slide === undefined ? [] : [config.slide])].map(pythonText);
    const start = config.startTime === undefined ? '' : `, startTime=${pythonText(config.startTime)}`;
    const name = pythonText(config.as ?? 'window');
    return `.withColumn(${name}, F.window(${pythonText(config.timeColumn)}, ${spans.join(', ')}${start}))`;
  },
});

/** The spans in microseconds, held to Spark's rules for them (semantics 4.1); null after reporting. */
function readSpans(context: LoweringContext<Config>): TimeWindowSpans | null {
  const { config } = context;
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
  const durationMicros = read('duration', config.duration);
  if (config.type === 'tumbling' && config.slide !== undefined) fail('PLN-021', 'slide', {});
  if (config.type === 'sliding' && config.slide === undefined) fail('PLN-020', 'slide', {});
  const slideText = config.type === 'sliding' ? (config.slide ?? config.duration) : config.duration;
  const slideMicros = read('slide', slideText);
  const startText = config.startTime ?? '0 seconds';
  const startMicros = read('startTime', startText);
  if (durationMicros <= 0n) fail('PLN-008', 'duration', { setting: 'duration', value: config.duration });
  else if (slideMicros <= 0n) fail('PLN-008', 'slide', { setting: 'slide', value: slideText });
  else if (slideMicros > durationMicros) {
    fail('PLN-009', 'slide', { setting: 'slide', value: slideText, other: 'duration', limit: config.duration });
  } else if ((startMicros < 0n ? -startMicros : startMicros) >= slideMicros) {
    const other = config.type === 'sliding' ? 'slide' : 'duration';
    fail('PLN-022', 'startTime', { setting: 'startTime', value: startText, other, limit: slideText });
  }
  return isLegal ? { durationMicros, slideMicros, startMicros } : null;
}
