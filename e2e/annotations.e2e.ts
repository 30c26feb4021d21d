/** Notes and groups on the canvas, with the mouse and with the keyboard. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { canvasMenu, chooseKind, drag, ground, middle, savedNow, settled } from './support/gestures.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import { canvas, chooseFromMenu, expectCount, expectText, node, nodes, slowMs } from './support/workbench.ts';

let launched: LaunchedApp;
let page: LaunchedApp['page'];

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
const saved = () => savedNow(launched.app, page);
const note = () => canvas(page).getByRole('button', { name: /^Note: / });
const group = () => canvas(page).getByRole('button', { name: /^Group “/ });

it('stands on a row of nodes', async () => {
  const at = await ground(page, 150, 240);
  await page.mouse.dblclick(at.x, at.y);
  await chooseKind(page, 'rows', 'Control+Enter');
  await chooseKind(page, 'filter', 'Control+Enter');
  await chooseKind(page, 'memory');
  await expectCount(nodes(page), 3);
});

describe('notes', () => {
  it('are added by key, written in place and drawn', async () => {
    await page.mouse.move(...(Object.values(await ground(page, 220, 80)) as [number, number]));
    await node(page, 'Filter').focus();
    await key('Shift+n');
    await page.keyboard.type('# Late rows\n- wait **10 minutes**\n- then `drop`');
    await key('Escape');
    await expectText(note(), 'Late rows');
    await expectCount(note().locator('strong'), 1);
    await expectCount(note().locator('li'), 2);
    await launched.screenshot('annotations-01-note');
  });

  it('hold markup of files as text', async () => {
    await note().dblclick();
    await key('Control+a');
    await page.keyboard.type('<img src=x onerror=alert(1)> **x**');
    await key('Escape');
    await expectText(note(), '<img src=x onerror=alert(1)>');
    await expectCount(note().locator('img'), 0);
    await key('Control+z');
    await expectText(note(), 'Late rows');
  });

  it('are moved by pointer and by key, coloured, copied and removed', async () => {
    const before = (await saved()).notes?.[0]?.position;
    const from = await middle(note());
    await drag(page, from, { x: from.x + 80, y: from.y });
    await expect.poll(async () => (await saved()).notes?.[0]?.position.x).toBe((before?.x ?? 0) + 80);
    await note().focus();
    await key('ArrowLeft');
    await expect.poll(async () => (await saved()).notes?.[0]?.position.x).toBe((before?.x ?? 0) + 72);
    await note().focus();
    await key('Shift+F10');
    await canvasMenu(page).getByRole('menuitemradio', { name: 'Amber' }).click();
    await expect.poll(async () => (await saved()).notes?.[0]?.color).toBe('amber');
    await note().click();
    await key('Control+d');
    await expectCount(note(), 2);
    await key('Delete');
    await expectCount(note(), 1);
  });
});

describe('groups', () => {
  it('are made of the selection and named in place', async () => {
    await node(page, 'Filter').click();
    await node(page, 'Memory sink').click({ modifiers: ['ControlOrMeta'] });
    await key('Control+g');
    await page.keyboard.type('Writing');
    await key('Enter');
    await expectCount(canvas(page).getByRole('button', { name: 'Group “Writing”, 2 nodes' }), 1);
    await launched.screenshot('annotations-02-group');
  });

  it('move their nodes, in one step', async () => {
    const places = async () =>
      (await saved()).nodes.filter(({ kind }) => kind !== 'rows-source').map(({ position }) => position.y);
    const before = await places();
    const from = await middle(group());
    await drag(page, from, { x: from.x, y: from.y + 64 });
    await expect.poll(places).toEqual(before.map((y) => y + 64));
    await key('Control+z');
    await expect.poll(places).toEqual(before);
  });

  it('let go of a node that is dragged out and take one that is dragged in', async () => {
    await node(page, 'Rows').click();
    await settled(page);
    const sink = await middle(node(page, 'Memory sink'));
    await drag(page, sink, { x: sink.x, y: sink.y + 200 });
    await expect.poll(async () => (await saved()).groups?.[0]?.nodes).toEqual(['filter']);
    const filter = await middle(node(page, 'Filter'));
    const source = await middle(node(page, 'Rows'));
    await drag(page, source, { x: filter.x - 60, y: filter.y + 16 }, false);
    await launched.screenshot('annotations-03-over');
    await page.mouse.up();
    await expect.poll(async () => (await saved()).groups?.[0]?.nodes.length).toBe(2);
    await key('Control+z');
    await key('Control+z');
    await expect.poll(async () => (await saved()).groups?.[0]?.nodes.length).toBe(2);
  });

  it('are renamed and taken away by key, and come back', async () => {
    await group().focus();
    await key('Enter');
    await key('F2');
    await page.keyboard.type('Sinks');
    await key('Enter');
    await expectCount(canvas(page).getByRole('button', { name: /^Group “Sinks”/ }), 1);
    await key('Control+Shift+g');
    await expectCount(group(), 0);
    await key('Control+z');
    await expectCount(group(), 1);
  });

  it('has written no error', () => expect(launched.errors).toEqual([]));
});
