import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { stageTaskOf } from '../engine/execution/parallel/stage-data.ts';
import { InProcessThreads } from '../engine/execution/parallel/testing/in-process-threads.ts';
import { loadExpressionParser } from '../engine/expression/parse-expression.ts';
import { check } from './conformance.ts';
import { loadCases } from './load-cases.ts';
import { runCase } from './run-case.ts';

const cases = loadCases(join(import.meta.dirname, 'cases'));

beforeAll(loadExpressionParser);

test('every case comes out as expected when its files are cut into small ranges for two threads', async () => {
  let shared = 0;
  for (const found of cases) {
    const threads = new InProcessThreads(2, stageTaskOf);
    const sharing = { threads, sharedBytesMin: 1, rangeBytes: 20 };
    const outcome = await runCase(found, 'compiler', (plan) => plan, sharing);
    expect(check(found, 'compiler', outcome), found.id).toEqual([]);
    if (threads.seen.includes('1: range')) shared++;
  }
  expect(shared).toBeGreaterThan(50);
}, 300_000);
