/** Commands in the real window: the palette, keys that are chosen, the native menu, the outline. No pointer is used. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runCommand } from './support/axe.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  expectCount,
  expectKeyboard,
  expectText,
  inspector,
  nodes,
  soonMs,
  tabTo,
  wires,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;

beforeAll(async () => {
  launched = await launchApp();
  page = launched.page;
}, 60_000);

afterAll(async () => {
  await answerDialogs(launched.app, { button: 1 });
  await launched.close();
});

const search = () => page.getByRole('combobox', { name: 'Search commands, nodes, samples and files' });
const tree = () => page.getByRole('tree', { name: 'Outline' });
const line = () => tree().locator('[role="treeitem"][aria-selected="true"]');

/** What the native menu shows of a command. */
const nativeEntry = (id: string): Promise<{ label: string; accelerator: string; enabled: boolean } | null> =>
  launched.app.evaluate(({ Menu }, command) => {
    const item = Menu.getApplicationMenu()?.getMenuItemById(command);
    return item == null
      ? null
      : { label: item.label, accelerator: String(item.accelerator ?? ''), enabled: item.enabled };
  }, id);

it('the palette adds a node by a few letters, and remembers', async () => {
  await expectCount(nodes(page), 5);
  await page.keyboard.press('Control+k');
  await expectKeyboard(page, search());
  await page.keyboard.type('dedup');
  await page.keyboard.press('Enter');
  await expectCount(nodes(page), 6);
  await page.keyboard.press('Control+Shift+p');
  await expectKeyboard(page, search());
  await expectText(page.getByRole('option').first(), /^Deduplicate/);
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expectCount(nodes(page), 5);
}, 60_000);

it('the palette shows why a command cannot run, and does not run it', async () => {
  await page.keyboard.press('Control+k');
  await expectKeyboard(page, search());
  await page.keyboard.type('stop');
  const option = page.getByRole('option', { name: /^Stop/ });
  await expectText(option, 'Nothing is running');
  expect(await option.getAttribute('aria-disabled')).toBe('true');
  await page.keyboard.press('Escape');
  await expectCount(search(), 0);
}, 60_000);

it('the outline walks, unfolds, renames, cuts a wire and draws it again', async () => {
  await page.keyboard.press('Control+Shift+o');
  await expectKeyboard(page, tree());
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowDown');
  await expectText(line(), /^Schema/);
  await expectText(inspector(page), 'Schema');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expectText(line(), 'from Event files');
  await page.keyboard.press('Delete');
  await expectCount(wires(page), 3);
  await expectKeyboard(page, tree());
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('F2');
  await page.keyboard.type('Typed events');
  await page.keyboard.press('Enter');
  await expectKeyboard(page, tree());
  await expectText(line(), /^Typed events/);
  await page.keyboard.press('Home');
  await page.keyboard.press('c');
  await expectKeyboard(page, page.getByRole('dialog').getByRole('button', { name: 'Typed events' }));
  await page.keyboard.press('Enter');
  await expectCount(wires(page), 4);
  await expectKeyboard(page, tree());
  await launched.screenshot('commands-01-outline');
}, 60_000);

it('keys that are chosen hold at once, in the sheet and in the native menu', async () => {
  await expect.poll(async () => (await nativeEntry('file.save'))?.accelerator, { timeout: soonMs }).toBe('CmdOrCtrl+S');
  await runCommand(launched.app, 'help.shortcuts');
  const sheet = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  await expectKeyboard(page, sheet.getByRole('searchbox'));
  await page.keyboard.type('fit the');
  await tabTo(page, sheet.getByRole('button', { name: 'Change the keys of “Fit the pipeline”' }), 'Tab', 5);
  await page.keyboard.press('Enter');
  await tabTo(page, sheet.getByRole('button', { name: 'Add keys' }), 'Tab', 5);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+s');
  await expectText(sheet.getByRole('alert'), 'Ctrl S already runs “Save”.');
  await launched.screenshot('commands-02-taken');
  await tabTo(page, sheet.getByRole('button', { name: 'Use it here instead' }), 'Tab', 8);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await nativeEntry('file.save'))?.accelerator, { timeout: soonMs }).toBe('');
  await tabTo(page, sheet.getByRole('button', { name: 'Reset all keys' }), 'Tab', 12);
  await page.keyboard.press('Enter');
  await expect.poll(async () => (await nativeEntry('file.save'))?.accelerator, { timeout: soonMs }).toBe('CmdOrCtrl+S');
  await page.keyboard.press('Escape');
}, 60_000);

it('the native menu follows the language and what can be done', async () => {
  expect((await nativeEntry('run.stop'))?.enabled).toBe(false);
  await runCommand(launched.app, 'view.language-fr');
  await expect.poll(async () => (await nativeEntry('file.save'))?.label, { timeout: soonMs }).toBe('Enregistrer');
  await runCommand(launched.app, 'view.language-en');
  await expect.poll(async () => (await nativeEntry('file.save'))?.label, { timeout: soonMs }).toBe('Save');
  expect(launched.errors).toEqual([]);
}, 60_000);
