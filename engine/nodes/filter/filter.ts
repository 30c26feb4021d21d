import { z } from 'zod';
import { resolveCondition } from '../../expression/resolve-expression.ts';
import { filter } from '../../plan/operators/filter.ts';
import { defineOperator } from '../node-kind.ts';
import { pythonText } from '../python-text.ts';
import { orReport } from '../report-expression.ts';
import { expression } from '../setting-schemas.ts';
import { words } from './words.ts';

const settings = z.strictObject({ condition: expression });

/** Keeps the rows for which a condition is true. */
export const filterKind = defineOperator<typeof settings>({
  kind: 'filter',
  family: 'shape',
  inputs: [{ id: 'in', accepts: ['rows'] }],
  output: 'rows',
  settings,
  defaults: { condition: 'true' },
  words,
  lower(context) {
    const input = context.inputs.in;
    if (input === undefined) return null;
    const condition = orReport(context, 'condition', resolveCondition(context.config.condition, input.schema));
    return condition === null ? null : filter(context.nodeId, input, condition.expr);
  },
  spark: (config) => `.where(${pythonText(config.condition)})`,
});
