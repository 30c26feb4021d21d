/** The library on a thread of its own, so that a large pipeline does not hold up the window. Started when first needed. */
import type { ELK } from 'elkjs/lib/elk-api.js';
import workerAddress from 'elkjs/lib/elk-worker.min.js?url';
import { type LayoutGraph, type LayoutPlaces, layOut } from './lay-out.ts';

let started: Promise<ELK> | null = null;

/** Lays a graph out on the thread; rejects where the library cannot. */
export async function layOutOnThread(graph: LayoutGraph): Promise<LayoutPlaces> {
  started ??= startLibrary();
  return layOut(await started, graph);
}

async function startLibrary(): Promise<ELK> {
  const { default: Elk } = await import('elkjs/lib/elk-api.js');
  return new Elk({ workerFactory: () => new Worker(workerAddress) });
}
