import { expect, test } from 'vitest';
import type { BatchResult } from '../execution/physical-query.ts';
import type { Sink } from '../sinks/sink.ts';
import type { Source } from '../sources/source.ts';
import { ProgressReporter, type TriggerReport } from './progress-reporter.ts';

const result = {
  rows: [],
  counts: {},
  sourceRows: [600],
  eventTimes: [],
  stateOperators: [],
} as unknown as BatchResult;

const plan = { batchId: 0, timestampMs: 0, lateWatermarkMs: 0, evictWatermarkMs: 0, ranges: [] };

function reporter(): ProgressReporter {
  const source = { nodeId: 'in', description: 'in' } as Source;
  const sink = { nodeId: 'out', description: 'out' } as Sink;
  return new ProgressReporter({ id: 'q', runId: 'r', name: null, sources: [source], sink, hasWatermark: false });
}

function trigger(startedMs: number, monotonicMs: number, ran: TriggerReport['ran']): TriggerReport {
  return {
    startedMs,
    monotonicMs,
    batchId: 0,
    ran,
    startOffsets: [null],
    endOffsets: [{ offset: 1 }],
    watermarkMs: 0,
    durationMs: () => ({ triggerExecution: 100 }),
  };
}

const dayMs = 86_400_000;

test.each([
  ['is right', 0],
  ['is set back by a day', -dayMs],
  ['is set on by a day', dayMs],
])('[12.3] rates go by the time that passes, whether the clock %s', (_, jumpMs) => {
  const reports = reporter();
  reports.report(trigger(10 * dayMs, 5000, { plan, result }));
  const progress = reports.report(trigger(10 * dayMs + jumpMs + 2000, 7000, { plan, result }));
  expect(progress).toMatchObject({
    timestamp: new Date(10 * dayMs + jumpMs + 2000).toISOString(),
    inputRowsPerSecond: 300,
    processedRowsPerSecond: 6000,
    batchDuration: 100,
    sources: [{ inputRowsPerSecond: 300, processedRowsPerSecond: 6000 }],
  });
});

test('[12.2] an idle query is heard of every 10 s, also on a clock that was set back', () => {
  const reports = reporter();
  const told: number[] = [];
  for (let second = 0; second <= 30; second++) {
    const wallMs = 10 * dayMs + second * 1000 - (second > 5 ? dayMs : 0);
    if (reports.report(trigger(wallMs, second * 1000, null)) !== null) told.push(second);
  }
  expect(told).toEqual([0, 10, 20, 30]);
});
