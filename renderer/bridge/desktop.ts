/**
 * The only way out of the page: the one file that touches `window.millrace`, which the preload puts there (in a plain
 * browser and in tests the fake takes its place).
 */
import type {
  EventName,
  EventPayload,
  RequestInput,
  RequestName,
  RequestOutput,
} from '../../electron/contract/channels.ts';
import type { Desktop } from '../../electron/contract/desktop.ts';
import type { SerializedError } from '../../electron/contract/reply.ts';

declare global {
  var millrace: Desktop | undefined;
}

/** A request that the other side refused; `error` is what it said, with its code. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
  readonly error: SerializedError;

  constructor(error: SerializedError) {
    super(error.message);
    this.error = error;
  }
}

/** Requests and events of the main process, as the model uses them. */
export interface Bridge {
  /** Resolves to the answer; throws `RequestError` when the other side refuses. */
  request<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<RequestOutput<Name>>;
  /** Returns the function that ends the subscription. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
  /** Paths of the files and folders that the user dropped on the window last. */
  droppedPaths(): readonly string[];
}

/** A bridge over `desktop`. */
export function connectBridge(desktop: Desktop): Bridge {
  return {
    async request(name, input) {
      const reply = await desktop.request(name, input);
      if (reply.ok) return reply.value;
      throw new RequestError(reply.error);
    },
    on: (name, listener) => desktop.on(name, listener),
    droppedPaths: () => desktop.droppedPaths(),
  };
}

/** Whether the page runs inside the app (or a fake was installed). */
export function hasDesktop(): boolean {
  return globalThis.millrace !== undefined;
}

/** Puts a stand-in where the preload puts the real one. */
export function installDesktop(desktop: Desktop): void {
  globalThis.millrace = desktop;
}

function desktop(): Desktop {
  if (globalThis.millrace === undefined) throw new Error('the page runs outside the app');
  return globalThis.millrace;
}

/** The page's own bridge. */
export const bridge: Bridge = {
  request: async (name, input) => connectBridge(desktop()).request(name, input),
  on: (name, listener) => desktop().on(name, listener),
  droppedPaths: () => desktop().droppedPaths(),
};

export const request: Bridge['request'] = bridge.request;
export const on: Bridge['on'] = bridge.on;
