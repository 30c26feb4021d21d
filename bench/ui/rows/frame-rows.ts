import type { Page } from 'playwright-core';
import { quantile } from '../../measure/statistics.ts';
import type { ResultLine } from '../../report/result-line.ts';
import { ratioText, timeText } from '../../report/words.ts';
import { graphWords, openPair, placeAlike, startRun } from '../app-page.ts';
import { LEAD_FRAMES, middleNode, recordFrames, zoomTo } from '../frames.ts';
import type { UiContext, UiRow } from '../ui-context.ts';

type Kind = 'pan' | 'drag';

const radius: Readonly<Record<Kind, number>> = { pan: 150, drag: 60 };
/** Where cards are read: as near as people work. */
const nearZoom = 1;

async function times(page: Page, kind: Kind, frames: number): Promise<number[]> {
  const nodeId = kind === 'pan' ? null : await page.evaluate(middleNode);
  return page.evaluate(recordFrames, {
    nodeId,
    frames,
    radius: radius[kind],
    // The circle closes: what is seen is the same for all gestures, on both sides.
    round: LEAD_FRAMES + frames,
    lead: LEAD_FRAMES,
  });
}

interface Frames {
  readonly ours: readonly number[];
  readonly bare: readonly number[];
}

/** Frames of both in turns, so that a machine that is busy for a while is so for both. */
async function compare(app: Page, bare: Page, kind: Kind, { isQuick }: UiContext): Promise<Frames> {
  const ours: number[] = [];
  const theirs: number[] = [];
  const frames = isQuick ? 40 : 80;
  for (let round = 0; round < (isQuick ? 2 : 4); round++) {
    ours.push(...(await times(app, kind, frames)));
    theirs.push(...(await times(bare, kind, frames)));
  }
  return { ours, bare: theirs };
}

/** @param most the largest share of the bare page's time that is asked for */
function lineOf(work: string, { ours, bare }: Frames, most: number, gate: string): ResultLine {
  const said = (frames: readonly number[]): string =>
    `p95 ${timeText(quantile(frames, 0.95))}, median ${timeText(quantile(frames, 0.5))}`;
  const ratio = quantile(ours, 0.95) / quantile(bare, 0.95);
  return {
    work,
    ours: said(ours),
    against: said(bare),
    figure: ratioText(ratio),
    gate,
    mark: ratio <= most ? 'pass' : 'short',
  };
}

/** A pipeline of so many nodes, all in sight and near by, panned and with a node dragged. */
export function frameRow(id: string, nodes: number, isLive: boolean, most: number, gate: string): UiRow {
  return {
    id,
    async run(context) {
      const pair = await openPair(context, nodes);
      const lines: ResultLine[] = [];
      const { page: app } = pair.app;
      const { page: bare } = pair.bare;
      try {
        if (isLive) await startRun(app);
        for (const place of ['all in sight', 'near'] as const) {
          if (place === 'near') {
            await app.evaluate(zoomTo, nearZoom);
            await placeAlike(app, bare, nodes);
            await bare.waitForTimeout(1500);
          }
          for (const kind of ['pan', 'drag'] as const) {
            const words = `${kind}, ${graphWords(nodes)}, ${place}${isLive ? ', running' : ''}`;
            lines.push(lineOf(words, await compare(app, bare, kind, context), most, gate));
          }
        }
      } finally {
        await pair.end();
      }
      return lines;
    },
  };
}
