/** Every panel and dialog under axe, in both themes and both languages: nothing serious may be found. */
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { axeFindings, runCommand } from './support/axe.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';

let launched: LaunchedApp;
let page: Page;

/** What moves or fades in is there by then. */
const settledMs = 350;

beforeAll(async () => {
  launched = await launchApp();
  page = launched.page;
}, 60_000);

afterAll(async () => {
  await launched.close();
});

const command = async (id: string): Promise<void> => {
  await runCommand(launched.app, id);
  await page.waitForTimeout(settledMs);
};
const press = async (keys: string): Promise<void> => {
  await page.keyboard.press(keys);
  await page.waitForTimeout(settledMs);
};

/** Selects a node of the lab by its place in the flow, through the outline. */
async function selectNode(index: number): Promise<void> {
  await command('view.outline');
  await press('Home');
  for (let step = 0; step < index; step++) await page.keyboard.press('ArrowDown');
  await page.waitForTimeout(settledMs);
}

interface Place {
  readonly name: string;
  open(): Promise<void>;
  /** Left out: Escape. */
  leave?(): Promise<void>;
}

const stay = async (): Promise<void> => undefined;
const dockTab = (index: number): Place => ({
  name: `the dock's tab ${index + 1}`,
  open: async () => {
    await page.getByRole('tablist').nth(1).getByRole('tab').nth(index).click();
    await page.waitForTimeout(settledMs);
  },
  leave: stay,
});
const inspectorOf = (index: number): Place => ({
  name: `the inspector of node ${index + 1}`,
  open: () => selectNode(index),
  leave: stay,
});
const menuAt = (index: number): Place => ({
  name: `the menu ${index + 1} of the run bar`,
  open: async () => {
    await page.getByRole('banner').locator('button[aria-haspopup="menu"]').nth(index).click();
    await page.waitForTimeout(settledMs);
  },
});

const places: readonly Place[] = [
  { name: 'the window', open: stay, leave: stay },
  ...[0, 1, 2, 3, 4].map(dockTab),
  ...[0, 1, 2, 3, 4].map(inspectorOf),
  {
    name: 'a wire in the outline',
    open: async () => {
      await selectNode(1);
      await press('ArrowRight');
      await press('ArrowRight');
    },
    leave: stay,
  },
  {
    name: 'a name being edited in the outline',
    open: async () => {
      await selectNode(0);
      await press('F2');
    },
  },
  {
    name: 'the palette of nodes',
    open: () => command('node.add'),
    leave: stay,
  },
  {
    name: 'the dialog that connects',
    open: async () => {
      await selectNode(0);
      await command('node.connect');
    },
  },
  { name: 'the command palette', open: () => command('help.palette') },
  {
    name: 'a search in the command palette',
    open: async () => {
      await command('help.palette');
      await page.keyboard.type('un');
      await page.waitForTimeout(settledMs);
    },
  },
  { name: 'the sheet of shortcuts', open: () => command('help.shortcuts') },
  {
    name: 'keys being changed',
    open: async () => {
      await command('help.shortcuts');
      await page.getByRole('dialog').locator('[aria-expanded="false"]').first().click();
      await page.waitForTimeout(settledMs);
    },
  },
  { name: 'about', open: () => command('help.about') },
  { name: 'the gallery of templates', open: () => command('file.new-from-template') },
  { name: 'the history', open: () => command('file.history') },
  ...[0, 1, 2, 3].map(menuAt),
];

// Colours do not depend on the language, nor words on the theme: two looks show each of both.
const looks = [
  ['light', 'en'],
  ['dark', 'fr'],
] as const;

describe.each(looks)('in the %s theme and in %s', (theme, language) => {
  beforeAll(async () => {
    await command(`view.theme-${theme}`);
    await command(`view.language-${language}`);
  });

  it.each(places.map((place) => [place.name, place] as const))(
    'nothing serious in %s',
    async (_, { open, leave }) => {
      await open();
      const found = await axeFindings(page);
      // What one place shows must not stand before the next one.
      await (leave === undefined ? press('Escape') : leave());
      expect(found).toEqual([]);
    },
    60_000,
  );

  it('nothing serious while a pipeline runs, and in what it leaves', async () => {
    await command('run.start');
    await page.waitForTimeout(3000);
    expect(await axeFindings(page)).toEqual([]);
    await command('run.stop');
    await page.waitForTimeout(1500);
    for (const index of [0, 1, 3]) {
      await dockTab(index).open();
      expect(await axeFindings(page)).toEqual([]);
    }
  }, 60_000);
});

describe('an empty canvas and a question', () => {
  it('have nothing serious', async () => {
    await selectNode(0);
    await press('Delete');
    await command('file.new');
    expect(await axeFindings(page)).toEqual([]);
    const question = page.getByRole('dialog').or(page.getByRole('alertdialog'));
    if ((await question.count()) > 0) await question.getByRole('button').nth(2).click();
    await page.waitForTimeout(settledMs);
    expect(await axeFindings(page)).toEqual([]);
  }, 60_000);
});
