import { type ChildProcess, spawn } from 'node:child_process';
import process from 'node:process';

/** How a run of the command line ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Whole lines of standard output, each a JSON object. */
  readonly lines: readonly OutputLine[];
  /** What stands behind the last line end: not empty where a line was cut off. */
  readonly rest: string;
  readonly err: string;
}

export type OutputLine = Readonly<Record<string, unknown>> & { readonly type: string };

/** Processes that must not outlive this one. */
const running = new Set<ChildProcess>();
process.once('exit', () => {
  for (const child of running) child.kill('SIGKILL');
});

/** The command line as a process of its own, started on its bundle so that a signal meets the process that works. */
export class ProgramProcess {
  readonly ended: Promise<Ended>;
  readonly #child: ChildProcess;
  readonly #lines: OutputLine[] = [];
  readonly #told: (line: OutputLine) => void;
  readonly #waiting: { readonly type: string; readonly heard: () => void }[] = [];
  #rest = '';

  /** `told` hears of each line of standard output as it comes. */
  constructor(program: string, args: readonly string[], told: (line: OutputLine) => void = () => undefined) {
    this.#told = told;
    this.#child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    running.add(this.#child);
    let err = '';
    this.#child.stdout?.setEncoding('utf8').on('data', (text: string) => this.#hear(text));
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      err += text;
    });
    this.ended = new Promise((resolve, reject) => {
      this.#child.once('error', reject);
      this.#child.once('close', (code, signal) => {
        running.delete(this.#child);
        resolve({ code, signal, lines: this.#lines, rest: this.#rest, err });
      });
    });
  }

  get pid(): number {
    return this.#child.pid ?? 0;
  }

  /** Resolves at the first line of this type that has come or comes; never where none does. */
  first(type: string): Promise<void> {
    if (this.#lines.some((line) => line.type === type)) return Promise.resolve();
    return new Promise((heard) => this.#waiting.push({ type, heard }));
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Closes the pipe that its standard output goes into. */
  stopReading(): void {
    this.#child.stdout?.destroy();
  }

  #hear(text: string): void {
    const parts = (this.#rest + text).split('\n');
    this.#rest = parts.pop() ?? '';
    for (const part of parts) {
      const line = JSON.parse(part) as OutputLine;
      this.#lines.push(line);
      this.#told(line);
      for (const { type, heard } of this.#waiting) if (type === line.type) heard();
    }
  }
}
