/** A node goes into the middle of a wire and out again: the lab with a watermark and append, and why Spark needs both. */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../scripts/paths.mjs';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  canvas,
  dragFromPalette,
  expectCount,
  expectText,
  inspector,
  node,
  paletteEntry,
  problems,
  rows,
  runBar,
  slowMs,
  wire,
  wires,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
beforeAll(async () => {
  launched = await launchApp({ args: [join(root, 'assets/pipelines/lab-5.millrace.json')] });
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
});
afterAll(async () => {
  if (launched === undefined) return;
  await answerDialogs(launched.app, { button: 1 });
  await launched.close();
});

const outputMode = () => inspector(page).getByRole('combobox', { name: /^Output mode/ });

async function isIn(kind: string): Promise<void> {
  await expectCount(wire(page, 'Schema', kind), 1);
  await expectCount(wire(page, kind, 'Window'), 1);
  await expectCount(wires(page), 5);
}

describe('a watermark in the lab', () => {
  it('goes into the wire that it is dropped on, and all is still in view', async () => {
    await expectCount(wires(page), 4);
    const [before, behind, frame] = await Promise.all(
      [node(page, 'Schema'), node(page, 'Window'), canvas(page)].map((each) => each.boundingBox()),
    );
    if (before == null || behind == null || frame == null) throw new Error('the lab is not on screen');
    await dragFromPalette(page, 'Watermark', {
      x: (before.x + before.width + behind.x) / 2 - frame.x,
      y: before.y + before.height / 2 - frame.y,
    });
    await isIn('Watermark');
    await expect
      .poll(async () => {
        const box = await node(page, 'Memory sink').boundingBox();
        return box !== null && box.x + box.width <= frame.x + frame.width;
      })
      .toBe(true);
    await launched.screenshot('watermark-01-inserted');
  });

  it('lets append give out hours once they are final', async () => {
    await node(page, 'Memory sink').click();
    await outputMode().selectOption('append');
    await page.keyboard.press('F5');
    await expectText(rows(page, 'Memory sink', 'in'), /^103$/, slowMs);
    await runBar(page).getByRole('button', { name: /Stop/ }).click();
  });

  it('leaves its neighbours wired when it goes, and then append is refused', async () => {
    await node(page, 'Watermark').click();
    await page.keyboard.press('Delete');
    await expectCount(wire(page, 'Schema', 'Window'), 1);
    await expectCount(wires(page), 4);
    await page.getByRole('tab', { name: /^Problems/ }).click();
    await expectText(problems(page), 'Output mode append is not allowed');
  });

  it('takes a choice from a list back with the keyboard still on it', async () => {
    await node(page, 'Memory sink').click();
    await outputMode().selectOption('update');
    await outputMode().focus();
    await page.keyboard.press('Control+z');
    await expect.poll(() => outputMode().inputValue()).toBe('append');
  });

  it('goes into a selected wire from the palette', async () => {
    await wire(page, 'Schema', 'Window').focus();
    await page.keyboard.press('Enter');
    await paletteEntry(page, 'Watermark').focus();
    await page.keyboard.press('Enter');
    await isIn('Watermark');
    expect(launched.errors).toEqual([]);
  });
});
