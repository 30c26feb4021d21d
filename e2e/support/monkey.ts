/** Acts on the window at random, drawn from a seed, and says what no act may leave behind. */
import type { ElectronApplication, Page } from 'playwright-core';
import { runCommand } from './document-desk.ts';
import { readClipboard } from './workbench.ts';

/** Numbers that follow from a seed alone. */
export class Chances {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0, less than 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), this.#state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  below(end: number): number {
    return Math.floor(this.next() * end);
  }

  oneOf<Value>(values: readonly Value[]): Value {
    const value = values[this.below(values.length)];
    if (value === undefined) throw new Error('nothing to choose from');
    return value;
  }
}

/** What a native menu can run without asking for a file or putting another document in place. */
const commands = `
  edit.undo edit.redo edit.cut edit.copy edit.paste edit.duplicate edit.delete edit.select-all edit.find
  select.upstream select.downstream walk.left walk.right walk.up walk.down
  node.connect node.problem node.quick-add note.add arrange.tidy
  group.make group.ungroup group.rename align.left align.top align.distribute-horizontally
  view.fit view.zoom-in view.zoom-out view.zoom-actual view.zoom-selection view.outline view.next-pane view.previous-pane
  view.theme-light view.theme-dark view.language-fr view.language-en view.figure-state
  view.toggle-palette view.toggle-inspector view.toggle-dock view.toggle-minimap
  run.start run.start-batch run.pause run.step run.stop run.restart run.breakpoint run.clear-breakpoints
  help.palette help.shortcuts file.history
`
  .trim()
  .split(/\s+/);

const keys = `
  Escape Escape Enter Tab Tab Shift+Tab Space Delete Backspace F2 F6 Shift+F6 F9
  ArrowLeft ArrowRight ArrowUp ArrowDown Alt+ArrowRight Alt+ArrowLeft Shift+ArrowDown Home
  Control+z Control+Shift+z Control+a Control+c Control+x Control+v Control+d
  Control+f Control+g Control+Shift+g Shift+F10 a n 1 ' ( % <
`
  .trim()
  .split(/\s+/);

/** Parts of the page where a press may put another document in place, after which there is nothing left to undo. */
const otherDocuments = 'header, .start-templates, [role="dialog"]:has(> * > input[role="combobox"])';

/** Makes one act and says which, for the report of a failure. */
export async function act(app: ElectronApplication, page: Page, chances: Chances): Promise<string> {
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const place = () => ({ x: chances.below(width), y: chances.below(height) });
  const kind = chances.next();
  if (kind < 0.3) {
    const command = chances.oneOf(commands);
    await runCommand(app, command);
    return command;
  }
  if (kind < 0.6) {
    const key = chances.oneOf(keys);
    if ((key === 'Enter' || key === 'Space') && (await mayOpenAnother(page))) return 'nothing';
    await page.keyboard.press(key);
    return key;
  }
  const from = chances.next() < 0.6 ? await middleOfSomething(page, chances.next(), place()) : place();
  await page.mouse.move(from.x, from.y);
  const where = `${Math.round(from.x)},${Math.round(from.y)}`;
  if (kind < 0.7) {
    const to = place();
    await page.mouse.down();
    await page.mouse.move((from.x + to.x) / 2, (from.y + to.y) / 2, { steps: 3 });
    // Let go of on the window, wherever the way led.
    if (chances.next() < 0.2) await page.keyboard.press('Escape');
    await page.mouse.move(to.x, to.y, { steps: 3 });
    await page.mouse.up();
    return `drag ${where} ${to.x},${to.y}`;
  }
  if (kind < 0.74) {
    await page.mouse.wheel(chances.below(400) - 200, chances.below(400) - 200);
    return `wheel ${where}`;
  }
  const button = kind < 0.79 ? 'right' : 'left';
  const clickCount = kind > 0.94 ? 2 : 1;
  await page.mouse.click(from.x, from.y, { button, clickCount });
  return `${button} ${clickCount} ${where}`;
}

function mayOpenAnother(page: Page): Promise<boolean> {
  return page.evaluate((parts) => document.activeElement?.closest(parts) != null, otherDocuments);
}

/** The middle of a thing to press, chosen by a share of their number. */
async function middleOfSomething(
  page: Page,
  share: number,
  otherwise: { x: number; y: number },
): Promise<{ x: number; y: number }> {
  const found = await page.evaluate(
    ([wanted, parts]) => {
      const things = [
        ...document.querySelectorAll<HTMLElement>(
          'button, input, textarea, [role="menuitem"], [role="option"], [role="treeitem"], [role="tab"], [contenteditable], .react-flow__node, .react-flow__handle',
        ),
      ].filter((thing) => {
        const box = thing.getBoundingClientRect();
        const isSeen =
          box.width > 0 && box.left >= 0 && box.top >= 0 && box.right <= innerWidth && box.bottom <= innerHeight;
        return isSeen && thing.closest(`[inert], [aria-hidden="true"], ${parts}`) === null;
      });
      const box = things[Math.floor(wanted * things.length)]?.getBoundingClientRect();
      return box === undefined ? null : { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    },
    [share, otherDocuments] as const,
  );
  return found ?? otherwise;
}

/** What is wrong with the page as it stands; a line each. */
export function pageFaults(page: Page): Promise<readonly string[]> {
  return page.evaluate(() => {
    const faults: string[] = [];
    const name = (element: Element): string => element.outerHTML.slice(0, 160);
    const failed = document.querySelector('#root > [role="alert"]');
    if (failed !== null) faults.push(`the window has failed: ${failed.textContent}`);
    if (document.documentElement.scrollWidth > innerWidth) faults.push('the page is wider than the window');
    if (document.documentElement.scrollHeight > innerHeight) faults.push('the page is higher than the window');
    if (document.documentElement.scrollTop + document.body.scrollTop + scrollX !== 0)
      faults.push('the page is scrolled');
    for (const box of document.querySelectorAll(
      '[role="dialog"], [role="menu"], [role="listbox"], header, aside, nav',
    )) {
      const { left, top, right, bottom, width } = box.getBoundingClientRect();
      if (width === 0 || box.closest('.react-flow__viewport, [inert], [aria-hidden="true"]') !== null) continue;
      // What is inside a part that scrolls may end beyond it.
      if (box.matches('[role="listbox"], nav, header') && box.closest('[role="dialog"], aside, section, nav') !== box) {
        if (box.closest('[role="dialog"], aside, section') !== null) continue;
      }
      if (left < -1 || top < -1 || right > innerWidth + 1 || bottom > innerHeight + 1)
        faults.push(`outside: ${name(box)}`);
    }
    const holder = document.activeElement;
    if (holder === null) faults.push('nothing has the keyboard');
    else if (holder.closest('[inert]') !== null)
      faults.push(`the keyboard is on what cannot be reached: ${name(holder)}`);
    else if (holder !== document.body && holder.getClientRects().length === 0)
      faults.push(`the keyboard is on what is not shown: ${name(holder)}`);
    return faults;
  });
}

/** The document's text as the app writes it, whatever is open on the page. */
export async function documentText(app: ElectronApplication, page: Page): Promise<string> {
  await app.evaluate(({ clipboard }) => clipboard.writeText('none'));
  await runCommand(app, 'file.copy-json');
  for (let wait = 0; wait < 400; wait++) {
    const text = await readClipboard(app);
    if (text !== 'none') return text;
    await page.waitForTimeout(20);
  }
  throw new Error('the document was not copied');
}

/** Undoes, or makes anew, until nothing more changes; the document's text then. */
export async function allTheWay(
  app: ElectronApplication,
  page: Page,
  command: 'edit.undo' | 'edit.redo',
): Promise<string> {
  let text = await documentText(app, page);
  for (;;) {
    for (let step = 0; step < 60; step++) await runCommand(app, command);
    const next = await documentText(app, page);
    if (next === text) return text;
    text = next;
  }
}
