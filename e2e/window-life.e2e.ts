/** A run outlives its page: the page loaded anew, crashed or out of sight, and the app started a second time. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxFlags } from '../scripts/display.mjs';
import { root } from '../scripts/paths.mjs';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import { expectCount, expectText, field, node, notices, rows, runBar, slowMs, wire } from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
let profile = '';

beforeAll(async () => {
  profile = mkdtempSync(join(tmpdir(), 'millrace-window-'));
  launched = await launchApp({ userData: profile, args: [join(root, 'assets/pipelines/lab-5.millrace.json')] });
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
});
afterAll(async () => {
  if (launched !== undefined) {
    await answerDialogs(launched.app, { button: 1 });
    await launched.close();
  }
  rmSync(profile, { recursive: true, force: true });
});

const rowsPanel = () => page.getByRole('region', { name: 'Rows', exact: true });
const question = () => page.getByRole('alertdialog').or(page.getByRole('dialog'));

describe('a page that is loaded anew', () => {
  it('shows the run that waits, its figures and its rows, and steps it on', async () => {
    await page.keyboard.press('F10');
    await expectText(runBar(page), /Paused.*Batches 1\b/, slowMs);
    await expectText(rows(page, 'Schema', 'out'), /^2,000$/);
    await page.reload();
    await expectText(runBar(page), /Paused.*Batches 1\b/, slowMs);
    await expectText(rows(page, 'Schema', 'out'), /^2,000$/);
    await node(page, 'Schema').click();
    await page.getByRole('tab', { name: 'Rows', exact: true }).click();
    await expectText(rowsPanel(), /Schema Batch 0 the last 200 of 2,000 rows/, slowMs);
    await launched.screenshot('window-life-01-reloaded');
    await page.keyboard.press('F10');
    await expectText(runBar(page), /Paused.*Batches 2\b/, slowMs);
    await expectText(rows(page, 'Schema', 'out'), /^4,000$/);
  });

  it('stays at the breakpoint that was met, and with work that was in no file', async () => {
    await wire(page, 'Window', 'GroupBy').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('F9');
    await page.keyboard.press('F6');
    await expectText(runBar(page), /Paused.*Breakpoint in batch 2\b/, slowMs);
    await expectText(rowsPanel(), /Window → GroupBy Batch 2 .*met the breakpoint/, slowMs);
    await node(page, 'GroupBy').click();
    await field(page, 'Label').fill('Kept');
    await page.reload();
    await expectText(question(), 'Unsaved work was found', slowMs);
    await question().getByRole('button', { name: 'Recover it' }).click();
    await expectText(node(page, 'GroupBy'), 'Kept');
    await expectText(runBar(page), /Paused.*Breakpoint in batch 2\b/, slowMs);
    await expectText(rowsPanel(), /Window → Kept Batch 2 .*met the breakpoint/, slowMs);
    await expectText(rows(page, 'Schema', 'out'), /^6,000$/);
    await launched.screenshot('window-life-02-recovered');
    await page.keyboard.press('F6');
    await expectText(runBar(page), /Paused.*Breakpoint in batch 3\b/, slowMs);
    await page.getByRole('button', { name: /^Breakpoint on / }).click();
    await page.keyboard.press('F9');
    await expectCount(page.getByRole('button', { name: /^Breakpoint on / }), 0);
  });
});

/** What the window is told of the run from now on, counted in the main process. */
async function countPushes(): Promise<() => Promise<number>> {
  await launched.app.evaluate(({ BrowserWindow }) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    if (contents === undefined) throw new Error('no window');
    const counted = globalThis as { pushes?: number };
    counted.pushes = 0;
    const send = contents.send.bind(contents);
    contents.send = (channel, ...args) => {
      if (channel === 'millrace:engine.snapshot') counted.pushes = (counted.pushes ?? 0) + 1;
      send(channel, ...args);
    };
  });
  return () => launched.app.evaluate(() => (globalThis as { pushes?: number }).pushes ?? 0);
}

/** Tells the page that it is seen or not; the test's own hold on it keeps it from finding out by itself. */
async function setSeen(isSeen: boolean): Promise<void> {
  await page.evaluate(
    (state) => {
      Object.defineProperty(document, 'visibilityState', { configurable: true, get: () => state });
      document.dispatchEvent(new Event('visibilitychange'));
    },
    isSeen ? 'visible' : 'hidden',
  );
}

describe('a window that is out of sight', () => {
  it('is told nothing, and shows all of the run when it is back', async () => {
    const pushes = await countPushes();
    await page.keyboard.press('F10');
    await expect.poll(pushes, { timeout: slowMs }).toBeGreaterThan(0);
    await setSeen(false);
    await page.waitForTimeout(200);
    const before = await pushes();
    await page.evaluate(() => document.querySelector<HTMLElement>('[aria-label="Go on"]')?.click());
    await page.waitForTimeout(1500);
    expect(await pushes()).toBe(before);
    await setSeen(true);
    await expectText(runBar(page), /Active.*Batches 50\b/, 2 * slowMs);
    await expectText(rows(page, 'Schema', 'out'), /^100,000$/);
    expect(await pushes()).toBeGreaterThan(before);
  });
});

describe('the app started a second time', () => {
  it('is the window that is there, and its run goes on', async () => {
    const args = [root, ...sandboxFlags(), '--disable-gpu', `--user-data-dir=${profile}`];
    const second = spawn(launched.app.process().spawnfile, args, { stdio: 'ignore' });
    const code = await new Promise((resolve) => second.once('exit', resolve));
    expect(code).toBe(0);
    expect(launched.app.windows()).toHaveLength(1);
    await expectText(runBar(page), /Active.*Batches 50\b/);
    await expectText(node(page, 'GroupBy'), 'Kept');
    await expectCount(notices(page).getByRole('button'), 0);
    expect(launched.errors).toEqual([]);
  });
});

/** The page as it is drawn, by a way that outlives it: a test's own hold on a page is lost with it. Empty while there is none. */
function drawnText(): Promise<string> {
  const read = `(document.querySelector('[role="group"][aria-label="Run"]')?.innerText ?? '')
    + ' | ' + (document.querySelector('[role="alertdialog"],[role="dialog"]')?.innerText ?? '')`;
  return launched.app.evaluate(({ BrowserWindow }, script) => {
    const contents = BrowserWindow.getAllWindows()[0]?.webContents;
    // Nobody answers where the page goes in the middle of it.
    const late = new Promise<string>((resolve) => setTimeout(() => resolve(''), 1000));
    if (contents === undefined || contents.isCrashed() || contents.isLoading()) return late;
    return Promise.race([late, contents.executeJavaScript(script).catch(() => '') as Promise<string>]);
  }, read);
}

describe('a page that crashes', () => {
  it('comes back by itself, with the run and the unsaved work', async () => {
    await launched.app.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      // Behind the answer: the test's hold on the page goes with the page.
      setTimeout(() => contents?.forcefullyCrashRenderer(), 100);
    });
    await new Promise((resolve) => setTimeout(resolve, 500));
    const drawn = () => drawnText().then((text) => text.replace(/\s+/g, ' '));
    await expect.poll(drawn, { timeout: slowMs }).toMatch(/Batches 50\b.*\|.*Unsaved work was found/);
  });
});
