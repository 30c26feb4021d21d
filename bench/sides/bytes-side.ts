/** The side that only reads: what no engine can be faster than. Each thread reads its part of every file into one buffer. */
import { once } from 'node:events';
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { isMainThread, parentPort, Worker } from 'node:worker_threads';
import { startTiming, type Timing } from '../measure/timing.ts';
import { serveSide } from './serve-side.ts';

const BUFFER_BYTES = 256 * 1024;

interface Part {
  readonly files: readonly string[];
  readonly part: number;
  readonly parts: number;
}

const workers: Worker[] = [];

const operations = {
  /** Starts the threads that read beside this one. */
  async open({ threads }: { readonly threads: number }): Promise<void> {
    for (let i = 1; i < threads; i++) {
      const worker = new Worker(__filename);
      workers.push(worker);
      await once(worker, 'message');
    }
  },

  /** Reads all files from end to end once. */
  async run({ files }: { readonly files: readonly string[] }): Promise<Timing> {
    const parts = workers.length + 1;
    const end = startTiming();
    const others = workers.map((worker, i) => {
      const done = once(worker, 'message');
      worker.postMessage({ files, part: i + 1, parts } satisfies Part);
      return done;
    });
    readPart({ files, part: 0, parts });
    await Promise.all(others);
    return end();
  },
};

const buffer = Buffer.allocUnsafeSlow(BUFFER_BYTES);

function readPart({ files, part, parts }: Part): void {
  for (const path of files) {
    const file = openSync(path, 'r');
    const { size } = statSync(path);
    const end = Math.floor((size * (part + 1)) / parts);
    let at = Math.floor((size * part) / parts);
    while (at < end) {
      const read = readSync(file, buffer, 0, Math.min(BUFFER_BYTES, end - at), at);
      if (read === 0) break;
      at += read;
    }
    closeSync(file);
  }
}

export type BytesSide = typeof operations;

if (isMainThread) serveSide(operations);
else {
  parentPort?.on('message', (part: Part) => {
    readPart(part);
    parentPort?.postMessage('read');
  });
  parentPort?.postMessage('ready');
}
