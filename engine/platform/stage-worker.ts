/**
 * A worker thread that runs compiled stages over ranges of files, for as long as its session. The entry of a bundle of its own,
 * which holds no more than stages need.
 */
import { parentPort } from 'node:worker_threads';
import { must } from '../base/assert.ts';
import { stageTaskOf } from '../execution/parallel/stage-data.ts';
import type { StageRequest } from '../execution/parallel/stage-messages.ts';
import { StageServer } from '../execution/parallel/stage-server.ts';

const port = must(parentPort, 'stages run in a worker thread');
const server = new StageServer(stageTaskOf, (reply, transfer) => port.postMessage(reply, [...transfer]));

port.on('message', (request: StageRequest) => server.receive(request));
port.on('messageerror', (error) => {
  throw error;
});
