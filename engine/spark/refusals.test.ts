import { describe, expect, test } from 'vitest';
import type { LogicalPlan, QueryPlan } from '../plan/logical-plan.ts';
import type { GeneratorScan } from '../plan/operators/generator-scan.ts';
import { BIGINT, DOUBLE, STRING, TIMESTAMP } from '../types/data-type.ts';
import { refusals } from './refusals.ts';
import { replayedRows } from './replayed-rows.ts';

const generator: GeneratorScan = {
  op: 'generator-scan',
  nodeId: 'made',
  schema: [
    { name: 'time', type: TIMESTAMP, nullable: true },
    { name: 'number', type: BIGINT, nullable: true },
    { name: 'who', type: STRING, nullable: true },
    { name: 'x', type: DOUBLE, nullable: true },
  ],
  seed: 7,
  rowsPerBatch: 2,
  batches: 3,
  startMicros: 1_000_000n,
  stepMicros: 500_000n,
  disorder: { fraction: 0, maxDelayMicros: 0n },
  columns: [
    { name: 'time', type: 'event-time', nulls: 0 },
    { name: 'number', type: 'sequence', from: 2 ** 53, nulls: 0 },
    { name: 'who', type: 'choice', values: ['a"b'], weights: null, nulls: 0 },
    { name: 'x', type: 'double-range', min: 2, max: 2, nulls: 1 },
  ],
};

const query = (plan: LogicalPlan): QueryPlan => ({
  name: null,
  sink: { type: 'memory', nodeId: 'table', queryName: 'result' },
  outputMode: 'append',
  trigger: { type: 'default' },
  checkpointLocation: null,
  plan,
});

describe('refusals', () => {
  test.each([
    ['an endless generator', null, ['EXE-140 made']],
    ['a generator of too many rows', 50_001, ['EXE-141 made']],
    ['a generator of as many rows as a program holds', 50_000, []],
  ] as const)('%s', (_, batches, refused) => {
    const plan = { ...generator, batches };
    const found = refusals([query(plan), query(plan)], true);
    expect(found.map(({ code, at }) => `${code} ${at.nodeId}`)).toEqual(refused);
  });
});

test('a generator is written out as the rows that it makes, numbers exact', () => {
  expect(replayedRows({ ...generator, batches: 2 })).toEqual([
    [
      '{"time": "1970-01-01T00:00:01Z", "number": 9007199254740992, "who": "a\\"b", "x": null}',
      '{"time": "1970-01-01T00:00:01.5Z", "number": 9007199254740993, "who": "a\\"b", "x": null}',
    ],
    [
      '{"time": "1970-01-01T00:00:02Z", "number": 9007199254740994, "who": "a\\"b", "x": null}',
      '{"time": "1970-01-01T00:00:02.5Z", "number": 9007199254740995, "who": "a\\"b", "x": null}',
    ],
  ]);
});
