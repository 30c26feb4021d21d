/** What the window has to tell or ask the user: short notices, and one question at a time. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SerializedError } from '../../electron/contract/reply.ts';
import type { ErrorCode } from '../../engine/base/errors/catalogue.ts';
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import { RequestError } from '../bridge/desktop.ts';
import { currentLanguage } from '../ui/i18n.ts';
import { fullSentence } from '../ui/sentence.ts';
import { type NodeNames, noNodeNames, sayDiagnostic } from './node-names.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'success' | 'error';
  readonly title: string;
  readonly detail?: string | undefined;
  /** What can be done about it, as a button. */
  readonly action?: NoticeAction | undefined;
  /** Of notices about one subject only the last is shown; see `withdraw`. */
  readonly subject?: string | undefined;
  /** Stays until it is dismissed or withdrawn: the matter is not settled by having been read. */
  readonly stays?: boolean | undefined;
}

export interface NoticeAction {
  readonly label: string;
  readonly run: () => void | Promise<void>;
}

export interface Choice<Answer extends string> {
  readonly id: Answer;
  readonly label: string;
  readonly tone?: 'primary' | 'secondary' | 'danger';
}

/** One of the facts that a question is about, at its place in the pipeline. */
export interface QuestionPoint {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly hint?: string | undefined;
  /** Node that can be shown. */
  readonly nodeId?: string | undefined;
  readonly setting?: string | undefined;
}

export interface Question {
  readonly title: string;
  readonly detail: string;
  readonly points: readonly QuestionPoint[];
  readonly choices: readonly Choice<string>[];
  /** Null when the user closed the question without an answer. */
  readonly answer: (id: string | null) => void;
}

export interface NoticesState {
  readonly notices: readonly Notice[];
  readonly question: Question | null;
  /** Said to screen readers and shown nowhere. */
  readonly announcement: { readonly id: number; readonly text: string };
}

export interface NoticesStore extends Pick<StoreApi<NoticesState>, 'getState' | 'getInitialState' | 'subscribe'> {
  notify(notice: Omit<Notice, 'id'>): void;
  /** A notice of something that failed; `title` says what was tried, the rest comes from the error. */
  fail(title: string, error: unknown, more?: Pick<Notice, 'action' | 'subject' | 'stays'>): void;
  dismiss(id: number): void;
  /** Takes back what was said about a subject: it is settled. */
  withdraw(subject: string): void;
  /** Resolves to the chosen id, null when the question was closed. */
  ask<Answer extends string>(question: {
    readonly title: string;
    readonly detail: string;
    readonly points?: readonly QuestionPoint[];
    readonly choices: readonly Choice<Answer>[];
  }): Promise<Answer | null>;
  announce(text: string): void;
}

const staysMs = { info: 5000, success: 3500, error: 12_000 } as const;
const shownMax = 3;

/** @param names what messages call the nodes of the open document */
export function createNoticesStore(names: NodeNames = noNodeNames): NoticesStore {
  const store = createStore<NoticesState>()(() => ({
    notices: [],
    question: null,
    announcement: { id: 0, text: '' },
  }));
  let nextId = 1;
  const dismiss = (id: number): void => {
    store.setState((state) => ({ notices: state.notices.filter((notice) => notice.id !== id) }));
  };
  const notify: NoticesStore['notify'] = (notice) => {
    const id = nextId++;
    store.setState((state) => {
      // The same said again takes the place of what was said before.
      const others = state.notices.filter((each) => !isSame(each, notice));
      return { notices: [...makeRoom(others), { ...notice, id }] };
    });
    if (notice.stays !== true) setTimeout(() => dismiss(id), staysMs[notice.tone]);
  };
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    notify,
    dismiss,
    withdraw(subject) {
      store.setState((state) => ({ notices: state.notices.filter((notice) => notice.subject !== subject) }));
    },
    fail(title, error, more = {}) {
      const { message, hint } = describeFailure(error, names);
      notify({ ...more, tone: 'error', title, detail: hint === undefined ? message : `${message} ${hint}` });
    },
    ask({ title, detail, points = [], choices }) {
      store.getState().question?.answer(null);
      return new Promise((resolve) => {
        const answer = (id: string | null): void => {
          store.setState({ question: null });
          resolve(choices.find((choice) => choice.id === id)?.id ?? null);
        };
        store.setState({ question: { title, detail, points, choices, answer } });
      });
    },
    announce: (text) => store.setState({ announcement: { id: nextId++, text } }),
  };
}

/** Without the oldest of what would pass by itself, when there are too many. */
function makeRoom(notices: readonly Notice[]): readonly Notice[] {
  const over = notices.length - (shownMax - 1);
  const passing = notices.filter((notice) => notice.stays !== true).slice(0, Math.max(0, over));
  return notices.filter((notice) => !passing.includes(notice)).slice(1 - shownMax);
}

function isSame(a: Omit<Notice, 'id'>, b: Omit<Notice, 'id'>): boolean {
  if (a.subject !== undefined && a.subject === b.subject) return true;
  return a.tone === b.tone && a.title === b.title && a.detail === b.detail;
}

interface Said {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** An error in the user's language, as sentences. */
export function describeFailure(error: unknown, names: NodeNames = noNodeNames): Said {
  if (error instanceof RequestError) return inSentences(translateError(error.error, names));
  return inSentences({ message: error instanceof Error ? error.message : String(error) });
}

/** A finding in the user's language, as sentences. */
export function describeDiagnostic(found: Pick<Diagnostic, 'code' | 'params'>, names: NodeNames = noNodeNames): Said {
  return inSentences(sayDiagnostic(found, names, currentLanguage()));
}

/** An error that crossed the bridge, in the user's language; the shell's own codes keep their words. */
export function translateError(error: SerializedError, names: NodeNames = noNodeNames): Said {
  if (error.code.startsWith('SHELL-')) return { message: error.message, hint: error.hint };
  return sayDiagnostic({ code: error.code as ErrorCode, params: error.params }, names, currentLanguage());
}

function inSentences({ message, hint }: Said): Said {
  return { message: fullSentence(message), hint: hint === undefined ? undefined : fullSentence(hint) };
}
