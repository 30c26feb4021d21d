/** A pipeline of hundreds of nodes: seen whole it is painted as one picture, and the pointer and the keyboard work on it all the same. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { middleNode, zoomTo } from '../bench/ui/frames.ts';
import { makeGraph } from '../bench/ui/graph.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import { canvas, card, expectText, inspector, slowMs, soonMs } from './support/workbench.ts';

const graph = makeGraph(50);
let folder: string;
let launched: LaunchedApp;
let page: Page;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-large-canvas-'));
  const file = join(folder, 'large.millrace.json');
  writeFileSync(file, JSON.stringify(graph));
  launched = await launchApp({ args: [file] });
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
});
afterAll(async () => {
  if (launched !== undefined) {
    await answerDialogs(launched.app, { button: 1 });
    await launched.close();
  }
  if (folder !== undefined) rmSync(folder, { recursive: true, force: true });
});

const picture = (): Locator => canvas(page).getByTestId('far-picture');

async function placeOf(locator: Locator): Promise<{ x: number; y: number; width: number; height: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not on screen`);
  return box;
}

async function dragBy(locator: Locator, x: number, y: number): Promise<void> {
  const box = await placeOf(locator);
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width / 2 + x / 2, box.y + box.height / 2 + y / 2, { steps: 4 });
  await page.mouse.move(box.x + box.width / 2 + x, box.y + box.height / 2 + y, { steps: 4 });
  await page.mouse.up();
}

/** How many colours the picture has: one where nothing is painted. */
function colours(): Promise<number> {
  return picture().evaluate((element) => {
    const surface = element as HTMLCanvasElement;
    const pixels = surface.getContext('2d')?.getImageData(0, 0, surface.width, surface.height).data ?? [];
    const seen = new Set<number>();
    for (let at = 0; at < pixels.length; at += 4) {
      seen.add(((pixels[at] ?? 0) << 16) | ((pixels[at + 1] ?? 0) << 8) | (pixels[at + 2] ?? 0));
    }
    return seen.size;
  });
}

describe('500 nodes, all in sight', () => {
  it('are painted, without an element for a wire or a part of a card', async () => {
    await picture().waitFor();
    await expect.poll(colours, { timeout: soonMs }).toBeGreaterThan(10);
    expect(await page.locator('.react-flow__edge').count()).toBe(0);
    expect(await page.locator('.react-flow__handle').count()).toBeLessThan(5);
    await launched.screenshot('large-canvas-01-far');
  });

  it('are moved as one', async () => {
    const before = await placeOf(card(page, 'both 22'));
    const pane = await placeOf(page.locator('.react-flow__pane'));
    // Between two rows of cards there is nothing but canvas.
    const empty = await page.evaluate(({ x, y, width, height }) => {
      for (let down = 0.4; down < 0.6; down += 0.01) {
        for (let across = 0.3; across < 0.7; across += 0.01) {
          const at = { x: x + width * across, y: y + height * down };
          if (document.elementFromPoint(at.x, at.y)?.classList.contains('react-flow__pane')) return at;
        }
      }
      return null;
    }, pane);
    if (empty === null) throw new Error('there is no empty place');
    await page.mouse.move(empty.x, empty.y);
    await page.mouse.down();
    await page.mouse.move(empty.x + 40, empty.y + 24, { steps: 8 });
    await page.mouse.up();
    const after = await placeOf(card(page, 'both 22'));
    expect(after.x - before.x).toBeCloseTo(40, 0);
    expect(after.y - before.y).toBeCloseTo(24, 0);
  });

  it('let one be selected and dragged, which undo takes back', async () => {
    const node = card(page, 'counts 25');
    const before = await placeOf(node);
    await node.click();
    await expectText(inspector(page), 'counts-25');
    await dragBy(node, 30, 20);
    await expect.poll(async () => Math.round((await placeOf(node)).x - before.x)).toBeGreaterThan(20);
    await launched.screenshot('large-canvas-02-far-dragged');
    await page.keyboard.press('Control+z');
    await expect.poll(async () => Math.round((await placeOf(node)).x - before.x)).toBe(0);
  });

  it('are walked with the keyboard', async () => {
    await card(page, 'counts 25').focus();
    await page.keyboard.press('Tab');
    const label = await page.evaluate(() => document.activeElement?.getAttribute('aria-label'));
    expect(label).toMatch(/^\w+ \d+, /);
    expect(label).not.toMatch(/^counts 25,/);
    await launched.screenshot('large-canvas-03-far-focus');
  });

  it('make the wire under the pointer one that can be taken', async () => {
    const from = await placeOf(card(page, 'counts 21'));
    const to = await placeOf(card(page, 'table 21'));
    const middle = { x: (from.x + from.width + to.x) / 2, y: from.y + from.height / 2 };
    await page.mouse.move(middle.x - 1, middle.y - 3);
    await page.mouse.move(middle.x, middle.y);
    const wire = canvas(page).getByRole('group', { name: 'Wire from counts 21 to table 21' });
    await wire.waitFor({ state: 'attached' });
    await page.mouse.click(middle.x, middle.y);
    await expect.poll(() => page.locator('.react-flow__edge.selected').count()).toBe(1);
  });
});

describe('500 nodes, near by', () => {
  it('have cards again, those in view alone', async () => {
    await page.evaluate(zoomTo, 0.8);
    await expect.poll(() => picture().count()).toBe(0);
    const shown = await page.locator('.react-flow__node').count();
    expect(shown).toBeGreaterThan(0);
    expect(shown).toBeLessThan(100);
    expect(await page.locator('.react-flow__handle').count()).toBeGreaterThan(shown / 2);
    await launched.screenshot('large-canvas-04-near');
  });

  it('let one be dragged, which undo takes back', async () => {
    const id = await page.evaluate(middleNode);
    const node = page.locator(`.react-flow__node[data-id="${id}"]`);
    const before = await placeOf(node);
    await dragBy(node, 64, 32);
    await expect.poll(async () => Math.round((await placeOf(node)).x - before.x)).toBeGreaterThan(40);
    await page.keyboard.press('Control+z');
    await expect.poll(async () => Math.round((await placeOf(node)).x - before.x)).toBe(0);
    expect(launched.errors).toEqual([]);
  });
});
