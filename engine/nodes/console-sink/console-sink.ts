import { z } from 'zod';
import { defineSink } from '../node-kind.ts';
import { editedBy } from '../setting-control.ts';
import { outputMode, trigger } from '../setting-schemas.ts';
import { lowerTrigger, sparkTrigger } from '../sink-trigger.ts';
import { words } from './words.ts';

const settings = z.strictObject({
  outputMode,
  numRows: editedBy(
    z.int().min(0).max(1_000_000),
    { control: 'number', min: 0, integer: true },
    { defaultText: '20' },
  ).optional(),
  truncate: editedBy(z.union([z.boolean(), z.int().min(0)]), { control: 'switch' }, { defaultText: 'true' })
    .optional()
    .describe('true cuts cells at 20 characters, a number at so many, false not at all.'),
  trigger: trigger.optional(),
});

/** Prints each micro-batch as a text table. */
export const consoleSink = defineSink<typeof settings>({
  kind: 'console-sink',
  family: 'sink',
  inputs: [{ id: 'in', accepts: ['rows'] }],
  output: null,
  settings,
  defaults: { outputMode: 'append' },
  words,
  lowerSink(context) {
    const { config } = context;
    const input = context.inputs.in;
    if (input === undefined) return null;
    const truncate = config.truncate ?? true;
    return {
      name: null,
      sink: {
        type: 'console',
        nodeId: context.nodeId,
        numRows: config.numRows ?? 20,
        truncate: truncate === true ? 20 : truncate === false ? 0 : truncate,
      },
      outputMode: config.outputMode,
      trigger: lowerTrigger(context, config.trigger),
      checkpointLocation: null,
      plan: input,
    };
  },
  spark(config, { isStreaming }) {
    if (!isStreaming) return `.show(${showArguments(config).join(', ')})`;
    const rows = config.numRows === undefined ? '' : `.option("numRows", ${config.numRows})`;
    const truncate = config.truncate === undefined ? '' : `.option("truncate", ${pythonTruncate(config.truncate)})`;
    return `.writeStream.format("console").outputMode("${config.outputMode}")${rows}${truncate}${sparkTrigger(config.trigger)}.start()`;
  },
});

/** The arguments of a frame's `show`. */
function showArguments(config: z.output<typeof settings>): string[] {
  return [
    ...(config.numRows === undefined ? [] : [String(config.numRows)]),
    ...(config.truncate === undefined ? [] : [`truncate=${pythonTruncate(config.truncate)}`]),
  ];
}

/** At 20 characters and not at all have words of their own, which are all that a stream's console takes. */
function pythonTruncate(truncate: boolean | number): string {
  if (truncate === true || truncate === 20) return 'True';
  return truncate === false || truncate === 0 ? 'False' : String(truncate);
}
