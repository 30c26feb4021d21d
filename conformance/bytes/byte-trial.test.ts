import { isDeepStrictEqual } from 'node:util';
import { beforeAll, describe, expect, test } from 'vitest';
import { loadExpressionParser } from '../../engine/expression/parse-expression.ts';
import { checkBytes } from './byte-conformance.ts';
import { trialQuery } from './byte-trial.ts';
import { Dice } from './dice.ts';
import { mutated } from './mutate-bytes.ts';
import { differenceOf, type Pair, pairsOf, runTrial } from './run-trial.ts';

beforeAll(loadExpressionParser);

test('a seed makes the same trial again, and another seed another one', () => {
  const trials = [5, 5, 6].map((seed) => trialQuery(seed).withFiles());
  expect(isDeepStrictEqual(trials[0], trials[1])).toBe(true);
  expect(isDeepStrictEqual(trials[0], trials[2])).toBe(false);
});

test('most mutations change the line, and none the line that was given', () => {
  const dice = new Dice(1);
  const line = Buffer.from('{"a":1,"b":"text"}');
  const other = Buffer.from('{"a":2}');
  const made = Array.from({ length: 500 }, () => mutated(dice, line, other));
  expect(line.toString()).toBe('{"a":1,"b":"text"}');
  expect(made.filter((bytes) => !bytes.equals(line)).length).toBeGreaterThan(450);
});

test('broken lines that are compared are counted', async () => {
  const report = await checkBytes(500, 1);
  expect(report.failure).toBeNull();
  expect(report.trials).toBeGreaterThan(0);
  expect(report.mutations.json + report.mutations.csv + report.mutations.text).toBeGreaterThanOrEqual(500);
});

describe('a difference is told', () => {
  const script = {
    fields: [{ name: 'a', type: 'int' }],
    nodes: [{ id: 'groups', kind: 'group-by', config: { keys: ['a'], aggregates: [{ function: 'count' }] } }],
  };
  const files = (text: string) => [{ lines: [Buffer.from(text)], mutated: 0 }];

  const pairs: readonly Pair[] = [
    ['interpreted', 'compiled'],
    ['interpreted', 'scripted'],
    ['ranged', 'parallel'],
  ];

  test('with its place and both values', async () => {
    const one = await runTrial({ script, rangeBytes: 100, files: files('{"a":1}\n') }, pairs);
    const two = await runTrial({ script, rangeBytes: 100, files: files('{"a":2}\n') }, pairs);
    expect(differenceOf(one, pairs)).toBeNull();
    expect(differenceOf({ ...one, compiled: two.compiled ?? '' }, pairs)).toEqual({
      pair: ['interpreted', 'compiled'],
      text: 'outcome.batches.0.rows.0.0: 1 interpreted, 2 compiled',
    });
    expect(differenceOf({ ...one, parallel: two.parallel ?? '' }, pairs)?.text).toBe(
      'outcome.batches.0.rows.0.0: 1 ranged, 2 parallel',
    );
  });

  test('where a way breaks', async () => {
    const outcome = await runTrial({ script, rangeBytes: 100, files: files('') }, pairs);
    expect(differenceOf({ ...outcome, scripted: 'TypeError' }, pairs)?.text).toBe('scripted it breaks: TypeError');
  });

  test('but not of ways that add up floats in another order', () => {
    const sum = (type: string, seed: number) => {
      const config = { keys: [], aggregates: [{ function: 'sum', expr: '`a`' }] };
      return pairsOf({
        seed,
        script: { fields: [{ name: 'a', type }], nodes: [{ id: 'groups', kind: 'group-by', config }] },
      });
    };
    expect(sum('bigint', 1)).toContainEqual(['interpreted', 'parallel']);
    expect(sum('double', 1)).toContainEqual(['ranged', 'parallel']);
    expect(sum('double', 2)).toContainEqual(['interpreted', 'scripted']);
  });
});
