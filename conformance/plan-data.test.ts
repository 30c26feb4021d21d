import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { loadExpressionParser } from '../engine/expression/parse-expression.ts';
import { explainPlan } from '../engine/plan/explain.ts';
import type { LogicalPlan } from '../engine/plan/logical-plan.ts';
import { optimize } from '../engine/plan/optimizer.ts';
import { planFromData, planToData } from '../engine/plan/plan-data.ts';
import { check } from './conformance.ts';
import { loadCases } from './load-cases.ts';
import { runCase } from './run-case.ts';

const cases = loadCases(join(import.meta.dirname, 'cases'));

const thereAndBack = (plan: LogicalPlan) => planFromData(structuredClone(planToData(plan)));

beforeAll(loadExpressionParser);

test('every plan of the suite reads the same, and runs as expected, after it went to another thread', async () => {
  let seen = 0;
  for (const found of cases) {
    const outcome = await runCase(found, 'interpreter', (plan) => {
      const optimized = optimize(plan);
      const back = thereAndBack(optimized);
      expect(explainPlan(back)).toBe(explainPlan(optimized));
      expect(back.schema).toEqual(optimized.schema);
      seen++;
      return thereAndBack(plan);
    });
    expect(check(found, 'interpreter', outcome), found.id).toEqual([]);
  }
  expect(seen).toBeGreaterThan(cases.length / 2);
}, 300_000);
