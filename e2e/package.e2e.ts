import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { publishedTotals } from '../engine/testing/lab/lab.ts';
import { packageApp } from '../scripts/package.mjs';
import { root } from '../scripts/paths.mjs';
import { runCommand } from './support/document-desk.ts';
import { type LargeLab, makeLargeLab } from './support/large-lab.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  chooseFromMenu,
  copiedAnswer,
  documentNow,
  expectCount,
  expectText,
  nodes,
  notices,
  results,
  runBar,
  slowMs,
} from './support/workbench.ts';

const unpacked = join(root, 'dist', 'linux-unpacked');
const executable = join(unpacked, 'millrace');

describe.runIf(process.platform === 'linux')('the packaged app', () => {
  let launched: LaunchedApp;
  const folder = mkdtempSync(join(tmpdir(), 'millrace-package-'));

  beforeAll(async () => {
    const { code, output } = await packageApp(['--linux', 'dir'], () => {}, 'capture');
    expect(code, output).toBe(0);
    launched = await launchApp({ executable });
  });
  afterAll(async () => {
    if (launched !== undefined) {
      await answerDialogs(launched.app, { button: 1 });
      await launched.close();
    }
    rmSync(folder, { recursive: true, force: true });
  });

  it('carries the samples as plain files and no starter app', () => {
    const resources = join(unpacked, 'resources');
    expect(existsSync(join(resources, 'assets', 'pipelines', 'lab-5.millrace.json'))).toBe(true);
    expect(existsSync(join(resources, 'app'))).toBe(false);
    expect(existsSync(join(resources, 'app.asar'))).toBe(true);
  });

  it('runs from its own files', async () => {
    const facts = await launched.app.evaluate(({ app }) => ({ isPackaged: app.isPackaged, path: app.getAppPath() }));
    expect(facts).toEqual({ isPackaged: true, path: join(unpacked, 'resources', 'app.asar') });
  });

  it('opens its window with the lab on the canvas', async () => {
    expect(await launched.page.title()).toContain('Millrace');
    await launched.page.locator('.react-flow__node').first().waitFor();
    expect(await launched.page.locator('.react-flow__node').count()).toBe(5);
    await launched.screenshot('packaged-app');
    expect(launched.errors).toEqual([]);
  });

  it('runs the lab in the packed engine', async () => {
    const { page } = launched;
    await page.keyboard.press('F5');
    await page
      .getByText(/100[\s,.  ]?000/)
      .first()
      .waitFor({ timeout: 60_000 });
    await launched.screenshot('packaged-app-after-run');
    expect(launched.errors).toEqual([]);
  });

  it('has its templates with their pictures, and opens one', async () => {
    const { app, page } = launched;
    await runCommand(app, 'file.new-from-template');
    const gallery = page.getByRole('dialog', { name: 'New from a template' });
    const pictures = () =>
      gallery
        .getByRole('img')
        .evaluateAll((images) => images.filter((image) => (image as HTMLImageElement).naturalWidth > 300).length);
    await expect.poll(pictures, { timeout: slowMs }).toBeGreaterThanOrEqual(7);
    await gallery.getByRole('listitem').getByRole('button').first().click();
    await expectCount(gallery, 0);
    await expect.poll(() => page.title(), { timeout: slowMs }).not.toContain('Lab 5');
    await expect.poll(() => nodes(page).count(), { timeout: slowMs }).toBeGreaterThan(2);
    expect(launched.errors).toEqual([]);
  });

  it('lays out in its worker', async () => {
    const { app, page } = launched;
    const columns = async (): Promise<number> => {
      const { nodes: all } = (await documentNow(app, page)) as { nodes: { position: { x: number } }[] };
      return new Set(all.map(({ position }) => position.x)).size;
    };
    await runCommand(app, 'edit.select-all');
    await runCommand(app, 'align.left');
    expect(await columns()).toBe(1);
    await runCommand(app, 'arrange.tidy');
    await expect.poll(columns, { timeout: slowMs }).toBeGreaterThan(2);
    await launched.screenshot('packaged-app-tidied');
    expect(launched.errors).toEqual([]);
  });

  it('shows the code of the pipeline', async () => {
    const { page } = launched;
    await page.getByRole('tab', { name: 'Code', exact: true }).click();
    await expectText(page.getByRole('tabpanel', { name: 'Code' }), 'SparkSession', slowMs);
    expect(launched.errors).toEqual([]);
  });

  it('writes a picture in its own fonts', async () => {
    const { app, page } = launched;
    const path = join(folder, 'packaged.png');
    const fonts = () => page.evaluate(() => [...document.fonts].filter(({ status }) => status === 'loaded').length);
    expect(await fonts()).toBeGreaterThan(0);
    await answerDialogs(app, { save: path, button: 1 });
    await runCommand(app, 'file.export-png');
    await expectText(notices(page), 'packaged.png', slowMs);
    expect(readFileSync(path).subarray(1, 4).toString()).toBe('PNG');
    expect(readFileSync(path).length).toBeGreaterThan(10_000);
    expect(launched.errors).toEqual([]);
  });
});

describe.runIf(process.platform === 'linux')('the packaged app over much input', () => {
  let launched: LaunchedApp;
  let lab: LargeLab;
  beforeAll(async () => {
    lab = makeLargeLab(3, 2);
    launched = await launchApp({ executable, args: [lab.path] });
  });
  afterAll(async () => {
    await launched?.close();
    lab?.remove();
  });

  it('finds the threads for its stages beside the archive', async () => {
    expect(existsSync(join(unpacked, 'resources', 'app.asar.unpacked', 'out', 'main', 'stage-worker.cjs'))).toBe(true);
    const { page } = launched;
    // One that is not found fails the run.
    await chooseFromMenu(page, 'More ways to run', /^Run as batch/);
    await expectText(runBar(page), /Finished\s+batch/, 2 * slowMs);
    await results(page).getByRole('tab', { name: 'Totals' }).click();
    await expectText(results(page), /\b2 rows · [\d,]+ ms/, slowMs);
    const totals = await copiedAnswer(launched.app, page);
    expect(totals.map(Object.values).sort()).toEqual(
      publishedTotals().map(([action, count]) => [action, Number(count) * lab.times]),
    );
    expect(launched.errors).toEqual([]);
  });
});
