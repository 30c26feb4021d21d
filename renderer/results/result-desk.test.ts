import { beforeEach, describe, expect, it } from 'vitest';
import type { SerializedError } from '../../electron/contract/reply.ts';
import type { QuerySnapshot, RunSnapshot, TableSummary } from '../../engine/session-shapes.ts';
import type { SqlResult } from '../../engine/tables/sql-result.ts';
import { type Bridge, RequestError } from '../bridge/desktop.ts';
import { createDocumentStore, type DocumentStore, emptyDocument } from '../model/document-store.ts';
import { createRunStore, type RunStore } from '../model/run-store.ts';
import { createResultDesk, type ResultDesk, textOf } from './result-desk.ts';
import { savedQueriesOf } from './saved-queries.ts';

const lab = {
  ...emptyDocument('Lab'),
  views: {
    queries: [
      { name: 'Totals', sql: 'select totals' },
      { name: 'Hourly', sql: 'select hourly', chart: { kind: 'line' } },
    ],
  },
};
const counts: TableSummary = { name: 'counts', columns: [], rowCount: 1, batchId: 0 };
const refused: SerializedError = { code: 'SQL-002', message: 'the query is empty', params: {} };

let nowMs: number;
let tables: TableSummary[];
let asked: string[];
let documents: DocumentStore;
let run: RunStore;
let desk: ResultDesk;
let timers: { atMs: number; call: () => void }[];

const settle = () => new Promise((settled) => setImmediate(settled));
const saved = () => savedQueriesOf(documents.getState().document.views);
const text = (name: string) => textOf(desk.getState(), saved(), name);

async function pass(ms: number): Promise<void> {
  nowMs += ms;
  const due = timers.filter((timer) => timer.atMs <= nowMs);
  timers = timers.filter((timer) => timer.atMs > nowMs);
  for (const timer of due) timer.call();
  await settle();
}

function snapshot(sequence: number, batchesCompleted: number, isActive = true): RunSnapshot {
  const query = { query: 'counts', runId: 'r', isActive, batchesCompleted } as QuerySnapshot;
  return { sequence, atMs: sequence, runId: 'run', isActive, queries: [query] };
}

function answer(sql: string): SqlResult {
  return { sql, columns: [], rows: [], truncated: false };
}

beforeEach(() => {
  nowMs = 0;
  tables = [counts];
  asked = [];
  timers = [];
  documents = createDocumentStore(lab, () => nowMs);
  run = createRunStore(() => nowMs);
  run.receive(snapshot(0, 0));
  const request = async (name: string, input: { sql: string } | null) => {
    if (name === 'engine.tables') return tables;
    const { sql } = input ?? { sql: '' };
    asked.push(sql);
    if (sql.includes('wrong')) throw new RequestError(refused);
    return answer(sql);
  };
  desk = createResultDesk({
    bridge: { request: request as Bridge['request'] },
    documents,
    run,
    now: () => nowMs,
    after(delayMs, call) {
      const timer = { atMs: nowMs + delayMs, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    firstName: () => 'Query',
  });
});

describe('asking', () => {
  it('asks the query in front when the panel opens, and again with new batches, once a second', async () => {
    const close = desk.open();
    await settle();
    expect(desk.getState().answers.get('Totals')?.result?.sql).toBe('select totals');
    for (let batch = 1; batch <= 6; batch++) {
      run.receive(snapshot(batch, batch));
      await pass(250);
    }
    expect(asked.length).toBe(2);
    await pass(1000);
    expect(asked.length).toBe(3);
    run.receive(snapshot(7, 6));
    await pass(5000);
    expect(asked.length).toBe(3);
    close();
    run.receive(snapshot(8, 7));
    await pass(5000);
    expect(asked.length).toBe(3);
  });

  it('shows that it asks by itself only while there is no answer yet', async () => {
    const shown: boolean[] = [];
    desk.subscribe(({ asking }, before) => {
      if (asking !== before.asking) shown.push(asking);
    });
    tables = [];
    desk.open();
    await settle();
    expect(shown.splice(0)).toEqual([true, false]);
    tables = [counts];
    run.receive(snapshot(1, 1));
    await pass(1000);
    expect(desk.getState().answers.has('Totals')).toBe(true);
    expect(shown.splice(0), 'the first answer').toEqual([true, false]);
    run.receive(snapshot(2, 2));
    await pass(1000);
    expect(shown, 'a later one').toEqual([]);
  });

  it('asks nothing while there is no table, until a query is run by hand', async () => {
    tables = [];
    desk.open();
    await settle();
    expect(desk.getState().tables).toEqual([]);
    expect(asked).toEqual([]);
    desk.run();
    await settle();
    expect(asked).toEqual(['select totals']);
  });

  it('keeps what it shows while a new run has no table yet', async () => {
    desk.open();
    await settle();
    desk.run();
    await settle();
    const before = desk.getState().answers.get('Totals');
    tables = [];
    run.receive(snapshot(1, 0));
    await pass(1000);
    expect(desk.getState().tables).toEqual([]);
    expect(desk.getState().answers.get('Totals')).toBe(before);
  });

  it('does not answer with the tables of a run that is gone', async () => {
    desk.open();
    await settle();
    run.receive(snapshot(1, 1));
    await pass(1000);
    run.clear();
    expect(desk.getState()).toMatchObject({ tables: [], answers: new Map() });
    const before = asked.length;
    await pass(1000);
    desk.run();
    await settle();
    expect(asked.length).toBe(before);
    expect(desk.getState().tables).toEqual([]);
    run.receive({ ...snapshot(2, 1), runId: 'next' });
    await pass(1000);
    expect(desk.getState().tables).toEqual([counts]);
    expect(asked.length).toBe(before + 1);
  });

  it('refreshes what was run last, never what is being typed', async () => {
    desk.open();
    await settle();
    desk.type('Totals', 'select tot');
    run.receive(snapshot(1, 1));
    await pass(1000);
    expect(asked).toEqual(['select totals', 'select totals']);
    desk.run();
    await settle();
    expect(asked.at(-1)).toBe('select tot');
  });

  it('keeps the rows it had when a query fails, with the error beside them', async () => {
    desk.open();
    await settle();
    desk.type('Totals', 'wrong');
    desk.run();
    await settle();
    expect(desk.getState().answers.get('Totals')).toMatchObject({
      result: { sql: 'select totals' },
      error: refused,
      sql: 'wrong',
    });
    expect(desk.getState().asking).toBe(false);
  });

  it('asks by itself no more once that is turned off', async () => {
    desk.open();
    await settle();
    desk.setAutomatic(false);
    run.receive(snapshot(1, 1));
    await pass(5000);
    expect(asked.length).toBe(1);
    desk.setAutomatic(true);
    await pass(5000);
    expect(asked.length).toBe(2);
  });
});

describe('queries', () => {
  it('keeps a changed text in the document when it is run, as one step to undo', () => {
    desk.type('Totals', 'select new');
    expect(saved()[0]?.sql).toBe('select totals');
    desk.run();
    expect(saved()[0]?.sql).toBe('select new');
    documents.undo();
    expect(text('Totals')).toBe('select totals');
    documents.redo();
    expect(text('Totals')).toBe('select new');
  });

  it('lets the document win over a draft whose text changed under it', () => {
    desk.type('Totals', 'half');
    documents.edit((draft) => {
      draft.views = { queries: [{ name: 'Totals', sql: 'elsewhere' }] };
    });
    expect(text('Totals')).toBe('elsewhere');
  });

  it('leaves no step behind when nothing was changed', () => {
    desk.type('Totals', 'x');
    desk.type('Totals', 'select totals');
    desk.show('Hourly');
    expect(documents.getState().canUndo).toBe(false);
  });

  it('saves a new query with its first text, and forgets an empty one', () => {
    desk.begin('Totals', '');
    expect(desk.queries().map((query) => query.name)).toEqual(['Totals', 'Hourly', 'Totals 2']);
    desk.show('Hourly');
    expect(desk.queries().map((query) => query.name)).toEqual(['Totals', 'Hourly']);
    desk.begin('Mine', 'select 1');
    desk.run();
    expect(saved().map((query) => query.name)).toEqual(['Totals', 'Hourly', 'Mine']);
    documents.undo();
    expect(desk.queries().map((query) => query.name)).toEqual(['Totals', 'Hourly']);
  });

  it('offers a new query where the document has none', () => {
    documents.open(emptyDocument('New'), { path: null, basePath: null, fingerprint: null, saved: true });
    expect(desk.queries()).toEqual([{ name: 'Query', sql: '', chart: {}, view: 'table' }]);
    desk.type('Query', 'select 1');
    desk.keep('Query');
    expect(saved().map((query) => query.sql)).toEqual(['select 1']);
  });

  it('renames with its answer, never to a name that is taken', async () => {
    desk.run();
    await settle();
    desk.rename('Totals', 'Hourly');
    expect(saved().map((query) => query.name)).toEqual(['Hourly 2', 'Hourly']);
    expect(desk.getState().answers.has('Hourly 2')).toBe(true);
    desk.rename('Hourly 2', '  ');
    expect(saved()[0]?.name).toBe('Hourly 2');
  });

  it('removes, and brings the neighbour to the front', () => {
    desk.show('Hourly');
    desk.remove('Hourly');
    expect(saved().map((query) => query.name)).toEqual(['Totals']);
    expect(desk.getState().active).toBe('Totals');
    documents.undo();
    expect(saved().map((query) => query.name)).toEqual(['Totals', 'Hourly']);
  });

  it('keeps the chart with the query', () => {
    desk.change('Totals', { view: 'both' });
    desk.change('Totals', { chart: { kind: 'bar' } });
    expect(saved()[0]).toMatchObject({ view: 'both', chart: { kind: 'bar' } });
  });

  it('drops the answer to a question about the document before', async () => {
    desk.open()();
    documents.open(lab, { path: null, basePath: null, fingerprint: null, saved: true });
    await settle();
    expect(asked).toEqual(['select totals']);
    expect(desk.getState().answers.size).toBe(0);
  });

  it('keeps the last few answers only', async () => {
    for (let number = 1; number <= 8; number++) {
      desk.begin('Query', `select ${number}`);
      desk.run();
      await settle();
    }
    const kept = [...desk.getState().answers.values()].map((answer) => answer.sql);
    expect(kept).toEqual([3, 4, 5, 6, 7, 8].map((number) => `select ${number}`));
  });

  it('starts afresh with another document', async () => {
    desk.open();
    await settle();
    desk.type('Totals', 'x');
    documents.open(lab, { path: null, basePath: null, fingerprint: null, saved: true });
    expect(desk.getState()).toMatchObject({ active: null, drafts: new Map(), answers: new Map() });
  });
});
