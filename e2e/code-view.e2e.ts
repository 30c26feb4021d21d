/** The PySpark program and the canvas point at each other. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  chooseFromMenu,
  expectCount,
  expectText,
  inspector,
  node,
  readClipboard,
  slowMs,
  soonMs,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
beforeAll(async () => {
  launched = await launchApp();
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
  await page.getByRole('tab', { name: 'Code' }).click();
});
afterAll(async () => {
  if (launched === undefined) return;
  await answerDialogs(launched.app, { button: 1 });
  await launched.close();
});

const lines = () => page.getByRole('listbox', { name: 'Lines of the program' });
const marked = () => lines().getByRole('option', { selected: true });

it('marks the lines of the node that is selected, and scrolls to them', async () => {
  await expectText(lines(), 'groupBy', slowMs);
  await node(page, 'Window').click();
  await expectText(marked().first(), /./);
  await expect.poll(async () => (await marked().allTextContents()).join(' '), { timeout: soonMs }).toContain('window');
  expect(await marked().first().isVisible()).toBe(true);
  await launched.screenshot('code-01-selected');
});

it('selects the node of a line that is pressed', async () => {
  await lines().getByRole('option').filter({ hasText: 'groupBy' }).first().click();
  await expectText(inspector(page), 'GroupBy');
});

it('points at the node of the line under the pointer, or under the caret', async () => {
  const pointedAt = page.locator('[data-highlighted-node]');
  await lines().getByRole('option').filter({ hasText: 'window(' }).first().hover();
  await expectCount(pointedAt, 1);
  await launched.screenshot('code-02-hover');
  await page.mouse.move(5, 5);
  await expectCount(pointedAt, 0);
  await lines().focus();
  await page.keyboard.press('End');
  await page.keyboard.press('Home');
  for (let press = 0; press < 80 && (await pointedAt.count()) === 0; press++) await page.keyboard.press('ArrowDown');
  await expectCount(pointedAt, 1);
  await page.keyboard.press('Enter');
  await expectCount(marked().first(), 1);
});

it('copies the program as it is', async () => {
  await page
    .getByRole('region', { name: 'The pipeline as a PySpark program' })
    .getByRole('button', { name: 'Copy' })
    .click();
  await expect.poll(() => readClipboard(launched.app), { timeout: soonMs }).toMatch(/^[\s\S]*groupBy[\s\S]*\n$/);
  expect(await readClipboard(launched.app)).not.toMatch(/^ *\d+ /m);
});

it('is so in French, in the dark', async () => {
  await chooseFromMenu(page, 'View', /^Dark$/);
  await chooseFromMenu(page, 'Language', 'Français');
  await expectCount(page.getByRole('listbox', { name: 'Lignes du programme' }), 1);
  await launched.screenshot('code-03-french-dark');
  expect(launched.errors).toEqual([]);
});
