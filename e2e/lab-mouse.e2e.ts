/** The lab from an empty canvas, built with the mouse, run, asked, stopped, exported and taken back. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourlyQuery, publishedHourly, publishedTotals, totalsQuery } from '../engine/testing/lab/lab.ts';
import { root } from '../scripts/paths.mjs';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  canvas,
  chart,
  chartPaint,
  chooseFromMenu,
  copiedAnswer,
  documentNow,
  dragFromPalette,
  drawWire,
  expectCount,
  expectText,
  field as fieldOf,
  grid,
  inspector,
  node,
  nodes,
  pullWire,
  results,
  rows,
  runBar,
  scrolledGrid,
  slowMs,
  soonMs,
  typeSql,
  watchTexts,
  wire,
  wires,
} from './support/workbench.ts';

const events = join(root, 'assets/samples/lab5');

let launched: LaunchedApp;
let page: Page;
let folder = '';
let exported = '';
let built: unknown;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-lab-'));
  exported = join(folder, 'lab.millrace.json');
  launched = await launchApp();
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
});
afterAll(async () => {
  if (launched !== undefined) {
    await answerDialogs(launched.app, { button: 1 });
    await launched.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

const field = (name: string) => fieldOf(page, name);

describe('the lab with the mouse', () => {
  it('starts from an empty canvas', async () => {
    await chooseFromMenu(page, 'File', /^New pipeline/);
    await expectText(canvas(page), 'Start with a source');
    await expectCount(nodes(page), 0);
    await launched.screenshot('mouse-01-empty');
  });

  it('takes nodes from the palette by dragging', async () => {
    const places = [
      ['File source', { x: 120, y: 110 }],
      ['Schema', { x: 300, y: 250 }],
      ['Window', { x: 480, y: 110 }],
      ['GroupBy', { x: 640, y: 250 }],
      ['Memory sink', { x: 790, y: 110 }],
    ] as const;
    for (const [index, [kind, at]] of places.entries()) {
      await dragFromPalette(page, kind, at);
      await expectCount(nodes(page), index + 1);
      await expectCount(node(page, kind), 1);
    }
    await launched.screenshot('mouse-02-nodes');
  });

  it('fills in the settings in the inspector', async () => {
    await node(page, 'File source').click();
    await field('Path').click();
    await page.keyboard.type(events);
    await field('Format').selectOption('json');
    await field('Files a trigger').click();
    await page.keyboard.type('1');
    await expectCount(inspector(page).getByRole('switch', { name: 'Newest files first' }), 1);
    await launched.screenshot('mouse-03-file-source');

    await node(page, 'Schema').click();
    for (const [row, name, type] of [
      [1, 'time', 'timestamp'],
      [2, 'action', 'string'],
    ] as const) {
      await field(`Name, Row ${row}`).fill(name);
      await field(`Type, Row ${row}`).fill(type);
    }
    await launched.screenshot('mouse-04-schema');

    await node(page, 'Window').click();
    await field('Type').selectOption('tumbling');
    await field('Duration').fill('1 hour');
    await launched.screenshot('mouse-05-window');

    await node(page, 'Memory sink').click();
    await field('Table name').fill('counts');
    await field('Output mode').selectOption('complete');
    // Slow enough to be watched on any machine: 50 files take a second.
    await field('Trigger').selectOption({ label: 'At an interval (processing time)' });
    await field('Interval').fill('20 milliseconds');
    await launched.screenshot('mouse-06-memory-sink');
  });

  it('refuses a wire that does not fit and says why', async () => {
    await pullWire(page, 'File source', 'Window');
    await expectText(canvas(page), /gives records without a schema, which .*window.* cannot take/i);
    await launched.screenshot('mouse-07-refused');
    await page.mouse.up();
    await expectCount(wires(page), 0);
    expect(await node(page, 'Memory sink').getByTitle('Output', { exact: true }).count()).toBe(0);
  });

  it('wires the nodes from dot to dot', async () => {
    await drawWire(page, 'File source', 'Schema');
    await drawWire(page, 'Schema', 'Window');
    await drawWire(page, 'Window', 'GroupBy');
    await drawWire(page, 'GroupBy', 'Memory sink');
    await expectCount(wires(page), 4);
    for (const [from, to] of [
      ['File source', 'Schema'],
      ['Schema', 'Window'],
      ['Window', 'GroupBy'],
      ['GroupBy', 'Memory sink'],
    ] as const)
      await expectCount(wire(page, from, to), 1);

    await node(page, 'GroupBy').click();
    const keys = inspector(page).getByRole('group', { name: 'Keys' });
    for (const [row, key] of [
      [1, 'action'],
      [2, 'window'],
    ] as const) {
      await keys.getByRole('button', { name: 'Add' }).click();
      await field(`Keys, Row ${row}`).fill(key);
      await page.keyboard.press('Escape');
    }
    await field('Function, Row 1').selectOption('count');
    await expectText(page.getByRole('tab', { name: /^Problems/ }), /^Problems$/);
    await launched.screenshot('mouse-08-wired');
  });

  it('shows the counts rise while it runs', async () => {
    const seen = await watchTexts(rows(page, 'File source', 'out'));
    await runBar(page).getByRole('button', { name: 'Run', exact: true }).click();
    await expectText(runBar(page), 'Active streaming', slowMs);
    await expectText(rows(page, 'File source', 'out'), /[1-9]/, slowMs);
    await launched.screenshot('mouse-09-running');
    await expectText(rows(page, 'Window', 'out'), '100,000', slowMs);
    for (const kind of ['File source', 'Schema', 'Window']) await expectText(rows(page, kind, 'out'), '100,000');
    await expectText(rows(page, 'GroupBy', 'in'), '100,000');
    const between = (await seen()).map((text) => Number(text.replace(/\D/g, ''))).filter((n) => n > 0 && n < 100_000);
    expect(new Set(between).size).toBeGreaterThanOrEqual(2);
    expect(between).toEqual([...between].sort((a, b) => a - b));
    await expectText(runBar(page), 'Active streaming');
    await expectText(runBar(page), 'Files 50');
    await expectText(runBar(page), 'Rows 100,000');
    await launched.screenshot('mouse-10-all-read');
  });

  it('answers the totals', async () => {
    await typeSql(page, totalsQuery);
    await results(page).getByRole('button', { name: 'Run', exact: true }).click();
    await expectText(results(page), /\b2 rows · [\d,]+ ms/);
    await expectCount(grid(page), 1);
    expect(await scrolledGrid(page)).toEqual(publishedTotals().map(([action, total]) => [action, `${total}`]));
    await launched.screenshot('mouse-11-totals');
    expect(await copiedAnswer(launched.app, page)).toEqual(
      publishedTotals().map(([action, total]) => ({ action, total_count: total })),
    );
  });

  it('answers the hourly counts and draws them', async () => {
    await results(page).getByRole('button', { name: 'New query' }).click();
    await typeSql(page, hourlyQuery);
    await page.keyboard.press('Control+Enter');
    await expectText(results(page), /\b104 rows · [\d,]+ ms/);
    const published = publishedHourly();
    expect(await scrolledGrid(page)).toEqual(published.map((row) => row.map(String)));
    await launched.screenshot('mouse-12-hourly');
    expect(await copiedAnswer(launched.app, page)).toEqual(
      published.map(([action, time, count]) => ({ action, time, count })),
    );

    await results(page).getByRole('group', { name: 'View' }).getByRole('button', { name: 'Both' }).click();
    await expectCount(chart(page), 1, slowMs);
    const places = new Set(published.map(([, time]) => time)).size;
    expect(await chart(page).getAttribute('aria-label')).toContain(`2 series, ${places} places`);
    const legend = results(page).getByRole('list', { name: 'Series' }).getByRole('button');
    expect(await legend.allInnerTexts()).toEqual(['Close', 'Open']);
    await expect.poll(async () => (await chartPaint(page)).painted, { timeout: soonMs }).toBeGreaterThan(0.01);
    expect((await chartPaint(page)).colours).toBeGreaterThan(3);
    await launched.screenshot('mouse-13-chart');
  });

  it('stops and keeps its table', async () => {
    await runBar(page).getByRole('button', { name: 'Stop' }).click();
    await expectText(runBar(page), 'Stopped', slowMs);
    await results(page).getByRole('button', { name: 'New query' }).click();
    await typeSql(page, 'select count(*) as groups, sum(count) as events from counts');
    await page.keyboard.press('Control+Enter');
    await expectText(grid(page), '100000');
    expect(await scrolledGrid(page)).toEqual([['104', '100000']]);
    await launched.screenshot('mouse-14-stopped');
  });

  it('undoes everything and does it again', async () => {
    built = await documentNow(launched.app, page);
    const [undo, redo] = ['Undo', 'Redo'].map((name) => page.getByRole('banner').getByRole('button', { name }));
    let steps = 0;
    for (; steps < 300 && (await undo?.isEnabled()); steps++) await undo?.click();
    await expectCount(nodes(page), 0);
    await launched.screenshot('mouse-15-undone');
    expect(await documentNow(launched.app, page)).toMatchObject({ nodes: [], edges: [] });
    let redone = 0;
    for (; redone < 300 && (await redo?.isEnabled()); redone++) await redo?.click();
    expect(redone).toBe(steps);
    await expectCount(nodes(page), 5);
    expect(await documentNow(launched.app, page)).toEqual(built);
    await launched.screenshot('mouse-16-redone');
  });

  it('exports, clears and imports the same graph', async () => {
    await answerDialogs(launched.app, { save: exported, open: [exported] });
    await chooseFromMenu(page, 'File', /^Export…/);
    await expectText(page.getByRole('region', { name: 'Notifications' }), 'Exported to');
    await launched.screenshot('mouse-17-exported');
    expect(JSON.parse(readFileSync(exported, 'utf8'))).toEqual(built);

    await chooseFromMenu(page, 'File', /^New pipeline/);
    await page.getByRole('dialog').getByRole('button', { name: 'Don’t save' }).click();
    await expectCount(nodes(page), 0);
    // What an earlier document's run left is no table of this one.
    await expectText(results(page), 'Nothing to query yet');
    await launched.screenshot('mouse-18-cleared');

    await chooseFromMenu(page, 'File', /^Import/);
    await expectCount(nodes(page), 5);
    await expectCount(wires(page), 4);
    expect(await documentNow(launched.app, page)).toEqual(built);
    await launched.screenshot('mouse-19-imported');
  });

  it('logged no error in the window', () => {
    expect(launched.errors).toEqual([]);
  });
});
