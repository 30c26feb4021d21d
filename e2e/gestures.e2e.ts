/** Gestures of the canvas, with the mouse and with the keyboard: each one undo step. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  canvasMenu,
  chooseKind,
  drag,
  findBar,
  ground,
  middle,
  quickAdd,
  savedNow,
  settled,
  wiresNow,
} from './support/gestures.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  canvas,
  chooseFromMenu,
  dragFromPalette,
  expectCount,
  expectText,
  node,
  nodes,
  slowMs,
  wire,
  wires,
} from './support/workbench.ts';

let launched: LaunchedApp;
type Page = LaunchedApp['page'];
let page: Page;

beforeAll(async () => {
  launched = await launchApp();
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
  await chooseFromMenu(page, 'File', /^New pipeline/);
  // Room to draw in.
  await page.keyboard.press('Control+2');
  await page.keyboard.press('Control+3');
});
afterAll(async () => {
  if (launched === undefined) return;
  await answerDialogs(launched.app, { button: 1 });
  await launched.close();
});

const key = (name: string) => page.keyboard.press(name);
const wiresHere = () => wiresNow(launched.app, page);

describe('adding', () => {
  it('asks at the pointer after a double click, and adds several in a row', async () => {
    const at = await ground(page, 160, 200);
    await page.mouse.dblclick(at.x, at.y);
    await expectCount(quickAdd(page), 1);
    await launched.screenshot('gestures-01-quick-add');
    await chooseKind(page, 'rows', 'Control+Enter');
    await expectCount(nodes(page), 1);
    await expectText(quickAdd(page), 'Add behind');
    await launched.screenshot('gestures-02-quick-add-behind');
    await chooseKind(page, 'filter');
    await expectCount(nodes(page), 2);
    await expectCount(quickAdd(page), 0);
    await expectCount(wires(page), 1);
  });

  it('says why a kind does not fit', async () => {
    await node(page, 'Filter').click();
    await key('n');
    await expectText(quickAdd(page), 'Does not fit here');
    await key('Escape');
    await expectCount(quickAdd(page), 0);
  });

  it('adds behind a node by key, as one step', async () => {
    await node(page, 'Filter').click();
    await key('n');
    await chooseKind(page, 'memory');
    await expectCount(wire(page, 'Filter', 'Memory sink'), 1);
    await key('Control+z');
    await expectCount(nodes(page), 2);
    await key('Control+y');
    await expectCount(nodes(page), 3);
  });

  it('adds where a wire is let go on empty ground', async () => {
    await key('Control+z');
    await expectCount(nodes(page), 2);
    const out = await middle(node(page, 'Filter').getByTitle('Output', { exact: true }));
    const to = await ground(page, 760, 420);
    await drag(page, out, to);
    await expectText(quickAdd(page), 'Add behind');
    await chooseKind(page, 'memory');
    await expectCount(wire(page, 'Filter', 'Memory sink'), 1);
  });

  it('opens with Tab on ground that was pressed, and only once', async () => {
    const at = await ground(page, 500, 40);
    await page.mouse.click(at.x, at.y);
    await key('Tab');
    await expectCount(quickAdd(page), 1);
    await key('Escape');
    await page.mouse.click(at.x, at.y);
    await key('Shift+Tab');
    await expectCount(quickAdd(page), 0);
  });

  it('puts a node into a wire with a double click', async () => {
    const line = wire(page, 'Filter', 'Memory sink').locator('.react-flow__edge-interaction');
    const at = await middle(line);
    await page.mouse.dblclick(at.x, at.y);
    await expectText(quickAdd(page), 'Put into the wire');
    await chooseKind(page, 'limit');
    await expectCount(wire(page, 'Filter', 'Limit'), 1);
    await expectCount(wire(page, 'Limit', 'Memory sink'), 1);
    await key('Control+z');
    await expectCount(wire(page, 'Filter', 'Memory sink'), 1);
  });

  it('splices in a node that is dragged onto a wire, as one step', async () => {
    await dragFromPalette(page, 'Limit', { x: 300, y: 440 });
    await expectCount(nodes(page), 4);
    const on = await middle(
      wire(page, 'Rows', 'Filter').or(wires(page).first()).first().locator('.react-flow__edge-interaction'),
    );
    const from = await middle(node(page, 'Limit'));
    await drag(page, from, on);
    await expect.poll(wiresHere).toContain('limit > filter');
    await launched.screenshot('gestures-03-spliced');
    await key('Control+z');
    await expect.poll(wiresHere).not.toContain('limit > filter');
    await key('Control+z');
  });
});

describe('wiring', () => {
  it('takes the fitting input of a card the wire is let go on, and replaces the wire of a taken one', async () => {
    await dragFromPalette(page, 'Select', { x: 320, y: 470 });
    const out = await middle(node(page, 'Select').getByTitle('Output', { exact: true }));
    const card = await middle(node(page, 'Memory sink'));
    await drag(page, out, { x: card.x + 30, y: card.y });
    await expect.poll(wiresHere).toContain('select > memory-sink');
    await expect.poll(wiresHere).not.toContain('filter > memory-sink');
    await key('Control+z');
    await expect.poll(wiresHere).toContain('filter > memory-sink');
    await key('Control+z');
    await expectCount(node(page, 'Select'), 0);
  });

  it('opens the menu of a node by pointer and by key', async () => {
    await node(page, 'Filter').click({ button: 'right' });
    await expectText(canvasMenu(page), 'Duplicate');
    await launched.screenshot('gestures-04-menu');
    await key('Escape');
    await expectCount(canvasMenu(page), 0);
    await node(page, 'Filter').focus();
    await key('Shift+F10');
    await expectText(canvasMenu(page), 'Select all downstream');
    await key('Escape');
  });
});

describe('placing', () => {
  it('tidies up as one step', async () => {
    const before = (await savedNow(launched.app, page)).nodes;
    await node(page, 'Filter').focus();
    await key('Escape');
    await key('t');
    await expect
      .poll(async () => new Set((await savedNow(launched.app, page)).nodes.map(({ position }) => position.y)).size)
      .toBe(1);
    await launched.screenshot('gestures-05-tidy');
    await key('Control+z');
    await expect.poll(async () => (await savedNow(launched.app, page)).nodes).toEqual(before);
  });

  it('shows the lines that a dragged card keeps to', async () => {
    await settled(page);
    const from = await middle(node(page, 'Memory sink'));
    const filter = await middle(node(page, 'Filter'));
    await drag(page, from, { x: from.x, y: filter.y + 40 }, false);
    // Past the row of the filter, a little at a time, until the lines come.
    for (let y = filter.y + 40; y > filter.y - 60; y -= 4) {
      await page.mouse.move(from.x, y);
      await page.waitForTimeout(30);
      if ((await canvas(page).getByTestId('guides').count()) > 0) break;
    }
    await expectCount(canvas(page).getByTestId('guides'), 1);
    await launched.screenshot('gestures-06-guides');
    await page.mouse.up();
    await expectCount(canvas(page).getByTestId('guides'), 0);
    const { nodes: now } = await savedNow(launched.app, page);
    const y = (kind: string) => now.find((each) => each.kind === kind)?.position.y;
    // Edges keep to edges and to middles: cards are 88 px high.
    expect([0, 44, 88]).toContain(Math.abs((y('memory-sink') ?? 0) - (y('filter') ?? 0)));
    await key('Control+z');
  });

  it('aligns and distributes by the menu of the keyboard', async () => {
    await node(page, 'Filter').focus();
    await key('Control+a');
    await key('Shift+F10');
    await launched.screenshot('gestures-08-align');
    await canvasMenu(page).getByRole('menuitem', { name: 'Align top' }).click();
    await expect
      .poll(async () => new Set((await savedNow(launched.app, page)).nodes.map(({ position }) => position.y)).size)
      .toBe(1);
    await key('Control+z');
  });
});

describe('finding and walking', () => {
  it('finds by kind and goes on to the next', async () => {
    await key('Control+f');
    await page.keyboard.type('memory');
    await expectText(findBar(page), '1 of 1');
    await expectCount(canvas(page).locator('.react-flow__node.selected'), 1);
    await launched.screenshot('gestures-07-find');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('i');
    const [, count = '0'] = /of (\d+)/.exec((await findBar(page).textContent()) ?? '') ?? [];
    expect(Number(count)).toBeGreaterThan(1);
    await expectCount(canvas(page).locator('[data-found]'), Number(count));
    await key('Escape');
    await expectCount(findBar(page), 0);
    await expectCount(canvas(page).locator('[data-found]'), 0);
  });

  it('walks along the wires and selects a stream', async () => {
    await node(page, 'Memory sink').focus();
    await key('Alt+ArrowLeft');
    await expect.poll(() => node(page, 'Filter').evaluate((element) => element === document.activeElement)).toBe(true);
    await key('Alt+Shift+ArrowRight');
    await expectCount(canvas(page).locator('.react-flow__node.selected'), 2);
  });

  it('hides the overview and shows it again', async () => {
    await expectCount(canvas(page).locator('.minimap'), 1);
    await key('m');
    await expectCount(canvas(page).locator('.minimap'), 0);
    await key('m');
    await expectCount(canvas(page).locator('.minimap'), 1);
  });

  it('has written no error', () => expect(launched.errors).toEqual([]));
});
