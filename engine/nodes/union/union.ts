import { z } from 'zod';
import { isStreamingPlan, type LogicalPlan } from '../../plan/logical-plan.ts';
import { union } from '../../plan/operators/union.ts';
import { defineOperator, type LoweringContext } from '../node-kind.ts';
import { editedBy } from '../setting-control.ts';
import { alignByName, alignByPosition } from './align-columns.ts';
import { words } from './words.ts';

const settings = z.strictObject({
  allowMissingColumns: editedBy(z.boolean(), { control: 'switch' }, { defaultText: 'false' }).optional(),
});

/** All rows of several inputs: `union`, or `unionByName` where columns may be missing. */
export const unionKind = defineOperator<typeof settings>({
  kind: 'union',
  family: 'shape',
  inputs: [{ id: 'in', accepts: ['rows'], takesMany: true }],
  output: 'rows',
  settings,
  defaults: {},
  words,
  lower(context) {
    const inputs = context.wired;
    if (inputs.length < 2) {
      context.report('PLN-070', 'edges', { count: inputs.length });
      return null;
    }
    if (context.isStreaming && reportMixture(context, inputs)) return null;
    const align = context.config.allowMissingColumns === true ? alignByName : alignByPosition;
    const aligned = align(inputs.map((plan) => ({ name: lastNodeOf(plan), schema: plan.schema })));
    if (!aligned.ok) {
      context.report(aligned.error.code, 'edges', aligned.error.params);
      return null;
    }
    return union(context.nodeId, inputs, aligned.value.columns, aligned.value.schema);
  },
  spark({ allowMissingColumns }, { inputs: [, ...others] }) {
    const calls = others.map((other) =>
      allowMissingColumns === true ? `.unionByName(${other}, allowMissingColumns=True)` : `.union(${other})`,
    );
    return calls.join('');
  },
});

/** Whether streams are mixed with static rows, which Spark refuses; reported here. */
function reportMixture(context: LoweringContext<unknown>, inputs: readonly LogicalPlan[]): boolean {
  const stream = inputs.find(isStreamingPlan);
  const fixed = inputs.find((plan) => !isStreamingPlan(plan));
  if (stream === undefined || fixed === undefined) return false;
  context.report('PLN-073', 'edges', { stream: lastNodeOf(stream), static: lastNodeOf(fixed) });
  return true;
}

/** The canvas node whose rows a plan gives. */
function lastNodeOf(plan: LogicalPlan): string {
  return plan.op === 'file-scan' ? (plan.schemaNodeId ?? plan.nodeId) : plan.nodeId;
}
