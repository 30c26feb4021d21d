/** The lab from an empty canvas with the keyboard alone: nothing here points, clicks or drags. */
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hourlyQuery, publishedHourly } from '../engine/testing/lab/lab.ts';
import { root } from '../scripts/paths.mjs';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  canvas,
  expectCount,
  expectKeyboard,
  expectText,
  field as fieldOf,
  inspector,
  node,
  nodes,
  palette,
  results,
  rows,
  runBar,
  scrolledGrid,
  slowMs,
  sqlEditor,
  tabTo,
  wire,
  wires,
} from './support/workbench.ts';

const events = join(root, 'assets/samples/lab5');

let launched: LaunchedApp;
let page: Page;
beforeAll(async () => {
  launched = await launchApp();
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
  await page.evaluate(() => {
    const count = (): void => {
      document.body.dataset.pointed = 'yes';
    };
    for (const type of ['pointerdown', 'mousemove', 'dragstart', 'wheel']) window.addEventListener(type, count, true);
  });
});
afterAll(async () => {
  if (launched === undefined) return;
  await answerDialogs(launched.app, { button: 1 });
  await launched.close();
});

const field = (name: string) => fieldOf(page, name);
const press = (...keys: readonly string[]) =>
  keys.reduce((all, key) => all.then(() => page.keyboard.press(key)), Promise.resolve());
const keyboardIsOn = (what: Locator) => expectKeyboard(page, what);

/** From the canvas: A, the name of a kind, Enter, and back. */
async function add(kind: string): Promise<void> {
  await press('a');
  await keyboardIsOn(palette(page).getByRole('searchbox'));
  await page.keyboard.type(kind);
  await press('Enter');
  await expectCount(node(page, kind), 1);
  await press('Escape');
  await keyboardIsOn(node(page, kind));
}

/**
 * Escape leads from a field of the inspector back to its node, where a list of suggestions is open once that is closed; Shift+Tab
 * to the nodes before it, Tab to those behind.
 */
async function goTo(kind: string): Promise<void> {
  if (await page.getByRole('listbox').isVisible()) {
    await press('Escape');
    await expectCount(page.getByRole('listbox'), 0);
  }
  await press('Escape');
  await tabTo(page, node(page, kind), 'Shift+Tab', 6).catch(() => tabTo(page, node(page, kind), 'Tab', 20));
}

describe('the lab with the keyboard', () => {
  it('starts from an empty canvas', async () => {
    await press('Control+n');
    await expectText(canvas(page), 'Start with a source');
  });

  it('adds nodes from the palette, each wired to the one before', async () => {
    for (const kind of ['File source', 'Schema', 'Window', 'GroupBy']) await add(kind);
    await expectCount(nodes(page), 4);
    await expectCount(wires(page), 3);
    await launched.screenshot('keyboard-01-nodes');
  });

  it('moves a node with the arrow keys, removes a wire and draws it again in the list of ends', async () => {
    await press('Shift+ArrowDown', 'Delete');
    await expectCount(nodes(page), 3);
    await press('Control+z');
    await expectCount(nodes(page), 4);
    await press('Control+z');

    await tabTo(page, wire(page, 'Window', 'GroupBy'), 'Shift+Tab');
    await press('Enter', 'Delete');
    await expectCount(wires(page), 2);
    const left = await canvas(page).evaluate((element) => element.contains(document.activeElement));
    expect(left, 'the keyboard stays on the canvas when what it was on is removed').toBe(true);
    await goTo('GroupBy');
    await press('Space', 'c');
    const dialog = page.getByRole('dialog');
    await expectText(dialog, 'Connect “GroupBy”');
    await launched.screenshot('keyboard-02-connect');
    await tabTo(
      page,
      dialog.getByRole('region', { name: 'Take rows from' }).getByRole('button', { name: 'Window' }),
      'Tab',
      5,
    );
    await press('Enter');
    await expectCount(wire(page, 'Window', 'GroupBy'), 1);
  });

  it('gives the keyboard back to the node', async () => {
    await keyboardIsOn(node(page, 'GroupBy'));
  });

  it('adds the sink', async () => {
    await add('Memory sink');
    await expectCount(wire(page, 'GroupBy', 'Memory sink'), 1);
    await expectCount(nodes(page), 5);
    await expectCount(wires(page), 4);
  });

  it('fills in the settings with Tab', async () => {
    await press('Enter');
    await keyboardIsOn(field('Table name'));
    await press('Control+a');
    await page.keyboard.type('counts');
    await tabTo(page, field('Output mode'), 'Tab', 2);
    await page.keyboard.type('complete');
    expect(await field('Output mode').inputValue()).toBe('complete');

    await goTo('GroupBy');
    await press('Enter');
    const keys = inspector(page).getByRole('group', { name: 'Keys' });
    for (const [row, key] of [
      [1, 'action'],
      [2, 'window'],
    ] as const) {
      await keyboardIsOn(row === 1 ? keys.getByRole('button', { name: 'Add' }) : field('Keys, Row 1'));
      await tabTo(page, keys.getByRole('button', { name: 'Add' }), 'Tab', 4);
      await press('Enter');
      await tabTo(page, field(`Keys, Row ${row}`), 'Shift+Tab', 4);
      await press('Control+a');
      await page.keyboard.type(key);
      if (row === 2) await expectText(field('Keys, Row 2'), /^window$/);
    }
    await launched.screenshot('keyboard-03-keys');

    await goTo('File source');
    await press('Enter');
    await keyboardIsOn(field('Path'));
    await page.keyboard.type(events);
    await tabTo(page, field('Files a trigger'), 'Tab', 5);
    await page.keyboard.type('1');
    await expectText(page.getByRole('tab', { name: /^Problems/ }), /^Problems$/);
    await launched.screenshot('keyboard-04-settings');
  });

  it('runs with F5 and counts to 100,000', async () => {
    await press('F5');
    await expectText(runBar(page), 'Active streaming', slowMs);
    for (const kind of ['File source', 'Schema', 'Window'])
      await expectText(rows(page, kind, 'out'), '100,000', slowMs);
    await expectText(runBar(page), 'Files 50');
    await launched.screenshot('keyboard-05-all-read');
  });

  it('asks in SQL with Ctrl+Enter', async () => {
    await press('Control+F6');
    await tabTo(page, sqlEditor(page), 'Tab', 8);
    await press('Control+a', 'Delete');
    await page.keyboard.type(hourlyQuery);
    await press('Control+Enter');
    await expectCount(results(page).getByRole('grid'), 1, slowMs);
    await tabTo(page, results(page).getByRole('grid'), 'Tab', 10);
    expect(await scrolledGrid(page)).toEqual(publishedHourly().map((row) => row.map(String)));
    await launched.screenshot('keyboard-06-hourly');
  });

  it('stops with Shift+F5', async () => {
    await press('Shift+F5');
    await expectText(runBar(page), 'Stopped', slowMs);
    await launched.screenshot('keyboard-07-stopped');
  });

  it('needed no pointer', async () => {
    expect(await page.evaluate(() => document.body.dataset.pointed)).toBeUndefined();
  });

  it('logged no error in the window', () => {
    expect(launched.errors).toEqual([]);
  });
});
