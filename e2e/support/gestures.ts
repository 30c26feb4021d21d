/** Gestures of the canvas as a user makes them. */
import type { ElectronApplication, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { canvas, documentNow, soonMs } from './workbench.ts';

export interface Place {
  readonly x: number;
  readonly y: number;
}

export interface SavedDocument {
  readonly nodes: readonly { readonly id: string; readonly kind: string; readonly position: Place }[];
  readonly edges: readonly { readonly source: string; readonly target: string; readonly targetPort?: string }[];
  readonly notes?: readonly {
    readonly id: string;
    readonly text: string;
    readonly position: Place;
    readonly color?: string;
  }[];
  readonly groups?: readonly { readonly id: string; readonly label: string; readonly nodes: readonly string[] }[];
}

export const quickAdd = (page: Page): Locator => page.getByRole('dialog', { name: /^(Add|Put into)/ });
export const canvasMenu = (page: Page): Locator => page.getByRole('menu', { name: 'Canvas menu' });
export const findBar = (page: Page): Locator => canvas(page).getByRole('search');

export async function savedNow(app: ElectronApplication, page: Page): Promise<SavedDocument> {
  return (await documentNow(app, page)) as SavedDocument;
}

export async function wiresNow(app: ElectronApplication, page: Page): Promise<string[]> {
  return (await savedNow(app, page)).edges.map(({ source, target }) => `${source} > ${target}`).sort();
}

export async function middle(locator: Locator): Promise<Place> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not on screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A place of the canvas, from its upper left corner, on the screen. */
export async function ground(page: Page, x: number, y: number): Promise<Place> {
  const box = await canvas(page).boundingBox();
  if (box === null) throw new Error('the canvas is not on screen');
  return { x: box.x + x, y: box.y + y };
}

/** Presses at a place and moves to another; lets go unless it is told not to. */
export async function drag(page: Page, from: Place, to: Place, letGo = true): Promise<void> {
  await page.mouse.move(from.x, from.y);
  await page.mouse.down();
  await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 5 });
  await page.mouse.move(to.x, to.y, { steps: 5 });
  if (letGo) await page.mouse.up();
}

/** Types into quick-add and takes what it names first. */
export async function chooseKind(page: Page, search: string, key = 'Enter'): Promise<void> {
  await expect.poll(() => quickAdd(page).count(), { timeout: soonMs }).toBe(1);
  await page.keyboard.type(search);
  await page.keyboard.press(key);
}

/** Waits until no card moves on the screen any more. */
export async function settled(page: Page): Promise<void> {
  const places = () =>
    canvas(page)
      .locator('.react-flow__node')
      .evaluateAll((cards) => cards.map((card) => Object.values(card.getBoundingClientRect().toJSON())).join(' '));
  await expect
    .poll(async () => {
      const before = await places();
      await page.waitForTimeout(250);
      return (await places()) === before;
    })
    .toBe(true);
}
