/** Saved versions: kept with each save, compared, taken back as one step, opened beside. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, smallPipeline, writePipelineFile } from './support/document-desk.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  card,
  dismissNotices,
  documentNow,
  expectCount,
  expectText,
  field,
  nodes,
  slowMs,
  soonMs,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
let folder = '';
let path = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-versions-'));
  path = writePipelineFile(folder, 'small.millrace.json', smallPipeline());
  launched = await launchApp({ args: [path] });
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

const dialog = () => page.getByRole('dialog', { name: /^(History|Historique)$/ });
const versions = () => dialog().getByRole('option').and(dialog().locator('[role="option"]'));
const onDisk = () => JSON.parse(readFileSync(path, 'utf8'));

async function save(): Promise<void> {
  const before = readFileSync(path, 'utf8');
  await page.keyboard.press('Control+s');
  await expect.poll(() => readFileSync(path, 'utf8'), { timeout: soonMs }).not.toBe(before);
}

describe('versions', () => {
  it('each save keeps one, and what the file held before the first', async () => {
    await expectCount(nodes(page), 3, slowMs);
    await card(page, 'Even').click();
    await field(page, 'Condition').fill('value % 3 = 0');
    await save();
    await card(page, 'Table').click();
    await page.keyboard.press('Delete');
    await expectCount(nodes(page), 2);
    await save();
    await runCommand(launched.app, 'file.history');
    await expectCount(versions(), 3);
    await launched.screenshot('versions-01-english-light');
  });

  it('shows what differs: drawn, and as words with settings before and after', async () => {
    await versions().last().click();
    await expectText(dialog(), 'value % 2 = 0');
    await expectText(dialog(), 'value % 3 = 0');
    await expectText(dialog(), 'removed Table');
    const picture = dialog().getByRole('img', { name: /nodes removed: Table/ });
    await picture.waitFor();
    expect(await picture.evaluate((element) => (element as HTMLImageElement).naturalWidth)).toBeGreaterThan(300);
    await launched.screenshot('versions-02-difference');
  });

  it('goes from one to the next by keys', async () => {
    await versions().last().focus();
    await page.keyboard.press('ArrowUp');
    await expect.poll(() => versions().nth(1).getAttribute('aria-selected')).toBe('true');
    await page.keyboard.press('End');
    await expect.poll(() => versions().last().getAttribute('aria-selected')).toBe('true');
  });

  it('takes one back as one step; the file changes with the next save', async () => {
    await dialog().getByRole('button', { name: 'Restore this version' }).click();
    await expectCount(nodes(page), 3);
    expect(onDisk().nodes).toHaveLength(2);
    expect(await documentNow(launched.app, page)).toEqual(smallPipeline());
    await runCommand(launched.app, 'edit.undo');
    await expectCount(nodes(page), 2);
    await runCommand(launched.app, 'edit.redo');
    await expectCount(nodes(page), 3);
    await save();
    expect(onDisk()).toEqual(smallPipeline());
    await dismissNotices(page);
  });

  it('reads the same in French and in the dark', async () => {
    await runCommand(launched.app, 'view.theme-dark');
    await runCommand(launched.app, 'view.language-fr');
    await runCommand(launched.app, 'file.history');
    await expectCount(versions(), 4);
    await versions().nth(2).click();
    await dialog().getByRole('img').waitFor();
    await expectText(dialog(), 'modifié');
    await launched.screenshot('versions-03-french-dark');
  });

  it('opens one as a copy that is in no file', async () => {
    await dialog().getByRole('button', { name: 'Ouvrir une copie' }).click();
    await expect
      .poll(() => page.getByRole('textbox', { name: 'Nom du pipeline' }).inputValue(), { timeout: soonMs })
      .toContain('Small (version du');
    expect(onDisk().name).toBe('Small');
    await runCommand(launched.app, 'view.language-en');
    await runCommand(launched.app, 'view.theme-light');
  });

  it('passes over one that is damaged, and says so', async () => {
    const versionsFolder = join(launched.userData, 'versions');
    expect(versionsFolder).not.toBe('');
    const { readdirSync } = await import('node:fs');
    const [only] = readdirSync(versionsFolder);
    const contents = readdirSync(join(versionsFolder, only ?? '')).filter((name) => name.endsWith('.gz'));
    for (const name of contents) writeFileSync(join(versionsFolder, only ?? '', name), 'damaged');
    await answerDialogs(launched.app, { open: [path] });
    await runCommand(launched.app, 'file.open');
    await page.getByRole('button', { name: 'Don’t save' }).click();
    await expectCount(nodes(page), 3);
    await runCommand(launched.app, 'file.history');
    await expectText(dialog(), 'This version is damaged');
    await page.keyboard.press('Escape');
  });

  it('met no error of its own', () => {
    expect(launched.errors).toEqual([]);
  });
});
