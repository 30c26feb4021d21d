import { serialize } from 'node:v8';
import { describe, expect, test } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import type { NodeFigures, QuerySnapshot, RunSnapshot } from '../../engine/session-shapes.ts';
import type { RunUpdate } from '../contract/run-update.ts';
import { RunEncoder } from './run-encoder.ts';

const kilobyte = 1024;
const sizeOf = (update: RunUpdate): number => serialize(update).length;

const progressOf = (name: string, batchId: number, nodeIds: readonly string[]): QuerySnapshot['lastProgress'] => ({
  id: `11111111-2222-3333-4444-${name}`,
  runId: `55555555-6666-7777-8888-${name}`,
  name,
  timestamp: '2026-01-05T10:00:00.000Z',
  batchId,
  batchDuration: 79,
  numInputRows: 2000,
  inputRowsPerSecond: 18_181.8,
  processedRowsPerSecond: 25_316.4,
  durationMs: { addBatch: 51, commitOffsets: 6, getBatch: 2, latestOffset: 5, triggerExecution: 79, walCommit: 8 },
  eventTime: { watermark: '2016-07-26T02:45:07.000Z' },
  stateOperators: [],
  sources: [
    {
      description: `FileStreamSource[file:/data/${name}]`,
      startOffset: { logOffset: batchId - 1 },
      endOffset: { logOffset: batchId },
      latestOffset: null,
      numInputRows: 2000,
    },
  ],
  sink: { description: 'MemorySink', numOutputRows: 52 },
  observedMetrics: Object.fromEntries(nodeIds.map((id) => [id, { rows: 2000 }])),
});

/** A run at full tilt: every number has changed and every query has another report. */
function snapshot(sequence: number, nodes: number, queries: number, more: Partial<QuerySnapshot> = {}): RunSnapshot {
  const each = Math.ceil(nodes / queries);
  return {
    sequence,
    atMs: sequence * 100,
    runId: 'run',
    isActive: true,
    queries: Array.from({ length: queries }, (_, at): QuerySnapshot => {
      const name = `query_${at}`;
      const ids = Array.from({ length: each }, (_node, index) => `node-${at}-${index}`);
      const figures: NodeFigures = {
        batchIn: 2000,
        batchOut: 1900 + sequence,
        lateRows: 1000,
        stateRows: 123_456,
        stateBytes: 98_765_432,
        share: 0.0123,
        loop: must(ids[0], 'a query has nodes'),
      };
      return {
        query: name,
        id: name,
        runId: name,
        sinkNodeId: must(ids.at(-1), 'a query has nodes'),
        isStreaming: true,
        isActive: true,
        status: { message: 'Processing new data', isDataAvailable: true, isTriggerActive: true },
        lastProgress: progressOf(name, sequence, ids),
        batchesCompleted: sequence,
        filesRead: sequence,
        exception: null,
        nodes: Object.fromEntries(ids.map((id) => [id, { in: 987_654_321 + sequence, out: 987_654_321 }])),
        malformed: {},
        consoleText: null,
        pause: null,
        figures: Object.fromEntries(ids.map((id) => [id, figures])),
        ...more,
      };
    }),
  };
}

describe('what is sent of a run', () => {
  test.each([1, 10, 50, 250])('500 nodes in %i queries stay under 64 kB a message, all figures in each', (queries) => {
    const encoder = new RunEncoder();
    for (let sequence = 1; sequence <= 20; sequence++) {
      const update = encoder.next(snapshot(sequence, 500, queries));
      expect(sizeOf(update)).toBeLessThan(64 * kilobyte);
      expect(update.figures.length).toBeGreaterThan(500 * 10);
    }
  });

  test.each([1, 40, 500])('2,000 nodes in %i queries too, some of them at a time where they are many', (queries) => {
    const encoder = new RunEncoder();
    for (let sequence = 1; sequence <= 20; sequence++) {
      expect(sizeOf(encoder.next(snapshot(sequence, 2000, queries)))).toBeLessThan(64 * kilobyte);
    }
  });

  test('long texts of many queries wait for one another, and all come in the end', () => {
    const encoder = new RunEncoder();
    const first = snapshot(1, 500, 50, { consoleText: 'é'.repeat(8000) });
    const told = new Set<number>();
    let messages = 0;
    for (; messages === 0 || encoder.isBehind; messages++) {
      const update = encoder.next({ ...first, sequence: messages + 1 });
      expect(sizeOf(update)).toBeLessThan(64 * kilobyte);
      for (const { at, consoleText } of update.changes) if (consoleText !== undefined) told.add(at);
    }
    expect(told.size).toBe(50);
    expect(messages).toBeGreaterThan(1);
  });

  test('texts are told when they change, and reports without what the figures say', () => {
    const encoder = new RunEncoder();
    const [change] = encoder.next(snapshot(1, 3, 1)).changes;
    expect(change).toMatchObject({
      at: 0,
      id: 'query_0',
      message: 'Processing new data',
      progress: { isObserved: true },
    });
    expect(change?.progress?.value).not.toHaveProperty('observedMetrics');
    const same = snapshot(1, 3, 1);
    encoder.next(same);
    expect(encoder.next({ ...same, sequence: 3 }).changes).toEqual([]);
  });

  test('each message builds on the one before, the first of a run on nothing', () => {
    const encoder = new RunEncoder();
    const sequences = [4, 6, 9].map((sequence) => encoder.next(snapshot(sequence, 3, 1)).since);
    expect(sequences).toEqual([-1, 4, 6]);
    expect(encoder.next({ ...snapshot(1, 3, 1), runId: 'next' }).since).toBe(-1);
  });
});
