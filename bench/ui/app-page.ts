import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import type { BarePage } from './bare/bare-page.ts';
import { bareGraph } from './bare-graph.ts';
import { canvasPlace } from './frames.ts';
import { EDGES_A_BLOCK, makeGraph, NODES_A_BLOCK } from './graph.ts';
import type { UiContext, UiSide } from './ui-context.ts';

/** Both sides with the same graph at the same place, in canvases of the same size. */
export interface Pair {
  readonly app: UiSide;
  readonly bare: UiSide;
  end(): Promise<void>;
}

const settleMs = 1500;

export function graphFile(context: UiContext, nodes: number): string {
  const file = join(context.folder(), `graph-${nodes}.millrace.json`);
  writeFileSync(file, JSON.stringify(makeGraph(nodes / NODES_A_BLOCK)));
  return file;
}

export function graphWords(nodes: number): string {
  const edges = (nodes / NODES_A_BLOCK) * EDGES_A_BLOCK;
  return `${nodes.toLocaleString('en')} nodes, ${edges.toLocaleString('en')} wires`;
}

export async function openPair(context: UiContext, nodes: number): Promise<Pair> {
  const app = await context.startApp(graphFile(context, nodes));
  await app.page.waitForSelector('.react-flow__node');
  const bare = await context.startBare();
  await bare.page.waitForFunction(() => 'bare' in globalThis);
  await app.page.waitForTimeout(settleMs);
  await placeAlike(app.page, bare.page, nodes);
  await bare.page.waitForTimeout(settleMs);
  return {
    app,
    bare,
    async end() {
      await app.end();
      await bare.end();
    },
  };
}

/** Puts the bare page's canvas where Millrace's stands. */
export async function placeAlike(app: Page, bare: Page, nodes: number): Promise<void> {
  const place = await app.evaluate(canvasPlace);
  const graph = bareGraph(makeGraph(nodes / NODES_A_BLOCK));
  await bare.evaluate(
    ([shown, at]) => {
      (globalThis as unknown as { readonly bare: BarePage }).bare.open(shown, at, at);
    },
    [graph, place] as const,
  );
}

/** Starts the run and waits until its counters move. */
export async function startRun(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Run/ }).first().click();
  await page.waitForTimeout(4 * settleMs);
}
