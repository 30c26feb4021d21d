/** The app's window as a user finds it: by roles and names, with the mouse and the keyboard. */
import type { ElectronApplication, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';

/** A step of the app that waits for the engine, ms: two slow cores. */
export const slowMs = 30_000;
/** An answer of the window itself, ms. */
export const soonMs = 8_000;

export const palette = (page: Page): Locator => page.getByRole('navigation', { name: 'Palette' });
export const canvas = (page: Page): Locator => page.getByRole('region', { name: 'Canvas' });
export const inspector = (page: Page): Locator => page.getByRole('complementary', { name: 'Inspector' });
export const runBar = (page: Page): Locator => page.getByRole('group', { name: 'Run' });
export const results = (page: Page): Locator => page.getByRole('region', { name: 'Results' });
export const problems = (page: Page): Locator => page.getByRole('region', { name: 'Problems' });
export const notices = (page: Page): Locator => page.getByRole('region', { name: 'Notifications' });

/** Waits until a locator's text fits; fails with the text that it has. */
export async function expectText(locator: Locator, fits: RegExp | string, timeoutMs = soonMs): Promise<void> {
  const text = expect.poll(async () => plainText(await shownText(locator)), { timeout: timeoutMs });
  await (typeof fits === 'string' ? text.toContain(fits) : text.toMatch(fits));
}

/** The text as it is drawn; empty while the element is not there. */
// biome-ignore lint/performance/useDomNodeTextContent: hidden words are not what a user reads
const shownText = (locator: Locator): Promise<string> => locator.innerText({ timeout: 1000 }).catch(() => '');

export async function expectCount(locator: Locator, count: number, timeoutMs = soonMs): Promise<void> {
  await expect.poll(() => locator.count(), { timeout: timeoutMs }).toBe(count);
}

/** Text on one line, with plain spaces in the place of those that do not break. */
export function plainText(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/** The tile of the palette that adds a kind of node. */
export function paletteEntry(page: Page, kind: string): Locator {
  return palette(page).getByRole('button', { name: `Add ${kind}:` });
}

/** Drags a kind from the palette; `at` is where its middle lands, from the canvas' upper left corner, px. */
export async function dragFromPalette(page: Page, kind: string, at: { x: number; y: number }): Promise<void> {
  await paletteEntry(page, kind).dragTo(canvas(page), { targetPosition: at });
}

/** A node on the canvas, by its kind's title. */
export function node(page: Page, kind: string): Locator {
  return canvas(page).getByRole('button', { name: new RegExp(`, ${kind}, `) });
}

export function nodes(page: Page): Locator {
  return canvas(page).getByRole('button', { name: /^[^,]+, .+, (source|shape|time|aggregate|sink)/ });
}

export function wires(page: Page): Locator {
  return canvas(page).getByRole('group', { name: /^Wire from / });
}

export function wire(page: Page, from: string, to: string): Locator {
  return canvas(page).getByRole('group', { name: `Wire from ${from} to ${to}` });
}

/** A node on the canvas, by the label on its card. */
export function card(page: Page, label: string): Locator {
  return canvas(page).getByRole('button', { name: new RegExp(`^${label}, `) });
}

/** Presses on a node's output and moves to another's input, without letting go. */
export async function pullWire(page: Page, from: string, to: string): Promise<void> {
  await pullBetween(page, node(page, from), node(page, to), 'Input');
}

/** The same for cards, and for an input by its name. */
export async function pullBetween(page: Page, from: Locator, to: Locator, input: string): Promise<void> {
  const start = await centre(from.getByTitle('Output', { exact: true }));
  const end = await centre(to.getByTitle(input, { exact: true }));
  await page.mouse.move(start.x, start.y);
  await page.mouse.down();
  await page.mouse.move((start.x + end.x) / 2, (start.y + end.y) / 2, { steps: 4 });
  await page.mouse.move(end.x, end.y, { steps: 4 });
}

export async function drawWire(page: Page, from: string, to: string): Promise<void> {
  await pullWire(page, from, to);
  await page.mouse.up();
}

export async function drawBetween(page: Page, from: Locator, to: Locator, input: string): Promise<void> {
  await pullBetween(page, from, to, input);
  await page.mouse.up();
}

async function centre(locator: Locator): Promise<{ x: number; y: number }> {
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not on screen`);
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A field of the inspector, by its accessible name. */
export function field(page: Page, name: string): Locator {
  const named = { name, exact: true };
  return inspector(page).getByRole('textbox', named).or(inspector(page).getByRole('combobox', named));
}

/** Presses Tab, or Shift+Tab, until the keyboard is there; fails where it does not come by in so many presses. */
export async function tabTo(
  page: Page,
  target: Locator,
  key: 'Tab' | 'Shift+Tab' = 'Tab',
  pressMax = 60,
): Promise<void> {
  for (let press = 0; press <= pressMax; press++) {
    if (await hasKeyboard(target)) return;
    await page.keyboard.press(key);
  }
  const holder = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300));
  throw new Error(`${pressMax} times ${key} do not lead to ${target} but to ${holder}`);
}

/** Waits until the keyboard is on an element; fails with what has it instead. */
export async function expectKeyboard(page: Page, target: Locator): Promise<void> {
  const untilMs = Date.now() + soonMs;
  while (!(await hasKeyboard(target))) {
    if (Date.now() > untilMs) {
      const holder = await page.evaluate(() => document.activeElement?.outerHTML.slice(0, 300));
      throw new Error(`the keyboard is not on ${target} but on ${holder}`);
    }
    await page.waitForTimeout(50);
  }
}

async function hasKeyboard(target: Locator): Promise<boolean> {
  if ((await target.count()) !== 1) return false;
  return target.evaluate((element) => element === document.activeElement);
}

/** Rows that a node shows as gone in or come out, as they are written there. */
export function rows(page: Page, kind: string, side: 'in' | 'out'): Locator {
  return node(page, kind).getByTestId(`rows-${side}`);
}

/** From now on keeps every text that the element shows; the function returned gives them in order. */
export async function watchTexts(locator: Locator): Promise<() => Promise<string[]>> {
  const handle = await locator.evaluateHandle((element) => {
    const seen = [element.textContent ?? ''];
    const note = (): void => {
      const text = element.textContent ?? '';
      if (text !== seen[seen.length - 1]) seen.push(text);
    };
    new MutationObserver(note).observe(element, { childList: true, characterData: true, subtree: true });
    return seen;
  });
  return () => handle.jsonValue();
}

export async function chooseFromMenu(page: Page, button: string, entry: string | RegExp): Promise<void> {
  await page.getByRole('banner').getByRole('button', { name: button, exact: true }).click();
  await page
    .getByRole('menuitem', { name: entry })
    .or(page.getByRole('menuitemcheckbox', { name: entry }))
    .or(page.getByRole('menuitemradio', { name: entry }))
    .click();
}

/** The open document as the app itself writes it to the clipboard. */
export async function documentNow(app: ElectronApplication, page: Page): Promise<unknown> {
  await app.evaluate(({ clipboard }) => clipboard.clear());
  await chooseFromMenu(page, 'File', /^Copy as JSON/);
  await expect.poll(() => readClipboard(app), { timeout: soonMs }).toContain('"millrace.pipeline"');
  return JSON.parse(await readClipboard(app));
}

export function readClipboard(app: ElectronApplication): Promise<string> {
  return app.evaluate(({ clipboard }) => clipboard.readText());
}

/** Closes what the window told, so that nothing covers the corner. */
export async function dismissNotices(page: Page): Promise<void> {
  const close = notices(page).getByRole('button');
  for (let left = await close.count(); left > 0; left = await close.count()) await close.first().click();
}

export const sqlEditor = (page: Page): Locator => results(page).getByRole('textbox', { name: /^SQL query / });

/** Types a query over the one that stands in the editor, key by key. */
export async function typeSql(page: Page, sql: string): Promise<void> {
  await sqlEditor(page).focus();
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Delete');
  await page.keyboard.type(sql);
}

/** The answer on screen as the copy button gives it: an object a row. */
export async function copiedAnswer(app: ElectronApplication, page: Page): Promise<Record<string, unknown>[]> {
  await app.evaluate(({ clipboard }) => clipboard.clear());
  await results(page).getByRole('button', { name: 'Copy', exact: true }).click();
  await page.getByRole('menuitem', { name: 'Copy all as JSON' }).click();
  await expect.poll(() => readClipboard(app), { timeout: soonMs }).not.toBe('');
  return JSON.parse(await readClipboard(app));
}

export const grid = (page: Page): Locator => results(page).getByRole('grid');

/** Every row of the grid as it is written there, read while scrolling from the top to the end. */
export async function scrolledGrid(page: Page): Promise<string[][]> {
  const found = new Map<number, string[]>();
  const total = Number(await grid(page).getAttribute('aria-rowcount')) - 1;
  await grid(page).focus();
  await page.keyboard.press('Control+Home');
  for (let press = 0; found.size < total && press <= total; press++) {
    const shown = await grid(page).evaluate((element) =>
      [...element.querySelectorAll('[role="row"][aria-rowindex]:not([aria-rowindex="1"])')].map((row) => ({
        index: Number(row.getAttribute('aria-rowindex')) - 2,
        cells: [...row.querySelectorAll('[role="gridcell"]')].map((cell) => cell.textContent ?? ''),
      })),
    );
    for (const { index, cells } of shown) found.set(index, cells);
    await page.keyboard.press('PageDown');
    await page.waitForTimeout(30);
  }
  return [...found].sort(([a], [b]) => a - b).map(([, cells]) => cells);
}

export const chart = (page: Page): Locator => results(page).getByRole('img', { name: /^(Line|Bar) chart of / });

/** How many different colours the chart's canvas shows, and the share of its pixels that are painted. */
export function chartPaint(page: Page): Promise<{ colours: number; painted: number }> {
  return chart(page)
    .locator('canvas')
    .first()
    .evaluate((element) => {
      const surface = element as HTMLCanvasElement;
      const pixels = surface.getContext('2d')?.getImageData(0, 0, surface.width, surface.height).data ?? [];
      const colours = new Map<string, number>();
      for (let at = 0; at < pixels.length; at += 4) {
        const colour = `${pixels[at]} ${pixels[at + 1]} ${pixels[at + 2]} ${pixels[at + 3]}`;
        colours.set(colour, (colours.get(colour) ?? 0) + 1);
      }
      const background = Math.max(0, ...colours.values());
      return { colours: colours.size, painted: 1 - (background * 4) / Math.max(1, pixels.length) };
    });
}
