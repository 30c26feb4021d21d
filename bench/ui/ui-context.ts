import type { ElectronApplication, Page } from 'playwright-core';
import type { ResultLine } from '../report/result-line.ts';

/** What is started for a measurement; both sides run on the same Electron with the same switches. */
export interface UiSide {
  readonly app: ElectronApplication;
  readonly page: Page;
  end(): Promise<void>;
}

export interface UiContext {
  readonly isQuick: boolean;
  /** Of pan and run, for what the heap grows by. */
  readonly minutes: number;
  readonly say: (line: string) => void;
  /** A new folder that is removed with the run. */
  folder(): string;
  /** Opens Millrace with a pipeline file. */
  startApp(file: string): Promise<UiSide>;
  /** Opens the bare page; with the graph at this address where one is given. */
  startBare(graph?: string): Promise<UiSide>;
  /** Serves a text for the bare page. @returns its address */
  serve(name: string, text: string): string;
  /** Time from the start of a process to its page's mark `usable`, ms. */
  coldStart(side: 'app' | 'bare', graph: string): Promise<number>;
}

export interface UiRow {
  readonly id: string;
  run(context: UiContext): Promise<readonly ResultLine[]>;
}
