import { describe, expect, it } from 'vitest';
import { issuesToDiagnostics } from '../../pipeline/issue.ts';
import { lowered } from '../testing/lowered.ts';
import { generatorSource } from './generator-source.ts';

const config = {
  seed: 1,
  rowsPerBatch: 10,
  start: '2016-07-26 02:00:00',
  step: '10 seconds',
  columns: [{ name: 'time', type: 'event-time' }],
};

const lower = (changes: object = {}, isStreaming = true, timeZone = 'UTC') =>
  lowered(generatorSource, { ...config, ...changes }, { isStreaming, timeZone });

/** What is wrong with one column, as code and setting. */
function findings(column: unknown) {
  const parsed = generatorSource.settings.safeParse({ ...config, columns: [column] });
  const issues = parsed.success ? [] : parsed.error.issues;
  return issuesToDiagnostics(issues, { columns: [column] }, 'made', () => []).map(({ code, at, params }) => [
    code,
    at.setting,
    params,
  ]);
}

describe('generator source', () => {
  it('takes its defaults', () => {
    const { plan, reports } = lowered(generatorSource, generatorSource.defaults, {});
    expect(reports).toEqual([]);
    expect(plan).toMatchObject({
      op: 'generator-scan',
      batches: 20,
      startMicros: 1_469_491_200_000_000n,
      stepMicros: 10_000_000n,
      disorder: { fraction: 0.1, maxDelayMicros: 600_000_000n },
      schema: [
        { name: 'time', type: { kind: 'timestamp' }, nullable: true },
        { name: 'action', type: { kind: 'string' }, nullable: true },
      ],
    });
  });

  it('fills in what is left out', () => {
    const columns = [
      { name: 'time', type: 'event-time' },
      { name: 'n', type: 'sequence' },
      { name: 'action', type: 'choice', values: ['Open'], nulls: 0.5 },
      { name: 'user', type: 'key', count: 3 },
      { name: 'size', type: 'int-range', min: 1, max: 1 },
      { name: 'ratio', type: 'double-range', min: -1e300, max: 1e300 },
      { name: 'heat', type: 'normal', mean: 20, deviation: 3 },
    ];
    const { plan, reports } = lower({ columns }, true, 'Europe/Paris');
    expect(reports).toEqual([]);
    expect(plan).toMatchObject({
      batches: null,
      startMicros: 1_469_491_200_000_000n,
      disorder: { fraction: 0, maxDelayMicros: 0n },
      columns: [
        { nulls: 0 },
        { type: 'sequence', from: 0 },
        { type: 'choice', weights: null, nulls: 0.5 },
        { type: 'key', prefix: '' },
        { min: 1, max: 1 },
        { min: -1e300 },
        { mean: 20 },
      ],
    });
    expect(plan?.schema.map(({ type }) => type.kind)).toEqual([
      'timestamp',
      'bigint',
      'string',
      'string',
      'bigint',
      'double',
      'double',
    ]);
  });

  it.each([
    ['PLN-041', 'batches', {}, false],
    ['PLN-042', 'start', { start: 'yesterday' }, true],
    ['PLN-008', 'step', { step: '0 seconds' }, true],
    ['PLN-008', 'step', { step: '-1 seconds' }, true],
    ['PLN-010', 'step', { step: '1 month' }, true],
    ['PLN-011', 'disorder.maxDelay', { disorder: { fraction: 0.1, maxDelay: '-1 seconds' } }, true],
    ['PLN-010', 'disorder.maxDelay', { disorder: { fraction: 0.1, maxDelay: '1 year' } }, true],
    [
      'PLN-014',
      'columns.1.name',
      {
        columns: [
          { name: 'a', type: 'event-time' },
          { name: 'A', type: 'sequence' },
        ],
      },
      true,
    ],
  ])('reports %s at %s', (code, setting, changes, isStreaming) => {
    expect(lower(changes, isStreaming).reports).toEqual([[code, setting]]);
  });

  it.each<[string, object]>([
    ['PLN-043', { name: 'x', type: 'int-range', min: 2, max: 1 }],
    ['PLN-043', { name: 'x', type: 'int-range', min: -Number.MAX_SAFE_INTEGER, max: Number.MAX_SAFE_INTEGER }],
    ['PLN-043', { name: 'x', type: 'double-range', min: 2, max: 1 }],
    ['PLN-043', { name: 'x', type: 'double-range', min: -1e308, max: 1e308 }],
    ['PLN-044', { name: 'x', type: 'choice', values: ['a', 'b'], weights: [1] }],
    ['PLN-044', { name: 'x', type: 'choice', values: ['a', 'b'], weights: [0, 0] }],
    ['PIP-007', { name: 'x', type: 'choice', values: [] }],
    ['PIP-007', { name: 'x', type: 'key', count: 0 }],
    ['PIP-007', { name: 'x', type: 'event-time', nulls: 2 }],
    ['PIP-006', { name: 'x', type: 'normal', mean: 1 }],
    ['PIP-005', { name: 'x', type: 'sequence', form: 1 }],
    ['PIP-006', { name: 'x' }],
    ['PIP-007', 5 as unknown as object],
  ])('refuses a column with %s: %j', (code, column) => {
    expect(findings(column).map(([found]) => found)).toEqual([code]);
  });

  it('names the kinds of columns that there are', () => {
    expect(findings({ name: 'x', type: 'choise' })).toEqual([
      [
        'PIP-007',
        'columns.0.type',
        {
          path: 'columns.0.type',
          expected: '"event-time" | "sequence" | "choice" | "key" | "int-range" | "double-range" | "normal"',
          found: '"choise"',
          near: ['choice'],
        },
      ],
    ]);
  });

  it('reads the same rows from files on Spark', () => {
    const context = { isStreaming: true, inputs: [], path: (path: string) => path, rows: 'rows' };
    const columns = [
      { name: 'time', type: 'event-time' },
      { name: 'a`b', type: 'sequence' },
    ];
    expect(generatorSource.spark({ ...config, columns }, context)).toBe(
      'spark.readStream.format("json").schema("time timestamp, `a``b` bigint").option("maxFilesPerTrigger", 1).load(rows)',
    );
  });
});
