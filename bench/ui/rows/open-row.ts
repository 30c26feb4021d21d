import { summarize } from '../../measure/statistics.ts';
import { ratioText, summaryText } from '../../report/words.ts';
import { graphFile, graphWords } from '../app-page.ts';
import type { BareGraph, BarePage } from '../bare/bare-page.ts';
import { bareGraph } from '../bare-graph.ts';
import { canvasPlace } from '../frames.ts';
import { makeGraph, NODES_A_BLOCK } from '../graph.ts';
import type { UiRow } from '../ui-context.ts';

const nodes = 500;
const most = 1.2;

/**
 * Waits in the page until a graph of this name is drawn and gives the time since the epoch at which its frame was through.
 * `first` is a node that only this graph has.
 */
async function drawnAt(first: string): Promise<number> {
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  while (document.querySelector(`.react-flow__node[data-id="${first}"]`) === null) await nextFrame();
  await nextFrame();
  await nextFrame();
  return performance.timeOrigin + performance.now();
}

/** From the wish to open a file to the frame that shows it: reading and checking are in it, on both sides. */
export const openRow: UiRow = {
  id: 'open',
  async run(context) {
    const small = graphFile(context, NODES_A_BLOCK);
    const large = graphFile(context, nodes);
    const app = await context.startApp(small);
    const bare = await context.startBare();
    const first = `left-${nodes / NODES_A_BLOCK / 2}`;
    const ours: number[] = [];
    const theirs: number[] = [];
    try {
      await app.page.waitForSelector('.react-flow__node');
      await bare.page.waitForFunction(() => 'bare' in globalThis);
      const address = context.serve('large.json', JSON.stringify(bareGraph(makeGraph(nodes / NODES_A_BLOCK))));
      const empty: BareGraph = { nodes: [], edges: [] };
      for (let round = 0; round < (context.isQuick ? 3 : 7); round++) {
        ours.push(
          await (async () => {
            const drawn = app.page.evaluate(drawnAt, first);
            await app.page.waitForTimeout(300);
            const beganMs = Date.now();
            await app.app.evaluate(({ app: main }, path) => {
              main.emit('open-file', { preventDefault: () => undefined }, path);
            }, large);
            return (await drawn) - beganMs;
          })(),
        );
        const place = await app.page.evaluate(canvasPlace);
        const drawn = bare.page.evaluate(drawnAt, first);
        await bare.page.waitForTimeout(300);
        const beganMs = Date.now();
        await bare.page.evaluate(
          async ([from, at]) => {
            const graph = await (await fetch(from)).json();
            (globalThis as unknown as { readonly bare: BarePage }).bare.open(graph, at, at);
          },
          [address, place] as const,
        );
        theirs.push((await drawn) - beganMs);
        await bare.page.evaluate(
          ([graph, at]) => (globalThis as unknown as { readonly bare: BarePage }).bare.open(graph, at, at),
          [empty, place] as const,
        );
        const reopened = app.page.waitForFunction(
          (id) => document.querySelector(`.react-flow__node[data-id="${id}"]`) === null,
          first,
        );
        await app.app.evaluate(({ app: main }, path) => {
          main.emit('open-file', { preventDefault: () => undefined }, path);
        }, small);
        await reopened;
        await app.page.waitForTimeout(500);
      }
    } finally {
      await app.end();
      await bare.end();
    }
    const ratio = summarize(ours).median / summarize(theirs).median;
    return [
      {
        work: `open ${graphWords(nodes)}`,
        ours: summaryText(summarize(ours)),
        against: summaryText(summarize(theirs)),
        figure: ratioText(ratio),
        gate: `at most ${most}x`,
        mark: ratio <= most ? 'pass' : 'short',
      },
    ];
  },
};
