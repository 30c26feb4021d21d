import type { EventName, EventPayload, RequestInput, RequestName, RequestOutput } from './channels.ts';
import type { Reply } from './reply.ts';

/** What the preload puts on `window.millrace`: the only way from the page to the main process. */
export interface Desktop {
  request<Name extends RequestName>(name: Name, input: RequestInput<Name>): Promise<Reply<RequestOutput<Name>>>;
  /** Returns the function that ends the subscription. */
  on<Name extends EventName>(name: Name, listener: (payload: EventPayload<Name>) => void): () => void;
  /** Paths of the files and folders that the user dropped on the window last, in their order. Only these can be asked about. */
  droppedPaths(): readonly string[];
}
