/** What the window has to tell or ask the user: short notices, and one question at a time. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { SerializedError } from '../../electron/contract/reply.ts';
import type { ErrorCode } from '../../engine/base/errors/catalogue.ts';
import { type Diagnostic, translateDiagnostic } from '../../engine/base/errors/diagnostic.ts';
import { RequestError } from '../bridge/desktop.ts';
import { currentLanguage } from '../ui/i18n.ts';
import { fullSentence } from '../ui/sentence.ts';

export interface Notice {
  readonly id: number;
  readonly tone: 'info' | 'success' | 'error';
  readonly title: string;
  readonly detail?: string | undefined;
}

export interface Choice<Answer extends string> {
  readonly id: Answer;
  readonly label: string;
  readonly tone?: 'primary' | 'secondary' | 'danger';
}

export interface Question {
  readonly title: string;
  readonly detail: string;
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
  fail(title: string, error: unknown): void;
  dismiss(id: number): void;
  /** Resolves to the chosen id, null when the question was closed. */
  ask<Answer extends string>(question: {
    readonly title: string;
    readonly detail: string;
    readonly choices: readonly Choice<Answer>[];
  }): Promise<Answer | null>;
  announce(text: string): void;
}

const staysMs = { info: 5000, success: 3500, error: 12_000 } as const;
const shownMax = 4;

export function createNoticesStore(): NoticesStore {
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
    store.setState((state) => ({ notices: [...state.notices.slice(1 - shownMax), { ...notice, id }] }));
    setTimeout(() => dismiss(id), staysMs[notice.tone]);
  };
  return {
    getState: store.getState,
    getInitialState: store.getInitialState,
    subscribe: store.subscribe,
    notify,
    dismiss,
    fail(title, error) {
      const { message, hint } = describeFailure(error);
      notify({ tone: 'error', title, detail: hint === undefined ? message : `${message} ${hint}` });
    },
    ask({ title, detail, choices }) {
      store.getState().question?.answer(null);
      return new Promise((resolve) => {
        const answer = (id: string | null): void => {
          store.setState({ question: null });
          resolve(choices.find((choice) => choice.id === id)?.id ?? null);
        };
        store.setState({ question: { title, detail, choices, answer } });
      });
    },
    announce: (text) => store.setState({ announcement: { id: nextId++, text } }),
  };
}

interface Said {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** An error in the user's language, as sentences. */
export function describeFailure(error: unknown): Said {
  if (error instanceof RequestError) return inSentences(translateError(error.error));
  return inSentences({ message: error instanceof Error ? error.message : String(error) });
}

/** A finding in the user's language, as sentences. */
export function describeDiagnostic(found: Pick<Diagnostic, 'code' | 'params'>): Said {
  return inSentences(translateDiagnostic(found, currentLanguage()));
}

/** An error that crossed the bridge, in the user's language; the shell's own codes keep their words. */
export function translateError(error: SerializedError): Said {
  if (error.code.startsWith('SHELL-')) return { message: error.message, hint: error.hint };
  return translateDiagnostic({ code: error.code as ErrorCode, params: error.params }, currentLanguage());
}

function inSentences({ message, hint }: Said): Said {
  return { message: fullSentence(message), hint: hint === undefined ? undefined : fullSentence(hint) };
}
