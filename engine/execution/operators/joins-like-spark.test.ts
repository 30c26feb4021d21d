/**
 * Joins and unions as a real Spark ran them: the same rows, step by step, and what each of its micro-batches put out, counted
 * and kept. `spark-answers.jsonl` holds both: the version of that Spark, then a case a line.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type PipelineBatch, type PipelineScript, runPipeline } from '../../testing/pipeline-script.ts';

interface RecordedBatch {
  readonly rows: readonly unknown[];
  readonly watermark?: string | null;
  readonly max?: string | null;
  /** An operator each: name, rows in all, updated, removed, dropped as late, state stores. */
  readonly state?: readonly (readonly [string, number, number, number, number, number])[];
}

interface RecordedCase {
  readonly name: string;
  readonly script: PipelineScript;
  readonly batches: readonly RecordedBatch[];
}

const lines = readFileSync('engine/testing/joins/spark-answers.jsonl', 'utf8').trimEnd().split('\n');
const [{ sparkVersion }, ...cases] = lines.map((line) => JSON.parse(line)) as [
  { readonly sparkVersion: string },
  ...RecordedCase[],
];

/** The order of rows within a batch is nobody's promise. */
const bag = (rows: readonly unknown[]) => rows.map((row) => JSON.stringify(row)).sort();

function streamed({ rows, progress }: PipelineBatch): unknown {
  return {
    rows: bag(rows),
    watermark: progress.eventTime?.watermark ?? null,
    max: progress.eventTime?.max ?? null,
    state: progress.stateOperators.map((operator) => [
      operator.operatorName,
      operator.numRowsTotal,
      operator.numRowsUpdated,
      operator.numRowsRemoved,
      operator.numRowsDroppedByWatermark,
      operator.numStateStoreInstances,
    ]),
  };
}

describe(`as Spark ${sparkVersion}: [JN-1] [JN-2] [JN-3] [JN-4] [JN-5] [JN-6] [JN-7] [JN-8]`, () => {
  test.each(cases.map((entry) => [entry.name, entry] as const))('%s', async (_, { script, batches }) => {
    const ran = await runPipeline(script);
    if (script.mode === 'batch') {
      expect(ran.map(({ rows }) => bag(rows))).toEqual(batches.map(({ rows }) => bag(rows)));
      return;
    }
    const wanted = batches.map(({ rows, watermark, max, state }) => ({
      rows: bag(rows),
      watermark: watermark ?? null,
      max: max ?? null,
      state,
    }));
    expect(ran.map(streamed)).toEqual(wanted);
  });
});
