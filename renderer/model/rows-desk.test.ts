import { beforeEach, describe, expect, it } from 'vitest';
import type { SerializedError } from '../../electron/contract/reply.ts';
import type { PeekedRows, PeekRequest, QuerySnapshot, RunSnapshot } from '../../engine/session-shapes.ts';
import { type Bridge, RequestError } from '../bridge/desktop.ts';
import { createDocumentStore, type DocumentStore, emptyDocument } from './document-store.ts';
import { edgeId } from './edge-id.ts';
import { createRowsDesk, ROWS_MAX, type RowsDesk, rowsPlace } from './rows-desk.ts';
import { createRunStore, type RunStore } from './run-store.ts';
import { createViewStore, type ViewStore } from './view-store.ts';

const position = { x: 0, y: 0 };
const wire = { source: 'events', target: 'typed' };
const drawn = {
  ...emptyDocument('rows'),
  nodes: ['events', 'typed'].map((id) => ({ id, kind: 'filter', position, config: {} })),
  edges: [wire],
};
const gone: SerializedError = { code: 'SHELL-001', message: 'gone', params: {} };

let nowMs: number;
let asked: PeekRequest[];
let timers: { atMs: number; call: () => void }[];
let documents: DocumentStore;
let run: RunStore;
let view: ViewStore;
let desk: RowsDesk;
let fails: boolean;

const settle = () => new Promise((settled) => setImmediate(settled));

async function pass(ms: number): Promise<void> {
  nowMs += ms;
  const due = timers.filter((timer) => timer.atMs <= nowMs);
  timers = timers.filter((timer) => timer.atMs > nowMs);
  for (const timer of due) timer.call();
  await settle();
}

function snapshot(sequence: number, batchesCompleted: number): RunSnapshot {
  const query = { query: 'q', runId: 'r', isActive: true, batchesCompleted, pause: null, nodes: {}, figures: {} };
  return { sequence, atMs: sequence, runId: 'run', isActive: true, queries: [query as unknown as QuerySnapshot] };
}

function answer(nodeId: string): PeekedRows {
  const columns = [{ name: 'value', type: 'bigint', nullable: true }];
  return { nodeId, sinkNodeId: 'sink', batchId: asked.length, columns, rows: [[asked.length]], late: null, total: 1 };
}

beforeEach(() => {
  nowMs = 0;
  asked = [];
  timers = [];
  fails = false;
  documents = createDocumentStore(drawn, () => nowMs);
  run = createRunStore(() => nowMs);
  view = createViewStore('rows');
  const request = async (_: string, input: PeekRequest) => {
    asked.push(input);
    if (fails) throw new RequestError(gone);
    return answer(input.nodeId ?? '');
  };
  desk = createRowsDesk(
    {
      bridge: { request: request as unknown as Bridge['request'], on: () => () => {}, droppedPaths: () => [] },
      documents,
      view,
      run,
    },
    {
      now: () => nowMs,
      after(delayMs, call) {
        const timer = { atMs: nowMs + delayMs, call };
        timers.push(timer);
        return () => {
          timers = timers.filter((other) => other !== timer);
        };
      },
    },
  );
});

describe('the place whose rows are looked at', () => {
  const at = (nodes: string[], edges: string[] = []) =>
    rowsPlace({ rowsAt: null }, { document: drawn, selection: { nodes, edges } }, null);

  it('is the selected node, or the source of the selected wire', () => {
    expect(at(['typed'])).toEqual({ nodeId: 'typed' });
    expect(at([], [edgeId(wire)])).toEqual({ nodeId: 'events' });
  });

  it('is none where nothing or several things are selected', () => {
    expect(at([])).toBeNull();
    expect(at(['typed', 'events'])).toBeNull();
    expect(at([], [edgeId({ source: 'a', target: 'b' })])).toBeNull();
  });

  it('is what was pinned before all else', () => {
    const place = { breakpointId: edgeId(wire) };
    const selection = { nodes: ['typed'], edges: [] };
    expect(rowsPlace({ rowsAt: { place, isPinned: true } }, { document: drawn, selection }, null)).toBe(place);
  });

  it('is the breakpoint of the selected wire while the run waits for it', () => {
    const pause = { reason: 'breakpoint', batchId: 1, hits: [{ breakpointId: edgeId(wire), rows: 2 }] };
    const met = { queries: [{ isActive: true, pause }] } as unknown as RunSnapshot;
    const selection = { nodes: [], edges: [edgeId(wire)] };
    expect(rowsPlace({ rowsAt: null }, { document: drawn, selection }, met)).toEqual({ breakpointId: edgeId(wire) });
  });
});

describe('the rows desk', () => {
  it('asks nothing while nobody looks', async () => {
    run.receive(snapshot(0, 0));
    documents.select({ nodes: ['typed'] });
    run.receive(snapshot(1, 1));
    await pass(5000);
    expect(asked).toEqual([]);
  });

  it('asks for the selection, and for another when it changes', async () => {
    run.receive(snapshot(0, 0));
    documents.select({ nodes: ['typed'] });
    desk.open();
    await settle();
    expect(asked).toEqual([{ nodeId: 'typed', limit: ROWS_MAX }]);
    documents.select({ nodes: ['events'] });
    await settle();
    expect(desk.getState()).toMatchObject({ place: { nodeId: 'events' }, rows: { nodeId: 'events' } });
  });

  it('asks again after batches, at most twice a second', async () => {
    run.receive(snapshot(0, 0));
    documents.select({ nodes: ['typed'] });
    desk.open();
    await settle();
    for (let batch = 1; batch <= 20; batch++) {
      run.receive(snapshot(batch, batch));
      await pass(100);
    }
    expect(asked.length).toBeGreaterThanOrEqual(4);
    expect(asked.length).toBeLessThanOrEqual(6);
  });

  it('asks nothing more once nobody looks, or nothing happens', async () => {
    run.receive(snapshot(0, 0));
    documents.select({ nodes: ['typed'] });
    const close = desk.open();
    await settle();
    run.receive(snapshot(1, 0));
    await pass(5000);
    expect(asked).toHaveLength(1);
    close();
    run.receive(snapshot(2, 1));
    await pass(5000);
    expect(asked).toHaveLength(1);
  });

  it('shows why rows could not be read, and the rows again once they can', async () => {
    run.receive(snapshot(0, 0));
    documents.select({ nodes: ['typed'] });
    fails = true;
    desk.open();
    await settle();
    expect(desk.getState().error).toBeInstanceOf(RequestError);
    fails = false;
    desk.refresh();
    await settle();
    expect(desk.getState()).toMatchObject({ error: null, rows: { nodeId: 'typed' } });
  });

  it('asks nothing of an engine that has run nothing', async () => {
    documents.select({ nodes: ['typed'] });
    desk.open();
    await settle();
    expect(asked).toEqual([]);
  });
});
