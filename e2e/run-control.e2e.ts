/** Stepping through the lab, looking at rows, and breakpoints: by mouse and by keyboard. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedTotals } from '../engine/testing/lab/lab.ts';
import { root } from '../scripts/paths.mjs';
import { expectUnderlined } from './support/form.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  chooseFromMenu,
  copiedAnswer,
  expectCount,
  expectText,
  field,
  inspector,
  node,
  results,
  rows,
  runBar,
  slowMs,
  wire,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
beforeAll(async () => {
  launched = await launchApp({ args: [join(root, 'assets/pipelines/lab-5.millrace.json')] });
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
  await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
});
afterAll(async () => {
  if (launched === undefined) return;
  await answerDialogs(launched.app, { button: 1 });
  await launched.close();
});

const rowsPanel = () => page.getByRole('region', { name: 'Rows', exact: true });
const rowsGrid = () => rowsPanel().getByRole('grid');
const breakpoint = () => page.getByRole('button', { name: /^Breakpoint on / });
const shownRows = (): Promise<string[][]> =>
  rowsGrid().evaluate((grid) =>
    [...grid.querySelectorAll('[role="row"]')]
      .slice(1)
      .map((row) => [...row.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent ?? '')),
  );

describe('a run that is stepped', () => {
  it('starts paused and takes one micro-batch a step', async () => {
    await page.keyboard.press('F10');
    await expectText(runBar(page), /Paused.*Batches 1\b/, slowMs);
    await expectText(rows(page, 'Schema', 'out'), /^2,000$/);
    await runBar(page).getByRole('button', { name: 'Run one micro-batch' }).click();
    await expectText(runBar(page), /Paused.*Behind batch 1.*Batches 2\b/, slowMs);
    await expectText(rows(page, 'Schema', 'out'), /^4,000$/);
    await launched.screenshot('run-control-01-stepped');
  });

  it('shows the last rows of the node that is selected', async () => {
    await page.getByRole('tab', { name: 'Rows', exact: true }).click();
    await node(page, 'Schema').click();
    await expectText(rowsPanel(), /Schema Batch 1 the last 200 of 2,000 rows/, slowMs);
    expect((await shownRows())[0]).toHaveLength(2);
    await node(page, 'Window').click();
    await expectText(rowsPanel(), /Window Batch 1 the last 200 of 2,000 rows/, slowMs);
    expect((await shownRows())[0]).toHaveLength(3);
    await launched.screenshot('run-control-02-rows');
  });

  it('shows the rows of a wire, and of what is pinned', async () => {
    await wire(page, 'GroupBy', 'Memory sink').focus();
    await page.keyboard.press('Enter');
    await expectText(rowsPanel(), /GroupBy Batch 1 \d+ rows/, slowMs);
    await rowsPanel().getByRole('button', { name: 'Keep showing this place' }).click();
    await node(page, 'Schema').click();
    await expectText(rowsPanel(), /^GroupBy/);
    await rowsPanel().getByRole('button', { name: 'Follow the selection' }).click();
    await expectText(rowsPanel(), /^Schema/, slowMs);
  });
});

describe('a breakpoint on a wire', () => {
  it('is set by keyboard, given a condition, and met', async () => {
    await wire(page, 'Window', 'GroupBy').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('F9');
    await expectCount(breakpoint(), 1);
    await field(page, 'Only for rows where').fill("action = 'Open' and minute(time) = 30");
    await page.keyboard.press('F6');
    await expectText(runBar(page), /Paused.*Breakpoint in batch \d+/, slowMs);
    await expectText(rowsPanel(), /Window → GroupBy Batch \d+ \d+ rows met the breakpoint/, slowMs);
    for (const row of await shownRows()) {
      expect(row[1]).toBe('Open');
      expect(row[0]).toMatch(/:30:\d\d/);
    }
    await launched.screenshot('run-control-03-breakpoint');
  });

  it('says what is wrong with a condition, and goes on with the one before', async () => {
    await breakpoint().click();
    await field(page, 'Only for rows where').fill('colour = 1');
    await expectText(inspector(page), /colour/, slowMs);
    await expect.poll(() => field(page, 'Only for rows where').getAttribute('aria-invalid')).toBe('true');
    await expectUnderlined(page, ['colour']);
    await launched.screenshot('run-control-04-refused');
    await field(page, 'Only for rows where').fill("action = 'Nothing'");
    await expect.poll(() => field(page, 'Only for rows where').getAttribute('aria-invalid')).toBeNull();
  });

  it('can be switched off and taken back, and the run ends with every row', async () => {
    await inspector(page).getByRole('switch', { name: 'Pause here' }).click();
    await expectCount(page.getByRole('button', { name: /^Breakpoint on .*switched off/ }), 1);
    await page.keyboard.press('F6');
    await expectText(runBar(page), /Active.*Batches 50\b/, 2 * slowMs);
    await page.getByRole('tab', { name: 'Results' }).click();
    await results(page).getByRole('tab', { name: 'Totals' }).click();
    await expectText(results(page), /\b2 rows · [\d,]+ ms/, slowMs);
    const totals = await copiedAnswer(launched.app, page);
    expect(totals.map(Object.values).sort()).toEqual(publishedTotals());
  });

  it('is undone like any edit, and running made no step', async () => {
    const undo = page.getByRole('banner').getByRole('button', { name: 'Undo' });
    for (let step = 0; step < 6 && (await undo.isEnabled()); step++) await page.keyboard.press('Control+z');
    await expectCount(breakpoint(), 0);
    expect(await undo.isEnabled()).toBe(false);
    await launched.screenshot('run-control-05-undone');
  });

  it('judges the condition without a run as well, over the columns that are shown', async () => {
    await wire(page, 'Window', 'GroupBy').focus();
    await page.keyboard.press('Enter');
    await page.keyboard.press('F9');
    await field(page, 'Only for rows where').fill("action = 'Open' and colour = 1");
    await expectUnderlined(page, ['colour']);
    await expectText(inspector(page), /Columns on this wire · 3 columns/);
    await page.keyboard.press('Control+z');
    await page.keyboard.press('Control+z');
    await expectCount(breakpoint(), 0);
  });

  it('leads from a card to its settings by a double click', async () => {
    await node(page, 'Schema').dblclick();
    await expect
      .poll(() => inspector(page).evaluate((pane) => pane.contains(document.activeElement)), { timeout: slowMs })
      .toBe(true);
  });
});

describe('a run that goes on', () => {
  it('pauses and goes on by its button, and starts again', async () => {
    await chooseFromMenu(page, 'More ways to run', /^Restart/);
    await runBar(page).getByRole('button', { name: 'Pause' }).click();
    await expectText(runBar(page), 'Paused', slowMs);
    await runBar(page).getByRole('button', { name: 'Go on' }).click();
    await expectText(runBar(page), /Active.*Batches 50\b/, 2 * slowMs);
    await runBar(page).getByRole('button', { name: 'Stop' }).click();
    await expectText(runBar(page), 'Stopped', slowMs);
    await node(page, 'GroupBy').click();
    await page.getByRole('tab', { name: 'Rows', exact: true }).click();
    await expectText(rowsPanel(), /GroupBy Batch 49/, slowMs);
    expect(launched.errors).toEqual([]);
  });
});

/** Three batches; the second brings a row behind the watermark that the first has set. */
const lateDocument = {
  format: 'millrace.pipeline',
  version: 1,
  name: 'Late rows',
  settings: { mode: 'streaming', timeZone: 'UTC' },
  nodes: [
    {
      id: 'rows',
      kind: 'rows-source',
      position: { x: 0, y: 0 },
      config: {
        fields: [
          { name: 'time', type: 'timestamp' },
          { name: 'value', type: 'int' },
        ],
        batches: [
          [{ time: '2026-01-01T12:00:00Z', value: 1 }],
          [{ time: '2026-01-01T12:30:00Z', value: 2 }],
          [
            { time: '2026-01-01T09:00:00Z', value: 3 },
            { time: '2026-01-01T12:40:00Z', value: 4 },
          ],
        ],
      },
    },
    {
      id: 'marked',
      kind: 'watermark',
      position: { x: 240, y: 0 },
      config: { timeColumn: 'time', delay: '10 minutes' },
    },
    {
      id: 'hourly',
      kind: 'window',
      position: { x: 480, y: 0 },
      config: { type: 'tumbling', timeColumn: 'time', duration: '1 hour' },
    },
    {
      id: 'counts',
      kind: 'group-by',
      position: { x: 720, y: 0 },
      config: { keys: ['window'], aggregates: [{ function: 'count' }] },
    },
    {
      id: 'table',
      kind: 'memory-sink',
      position: { x: 960, y: 0 },
      config: { queryName: 'counts', outputMode: 'update' },
    },
  ],
  edges: [
    { source: 'rows', target: 'marked' },
    { source: 'marked', target: 'hourly' },
    { source: 'hourly', target: 'counts' },
    { source: 'counts', target: 'table' },
  ],
  views: { breakpoints: [{ source: 'hourly', target: 'counts', condition: 'late', enabled: true }] },
};

describe('a breakpoint for late rows', () => {
  it('pauses after the batch that brings one, and marks it', async () => {
    await launched.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), JSON.stringify(lateDocument));
    await chooseFromMenu(page, 'File', /^Paste JSON as pipeline/);
    await expectCount(breakpoint(), 1);
    await page.keyboard.press('F5');
    await expectText(runBar(page), /Paused.*Breakpoint in batch \d/, slowMs);
    await expectText(rowsPanel(), /1 row met the breakpoint 1 late/, slowMs);
    expect((await shownRows())[0]?.slice(0, 2)).toEqual(['2026-01-01 09:00:00', '3']);
    await expectCount(rowsPanel().getByText('Late: behind the watermark'), 1);
    await launched.screenshot('run-control-06-late');
    expect(launched.errors).toEqual([]);
  });
});
