import { z } from 'zod';
import { defineSink } from '../node-kind.ts';
import { pythonText } from '../python-text.ts';
import { editedBy } from '../setting-control.ts';
import { filledText, outputMode, trigger } from '../setting-schemas.ts';
import { lowerTrigger, sparkTrigger } from '../sink-trigger.ts';
import { words } from './words.ts';

const settings = z.strictObject({
  queryName: editedBy(z.string().min(1).max(500), { control: 'text' }).describe(
    'Names the query and its result table.',
  ),
  outputMode,
  trigger: trigger.optional(),
  checkpointLocation: editedBy(filledText, { control: 'path', pick: 'folder' }).optional(),
});

/** Keeps the result as a table that SQL can ask while the query runs. */
export const memorySink = defineSink<typeof settings>({
  kind: 'memory-sink',
  family: 'sink',
  inputs: [{ id: 'in', accepts: ['rows'] }],
  output: null,
  settings,
  defaults: { queryName: 'result', outputMode: 'complete' },
  words,
  lowerSink(context) {
    const { config } = context;
    const input = context.inputs.in;
    if (input === undefined) return null;
    return {
      name: config.queryName,
      sink: { type: 'memory', nodeId: context.nodeId, queryName: config.queryName },
      outputMode: config.outputMode,
      trigger: lowerTrigger(context, config.trigger),
      checkpointLocation:
        config.checkpointLocation === undefined ? null : context.resolvePath(config.checkpointLocation),
      plan: input,
    };
  },
  spark(config, { isStreaming, path }) {
    if (!isStreaming) return `.createOrReplaceTempView(${pythonText(config.queryName)})`;
    const checkpoint =
      config.checkpointLocation === undefined
        ? ''
        : `.option("checkpointLocation", ${path(config.checkpointLocation)})`;
    const sink = `.writeStream.format("memory").queryName(${pythonText(config.queryName)}).outputMode("${config.outputMode}")`;
    return `${sink}${sparkTrigger(config.trigger)}${checkpoint}.start()`;
  },
});
