import { describe, expect, test } from 'vitest';
import type { StateOperatorMetrics } from '../physical-query.ts';
import { type BatchWork, QueryFigures } from './query-figures.ts';

const state = (numRowsTotal: number, numRowsDroppedByWatermark: number): StateOperatorMetrics => ({
  operatorName: 'stateStoreSave',
  numRowsTotal,
  numRowsUpdated: 0,
  allUpdatesTimeMs: 0,
  numRowsRemoved: 0,
  allRemovalsTimeMs: 0,
  commitTimeMs: 0,
  memoryUsedBytes: numRowsTotal * 100,
  numRowsDroppedByWatermark,
  customMetrics: {},
});

const batch = (more: Partial<BatchWork> = {}): BatchWork => ({
  counts: { files: { in: 0, out: 9 }, kept: { in: 9, out: 6 }, counts: { in: 6, out: 2 }, table: { in: 2, out: 2 } },
  stateOperators: [],
  stateNodeIds: [],
  times: [],
  totalMs: 100,
  ...more,
});

const sharesOf = ({ byNode }: QueryFigures) =>
  Object.fromEntries(Object.entries(byNode).map(([id, { share, loop }]) => [id, [share, loop]]));

describe('figures of a query', () => {
  test('rows are of the last batch, late rows of the run, state is what there is', () => {
    const figures = new QueryFigures();
    expect(figures.byNode).toEqual({});
    figures.finish(batch({ stateOperators: [state(4, 2)], stateNodeIds: ['counts'] }));
    figures.finish(
      batch({ counts: { counts: { in: 1, out: 0 } }, stateOperators: [state(3, 5)], stateNodeIds: ['counts'] }),
    );
    expect(figures.byNode).toEqual({
      counts: { batchIn: 1, batchOut: 0, lateRows: 7, stateRows: 3, stateBytes: 300, share: null, loop: null },
    });
  });

  test('a node on two ways to the sink has the state of both', () => {
    const figures = new QueryFigures();
    figures.finish(batch({ stateOperators: [state(4, 2), state(1, 1)], stateNodeIds: ['counts', 'counts'] }));
    expect(figures.byNode.counts).toMatchObject({ stateRows: 5, stateBytes: 500, lateRows: 3 });
  });

  test('nodes of one loop have its share between them, and what one of them does besides', () => {
    const figures = new QueryFigures();
    const times = [
      { nodeIds: ['counts'], ms: 10 },
      { nodeIds: ['files', 'kept', 'counts'], ms: 40 },
      { nodeIds: ['table'], ms: 20 },
    ];
    figures.finish(batch({ times }));
    expect(sharesOf(figures)).toEqual({
      files: [0.5, 'counts'],
      kept: [0.5, 'counts'],
      counts: [0.5, 'counts'],
      table: [0.2, null],
    });
  });

  test('guesses that come to more than the batch took make the whole of it and no more', () => {
    const figures = new QueryFigures();
    const times = [
      { nodeIds: ['files'], ms: 90 },
      { nodeIds: ['kept'], ms: 30 },
    ];
    figures.finish(batch({ times }));
    expect(sharesOf(figures)).toMatchObject({ files: [0.75, null], kept: [0.25, null], counts: [null, null] });
  });

  test('nothing is said of a batch that took no time', () => {
    const figures = new QueryFigures();
    figures.finish(batch({ times: [{ nodeIds: ['files'], ms: 0 }], totalMs: 0 }));
    expect(sharesOf(figures).files).toEqual([null, null]);
  });

  test('a node called __proto__ is a node like any other', () => {
    const figures = new QueryFigures();
    const counts = Object.create(null) as Record<string, { in: number; out: number }>;
    Object.defineProperty(counts, '__proto__', { value: { in: 1, out: 2 }, enumerable: true });
    figures.finish(batch({ counts }));
    expect(Object.keys(figures.byNode)).toEqual(['__proto__']);
  });
});
