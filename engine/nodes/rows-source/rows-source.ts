import { z } from 'zod';
import { declaredSchema } from '../declared-schema.ts';
import { defineOperator } from '../node-kind.ts';
import { sparkReplay } from '../python-text.ts';
import { editedBy } from '../setting-control.ts';
import { declaredFields, staticSetting } from '../setting-schemas.ts';
import { words } from './words.ts';

const settings = z.strictObject({
  fields: declaredFields,
  batches: editedBy(
    z
      .array(z.array(z.record(z.string(), z.unknown())))
      .describe('One array of row objects a trigger; an empty one is a trigger that finds no new data.'),
    { control: 'json' },
  ),
  static: staticSetting.optional(),
});

/** Rows written into the pipeline itself: for lessons, tests and what-if. */
export const rowsSource = defineOperator<typeof settings>({
  kind: 'rows-source',
  family: 'source',
  inputs: [],
  output: 'rows',
  settings,
  defaults: {
    fields: [
      { name: 'time', type: 'timestamp' },
      { name: 'action', type: 'string' },
    ],
    batches: [[{ time: 1469501107, action: 'Open' }], [{ time: 1469501147, action: 'Close' }]],
  },
  words,
  lower(context) {
    const schema = declaredSchema(context, context.config.fields, 'fields');
    const { batches, static: isStatic = false } = context.config;
    return { op: 'rows-scan', nodeId: context.nodeId, isStatic, schema, batches };
  },
  spark: (config, { isStreaming, rows }) => sparkReplay(config.fields, isStreaming && config.static !== true, rows),
});
