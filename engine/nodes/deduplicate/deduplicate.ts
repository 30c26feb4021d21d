import { z } from 'zod';
import { deduplicate } from '../../plan/operators/deduplicate.ts';
import { defineOperator } from '../node-kind.ts';
import { pythonText } from '../python-text.ts';
import { resolveColumn } from '../resolve-column.ts';
import { editedBy } from '../setting-control.ts';
import { columnName } from '../setting-schemas.ts';
import { words } from './words.ts';

const settings = z.strictObject({
  columns: editedBy(z.array(columnName).min(1).max(1000), { control: 'columns', namesOnly: true }).optional(),
  withinWatermark: editedBy(z.boolean(), { control: 'switch' }, { defaultText: 'false' }).optional(),
});

/** Lets the first row of each key pass: Spark's `dropDuplicates` and `dropDuplicatesWithinWatermark`. */
export const deduplicateKind = defineOperator<typeof settings>({
  kind: 'deduplicate',
  family: 'aggregate',
  inputs: [{ id: 'in', accepts: ['rows'] }],
  output: 'rows',
  settings,
  defaults: {},
  words,
  lower(context) {
    const { config } = context;
    const input = context.inputs.in;
    if (input === undefined) return null;
    const isWithinWatermark = config.withinWatermark === true;
    if (isWithinWatermark && !context.isStreaming) context.report('PLN-085', 'withinWatermark');
    const columns =
      config.columns === undefined
        ? [...input.schema.keys()]
        : config.columns.map((name, index) => resolveColumn(context, input.schema, name, `columns.${index}`));
    const found = columns.filter((index) => index !== null);
    if (found.length < columns.length) return null;
    return deduplicate(context.nodeId, input, [...new Set(found)], isWithinWatermark);
  },
  spark(config) {
    const columns = config.columns === undefined ? '' : `[${config.columns.map(pythonText).join(', ')}]`;
    return `.${config.withinWatermark === true ? 'dropDuplicatesWithinWatermark' : 'dropDuplicates'}(${columns})`;
  },
});
