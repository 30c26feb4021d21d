/** The engine's thread: a worker of the main process that serves one session. */
import { join } from 'node:path';
import { parentPort, Worker } from 'node:worker_threads';
import { must } from '../../engine/base/assert.ts';
import { createSession } from '../../engine/session.ts';
import { serveEngine } from './engine-server.ts';

const port = must(parentPort, 'the engine runs as a worker thread');

void serveEngine(
  {
    post: (message) => port.postMessage(message),
    onRequest: (listener) => port.on('message', listener),
  },
  () => createSession({ startStageThread: (options) => new Worker(join(__dirname, 'stage-worker.cjs'), options) }),
);
