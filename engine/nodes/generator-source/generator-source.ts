import { z } from 'zod';
import { GENERATED_TYPES } from '../../plan/operators/generator-scan.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { parseInterval } from '../../types/interval-text.ts';
import { columnsNamed, type Field } from '../../types/schema.ts';
import { parseTimestamp } from '../../types/timestamp-text.ts';
import { defineOperator, type LoweringContext } from '../node-kind.ts';
import { sparkReplay } from '../python-text.ts';
import { editedBy } from '../setting-control.ts';
import { duration, filledText } from '../setting-schemas.ts';
import { columnForm } from './column-form.ts';
import { fraction, generatedColumns, planColumn } from './generated-columns.ts';
import { words } from './words.ts';

const settings = z.strictObject({
  seed: editedBy(z.int(), { control: 'number', integer: true }),
  rowsPerBatch: editedBy(z.int().min(1).max(10_000_000), { control: 'number', min: 1, integer: true }),
  batches: editedBy(z.int().min(1).max(100_000_000), { control: 'number', min: 1, integer: true }).optional(),
  start: editedBy(filledText.describe('Event time of the first row, in the pipeline’s time zone.'), {
    control: 'text',
    placeholder: '2016-07-26 00:00:00',
  }),
  step: duration,
  disorder: editedBy(
    z.strictObject({ fraction, maxDelay: duration }).describe('How many rows come late, and by how much at most.'),
    {
      control: 'group',
      item: [
        { control: 'number', path: 'fraction', required: true, min: 0 },
        { control: 'duration', path: 'maxDelay', required: true },
      ],
    },
  ).optional(),
  columns: editedBy(generatedColumns, { control: 'list', item: columnForm }),
});

type Config = z.output<typeof settings>;

/** Events made from a seed, some of them late: the same rows wherever the pipeline runs. */
export const generatorSource = defineOperator<typeof settings>({
  kind: 'generator-source',
  family: 'source',
  inputs: [],
  output: 'rows',
  settings,
  defaults: {
    seed: 42,
    rowsPerBatch: 100,
    batches: 20,
    start: '2016-07-26 00:00:00',
    step: '10 seconds',
    disorder: { fraction: 0.1, maxDelay: '10 minutes' },
    columns: [
      { name: 'time', type: 'event-time' },
      { name: 'action', type: 'choice', values: ['Open', 'Close'] },
    ],
  },
  words,
  lower(context) {
    const { nodeId, config, timeZone, isStreaming } = context;
    if (!isStreaming && config.batches === undefined) context.report('PLN-041', 'batches');
    const startMicros = parseTimestamp(config.start, timeZone);
    if (startMicros === null) context.report('PLN-042', 'start', { value: config.start.slice(0, 60) });
    const step = readSpan(context, 'step', config.step);
    if (step !== null && step <= 0n) context.report('PLN-008', 'step', { setting: 'step', value: config.step });
    const maxDelay = config.disorder?.maxDelay ?? '0 seconds';
    const delay = readSpan(context, 'disorder.maxDelay', maxDelay);
    if (delay !== null && delay < 0n) {
      context.report('PLN-011', 'disorder.maxDelay', { setting: 'disorder.maxDelay', value: maxDelay });
    }
    return {
      op: 'generator-scan',
      nodeId,
      schema: schemaOf(context),
      seed: config.seed,
      rowsPerBatch: config.rowsPerBatch,
      batches: config.batches ?? null,
      startMicros: startMicros ?? 0n,
      stepMicros: step ?? 0n,
      disorder: { fraction: config.disorder?.fraction ?? 0, maxDelayMicros: delay ?? 0n },
      columns: config.columns.map(planColumn),
    };
  },
  spark(config, { isStreaming, rows }) {
    const fields = config.columns.map(({ name, type }) => ({ name, type: printDataType(GENERATED_TYPES[type]) }));
    return sparkReplay(fields, isStreaming, rows);
  },
});

/** The columns, each name reported where it comes a second time. */
function schemaOf(context: LoweringContext<Config>): Field[] {
  const schema: Field[] = [];
  context.config.columns.forEach(({ name, type }, index) => {
    if (columnsNamed(schema, name).length > 0) context.report('PLN-014', `columns.${index}.name`, { column: name });
    schema.push({ name, type: GENERATED_TYPES[type], nullable: true });
  });
  return schema;
}

/** A span of fixed length in microseconds; null after reporting that it has none. */
function readSpan(context: LoweringContext<Config>, setting: string, text: string): bigint | null {
  const parsed = parseInterval(text);
  if (!parsed.ok) return null; // was reported with the document
  if (parsed.value.months === 0) return parsed.value.micros;
  context.report('PLN-010', setting, { setting, value: text });
  return null;
}
