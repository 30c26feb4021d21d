/** Starting from nothing: what an empty canvas offers, and the gallery of templates, by mouse and by keyboard. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand } from './support/document-desk.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import { expectCount, expectText, nodes, slowMs, soonMs, tabTo } from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;

beforeAll(async () => {
  launched = await launchApp();
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
});
afterAll(async () => {
  if (launched === undefined) return;
  await answerDialogs(launched.app, { button: 1 });
  await launched.close();
});

const gallery = () => page.getByRole('dialog', { name: /^(New from a template|Nouveau à partir d’un modèle)$/ });
const templates = () => gallery().getByRole('listitem').getByRole('button');
const pictures = () =>
  gallery()
    .getByRole('img')
    .evaluateAll((images) => images.map((image) => (image as HTMLImageElement).naturalWidth));

describe('an empty canvas', () => {
  it('offers sources and templates, and each opens', async () => {
    await expectCount(nodes(page), 5, slowMs);
    await runCommand(launched.app, 'file.new');
    await expectCount(nodes(page), 0);
    await page.getByRole('button', { name: 'All templates…' }).waitFor();
    await launched.screenshot('templates-01-empty');
    await page.getByRole('button', { name: 'Running count' }).click();
    await expect.poll(() => nodes(page).count(), { timeout: slowMs }).toBeGreaterThan(2);
  });
});

describe('the gallery', () => {
  it('has all templates with a picture and a sentence each', async () => {
    await runCommand(launched.app, 'file.new-from-template');
    await expect.poll(() => templates().count(), { timeout: soonMs }).toBeGreaterThanOrEqual(7);
    await expect.poll(async () => Math.min(...(await pictures())), { timeout: soonMs }).toBeGreaterThan(300);
    for (const text of await templates().allInnerTexts()) expect(text.split('\n').length).toBeGreaterThanOrEqual(2);
    await launched.screenshot('templates-02-gallery');
  });

  it('is used by keyboard', async () => {
    await tabTo(page, templates().nth(5));
    await page.keyboard.press('Enter');
    await expectCount(gallery(), 0);
    await expect.poll(() => nodes(page).count(), { timeout: slowMs }).toBeGreaterThan(4);
  });

  it('speaks French, in the dark', async () => {
    await runCommand(launched.app, 'view.theme-dark');
    await runCommand(launched.app, 'view.language-fr');
    await runCommand(launched.app, 'file.new-from-template');
    await expectText(gallery(), 'Chacun fonctionne tel quel');
    await expect.poll(async () => Math.min(...(await pictures())), { timeout: soonMs }).toBeGreaterThan(300);
    await page.waitForTimeout(300);
    await launched.screenshot('templates-03-french-dark');
    await page.keyboard.press('Escape');
    await runCommand(launched.app, 'file.new');
    await page.getByRole('button', { name: 'Tous les modèles…' }).waitFor();
    await page.waitForTimeout(300);
    await launched.screenshot('templates-04-empty-french-dark');
  });

  it('met no error of its own', () => {
    expect(launched.errors).toEqual([]);
  });
});
