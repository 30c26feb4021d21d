/** Undo where the window itself is in play: keys on the canvas, a page that is shown anew, copies kept against a crash. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, smallPipeline, writePipelineFile } from './support/document-desk.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  card,
  documentNow,
  expectCount,
  expectText,
  field,
  nodes,
  runBar,
  slowMs,
  soonMs,
  wires,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
let folder = '';
let path = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-undo-'));
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

interface Shown {
  readonly name: string;
  readonly nodes: readonly { readonly id: string; readonly position: { readonly x: number; readonly y: number } }[];
}
const shown = async (): Promise<Shown> => (await documentNow(launched.app, page)) as Shown;
const places = async (): Promise<number[]> => (await shown()).nodes.map(({ position }) => position.x);
const kept = (): string => {
  try {
    return readFileSync(join(launched.userData, 'unsaved.json'), 'utf8');
  } catch {
    return '';
  }
};
const title = () => launched.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getTitle() ?? '');
const undo = () => runCommand(launched.app, 'edit.undo');
const redo = () => runCommand(launched.app, 'edit.redo');

describe('undo in the window', () => {
  it('1: arrow keys make one step, and are kept safe', async () => {
    await expectCount(nodes(page), 3, slowMs);
    await card(page, 'Even').focus();
    for (let press = 0; press < 4; press++) await page.keyboard.press('ArrowRight');
    expect(await places()).toEqual([0, 272, 480]);
    await expect.poll(kept, { timeout: soonMs }).toContain('272');
    await undo();
    expect(await places()).toEqual([0, 240, 480]);
    await expect.poll(title, { timeout: soonMs }).not.toContain('•');
    await expect.poll(kept, { timeout: soonMs }).toBe('');
  });

  it('2: a run makes no step and nothing unsaved', async () => {
    await runCommand(launched.app, 'run.start');
    await expectText(card(page, 'Ticks').getByTestId('rows-out'), /[1-9]/, slowMs);
    await runCommand(launched.app, 'run.stop');
    await expectText(runBar(page), 'Stopped', slowMs);
    expect(await title()).not.toContain('•');
    await redo();
    await undo();
    expect(await places()).toEqual([0, 240, 480]);
  });

  it('3: typing a word is one step, said and taken back as a whole', async () => {
    await card(page, 'Even').click();
    const condition = field(page, 'Condition');
    await condition.click();
    await page.keyboard.press('End');
    await page.keyboard.type(' and value > 10', { delay: 10 });
    await page.keyboard.press('Tab');
    await expect.poll(async () => JSON.stringify(await shown())).toContain('value > 10');
    await undo();
    expect(JSON.stringify(await shown())).not.toContain('value > 10');
    await expect
      .poll(() =>
        page
          .locator('[aria-live]')
          .allInnerTexts()
          .then((all) => all.join(' ')),
      )
      .toContain('Undone');
  });

  it('4: right after a save, undo and redo keep the unsaved mark right', async () => {
    await card(page, 'Even').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Control+s');
    await expect.poll(() => readFileSync(path, 'utf8'), { timeout: soonMs }).toContain('"y": 8');
    await expect.poll(title, { timeout: soonMs }).not.toContain('•');
    await undo();
    await expect.poll(title, { timeout: soonMs }).toContain('•');
    await redo();
    await expect.poll(title, { timeout: soonMs }).not.toContain('•');
  });

  it('6: undo works the same after a copy was kept', async () => {
    await card(page, 'Table').click();
    await page.keyboard.press('Delete');
    await expectCount(nodes(page), 2);
    await expect.poll(kept, { timeout: soonMs }).not.toBe('');
    await undo();
    await expectCount(nodes(page), 3);
    await expectCount(wires(page), 2);
  });

  it('7: a page that is shown anew has every node and wire, with their ends', async () => {
    await runCommand(launched.app, 'view.theme-dark');
    await runCommand(launched.app, 'view.language-fr');
    await expect.poll(() => page.evaluate(() => document.documentElement.lang), { timeout: soonMs }).toBe('fr');
    await runCommand(launched.app, 'view.language-en');
    await runCommand(launched.app, 'view.theme-light');
    await expect.poll(() => page.evaluate(() => document.documentElement.lang), { timeout: soonMs }).toBe('en');
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('light');
    // Nothing is unsaved: what is shown anew is the file.
    await expect.poll(title, { timeout: soonMs }).not.toContain('•');
    await expect.poll(kept, { timeout: soonMs }).toBe('');
    await page.reload();
    await expectCount(nodes(page), 3, slowMs);
    await expectCount(wires(page), 2);
    await card(page, 'Even').focus();
    await page.keyboard.press('ArrowDown');
    await undo();
    await expectCount(wires(page), 2);
    expect((await shown()).nodes.map(({ position }) => position.y)).toEqual([0, 8, 0]);
  });

  it('brings what it changes into view where that is not seen', async () => {
    await card(page, 'Even').focus();
    await page.keyboard.press('ArrowDown');
    const canvasBox = await page.getByRole('region', { name: 'Canvas' }).boundingBox();
    if (canvasBox === null) throw new Error('the canvas is on screen');
    await page.mouse.move(canvasBox.x + 40, canvasBox.y + 40);
    await page.mouse.down();
    await page.mouse.move(canvasBox.x + 40 - 30, canvasBox.y + 40, { steps: 2 });
    await page.mouse.up();
    const inView = async (): Promise<boolean> => {
      const box = await card(page, 'Even').boundingBox();
      return box !== null && box.x >= canvasBox.x && box.x + box.width <= canvasBox.x + canvasBox.width;
    };
    for (let turn = 0; turn < 12 && (await inView()); turn++) {
      await page.mouse.move(canvasBox.x + canvasBox.width - 60, canvasBox.y + 30);
      await page.mouse.down();
      await page.mouse.move(canvasBox.x + 60, canvasBox.y + 30, { steps: 3 });
      await page.mouse.up();
    }
    expect(await inView()).toBe(false);
    await undo();
    await expect.poll(inView, { timeout: soonMs }).toBe(true);
  });

  it('met no error of its own', () => {
    expect(launched.errors).toEqual([]);
  });
});
