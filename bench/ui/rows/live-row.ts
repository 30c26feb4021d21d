import type { Page } from 'playwright-core';
import { must } from '../../../engine/base/assert.ts';
import { bytesText, timeText } from '../../report/words.ts';
import { graphFile, graphWords, startRun } from '../app-page.ts';
import { LEAD_FRAMES, recordFrames } from '../frames.ts';
import type { UiRow, UiSide } from '../ui-context.ts';

const nodes = 500;
const watchedMs = 10_000;

/** Of Chromium's own counters: seconds of script, and the heap in bytes. */
async function metrics(page: Page): Promise<{ readonly scriptMs: number; readonly heap: number }> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable');
  await session.send('HeapProfiler.enable');
  await session.send('HeapProfiler.collectGarbage');
  const { metrics: all } = await session.send('Performance.getMetrics');
  const value = (name: string): number =>
    must(
      all.find((each) => each.name === name),
      name,
    ).value;
  const now = { scriptMs: value('ScriptDuration') * 1000, heap: value('JSHeapUsedSize') };
  await session.detach();
  return now;
}

interface Counted {
  readonly count: number;
  readonly largest: number;
}

/** Counts what main sends to the window from now on; the function returned gives the messages so far and their bytes. */
async function countMessages({ app }: UiSide): Promise<() => Promise<Counted>> {
  const handle = await app.evaluateHandle(({ BrowserWindow }) => {
    const v8: typeof import('node:v8') | undefined = process.mainModule?.require('node:v8');
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (v8 === undefined || contents === undefined) throw new Error('there is a window, and main is a CommonJS module');
    const counted = { count: 0, largest: 0 };
    const send = contents.send.bind(contents);
    contents.send = (channel: string, ...payload: unknown[]) => {
      counted.count++;
      counted.largest = Math.max(counted.largest, v8.serialize(payload).length);
      send(channel, ...payload);
    };
    return counted;
  });
  return () => handle.jsonValue();
}

/** What live counters cost: script in the page, messages, and memory in the long run. */
export const liveRow: UiRow = {
  id: 'live',
  async run(context) {
    const side = await context.startApp(graphFile(context, nodes));
    const { page } = side;
    try {
      await page.waitForSelector('.react-flow__node');
      await startRun(page);
      const before = await metrics(page);
      const counted = await countMessages(side);
      await page.waitForTimeout(watchedMs);
      const { count, largest } = await counted();
      const after = await metrics(page);
      const script = (after.scriptMs - before.scriptMs) / Math.max(1, count);
      const aSecond = count / (watchedMs / 1000);
      // The caches of the first minute are not growth.
      for (let warm = 0; warm < 5; warm++) await pan(page);
      const heapBefore = (await metrics(page)).heap;
      const untilMs = Date.now() + context.minutes * 60_000;
      while (Date.now() < untilMs) await pan(page);
      const heapAfter = (await metrics(page)).heap;
      const growth = heapAfter / heapBefore - 1;
      const work = graphWords(nodes);
      return [
        {
          work: `script for live counters, ${work}`,
          ours: `${timeText(script)} a frame with new counters`,
          against: '',
          figure: timeText(script),
          gate: 'under 4 ms',
          mark: script < 4 ? 'pass' : 'short',
        },
        {
          work: `messages to the window, ${work}`,
          ours: `${aSecond.toFixed(1)} a second, the largest ${bytesText(largest)}`,
          against: '',
          figure: `${aSecond.toFixed(1)}/s, ${bytesText(largest)}`,
          gate: 'at most 10/s and 64 kB',
          // A tenth of a message is the edge of the second.
          mark: aSecond <= 10.1 && largest <= 64_000 ? 'pass' : 'short',
        },
        {
          work: `heap over ${context.minutes} minutes of pan and run, ${work}`,
          ours: `${bytesText(heapBefore)} to ${bytesText(heapAfter)}`,
          against: '',
          figure: `${(growth * 100).toFixed(1)} %`,
          gate: 'under 10 % in 10 minutes',
          mark: growth < 0.1 ? (context.minutes >= 10 ? 'pass' : 'shown') : 'short',
        },
      ];
    } finally {
      await side.end();
    }
  },
};

async function pan(page: Page): Promise<void> {
  await page.evaluate(recordFrames, {
    nodeId: null,
    frames: 110,
    radius: 150,
    round: 110 + LEAD_FRAMES,
    lead: LEAD_FRAMES,
  });
}
