/** A document desk over a real folder, with a user who answers dialogs as the test says. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Language } from '../../engine/base/errors/catalogue.ts';
import { DocumentDesk } from '../main/documents/document-desk.ts';

export interface DialogAnswers {
  open: string | null;
  target: string | null;
  path: string | null;
  replace: boolean;
}

export interface DeskForTest {
  readonly desk: DocumentDesk;
  readonly answers: DialogAnswers;
  /** Every dialog that was shown, with what it was shown. */
  readonly shown: string[];
  readonly setLanguage: (language: Language) => void;
  /** Writes a file of the user's and returns its path. */
  readonly write: (name: string, text: string | Uint8Array) => string;
  /** Another desk over the same folders, as after a new start. */
  readonly restart: (launchPath?: string | null) => Promise<DeskForTest>;
}

/** Uses `folder`/data, `folder`/assets (with the first sample), `folder`/work and `folder`/home. */
export async function deskForTest(folder: string, launchPath: string | null = null): Promise<DeskForTest> {
  const [dataDirectory, samplesDirectory, work, homeDirectory] = ['data', 'assets', 'work', 'home'].map((name) => {
    mkdirSync(join(folder, name), { recursive: true });
    return join(folder, name);
  }) as [string, string, string, string];
  writeFileSync(
    join(samplesDirectory, 'lab-5.millrace.json'),
    '{"name":"Lab 5","nodes":[{"id":"a","config":{"path":"../samples/lab5"}}]}',
  );
  const answers: DialogAnswers = { open: null, target: null, path: null, replace: true };
  const shown: string[] = [];
  let language: Language = 'en';
  const desk = new DocumentDesk(
    {
      dataDirectory,
      samplesDirectory,
      homeDirectory,
      language: () => language,
      nowMs: () => 1_700_000_000_000,
      recentChanged: () => undefined,
      fileChanged: (path, state) => shown.push(`${state} ${path}`),
      dialogs: {
        chooseDocument: async (purpose, startIn) => {
          shown.push(`${purpose} ${startIn}`);
          return answers.open;
        },
        chooseTarget: async (suggested, kind) => {
          shown.push(`${kind === 'pipeline' ? 'save' : kind} ${suggested}`);
          return answers.target;
        },
        choosePath: async (kind, startIn) => {
          shown.push(`${kind} ${startIn}`);
          return answers.path;
        },
        confirmReplace: async (path) => {
          shown.push(`replace ${path}`);
          return answers.replace;
        },
        askAboutChanges: async () => 'cancel',
        showError: async (message) => {
          shown.push(`error ${message}`);
        },
      },
    },
    launchPath,
  );
  await desk.load();
  return {
    desk,
    answers,
    shown,
    setLanguage: (next) => {
      language = next;
    },
    write: (name, text) => {
      writeFileSync(join(work, name), text);
      return join(work, name);
    },
    restart: (path = null) => deskForTest(folder, path),
  };
}
