import process from 'node:process';
import { parentPort } from 'node:worker_threads';
import type { Operations, Reply, Request } from './side-protocol.ts';

/** Answers the requests of whoever started this process or thread, until it is let go. */
export function serveSide(operations: Operations): void {
  if (parentPort !== null) {
    const port = parentPort;
    port.on('message', (request: Request) => void answer(operations, request).then((reply) => port.postMessage(reply)));
    return;
  }
  process.on('message', (request: Request) => void answer(operations, request).then((reply) => process.send?.(reply)));
  process.on('disconnect', () => process.exit());
}

async function answer(operations: Operations, { operation, input }: Request): Promise<Reply> {
  try {
    const work = operations[operation] as ((input: unknown) => unknown) | undefined;
    if (work === undefined) throw new Error(`no operation ${operation}`);
    return { value: await work(input) };
  } catch (error) {
    return { error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
