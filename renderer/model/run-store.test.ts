import { describe, expect, it } from 'vitest';
import type { QuerySnapshot, RunSnapshot } from '../../engine/session-shapes.ts';
import { emptyDocument } from './document-store.ts';
import { batchesCompleted, filesRead, rowsRead, runPhase } from './run-figures.ts';
import { createRunStore, edgeRate, edgeRows, nodeRows } from './run-store.ts';

type Nodes = QuerySnapshot['nodes'];

function query(name: string, nodes: Nodes, more: Partial<QuerySnapshot> = {}): QuerySnapshot {
  return {
    query: name,
    id: name,
    runId: name,
    sinkNodeId: 'sink',
    isStreaming: true,
    isActive: true,
    status: { message: '', isDataAvailable: true, isTriggerActive: true },
    lastProgress: null,
    batchesCompleted: 1,
    filesRead: null,
    exception: null,
    nodes,
    malformed: {},
    consoleText: null,
    pause: null,
    figures: {},
    ...more,
  };
}

function snapshot(
  sequence: number,
  atMs: number,
  queries: readonly QuerySnapshot[],
  more: Partial<RunSnapshot> = {},
): RunSnapshot {
  return { sequence, atMs, runId: 'run', isActive: true, queries, ...more };
}

const moved = (rows: number): Nodes => ({ source: { in: 0, out: rows }, sink: { in: rows, out: 0 } });

describe('run store', () => {
  it('drops a snapshot that is older than the one shown', () => {
    const run = createRunStore(() => 0);
    run.receive(snapshot(2, 100, [query('q', moved(20))]));
    run.receive(snapshot(1, 0, [query('q', moved(10))]));
    expect(nodeRows(run.getState(), 'source')).toEqual({ in: 0, out: 20 });
  });

  it('takes a new run, which counts from one again, and drops what is left of the old one', () => {
    const run = createRunStore(() => 0);
    run.receive(snapshot(70, 9000, [query('q', moved(20))]));
    run.receive(snapshot(1, 9500, [query('q', moved(0))], { runId: 'next' }));
    run.receive(snapshot(71, 9100, [query('q', moved(30))]));
    expect(run.getState().snapshot).toMatchObject({ runId: 'next', sequence: 1 });
  });

  it('knows what was run until the run is gone', () => {
    const run = createRunStore(() => 0);
    const document = emptyDocument('Lab');
    run.began(document);
    run.receive(snapshot(1, 100, []));
    expect(run.getState().ran).toBe(document);
    run.clear();
    expect(run.getState().ran).toBeNull();
  });

  it('drops what a cleared run still sends, and takes the next one', () => {
    const run = createRunStore(() => 0);
    run.receive(snapshot(1, 100, []));
    run.clear();
    run.receive(snapshot(2, 200, []));
    expect(run.getState().snapshot).toBeNull();
    run.receive(snapshot(1, 300, [], { runId: 'next' }));
    expect(run.getState().snapshot?.runId).toBe('next');
  });

  it('takes rates from the rows of the last second', () => {
    let nowMs = 0;
    const run = createRunStore(() => nowMs);
    for (let sequence = 1; sequence <= 31; sequence++) {
      nowMs = sequence * 100;
      // Ten rows a message for two seconds, then a hundred.
      const rows = sequence <= 20 ? sequence * 10 : 200 + (sequence - 20) * 100;
      run.receive(snapshot(sequence, nowMs, [query('q', moved(rows))]));
      if (sequence === 20) expect(Math.round(edgeRate(run.getState(), 'source', 'sink'))).toBe(100);
    }
    // The window of about a second still holds a little of the slow time.
    expect(edgeRate(run.getState(), 'source', 'sink')).toBeGreaterThan(800);
    expect(edgeRate(run.getState(), 'source', 'sink')).toBeLessThanOrEqual(1000);
  });

  it('lets a rate fall to nothing while a run waits', () => {
    let nowMs = 0;
    const run = createRunStore(() => nowMs);
    run.receive(snapshot(1, 0, [query('q', moved(0))]));
    nowMs = 100;
    run.receive(snapshot(2, 100, [query('q', moved(100))]));
    expect(edgeRate(run.getState(), 'source', 'sink')).toBe(1000);
    for (let tick = 0; tick < 12; tick++) {
      nowMs += 500;
      run.tick();
    }
    expect(edgeRate(run.getState(), 'source', 'sink')).toBe(0);
    expect(nodeRows(run.getState(), 'source')?.out).toBe(100);
  });

  it('has no rate once the run has ended, and keeps its rows', () => {
    const run = createRunStore(() => 0);
    run.receive(snapshot(1, 0, [query('q', moved(0))]));
    run.receive(snapshot(2, 100, [query('q', moved(100))], { isActive: false }));
    expect(edgeRate(run.getState(), 'source', 'sink')).toBe(0);
    expect(edgeRows(run.getState(), 'source', 'sink')).toBe(100);
  });

  it('does not take a rate over two runs', () => {
    const run = createRunStore(() => 0);
    run.receive(snapshot(1, 0, [query('q', moved(5000))]));
    run.receive(snapshot(2, 100, [query('q', moved(0))], { runId: 'next' }));
    expect(edgeRate(run.getState(), 'source', 'sink')).toBe(0);
    expect(run.getState().samples).toHaveLength(1);
  });

  it('adds up the queries that share a source, and gives an edge only those that run through it', () => {
    const run = createRunStore(() => 0);
    const a = query('a', { source: { in: 0, out: 10 }, a: { in: 10, out: 0 } });
    const b = query('b', { source: { in: 0, out: 5 }, b: { in: 5, out: 0 } });
    run.receive(snapshot(1, 0, [a, b]));
    expect(nodeRows(run.getState(), 'source')).toEqual({ in: 0, out: 15 });
    expect(edgeRows(run.getState(), 'source', 'b')).toBe(5);
    expect(edgeRows(run.getState(), 'a', 'b')).toBeNull();
  });

  it.each(['__proto__', 'constructor', 'toString'])('a node called %s is a node like any other', (id) => {
    const run = createRunStore(() => 0);
    run.receive(snapshot(1, 0, [query('q', {})]));
    expect(nodeRows(run.getState(), id)).toBeNull();
    const nodes = Object.fromEntries([[id, { in: 3, out: 4 }]]);
    run.receive(snapshot(2, 1, [query('q', nodes)]));
    expect(nodeRows(run.getState(), id)).toEqual({ in: 3, out: 4 });
  });
});

describe('figures of a run', () => {
  const failed = { code: 'EXE-001' } as unknown as QuerySnapshot['exception'];

  it.each([
    ['ready', null],
    ['active', snapshot(1, 0, [query('q', {})])],
    ['failed', snapshot(1, 0, [query('q', {}, { exception: failed })], { isActive: false })],
    ['stopped', snapshot(1, 0, [query('q', {})], { isActive: false })],
    ['stopped', snapshot(1, 0, [query('q', {}, { isStreaming: false, batchesCompleted: 0 })], { isActive: false })],
    ['finished', snapshot(1, 0, [query('q', {}, { isStreaming: false })], { isActive: false })],
  ] as const)('says %s', (phase, taken) => {
    expect(runPhase(taken)).toBe(phase);
  });

  it('adds up batches, files and rows; no files where no query reads any', () => {
    const taken = snapshot(1, 0, [query('a', moved(7), { filesRead: 2, batchesCompleted: 3 }), query('b', moved(1))]);
    expect([batchesCompleted(taken), filesRead(taken), rowsRead(taken, ['source'])]).toEqual([4, 2, 8]);
    expect(filesRead(snapshot(1, 0, [query('a', {})]))).toBeNull();
  });
});
