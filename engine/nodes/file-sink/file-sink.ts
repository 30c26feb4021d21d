import { z } from 'zod';
import { OUTPUT_MODES } from '../../plan/output-mode.ts';
import type { Schema } from '../../types/schema.ts';
import { defineSink } from '../node-kind.ts';
import { pythonText, sparkOptions } from '../python-text.ts';
import { editedBy } from '../setting-control.ts';
import { columnName, filledText, optionTexts, outputMode, readerOptions, trigger } from '../setting-schemas.ts';
import { lowerTrigger, sparkTrigger } from '../sink-trigger.ts';
import { words } from './words.ts';
import { checkPartitions, checkWritten } from './written-columns.ts';

const formats = ['json', 'csv', 'parquet'] as const;

const settings = z.strictObject({
  path: editedBy(filledText.describe('Folder, made where it is missing; relative to the pipeline file.'), {
    control: 'path',
    pick: 'folder',
  }),
  format: editedBy(z.enum(formats), { control: 'choice', choices: formats }),
  partitionBy: editedBy(z.array(columnName).min(1).max(100), { control: 'columns', namesOnly: true }).optional(),
  outputMode: editedBy(outputMode, { control: 'choice', choices: OUTPUT_MODES }, { defaultText: 'append' }).optional(),
  trigger: trigger.optional(),
  checkpointLocation: editedBy(filledText, { control: 'path', pick: 'folder' }).optional(),
  options: readerOptions.optional(),
});

/** Writes each micro-batch as files of a folder, each row once and for ever: Spark's file sink. */
export const fileSink = defineSink<typeof settings>({
  kind: 'file-sink',
  family: 'sink',
  inputs: [{ id: 'in', accepts: ['rows'] }],
  output: null,
  settings,
  defaults: { path: '', format: 'json' },
  words,
  lowerSink(context) {
    const { config } = context;
    const input = context.inputs.in;
    if (input === undefined) return null;
    // Only a warning: the command line can give a folder for all queries.
    if (context.isStreaming && config.checkpointLocation === undefined) {
      context.report('EXE-120', 'checkpointLocation', {}, { severity: 'warning' });
    }
    const partitionBy = config.partitionBy ?? [];
    const partitions = checkPartitions(context, input.schema, partitionBy);
    const written: Schema = input.schema.filter((_, index) => !partitions.has(index));
    checkWritten(context, written, config.format);
    return {
      name: null,
      sink: {
        type: 'file',
        nodeId: context.nodeId,
        path: context.resolvePath(config.path),
        format: config.format,
        partitionBy,
        options: optionTexts(config.options),
      },
      outputMode: config.outputMode ?? 'append',
      trigger: lowerTrigger(context, config.trigger),
      checkpointLocation:
        config.checkpointLocation === undefined ? null : context.resolvePath(config.checkpointLocation),
      plan: input,
    };
  },
  spark(config, { isStreaming, path }) {
    const columns = config.partitionBy ?? [];
    const partitions = columns.length === 0 ? '' : `.partitionBy(${columns.map(pythonText).join(', ')})`;
    const calls = `.format("${config.format}")${partitions}${sparkOptions(config.options)}`;
    if (!isStreaming) return `.write${calls}.save(${path(config.path)})`;
    // Spark's file sink does not start without a checkpoint; readers pass over a folder of this name.
    const checkpointFolder = config.checkpointLocation ?? `${config.path.replace(/\/+$/, '')}/_checkpoint`;
    const checkpoint = `.option("checkpointLocation", ${path(checkpointFolder)})`;
    const mode = `.outputMode("${config.outputMode ?? 'append'}")`;
    return `.writeStream${calls}${mode}${sparkTrigger(config.trigger)}${checkpoint}.start(${path(config.path)})`;
  },
});
