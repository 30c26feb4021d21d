/** The lab that ships with the app: as a batch, then as a stream in both languages and both themes. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedHourly, publishedTotals } from '../engine/testing/lab/lab.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  chart,
  chartPaint,
  chooseFromMenu,
  copiedAnswer,
  dismissNotices,
  expectCount,
  expectText,
  node,
  results,
  rows,
  runBar,
  slowMs,
  soonMs,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
beforeAll(async () => {
  launched = await launchApp();
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
  await launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.setContentSize(1440, 900));
});
afterAll(async () => {
  if (launched === undefined) return;
  await answerDialogs(launched.app, { button: 1 });
  await launched.close();
});

const query = (name: string) => results(page).getByRole('tab', { name });

/** The colour of the page behind everything, as red, green and blue from 0 to 255. */
async function background(): Promise<number[]> {
  const colour = await page.evaluate(() => {
    const surface = document.createElement('canvas').getContext('2d', { willReadFrequently: true });
    if (surface === null) return [];
    surface.fillStyle = getComputedStyle(document.querySelector('header') ?? document.body).backgroundColor;
    surface.fillRect(0, 0, 1, 1);
    return [...surface.getImageData(0, 0, 1, 1).data];
  });
  return colour.slice(0, 3);
}

/** Where the figure of rows stands in the run bar, px, looked at again and again for a second; null while it is not seen. */
async function figurePlaces(looks: number): Promise<(number | null)[]> {
  const places: (number | null)[] = [];
  for (let look = 0; look < looks; look++) {
    const place = await runBar(page)
      .getByText('Rows', { exact: true })
      .evaluate((label) => {
        const { x, y, width, height } = label.getBoundingClientRect();
        const seen = document.elementFromPoint(x + width / 2, y + height / 2);
        return seen === label ? Math.round(x) : null;
      });
    places.push(place);
    await page.waitForTimeout(50);
  }
  return places;
}

describe('the lab that ships', () => {
  it('is there at the start, with nothing to correct', async () => {
    expect(await page.getByRole('textbox', { name: 'Pipeline name' }).inputValue()).toBe(
      'Lab 5: open and close counts',
    );
    await expectText(page.getByRole('tab', { name: /^Problems/ }), /^Problems$/);
    await launched.screenshot('batch-01-start');
  });

  it('gives the published table as a batch', async () => {
    await chooseFromMenu(page, 'More ways to run', /^Run as batch/);
    await expectText(runBar(page), /Finished\s+batch/, slowMs);
    for (const kind of ['File source', 'Schema', 'Window']) await expectText(rows(page, kind, 'out'), '100,000');
    await expectText(rows(page, 'GroupBy', 'out'), /^104$/);
    await expectText(rows(page, 'Memory sink', 'in'), /^104$/);

    await query('Totals').click();
    await expectText(results(page), /\b2 rows · [\d,]+ ms/);
    const totals = await copiedAnswer(launched.app, page);
    expect(totals.map(Object.values).sort()).toEqual(publishedTotals());
    await query('By hour').click();
    await expectText(results(page), /\b104 rows · [\d,]+ ms/);
    const hourly = await copiedAnswer(launched.app, page);
    expect(hourly.map(Object.values)).toEqual(publishedHourly());
    await dismissNotices(page);
    await launched.screenshot('batch-02-hourly');
  });

  it('makes room for table and chart side by side', async () => {
    await results(page).getByRole('group', { name: 'View' }).getByRole('button', { name: 'Both' }).click();
    await expectCount(chart(page), 1, slowMs);
    await results(page).getByRole('button', { name: 'Hide tables' }).click();
    const before = (await results(page).boundingBox())?.height ?? 0;
    await page.getByRole('separator', { name: 'Resize: Dock' }).focus();
    for (let press = 0; press < 30 && ((await results(page).boundingBox())?.height ?? 0) < 380; press++)
      await page.keyboard.press('ArrowUp');
    expect((await results(page).boundingBox())?.height ?? 0).toBeGreaterThan(before);
    await page.keyboard.press('Control+0');
  });

  it('streams in English on light', async () => {
    await chooseFromMenu(page, 'View', /^Light$/);
    expect(Math.min(...(await background()))).toBeGreaterThan(200);
    await node(page, 'GroupBy').click();
    await runBar(page).getByRole('button', { name: 'Run', exact: true }).click();
    await page.mouse.move(720, 140);
    await expectText(rows(page, 'File source', 'out'), /^[6-9]\d,\d{3}$|^100,000$/, slowMs);
    await launched.screenshot('batch-03-running');
    await expectText(rows(page, 'Window', 'out'), '100,000', slowMs);
    await expectText(runBar(page), /Active\s+streaming/);
    await expectText(results(page), /\b104 rows · [\d,]+ ms/);
    await expect.poll(async () => (await chartPaint(page)).painted, { timeout: soonMs }).toBeGreaterThan(0.01);
    await page.waitForTimeout(1500);
    await launched.screenshot('batch-04-english-light');
  });

  it('shows all figures of the run, each in its place whatever the status beside them says', async () => {
    await expectText(runBar(page), 'Active');
    const places = await figurePlaces(20);
    expect(places).not.toContain(null);
    expect(new Set(places).size).toBe(1);
  });

  it('turns dark', async () => {
    await chooseFromMenu(page, 'View', /^Dark$/);
    await expect.poll(async () => Math.max(...(await background())), { timeout: soonMs }).toBeLessThan(80);
    await expect.poll(async () => (await chartPaint(page)).painted, { timeout: soonMs }).toBeGreaterThan(0.01);
    await page.waitForTimeout(500);
    await launched.screenshot('batch-05-english-dark');
  });

  it('speaks French', async () => {
    await chooseFromMenu(page, 'Language', 'Français');
    const bar = page.getByRole('group', { name: 'Exécution' });
    await expectText(bar, /Active\s+en continu/);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('fr');
    await expectCount(bar.getByRole('button', { name: 'Exécuter', exact: true }), 1);
    await expectCount(page.getByRole('tab', { name: 'Résultats' }), 1);
    await expectText(page.getByRole('navigation', { name: 'Palette' }), 'Source fichiers');
    await expectText(page.getByRole('complementary', { name: 'Inspecteur' }), 'Clés');
    await expectText(
      page.getByRole('region', { name: 'Canevas' }).getByRole('button', { name: /^Event files/ }),
      '100 000',
    );
    await expectText(page.getByRole('region', { name: 'Résultats' }), /\b104 lignes · [\d\s]+ms/);
    const french = page
      .getByRole('region', { name: 'Résultats' })
      .getByRole('img', { name: /^Courbes : count selon time/ });
    await expectCount(french, 1);
    await page.waitForTimeout(500);
    await launched.screenshot('batch-06-french-dark');

    await chooseFromMenu(page, 'Affichage', /^Clair$/);
    await expect.poll(async () => Math.min(...(await background())), { timeout: soonMs }).toBeGreaterThan(200);
    await page.waitForTimeout(500);
    await launched.screenshot('batch-07-french-light');
    await bar.getByRole('button', { name: 'Arrêter' }).click();
    await expectText(bar, /Arrêtée/, slowMs);
  });

  it('goes back to English', async () => {
    await chooseFromMenu(page, 'Langue', 'English');
    await expectText(runBar(page), 'Stopped');
    await expectCount(node(page, 'Memory sink'), 1);
  });

  it('logged no error in the window', () => {
    expect(launched.errors).toEqual([]);
  });
});
