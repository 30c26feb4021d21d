/**
 * The queries that the user works on and their answers, beside the document: what is typed and not yet saved, what was
 * asked last, what came back. Belongs to a workspace, and so outlives the panel while another tab of the dock is shown.
 * Saved queries themselves live in the document and change only through its store.
 */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SerializedError } from '../../electron/contract/reply.ts';
import type { RunSnapshot, TableSummary } from '../../engine/session-shapes.ts';
import type { SqlResult } from '../../engine/tables/sql-result.ts';
import { type Bridge, RequestError } from '../bridge/desktop.ts';
import type { DocumentStore } from '../model/document-store.ts';
import { createRefreshScheduler, type RefreshPorts } from '../model/refresh-scheduler.ts';
import type { RunStore } from '../model/run-store.ts';
import {
  freeName,
  type SavedQuery,
  savedQueriesOf,
  withChangedQuery,
  withoutQuery,
  withQuery,
} from './saved-queries.ts';

/** Rows that one answer brings at most. */
export const ROWS_MAX = 100_000;

const ANSWERS_MAX = 6;

/** What a query brought last. A query that fails keeps the rows it had, so that a slip of the pen empties nothing. */
export interface Answer {
  readonly result: SqlResult | null;
  readonly error: SerializedError | null;
  /** The text that `error` is about. */
  readonly sql: string;
  readonly tookMs: number;
}

export interface DeskState {
  /** Name of the query in front; a name that is not saved is a new query. */
  readonly active: string | null;
  /** Texts that differ from the saved ones, by name, with the saved text that they started from. */
  readonly drafts: ReadonlyMap<string, { readonly text: string; readonly base: string }>;
  readonly answers: ReadonlyMap<string, Answer>;
  /** Null before they were asked for. */
  readonly tables: readonly TableSummary[] | null;
  /** A query that was asked by hand, or never answered before, is not answered yet. */
  readonly asking: boolean;
  readonly automatic: boolean;
}

export interface ResultDesk extends Pick<StoreApi<DeskState>, 'getState' | 'getInitialState' | 'subscribe'> {
  /** The saved queries, and the one in front where it is not saved yet. */
  queries(): readonly SavedQuery[];
  nameInFront(): string;
  /** Brings a query to the front. */
  show(name: string): void;
  /** Begins a new query; it is saved when it is run. */
  begin(name: string, text: string): void;
  type(name: string, text: string): void;
  /** Keeps what was typed in the document. */
  keep(name: string): void;
  run(): void;
  rename(name: string, wanted: string): void;
  remove(name: string): void;
  change(name: string, change: Pick<Partial<SavedQuery>, 'chart' | 'view'>): void;
  setAutomatic(on: boolean): void;
  /** The panel came on screen; the function says that it left. Nothing is asked by itself while it is not there. */
  open(): () => void;
}

export interface DeskPorts extends Pick<RefreshPorts, 'now' | 'after'> {
  readonly bridge: Pick<Bridge, 'request'>;
  readonly documents: DocumentStore;
  readonly run: RunStore;
  /** What the first query of a document without any is called. */
  readonly firstName: () => string;
}

const nothingYet: DeskState = {
  active: null,
  drafts: new Map(),
  answers: new Map(),
  tables: null,
  asking: false,
  automatic: true,
};

export function createResultDesk(ports: DeskPorts): ResultDesk {
  const { bridge, documents } = ports;
  const store = createStore<DeskState>()(() => nothingYet);
  const scheduler = createRefreshScheduler({ now: ports.now, after: ports.after, ask });
  /** The text that each query was last run with: what refreshes by itself is never a half-typed one. */
  let submitted = new Map<string, string>();
  let onScreen = 0;

  const views = () => documents.getState().document.views;
  const saved = () => savedQueriesOf(views());
  const nameInFront = () => activeName(store.getState(), saved(), ports.firstName());
  /** The query in front is kept; a new one that is still empty is forgotten. */
  const leave = () => {
    const name = nameInFront();
    desk.keep(name);
    setDraft(name, null);
  };
  const hasRun = () => ports.run.getState().snapshot !== null;
  const isSaved = (name: string) => saved().some((query) => query.name === name);

  function setDraft(name: string, draft: { text: string; base: string } | null): void {
    const drafts = new Map(store.getState().drafts);
    if (draft === null) drafts.delete(name);
    else drafts.set(name, draft);
    store.setState({ drafts });
  }

  function editViews(change: (views: unknown) => Record<string, unknown>, join?: string): void {
    documents.edit(
      (draft) => {
        draft.views = change(views());
      },
      join === undefined ? {} : { join },
    );
  }

  async function ask(why: 'hand' | 'auto', isCurrent: () => boolean): Promise<void> {
    const name = nameInFront();
    const text = submitted.get(name) ?? saved().find((query) => query.name === name)?.sql ?? '';
    const asked = documents.getState().openedCount;
    const isSameDocument = () => documents.getState().openedCount === asked;
    // What asks by itself shows only where nothing is shown yet: the first answer may take a second.
    // Where no query is written the list of tables alone is asked for, ten times a second while a run goes on.
    const isNew = text.trim() !== '' && !store.getState().answers.has(name);
    if (why === 'hand' || isNew) store.setState({ asking: true });
    try {
      const known = await bridge.request('engine.tables', null);
      if (!isCurrent()) return;
      // The engine keeps the tables of its last run; those of a document that is gone answer nothing here.
      const tables = hasRun() ? known : [];
      // The same tables are the same list: it is asked for again and again while a run goes on, and drawn where it is new.
      if (JSON.stringify(tables) !== JSON.stringify(store.getState().tables)) store.setState({ tables });
      // Without a table (none yet, or a run that has just begun) every query would fail with the same words; only one
      // that the user runs as it is may say so.
      const isWanted = tables.length > 0 || (why === 'hand' && submitted.has(name) && known.length === 0);
      if (text.trim() === '' || !isWanted) return;
      const answer = await answerOf(text, store.getState().answers.get(name)?.result ?? null);
      if (isCurrent() && isSameDocument())
        store.setState({ answers: withAnswer(store.getState().answers, name, answer) });
    } catch {
      // The tables could not be listed (the engine is starting again): what is shown stays until the next change.
    } finally {
      if (isCurrent()) store.setState({ asking: false });
    }
  }

  async function answerOf(sql: string, before: SqlResult | null): Promise<Answer> {
    const startedMs = ports.now();
    try {
      const result = await bridge.request('engine.sql', { sql, limit: ROWS_MAX });
      return { result, error: null, sql, tookMs: ports.now() - startedMs };
    } catch (failure) {
      if (!(failure instanceof RequestError)) throw failure;
      return { result: before, error: failure.error, sql, tookMs: ports.now() - startedMs };
    }
  }

  const desk: ResultDesk = {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    queries: () => shownQueries(store.getState(), saved(), ports.firstName()),
    nameInFront,
    show(name) {
      leave();
      store.setState({ active: name });
      scheduler.askNow();
    },
    begin(name, text) {
      leave();
      const taken = new Set(saved().map((query) => query.name));
      const free = freeName(name, taken);
      setDraft(free, { text, base: '' });
      store.setState({ active: free });
    },
    type(name, text) {
      const base = saved().find((query) => query.name === name)?.sql;
      setDraft(name, text === base ? null : { text, base: base ?? '' });
    },
    keep(name) {
      const text = textOf(store.getState(), saved(), name);
      const before = saved().find((query) => query.name === name);
      if (before === undefined) {
        if (text.trim() === '') return;
        editViews((all) => withQuery(all, { name, sql: text, chart: {}, view: 'table' }));
      } else if (text !== before.sql) editViews((all) => withChangedQuery(all, name, { sql: text }), `query ${name}`);
      setDraft(name, null);
    },
    run() {
      const name = nameInFront();
      const text = textOf(store.getState(), saved(), name);
      if (text.trim() === '') return;
      desk.keep(name);
      submitted.set(name, text);
      store.setState({ active: name });
      scheduler.askNow();
    },
    rename(name, wanted) {
      const others = new Set(desk.queries().flatMap((query) => (query.name === name ? [] : query.name)));
      const next = freeName(wanted.trim(), others);
      if (wanted.trim() === '' || next === name) return;
      const state = store.getState();
      if (isSaved(name)) editViews((all) => withChangedQuery(all, name, { name: next }));
      submitted = renamedKey(submitted, name, next);
      store.setState({
        active: state.active === name || nameInFront() === name ? next : state.active,
        drafts: renamedKey(state.drafts, name, next),
        answers: renamedKey(state.answers, name, next),
      });
    },
    remove(name) {
      const names = desk.queries().map((query) => query.name);
      const at = names.indexOf(name);
      const wasInFront = nameInFront() === name;
      if (isSaved(name)) editViews((all) => withoutQuery(all, name));
      submitted.delete(name);
      const { active, drafts, answers } = store.getState();
      const without = <Value>(map: ReadonlyMap<string, Value>) => new Map([...map].filter(([key]) => key !== name));
      const neighbour = names[at + 1] ?? names[at - 1] ?? null;
      store.setState({ active: wasInFront ? neighbour : active, drafts: without(drafts), answers: without(answers) });
      if (wasInFront) scheduler.askNow();
    },
    change(name, change) {
      if (!isSaved(name)) desk.keep(name);
      if (isSaved(name)) editViews((all) => withChangedQuery(all, name, change), `chart ${name}`);
    },
    setAutomatic(on) {
      store.setState({ automatic: on });
      scheduler.setAutomatic(on);
      if (on && onScreen > 0) scheduler.noticeChange();
    },
    open() {
      onScreen++;
      scheduler.askNow();
      return () => {
        onScreen--;
        desk.keep(nameInFront());
      };
    },
  };

  let committed = '';
  ports.run.subscribe(({ snapshot }) => {
    const now = committedOf(snapshot);
    if (now === committed) return;
    committed = now;
    // The run is gone, and with it what it answered.
    if (snapshot === null) store.setState({ tables: [], answers: new Map() });
    if (onScreen > 0) scheduler.noticeChange();
  });
  let openedCount = documents.getState().openedCount;
  documents.subscribe((state) => {
    if (state.openedCount === openedCount) return;
    openedCount = state.openedCount;
    submitted = new Map();
    store.setState({ ...nothingYet, automatic: store.getState().automatic });
    if (onScreen > 0) scheduler.askNow();
  });
  return desk;
}

/** The text of a query as the editor shows it: what was typed, unless the saved text changed under it (undo). */
export function textOf(state: Pick<DeskState, 'drafts'>, saved: readonly SavedQuery[], name: string): string {
  const sql = saved.find((query) => query.name === name)?.sql ?? '';
  const draft = state.drafts.get(name);
  return draft !== undefined && draft.base === sql ? draft.text : sql;
}

/** The query in front: the one asked for while it is saved or being typed, else the first, else a new one. */
export function activeName(
  { active, drafts }: Pick<DeskState, 'active' | 'drafts'>,
  saved: readonly SavedQuery[],
  firstName: string,
): string {
  const exists = active !== null && (drafts.has(active) || saved.some((query) => query.name === active));
  return exists ? active : (saved[0]?.name ?? firstName);
}

/** The saved queries, and the one in front where it is not saved yet. */
export function shownQueries(
  state: Pick<DeskState, 'active' | 'drafts'>,
  saved: readonly SavedQuery[],
  firstName: string,
): readonly SavedQuery[] {
  const name = activeName(state, saved, firstName);
  return saved.some((query) => query.name === name) ? saved : [...saved, { name, sql: '', chart: {}, view: 'table' }];
}

/** The answers with one more, newest last. Each can be large: only the last few are kept. */
function withAnswer(answers: ReadonlyMap<string, Answer>, name: string, answer: Answer): Map<string, Answer> {
  const others = [...answers].filter(([key]) => key !== name).slice(1 - ANSWERS_MAX);
  return new Map([...others, [name, answer]]);
}

/** What of a run a result can depend on: changes with each batch of each query, and when one starts or ends. */
function committedOf(snapshot: RunSnapshot | null): string {
  if (snapshot === null) return '';
  return JSON.stringify([
    snapshot.runId,
    snapshot.isActive,
    snapshot.queries.map((query) => [query.runId, query.batchesCompleted, query.isActive]),
  ]);
}

function renamedKey<Value>(map: ReadonlyMap<string, Value>, from: string, to: string): Map<string, Value> {
  return new Map([...map].map(([key, value]) => [key === from ? to : key, value]));
}
