import { EXIT, type ExitCode } from './exit-code.ts';

/** Signals that ask a program to end: Ctrl-C, a polite kill, a terminal that is closed. */
const ENDINGS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What an interruption needs of the process; Node's own is one. */
export interface Interruptible {
  on(signal: (typeof ENDINGS)[number], heard: () => void): unknown;
  exit(code: ExitCode): void;
}

/**
 * How a command is ended from outside: by a signal, or because nobody reads what it writes any more. A command that listens is
 * asked to stop cleanly, so that its checkpoint can be gone on with, and a second signal ends the process at once; one that does
 * not has nothing to lose and ends as it is.
 */
export class Interruption {
  readonly #process: Interruptible;
  readonly #controller = new AbortController();
  #listens = false;
  #closed: ExitCode | null = null;

  constructor(process: Interruptible) {
    this.#process = process;
  }

  /** Aborted when the command is to stop. */
  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  /** Whether it is to stop because nobody reads its output any more. */
  get isUnheard(): boolean {
    return this.#closed !== null;
  }

  /** What the process says once the command has stopped. */
  get exitCode(): ExitCode {
    return this.#closed ?? EXIT.interrupted;
  }

  /** From now on the command sees to its end itself. Called once. */
  listen(): void {
    this.#listens = true;
    for (const signal of ENDINGS) {
      this.#process.on(signal, () => {
        if (this.signal.aborted) this.#process.exit(this.exitCode);
        else this.#controller.abort();
      });
    }
  }

  /** Standard output cannot be written to. That its reader has seen enough (`millrace … | head`) is no failure. */
  outputClosed(error: NodeJS.ErrnoException): void {
    if (this.signal.aborted) return;
    this.#closed = error.code === 'EPIPE' ? EXIT.done : EXIT.runFailed;
    if (!this.#listens) this.#process.exit(this.#closed);
    this.#controller.abort();
  }
}
