import { type ChildProcess, fork } from 'node:child_process';
import type { InputOf, Operations, OutputOf, Reply, Request } from './side-protocol.ts';

export interface SideOptions {
  /** The built program of the side. */
  readonly program: string;
  /** For Node itself, such as `--cpu-prof`. */
  readonly nodeArguments?: readonly string[];
}

/** A process of its own that does one side's work, so that neither side's memory, compiler or threads weigh on the other. */
export class SideProcess<Offered extends Operations> {
  readonly #child: ChildProcess;
  readonly #ended: Promise<string>;

  constructor({ program, nodeArguments = [] }: SideOptions) {
    this.#child = fork(program, { execArgv: [...nodeArguments], stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    this.#ended = new Promise((resolve) => {
      this.#child.once('error', (error) => resolve(error.message));
      this.#child.once('exit', (code, signal) => resolve(`the process ended with ${signal ?? `code ${code}`}`));
    });
  }

  /** Asks for one thing and waits for it. Rejects with what the side threw, or when its process ends. */
  async call<Name extends keyof Offered & string>(
    operation: Name,
    input: InputOf<Offered, Name>,
  ): Promise<OutputOf<Offered, Name>> {
    const reply = new Promise<Reply>((resolve) => {
      this.#child.once('message', (message) => resolve(message as Reply));
    });
    const request: Request = { operation, input };
    // A process that has ended cannot be sent anything; that it has is told by `#ended`.
    this.#child.send(request, () => undefined);
    const answer = await Promise.race([reply, this.#ended.then((error): Reply => ({ error }))]);
    if ('error' in answer) throw new Error(`${operation}: ${answer.error}`);
    return answer.value as OutputOf<Offered, Name>;
  }

  /** Lets the process go and waits until it has ended. */
  async end(): Promise<void> {
    if (this.#child.connected) this.#child.disconnect();
    await this.#ended;
  }
}
