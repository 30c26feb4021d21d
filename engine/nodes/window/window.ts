import { z } from 'zod';
import { sessionWindow } from '../../plan/operators/session-window.ts';
import { timeWindow } from '../../plan/operators/time-window.ts';
import { columnsNamed, type Schema } from '../../types/schema.ts';
import { defineOperator, type LoweringContext } from '../node-kind.ts';
import { pythonColumn, pythonText } from '../python-text.ts';
import { resolveTimeColumn } from '../resolve-column.ts';
import { editedBy } from '../setting-control.ts';
import { columnName, duration, filledText } from '../setting-schemas.ts';
import { gapPython, readGap } from './session-gap.ts';
import { readSpans } from './time-spans.ts';
import { words } from './words.ts';

const types = ['tumbling', 'sliding', 'session'] as const;

const ofTime = { path: 'type', is: ['tumbling', 'sliding'] };

const settings = z.strictObject({
  type: editedBy(z.enum(types), { control: 'choice', choices: types }),
  timeColumn: editedBy(columnName, { control: 'column', ofType: 'timestamp' }),
  duration: editedBy(duration, { control: 'duration' }, { when: ofTime, required: true }).optional(),
  slide: editedBy(
    duration,
    { control: 'duration' },
    { when: { path: 'type', is: ['sliding'] }, required: true },
  ).optional(),
  gap: editedBy(filledText, { control: 'expression' }, { when: { path: 'type', is: ['session'] }, required: true })
    .describe('A duration, or an expression that gives one as text for each row.')
    .optional(),
  startTime: editedBy(duration, { control: 'duration' }, { when: ofTime, defaultText: '0 seconds' }).optional(),
  as: editedBy(columnName, { control: 'text' }, { defaultText: 'window' }).optional(),
});

export type WindowConfig = z.output<typeof settings>;

/** Settings that one type of window has and another has not. */
const foreign: Readonly<Record<WindowConfig['type'], readonly ('duration' | 'slide' | 'gap' | 'startTime')[]>> = {
  tumbling: ['gap'],
  sliding: ['gap'],
  session: ['duration', 'slide', 'startTime'],
};

/** Puts each row into the window, or the windows, that its time falls into: Spark's `window` and `session_window`. */
export const windowKind = defineOperator<typeof settings>({
  kind: 'window',
  family: 'time',
  inputs: [{ id: 'in', accepts: ['rows'], needsType: 'timestamp' }],
  output: 'rows',
  settings,
  defaults: { type: 'tumbling', timeColumn: 'time', duration: '1 hour' },
  words,
  lower(context) {
    const { config, nodeId } = context;
    const input = context.inputs.in;
    if (input === undefined) return null;
    for (const setting of foreign[config.type]) {
      if (config[setting] === undefined) continue;
      context.report('PLN-082', setting, { setting, type: config.type }, { severity: 'warning' });
    }
    const column = timeColumnOf(context, input.schema);
    const name = config.as ?? 'window';
    const isTaken = columnsNamed(input.schema, name).length > 0;
    if (isTaken) context.report('PLN-014', 'as', { column: name });
    const at = isTaken ? null : column;
    if (config.type === 'session') {
      const gap = readGap(context, input.schema);
      return at === null || gap === null ? null : sessionWindow(nodeId, input, at, gap, name);
    }
    const spans = readSpans(context);
    return at === null || spans === null ? null : timeWindow(nodeId, input, at, spans, name);
  },
  spark(config) {
    const name = pythonText(config.as ?? 'window');
    const time = pythonColumn(config.timeColumn);
    if (config.type === 'session') {
      return `.withColumn(${name}, F.session_window(${time}, ${gapPython(config.gap ?? '')}))`;
    }
    const spans = [config.duration ?? '', ...(config.slide === undefined ? [] : [config.slide])].map(pythonText);
    const start = config.startTime === undefined ? '' : `, startTime=${pythonText(config.startTime)}`;
    return `.withColumn(${name}, F.window(${time}, ${spans.join(', ')}${start}))`;
  },
});

/** Of structs only those that a window node made have a time, whatever their fields are (semantics 4.1). Null after reporting. */
function timeColumnOf(
  context: Pick<LoweringContext<WindowConfig>, 'config' | 'report'>,
  schema: Schema,
): number | null {
  const { timeColumn, type } = context.config;
  const index = resolveTimeColumn(context, schema, timeColumn, 'timeColumn');
  const field = index === null ? undefined : schema[index];
  if (field === undefined || field.type.kind !== 'struct' || field.window === true) return index;
  const name = type === 'session' ? 'session_window' : 'window';
  context.report('EXP-079', 'timeColumn', { name, expression: field.name });
  return null;
}
