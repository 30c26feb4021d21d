import { z } from 'zod';
import { limit } from '../../plan/operators/limit.ts';
import { defineOperator } from '../node-kind.ts';
import { editedBy } from '../setting-control.ts';
import { words } from './words.ts';

/** The largest number that Spark takes. */
const countMax = 2_147_483_647;

const settings = z.strictObject({
  count: editedBy(z.int().min(0).max(countMax), { control: 'number', min: 0, integer: true }),
});

/** Lets so many rows pass and no more. */
export const limitKind = defineOperator<typeof settings>({
  kind: 'limit',
  family: 'shape',
  inputs: [{ id: 'in', accepts: ['rows'] }],
  output: 'rows',
  settings,
  defaults: { count: 10 },
  words,
  lower(context) {
    const input = context.inputs.in;
    return input === undefined ? null : limit(context.nodeId, input, context.config.count);
  },
  spark: (config) => `.limit(${config.count})`,
});
