import { assert } from '../../base/assert.ts';
import { operatorsOf } from '../../plan/logical-plan.ts';
import { planFromData, planToData } from '../../plan/plan-data.ts';
import { compileStage } from '../compiler/compile-stage.ts';
import type { StagePlan } from '../compiler/stage-plan.ts';
import type { StageTask } from '../compiler/stage-task.ts';
import type { StageData } from './stage-messages.ts';

/** A stage that ends in groups, for another thread. */
export function stageToData({ top, settings, isCounted, timeZone }: StagePlan): StageData {
  assert(top !== null, 'only groups are made in other threads');
  return { plan: planToData(top), settings, isCounted, timeZone };
}

/** What runs the stage on this thread. */
export function stageTaskOf({ plan, settings, isCounted, timeZone }: StageData): StageTask {
  const top = planFromData(plan);
  assert(top.op === 'aggregate', 'the stage ends in groups');
  const chain = operatorsOf(top).slice(1, -1);
  const compiled = compileStage({ settings, chain, top, isCounted, timeZone });
  assert(compiled.ok, 'what compiles on one thread compiles on the others');
  return compiled.value;
}
