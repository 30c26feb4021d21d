import type { Reply, SerializedError } from '../contract/reply.ts';
import type { RunUpdate } from '../contract/run-update.ts';
import { ShellError, serializeError } from '../contract/shell-error.ts';
import type { EngineCallName, EngineInput, EngineMessage, EngineOutput, EngineRequest } from './engine-protocol.ts';

/** The part of a `Worker` of `node:worker_threads` that the client uses. */
export interface EngineThread {
  postMessage(request: EngineRequest): void;
  on(event: 'message', listener: (message: EngineMessage) => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
  on(event: 'exit', listener: (exitCode: number) => void): unknown;
  terminate(): Promise<unknown>;
}

export interface EngineEvents {
  snapshot(snapshot: RunUpdate): void;
  /** The thread ended by itself and a new one was started. The run, the tables and all calls under way are lost. */
  restarted(reason: string): void;
}

/** How long an orderly stop may take before the thread is ended by force, in ms. */
const STOP_LIMIT_MS = 2000;

/**
 * The main thread's hold on the engine's thread: starts it with the first call, sends calls, relays snapshots, starts it
 * again when it crashes. Calls always settle. A thread that ends before it was ever ready is not started again by
 * itself, so that a broken installation does not spin; the next call tries once more.
 */
export class EngineClient {
  readonly #startThread: () => EngineThread;
  readonly #events: EngineEvents;
  #connection: Connection | undefined;
  #stopped = false;

  constructor(startThread: () => EngineThread, events: EngineEvents) {
    this.#startThread = startThread;
    this.#events = events;
  }

  /** Starts the thread ahead of the first call. */
  start(): void {
    if (!this.#stopped) this.#connection ??= this.#connect();
  }

  /** Never rejects: what fails in the engine, or with it, is the reply's error. */
  request<Name extends EngineCallName>(name: Name, input: EngineInput<Name>): Promise<Reply<EngineOutput<Name>>> {
    if (this.#stopped) return Promise.resolve(failed(new ShellError('SHELL-018')));
    this.start();
    const connection = this.#connection;
    if (connection === undefined) return Promise.resolve(failed(new ShellError('SHELL-018')));
    // The reply to `name` carries its output: both ends share one table of calls.
    return connection.request(name, input) as Promise<Reply<EngineOutput<Name>>>;
  }

  /** Stops queries and thread, by force after `limitMs`. Calls under way fail; later ones do too. */
  async stop(limitMs = STOP_LIMIT_MS): Promise<void> {
    this.#stopped = true;
    const connection = this.#connection;
    this.#connection = undefined;
    await connection?.close(limitMs);
  }

  #connect(): Connection {
    const connection: Connection = new Connection(this.#startThread, {
      snapshot: (snapshot) => this.#events.snapshot(snapshot),
      ended: (reason, wasReady) => {
        if (this.#stopped || this.#connection !== connection) return;
        this.#connection = undefined;
        if (!wasReady) return;
        this.start();
        this.#events.restarted(reason);
      },
    });
    return connection;
  }
}

interface ConnectionEvents {
  snapshot(snapshot: RunUpdate): void;
  ended(reason: string, wasReady: boolean): void;
}

/** One thread from its start to its end. */
class Connection {
  readonly #thread: EngineThread | undefined;
  readonly #events: ConnectionEvents;
  readonly #pending = new Map<number, (reply: Reply<unknown>) => void>();
  readonly #exited: Promise<void>;
  #nextId = 1;
  #isReady = false;
  /** Why the thread is of no more use. */
  #failure: SerializedError | undefined;
  #reason: string | undefined;

  constructor(startThread: () => EngineThread, events: ConnectionEvents) {
    this.#events = events;
    let exited = (): void => undefined;
    this.#exited = new Promise((resolve) => {
      exited = resolve;
    });
    try {
      this.#thread = startThread();
    } catch (error) {
      exited();
      // Told after the constructor, when the owner knows this connection.
      queueMicrotask(() => this.#end(error instanceof Error ? error.message : String(error)));
      return;
    }
    this.#thread.on('message', (message) => this.#receive(message));
    this.#thread.on('error', (error) => {
      this.#reason ??= error instanceof Error ? error.message : String(error);
    });
    this.#thread.on('exit', (exitCode) => {
      exited();
      this.#end(this.#reason ?? `exit code ${exitCode}`);
    });
  }

  request(name: EngineCallName, input: unknown): Promise<Reply<unknown>> {
    if (this.#failure !== undefined) return Promise.resolve({ ok: false, error: this.#failure });
    const id = this.#nextId++;
    return new Promise((resolve) => {
      this.#pending.set(id, resolve);
      try {
        this.#thread?.postMessage({ id, name, input });
      } catch (error) {
        this.#pending.delete(id);
        resolve(failed(error));
      }
    });
  }

  async close(limitMs: number): Promise<void> {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const limit = new Promise<void>((resolve) => {
      timer = setTimeout(resolve, limitMs);
    });
    await Promise.race([this.request('shutdown', null), this.#exited, limit]);
    // Ending a thread waits for native work that cannot be broken off, so this too only gets what is left of the time.
    await Promise.race([this.#thread?.terminate(), limit]);
    clearTimeout(timer);
    this.#settle(serializeError(new ShellError('SHELL-018'), 'en'));
  }

  #receive(message: EngineMessage): void {
    switch (message.type) {
      case 'ready':
        this.#isReady = true;
        return;
      case 'failed':
        this.#reason = message.error.message;
        this.#end(message.error.message);
        void this.#thread?.terminate();
        return;
      case 'snapshot':
        this.#events.snapshot(message.snapshot);
        return;
      case 'reply': {
        const settle = this.#pending.get(message.id);
        this.#pending.delete(message.id);
        settle?.(message.reply);
      }
    }
  }

  #end(reason: string): void {
    if (this.#failure !== undefined) return;
    this.#settle(
      serializeError(
        this.#isReady ? new ShellError('SHELL-015') : new ShellError('SHELL-016', { detail: reason }),
        'en',
      ),
    );
    this.#events.ended(reason, this.#isReady);
  }

  #settle(error: SerializedError): void {
    this.#failure ??= error;
    for (const settle of this.#pending.values()) settle({ ok: false, error: this.#failure });
    this.#pending.clear();
  }
}

function failed(error: unknown): { readonly ok: false; readonly error: SerializedError } {
  return { ok: false, error: serializeError(error, 'en') };
}
