import { z } from 'zod';
import { TEXT_SCHEMA } from '../../plan/operators/file-scan.ts';
import { defineOperator } from '../node-kind.ts';
import { pythonText } from '../python-text.ts';
import { editedBy } from '../setting-control.ts';
import { words } from './words.ts';

const settings = z.strictObject({
  host: editedBy(z.string().min(1).max(253), { control: 'text', placeholder: 'localhost' }),
  port: editedBy(z.int().min(1).max(65_535), { control: 'number', min: 1, integer: true }),
});

/** Lines of text from a TCP connection: Spark's socket source. */
export const socketSource = defineOperator<typeof settings>({
  kind: 'socket-source',
  family: 'source',
  inputs: [],
  output: 'rows',
  settings,
  defaults: { host: 'localhost', port: 9999 },
  words,
  lower(context) {
    const { nodeId, config, isStreaming } = context;
    if (!isStreaming) context.report('PLN-040', 'host', { kind: 'socket' });
    return { op: 'socket-scan', nodeId, schema: TEXT_SCHEMA, host: config.host, port: config.port };
  },
  spark: (config) =>
    `spark.readStream.format("socket").option("host", ${pythonText(config.host)}).option("port", ${config.port}).load()`,
});
