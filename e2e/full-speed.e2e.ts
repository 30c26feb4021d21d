/** A run that keeps all threads of the engine busy: the window is served meanwhile, and the run can be stopped and started again. */
import type { IntervalHistogram } from 'node:perf_hooks';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desktop } from '../electron/contract/desktop.ts';
import { publishedTotals } from '../engine/testing/lab/lab.ts';
import { type LargeLab, makeLargeLab } from './support/large-lab.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  chooseFromMenu,
  copiedAnswer,
  dismissNotices,
  expectText,
  field,
  inspector,
  results,
  runBar,
  slowMs,
} from './support/workbench.ts';

/** A full run on slow cores that others use as well, ms. */
const runMs = 3 * slowMs;

let lab: LargeLab;
let launched: LaunchedApp;
let page: Page;
beforeAll(async () => {
  lab = makeLargeLab(3, 24);
  launched = await launchApp({ args: [lab.path] });
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
});
afterAll(async () => {
  if (launched !== undefined) {
    await answerDialogs(launched.app, { button: 1 });
    await launched.close();
  }
  lab?.remove();
});

const run = () => chooseFromMenu(page, 'More ways to run', /^Run as batch/);
const stop = () => runBar(page).getByRole('button', { name: /Stop/ });

/** Rows that the run has read so far; the window rounds large numbers. */
function rowsRead(): Promise<number> {
  return page.evaluate(async () => {
    const { millrace } = globalThis as unknown as { readonly millrace: Desktop };
    const snapshot = await millrace.request('engine.snapshot', null);
    return (snapshot.ok && snapshot.value?.queries[0]?.nodes.events?.out) || 0;
  });
}

/** How long things took, ms, one number each time. */
interface Served {
  /** Calls that the main process answers. */
  readonly main: number[];
  /** Calls that the engine's own thread answers. */
  readonly engine: number[];
  /** From a click on a tab until the window shows it. */
  readonly clicks: number[];
}

/** Calls and clicks, one after the other, for as long as the run goes on. */
function useWindowWhileRunning(): Promise<Served> {
  return page.evaluate(async () => {
    const { millrace } = globalThis as unknown as { readonly millrace: Desktop };
    const served: Served = { main: [], engine: [], clicks: [] };
    const timed = async <Answer>(times: number[], what: () => Promise<Answer>): Promise<Answer> => {
      const beganMs = performance.now();
      const answer = await what();
      times.push(performance.now() - beganMs);
      return answer;
    };
    const tabs = [...document.querySelectorAll<HTMLElement>('[role="tab"]')].filter(({ textContent }) =>
      /^(Problems|Results)/.test(textContent ?? ''),
    );
    const click = async (tab: HTMLElement): Promise<void> => {
      tab.click();
      while (tab.getAttribute('aria-selected') !== 'true') {
        await new Promise((resolve) => requestAnimationFrame(resolve));
      }
    };
    for (let turn = 0; ; turn++) {
      const info = await timed(served.main, () => millrace.request('app.info', null));
      if (!info.ok) throw new Error(info.error.message);
      const snapshot = await timed(served.engine, () => millrace.request('engine.snapshot', null));
      if (!snapshot.ok) throw new Error(snapshot.error.message);
      if (snapshot.value?.isActive !== true) return served;
      const tab = tabs[turn % tabs.length];
      if (tab !== undefined) await timed(served.clicks, () => click(tab));
      // A user's pace, and the window's own work for the click is not held against the next call.
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  });
}

async function watchMainLoop(): Promise<() => Promise<readonly number[]>> {
  const handle = await launched.app.evaluateHandle(() => {
    const hooks: typeof import('node:perf_hooks') | undefined = process.mainModule?.require('node:perf_hooks');
    if (hooks === undefined) throw new Error('main is a CommonJS module');
    const delays = hooks.monitorEventLoopDelay({ resolution: 1 });
    delays.enable();
    return delays;
  });
  return () =>
    handle.evaluate((delays: IntervalHistogram) => {
      delays.disable();
      return [delays.percentile(50), delays.percentile(99), delays.max].map((nanos) => nanos / 1e6);
    });
}

/** Beside the test's own report: what was measured is judged by people. */
const say = (text: string): void => void process.stderr.write(`${text}\n`);

function told(what: string, times: readonly number[]): string {
  const sorted = [...times].sort((a, b) => a - b);
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(1);
  return `${what}: ${sorted.length}, p50 ${at(0.5)} ms, p99 ${at(0.99)} ms`;
}

async function expectRightAnswer(): Promise<void> {
  await expectText(runBar(page), /Finished\s+batch/, runMs);
  expect(await rowsRead()).toBe(lab.rows);
  await page.getByRole('tab', { name: /^Results/ }).click();
  await results(page).getByRole('tab', { name: 'Totals' }).click();
  await expectText(results(page), /\b2 rows · [\d,]+ ms/, slowMs);
  const totals = await copiedAnswer(launched.app, page);
  expect(totals.map(Object.values).sort()).toEqual(
    publishedTotals().map(([action, count]) => [action, Number(count) * lab.times]),
  );
  await dismissNotices(page);
}

describe('a run at full speed', () => {
  it('leaves the window served, and ends right', async () => {
    const delays = await watchMainLoop();
    await run();
    const served = await useWindowWhileRunning();
    const [p50 = 0, p99 = 0, max = 0] = await delays();
    say(
      [
        `event loop of main: p50 ${p50.toFixed(1)} ms, p99 ${p99.toFixed(1)} ms, max ${max.toFixed(1)} ms`,
        told('calls to main', served.main),
        told('calls to the engine', served.engine),
        told('clicks', served.clicks),
      ].join('\n'),
    );
    for (const times of Object.values(served)) expect(times.length).toBeGreaterThan(1);
    await expectRightAnswer();
    await launched.screenshot('full-speed-01-finished');
  });

  it('can be stopped on its way and started again', async () => {
    await run();
    await expect.poll(rowsRead, { timeout: slowMs, interval: 20 }).toBeGreaterThan(0);
    const beganMs = performance.now();
    await stop().click();
    await expectText(runBar(page), 'Stopped', slowMs);
    say(`stopped after ${Math.round(performance.now() - beganMs)} ms, the click included`);
    expect(await rowsRead()).toBeLessThan(lab.rows);
    await launched.screenshot('full-speed-02-stopped');
    await run();
    await expectRightAnswer();
  });
});

describe('the memory limit', () => {
  it('is a setting of the pipeline, judged while it is typed', async () => {
    await page.keyboard.press('Escape');
    await field(page, 'Memory limit').fill('plenty');
    await expect.poll(() => field(page, 'Memory limit').getAttribute('aria-invalid')).toBe('true');
    await page.keyboard.press('Tab');
    await inspector(page)
      .getByText(/^Memory limit|^memory limit|in memory/)
      .last()
      .scrollIntoViewIfNeeded();
    await launched.screenshot('full-speed-03-limit-english');
    await chooseFromMenu(page, 'Language', 'Français');
    const inFrench = page.getByRole('complementary', { name: 'Inspecteur' });
    const limit = inFrench.getByRole('combobox', { name: 'Limite de mémoire' });
    await limit.scrollIntoViewIfNeeded();
    await launched.screenshot('full-speed-04-limit-french');
    await limit.fill('512 MB');
    await page.keyboard.press('Tab');
    await expect.poll(() => limit.getAttribute('aria-invalid')).not.toBe('true');
    await chooseFromMenu(page, 'Langue', 'English');
    expect(launched.errors).toEqual([]);
  });
});
