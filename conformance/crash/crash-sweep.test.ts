import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { loadExpressionParser } from '../../engine/expression/parse-expression.ts';
import type { Sink } from '../../engine/sinks/sink.ts';
import { CasePipeline } from '../case-query.ts';
import { loadCases } from '../load-cases.ts';
import type { CaseDocument } from '../steps.ts';
import { readsNothing } from './crash-outcome.ts';
import { CrashSubject } from './crash-subject.ts';
import { noCounts, type SweepOptions, sweepCase } from './crash-sweep.ts';

const cases = fileURLToPath(new URL('../cases', import.meta.url));
const caseOf = (id: string) => must(loadCases(cases, [id])[0], `${id} is a case`);

/** Append mode with a watermark: rows go through the file sink. */
const APPEND = 'deduplicate/within-in-one-batch';
/** Update mode: rows go to one file a batch. */
const UPDATE = 'deduplicate/update';

beforeAll(loadExpressionParser);

async function sweep(id: string, changes: Partial<SweepOptions> = {}) {
  const counts = noCounts();
  const options = { seed: 1, doubleEvery: 0, failEvery: 0, executors: ['interpreter'] as const, ...changes };
  const differences = await sweepCase(caseOf(id), options, counts);
  return { counts, differences };
}

/** A sink that has a batch's rows written only when the next one comes: after its commit. */
function tooLate(sink: Sink): Sink {
  let waiting: (() => Promise<void>) | null = null;
  return {
    nodeId: sink.nodeId,
    description: sink.description,
    prepare: async (run) => sink.prepare?.(run),
    async addBatch(...batch) {
      await waiting?.();
      waiting = () => sink.addBatch(...batch);
    },
    async stop() {
      await waiting?.();
      await sink.stop?.();
    },
  };
}

// Hundreds of runs each.
describe.each([APPEND, UPDATE])('%s', { timeout: 240_000 }, (id) => {
  test('goes on after a crash at any operation, twice in a row, and after failures', async () => {
    const { counts, differences } = await sweep(id, { doubleEvery: 6, failEvery: 6 });
    expect(differences).toEqual([]);
    expect(counts.queries).toBeGreaterThan(0);
    expect(counts.kills + counts.powerCuts).toBeGreaterThan(counts.operations);
    expect(counts.recoveries + counts.alike).toBeGreaterThanOrEqual(counts.kills + counts.powerCuts);
    expect(Math.min(counts.doubles, counts.failures)).toBeGreaterThan(0);
  });

  test('does not where the disk forces nothing out', async () => {
    const { differences } = await sweep(id, { plan: { losesSync: () => true } });
    expect(differences.filter(({ what }) => what.startsWith('kill'))).toEqual([]);
    expect(differences.filter(({ what }) => what.startsWith('power cut')).length).toBeGreaterThan(10);
  });

  test.each(['offsets', 'commits', 'state'])(
    'does not where the disk loses what was forced out of %s',
    async (folder) => {
      const losesSync = ({ path }: { readonly path: string }) => path.startsWith(`/checkpoint/${folder}`);
      const { differences } = await sweep(id, { plan: { losesSync } });
      expect(differences.filter(({ what }) => what.startsWith('power cut')).length).toBeGreaterThan(0);
    },
  );

  test('does not where batches are committed before the sink has them', async () => {
    const { differences } = await sweep(id, { through: tooLate });
    expect(differences.filter(({ what }) => what.startsWith('kill')).length).toBeGreaterThan(0);
  });
});

describe('what a run that was started again is compared with', () => {
  async function withSubject(id: string, work: (subject: CrashSubject) => Promise<void>): Promise<void> {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-crash-'));
    try {
      const { document, expected } = caseOf(id);
      const pipeline = new CasePipeline(document as CaseDocument, expected ?? {}, { executor: 'interpreter' }, folder);
      const sink = must(pipeline.lower(pipeline.document).queries[0], 'it has a query').sink;
      await work(new CrashSubject(pipeline, sink.nodeId));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  test('without a watermark, with the run that never stopped', async () => {
    await withSubject('deduplicate/no-watermark', async (subject) => {
      const { ran } = await subject.record();
      expect(subject.hasWatermark).toBe(false);
      expect(await subject.reference([1])).toBe(ran);
    });
  });

  test('with one, with the run that was stopped at the same batch, which may leave out a batch without data', async () => {
    await withSubject('watermark/batch-without-data-ends-the-grace', async (subject) => {
      const { ran } = await subject.record();
      expect(subject.hasWatermark).toBe(true);
      const stopped = await Promise.all([...ran.outcome.batches.keys()].map((batch) => subject.reference([batch + 1])));
      expect(new Set(stopped).size).toBe(ran.outcome.batches.size);
      expect(await subject.batchesBefore({ hasCheckpoint: true, queryId: '', nextBatchId: 0, isRerun: true })).toBe(0);
      const cleaning = [...ran.outcome.batches.keys()].filter((id) => readsNothing(id, ran.outcome.logs));
      expect(cleaning.length).toBeGreaterThan(0);
      for (const nextBatchId of cleaning) {
        const run = { hasCheckpoint: true, queryId: '', nextBatchId };
        expect(await subject.batchesBefore({ ...run, isRerun: true })).toBe(nextBatchId + 1);
        expect(await subject.batchesBefore({ ...run, isRerun: false })).toBe(nextBatchId);
      }
    });
  });
});
