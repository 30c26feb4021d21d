import { z } from 'zod';
import { resolveCondition } from '../../expression/resolve-expression.ts';
import { isStreamingPlan, type LogicalPlan } from '../../plan/logical-plan.ts';
import { JOIN_TYPES, join } from '../../plan/operators/join.ts';
import { splitJoinCondition } from '../../plan/split-join-condition.ts';
import type { Schema } from '../../types/schema.ts';
import { defineOperator } from '../node-kind.ts';
import { pythonText } from '../python-text.ts';
import { orReport } from '../report-expression.ts';
import { editedBy } from '../setting-control.ts';
import { expression } from '../setting-schemas.ts';
import { words } from './words.ts';

const settings = z.strictObject({
  type: editedBy(z.enum(JOIN_TYPES), { control: 'choice', choices: JOIN_TYPES }),
  on: expression,
});

/** What PySpark calls the types that it writes in another way. */
const sparkTypes: Readonly<Record<string, string>> = { 'left-semi': 'left_semi', 'left-anti': 'left_anti' };

/** Pairs rows of two inputs. Both may be streams; what they may be together is said in `join-rules.ts`. */
export const joinKind = defineOperator<typeof settings>({
  kind: 'join',
  family: 'aggregate',
  inputs: [
    { id: 'left', accepts: ['rows'] },
    { id: 'right', accepts: ['rows'] },
  ],
  output: 'rows',
  settings,
  defaults: { type: 'inner', on: 'left.id = right.id' },
  words,
  lower(context) {
    const { left, right } = context.inputs;
    if (left === undefined || right === undefined) return null;
    const both = [...qualified(left.schema, 'left'), ...qualified(right.schema, 'right')];
    const condition = orReport(context, 'on', resolveCondition(context.config.on, both));
    if (condition === null) return null;
    const { type } = context.config;
    const sides = context.isStreaming ? [withoutTime(left), withoutTime(right)] : [left, right];
    const [ofLeft = left, ofRight = right] = sides;
    return join(context.nodeId, ofLeft, ofRight, type, splitJoinCondition(condition.expr, left.schema.length));
  },
  spark({ type, on }, { inputs: [, right = 'right'] }) {
    const how = pythonText(sparkTypes[type] ?? type);
    return `.alias("left").join(${right}.alias("right"), F.expr(${pythonText(on)}), ${how})`;
  },
});

function qualified(schema: Schema, qualifier: string): Schema {
  return schema.map((field) => ({ ...field, qualifier }));
}

/** Static rows have no event time: a watermark over them does nothing (semantics 5.1). */
function withoutTime(plan: LogicalPlan): LogicalPlan {
  if (isStreamingPlan(plan)) return plan;
  return { ...plan, schema: plan.schema.map(({ eventTime: _, ...field }) => field) };
}
