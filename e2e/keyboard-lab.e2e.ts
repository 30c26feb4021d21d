/** A pipeline built, run and read through the outline and the panes, with the keyboard alone: the canvas is never walked. */
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  canvas,
  card,
  expectCount,
  expectKeyboard,
  expectText,
  field as fieldOf,
  nodes,
  palette,
  results,
  runBar,
  slowMs,
  sqlEditor,
  tabTo,
  wires,
} from './support/workbench.ts';

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
    for (const type of ['pointerdown', 'mousemove', 'wheel']) window.addEventListener(type, count, true);
  });
});
afterAll(async () => {
  if (launched === undefined) return;
  await answerDialogs(launched.app, { button: 1 });
  await launched.close();
});

const tree = () => page.getByRole('tree', { name: 'Outline' });
const line = () => tree().locator('[role="treeitem"][aria-selected="true"]');
const keyboardIsOn = (what: Locator) => expectKeyboard(page, what);
const press = (...keys: readonly string[]) =>
  keys.reduce((all, key) => all.then(() => page.keyboard.press(key)), Promise.resolve());
const field = (name: string) => fieldOf(page, name);

async function outlineLine(text: string): Promise<void> {
  await press('Control+Shift+o');
  await keyboardIsOn(tree());
  await press('Home');
  for (let steps = 0; steps < 8; steps++) {
    const found = line().filter({ hasText: new RegExp(`^${text}`) });
    if (
      await found.waitFor({ timeout: 700 }).then(
        () => true,
        () => false,
      )
    )
      return;
    await press('ArrowDown');
  }
  throw new Error(`no line ${text} in the outline`);
}

/** The kind behind the line that has the keyboard. */
async function add(kind: string): Promise<void> {
  await press('a');
  await keyboardIsOn(palette(page).getByRole('searchbox'));
  await page.keyboard.type(kind);
  await press('Enter');
}

describe('a pipeline through the outline', () => {
  it('is built from its source to its sink', async () => {
    await press('Control+n');
    await expectText(canvas(page), 'Start with a source');
    await add('rate');
    await expectCount(nodes(page), 1);
    for (const [from, kind] of [
      ['Rate', 'filter'],
      ['Filter', 'memory'],
    ] as const) {
      await outlineLine(from);
      await add(kind);
    }
    await expectCount(nodes(page), 3);
    await expectCount(wires(page), 2);
    await outlineLine('Rate');
  });

  it('loses and gets back a wire', async () => {
    await outlineLine('Filter');
    await press('ArrowRight', 'ArrowRight');
    await press('Delete');
    await expectCount(wires(page), 1);
    await keyboardIsOn(tree());
    await press('Control+z');
    await expectCount(wires(page), 2);
  });

  it('is named and set in the pane that the keyboard goes to', async () => {
    await outlineLine('Filter');
    await press('F2');
    await page.keyboard.type('Even ones');
    await press('Enter');
    await keyboardIsOn(tree());
    await expectText(line(), /^Even ones/);
    await press('Enter');
    await keyboardIsOn(card(page, 'Even ones'));
    await press('Control+F6');
    await tabTo(page, field('Condition'), 'Tab', 3);
    await press('Control+a');
    await page.keyboard.type('value % 2 = 0');
    await outlineLine('Memory sink');
    await press('Enter');
    await keyboardIsOn(card(page, 'Memory sink'));
    await press('Control+F6');
    await tabTo(page, field('Table name'), 'Tab', 3);
    await press('Control+a');
    await page.keyboard.type('even');
    await tabTo(page, field('Output mode'), 'Tab', 2);
    await page.keyboard.type('append');
    await expectText(page.getByRole('tab', { name: /^Problems/ }), /^Problems$/);
    await launched.screenshot('keyboard-outline-01-set');
  });

  it('goes round the panes and back', async () => {
    await outlineLine('Rate');
    const pane = () => page.evaluate(() => document.activeElement?.closest('[data-pane]')?.getAttribute('data-pane'));
    const round: unknown[] = [];
    for (let step = 0; step < 5; step++) {
      await press('Control+F6');
      round.push(await pane());
    }
    expect(round).toEqual(['canvas', 'inspector', 'dock', 'bar', 'left']);
    await keyboardIsOn(tree());
    await press('Control+Shift+F6');
    expect(await pane()).toBe('bar');
  });

  it('runs, is asked in SQL and stops', async () => {
    await press('F5');
    await expectText(runBar(page), 'Active streaming', slowMs);
    await press('Control+Shift+F6');
    await tabTo(page, sqlEditor(page), 'Tab', 8);
    await press('Control+a', 'Delete');
    await page.keyboard.type('select max(value % 2) as odd from even');
    await press('Control+Enter');
    await expectCount(results(page).getByRole('grid'), 1, slowMs);
    await press('Shift+F5');
    await expectText(runBar(page), 'Stopped', slowMs);
    await launched.screenshot('keyboard-outline-02-stopped');
  });

  it('needed no pointer and logged no error', async () => {
    expect(await page.evaluate(() => document.body.dataset.pointed)).toBeUndefined();
    expect(launched.errors).toEqual([]);
  });
});
