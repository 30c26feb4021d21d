import { describe, expect, it, vi } from 'vitest';
import { FigureWriter, type RunUpdate } from '../../electron/contract/run-update.ts';
import type { NodeFigures, QuerySnapshot, RunSnapshot } from '../../engine/session-shapes.ts';
import type { Bridge } from '../bridge/desktop.ts';
import { followRun } from './follow-run.ts';
import { nodeFigureText, nodeNumbers, nodeRate, nodeStatus, sparkline, wireWeight } from './node-figures.ts';
import { createRunStore, edgeBatchRows, edgeRate, nodeRows } from './run-store.ts';
import { watchOf } from './run-watch.ts';

const figures = (more: Partial<NodeFigures> = {}): NodeFigures => ({
  batchIn: 5,
  batchOut: 4,
  lateRows: 0,
  stateRows: null,
  stateBytes: null,
  share: null,
  loop: null,
  ...more,
});

function query(rows: number, more: Partial<QuerySnapshot> = {}): QuerySnapshot {
  return {
    query: 'q',
    id: 'q',
    runId: 'q',
    sinkNodeId: 'sink',
    isStreaming: true,
    isActive: true,
    status: { message: 'Processing new data', isDataAvailable: true, isTriggerActive: true },
    lastProgress: null,
    batchesCompleted: 1,
    filesRead: 2,
    exception: null,
    nodes: { source: { in: 0, out: rows }, sink: { in: rows, out: rows } },
    malformed: {},
    consoleText: null,
    pause: null,
    figures: {
      source: figures({ share: 0.5, loop: 'sink' }),
      sink: figures({ lateRows: 3, stateRows: 7, stateBytes: 70, share: 0.5, loop: 'sink' }),
    },
    ...more,
  };
}

const whole = (sequence: number, ...queries: readonly QuerySnapshot[]): RunSnapshot => ({
  sequence,
  atMs: sequence * 100,
  runId: 'run',
  isActive: true,
  queries,
});

function update(
  sequence: number,
  since: number,
  queries: readonly QuerySnapshot[],
  more: Partial<RunUpdate> = {},
): RunUpdate {
  const writer = new FigureWriter();
  for (const [at, each] of queries.entries()) writer.add(at, each);
  const rest = { runId: 'run', atMs: sequence * 100, isActive: true, changes: [] };
  return { ...rest, sequence, since, figures: writer.take(), ...more };
}

describe('updates of a run', () => {
  it('make the snapshot that was sent', () => {
    const run = createRunStore(() => 0);
    const after = query(90, { batchesCompleted: 4, filesRead: null });
    run.receive(whole(1, query(10)));
    expect(run.receive(update(2, -1, [after]))).toBe(true);
    expect(run.getState().snapshot).toEqual({ ...whole(2, after) });
    expect(nodeRows(run.getState(), 'sink')).toEqual({ in: 90, out: 90 });
  });

  it('change texts that they name and leave the others', () => {
    const run = createRunStore(() => 0);
    run.receive(whole(1, query(10), query(20, { query: 'other' })));
    const pause = { reason: 'asked', batchId: 3, hits: [] } as const;
    const changes = [{ at: 1, message: 'Paused', pause, consoleText: 'rows' }];
    run.receive(update(2, 1, [], { changes }));
    const [first, second] = run.getState().snapshot?.queries ?? [];
    expect(first).toEqual(query(10));
    expect(second).toMatchObject({ query: 'other', pause, consoleText: 'rows', status: { message: 'Paused' } });
    expect(second?.nodes).toEqual(query(20).nodes);
  });

  it('give a report back the rows that were observed', () => {
    const run = createRunStore(() => 0);
    run.receive(whole(1, query(10)));
    const value = { batchId: 1 } as QuerySnapshot['lastProgress'];
    run.receive(update(2, 1, [query(20)], { changes: [{ at: 0, progress: { value, isObserved: true } }] }));
    const progress = run.getState().snapshot?.queries[0]?.lastProgress;
    expect(progress).toEqual({ batchId: 1, observedMetrics: { source: { rows: 4 } } });
    run.receive(update(3, 2, [query(30)]));
    expect(run.getState().snapshot?.queries[0]?.lastProgress).toBe(progress);
  });

  it.each<[string, RunUpdate]>([
    ['builds on what never came', update(5, 4, [query(20)])],
    ['is of other nodes', update(2, 1, [query(20, { nodes: { one: { in: 0, out: 1 } }, figures: {} })])],
    ['has more queries', update(2, 1, [query(20), query(30)])],
    ['names a query that is not there', update(2, 1, [], { changes: [{ at: 9, message: 'x' }] })],
    ['is broken', update(2, 1, [], { figures: new Uint8Array([0, 200]) })],
  ])('is not taken where it %s', (_, message) => {
    const run = createRunStore(() => 0);
    run.receive(whole(1, query(10)));
    const before = run.getState().snapshot;
    expect(run.receive(message)).toBe(false);
    expect(run.getState().snapshot).toBe(before);
  });

  it('that come late are dropped without a word', () => {
    const run = createRunStore(() => 0);
    run.receive(whole(5, query(50)));
    expect(run.receive(update(4, 3, [query(40)]))).toBe(true);
    expect(nodeRows(run.getState(), 'source')?.out).toBe(50);
  });

  it('of a frame are shown at once', () => {
    const run = createRunStore(() => 0);
    let commits = 0;
    run.subscribe(() => commits++);
    run.receive(whole(1, query(10)), update(2, 1, [query(20)]), update(3, 2, [query(30)]));
    expect([commits, nodeRows(run.getState(), 'source')?.out]).toEqual([1, 30]);
  });
});

describe('following a run', () => {
  it('asks for a whole snapshot where something was missed, once', async () => {
    const run = createRunStore(() => 0);
    let tell: (message: unknown) => void = () => undefined;
    const request = vi.fn(async () => whole(9, query(90)));
    const on = (_name: string, listener: typeof tell) => {
      tell = listener;
      return () => undefined;
    };
    const frames: (() => void)[] = [];
    followRun({ request, on } as unknown as Bridge, run, (work) => frames.push(work));
    tell(update(7, 6, [query(70)]));
    tell(update(8, 7, [query(80)]));
    expect(frames).toHaveLength(1);
    for (const work of frames.splice(0)) work();
    await vi.waitFor(() => expect(nodeRows(run.getState(), 'source')?.out).toBe(90));
    expect(request).toHaveBeenCalledTimes(1);
    tell(update(10, 9, [query(100)]));
    for (const work of frames.splice(0)) work();
    expect(nodeRows(run.getState(), 'source')?.out).toBe(100);
    expect(request).toHaveBeenCalledTimes(1);
  });
});

describe('figures by node', () => {
  it('add up the queries of a node, but for shares', () => {
    const run = createRunStore(() => 0);
    const other = query(5, {
      sinkNodeId: 'end',
      nodes: { source: { in: 0, out: 5 }, end: { in: 5, out: 0 } },
      figures: { source: figures({ share: 0.2 }) },
    });
    run.receive(whole(1, query(10), other));
    expect(nodeNumbers(run.getState(), 'source')).toMatchObject({
      batchIn: 10,
      batchOut: 8,
      share: 0.5,
      loopSize: 2,
      stateRows: null,
    });
    expect(nodeNumbers(run.getState(), 'sink')).toMatchObject({ lateRows: 3, stateRows: 7, stateBytes: 70 });
    expect(nodeNumbers(run.getState(), 'constructor')).toBeNull();
    expect(edgeBatchRows(run.getState(), 'source', 'end')).toBe(4);
    expect(nodeFigureText(run.getState(), 'end')).toBe('5');
  });

  it('tell how a node stands', () => {
    const run = createRunStore(() => 0);
    const status = () => nodeStatus(run.getState(), 'source');
    expect(status()).toBe('none');
    run.receive(whole(1, query(10)));
    expect(status()).toBe('waiting');
    run.receive(whole(2, query(20)));
    expect(status()).toBe('running');
    expect(nodeRate(run.getState(), 'sink')).toBe(100);
    expect(wireWeight(run.getState(), { source: 'source', target: 'sink' })).toBeCloseTo(1 / 3, 2);
    run.receive(whole(3, query(20, { pause: { reason: 'asked', batchId: 1, hits: [] } })));
    expect(status()).toBe('paused');
    run.receive(whole(4, query(20, { exception: { code: 'EXE-001' } as unknown as QuerySnapshot['exception'] })));
    expect(status()).toBe('failed');
    run.receive({ ...whole(5, query(20, { isActive: false })), isActive: false });
    expect(status()).toBe('ended');
    expect(edgeRate(run.getState(), 'source', 'sink')).toBe(0);
  });

  it('draw the last rates from left to right, and nothing where nothing moved', () => {
    const run = createRunStore(() => 0);
    run.receive(whole(1, query(10)));
    expect(sparkline(run.getState(), 'source', 40, 10)).toBe('');
    for (let step = 1; step <= 30; step++) run.receive(whole(1 + step * 6, query(10 + step * step * 10)));
    const path = sparkline(run.getState(), 'source', 40, 10);
    expect(path.match(/[ML]/g)).toHaveLength(20);
    expect(path).toMatch(/^M0\.0 /);
    expect(path).toMatch(/L40\.0 0\.5$/);
  });

  it('wake those alone whose node has changed', () => {
    const run = createRunStore(() => 0);
    const still = query(5, {
      sinkNodeId: 'end',
      nodes: { quiet: { in: 0, out: 5 }, end: { in: 5, out: 0 } },
      figures: {},
    });
    run.receive(whole(1, query(10), still));
    const woken: string[] = [];
    const ends = ['source', 'quiet', 'not there'].map((id) => watchOf(run).watch(id, () => woken.push(id)));
    run.receive(whole(2, query(20), still));
    expect(woken).toEqual(['source']);
    for (const end of ends) end();
    run.receive(whole(3, query(30), still));
    expect(woken).toEqual(['source']);
  });
});
