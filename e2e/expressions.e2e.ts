/** Expressions as they are written: names are completed, mistakes are underlined where they are, and mended with one press. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expectSuggestion, expectUnderlined, pipelineText, suggestions, underlined } from './support/form.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  canvas,
  card,
  chooseFromMenu,
  dismissNotices,
  documentNow,
  expectCount,
  expectKeyboard,
  expectText,
  field,
  inspector,
  slowMs,
  soonMs,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-expressions-'));
  const fields = [
    { name: 'time', type: 'timestamp' },
    { name: 'action', type: 'string' },
    { name: 'price', type: 'double' },
  ];
  const file = join(folder, 'shop.millrace.json');
  writeFileSync(
    file,
    pipelineText('Shop', [
      { id: 'rows', kind: 'rows-source', config: { fields, batches: [[]] } },
      { id: 'hours', kind: 'window', config: { type: 'tumbling', timeColumn: 'time', duration: '1 hour' } },
      { id: 'dear', kind: 'filter', config: { condition: '' } },
      {
        id: 'counts',
        kind: 'group-by',
        config: { keys: ['window'], aggregates: [{ function: 'sum', expr: 'price' }] },
      },
      { id: 'table', kind: 'memory-sink', config: { queryName: 'counts', outputMode: 'append' } },
    ]),
  );
  launched = await launchApp({ args: [file] });
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
  await card(page, 'Filter').click();
});
afterAll(async () => {
  if (launched !== undefined) {
    await answerDialogs(launched.app, { button: 1 });
    await launched.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

const condition = () => field(page, 'Condition');
const configOf = async (id: string): Promise<unknown> => {
  const { nodes } = (await documentNow(launched.app, page)) as { nodes: { id: string; config: unknown }[] };
  return nodes.find((each) => each.id === id)?.config;
};
// biome-ignore lint/performance/useDomNodeTextContent: lines are elements of their own
const textIn = (text: string) => expect.poll(() => condition().innerText(), { timeout: soonMs }).toBe(text);
const clear = async (): Promise<void> => {
  await condition().focus();
  for (const keys of ['Control+a', 'Delete']) await page.keyboard.press(keys);
};

describe('completion', () => {
  it('offers columns with their types, and fields of structs', async () => {
    await condition().click();
    await page.keyboard.type('pr');
    await expectSuggestion(page, 'price');
    await expectText(suggestions(page).first(), /price\s*double/);
    await page.keyboard.press('Enter');
    await textIn('price');
    await page.keyboard.type(' > 1 and window.');
    await expectSuggestion(page, 'start');
    await launched.screenshot('expressions-01-columns');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await textIn('price > 1 and window.start');
  });

  it('writes a function with its parentheses, and what it takes', async () => {
    await clear();
    await page.keyboard.type('date_tr');
    await expectSuggestion(page, 'date_trunc');
    await launched.screenshot('expressions-02-functions');
    await page.keyboard.press('Enter');
    await page.keyboard.type("'");
    await expectSuggestion(page, 'hour');
    await page.keyboard.press('Escape');
    await textIn("date_trunc('')");
    expect(await suggestions(page).count()).toBe(0);
  });

  it('opens by Control and Space, without aggregates, and lets Tab go on', async () => {
    await clear();
    await page.keyboard.press('Control+Space');
    await expectSuggestion(page, 'action');
    const offered = await suggestions(page).allInnerTexts();
    expect(offered.some((text) => text.startsWith('collect_list'))).toBe(false);
    await page.keyboard.press('Tab');
    await expectCount(suggestions(page), 0);
    expect(await condition().evaluate((element) => element === document.activeElement)).toBe(false);
    await expectCount(condition().locator('.cm-placeholder'), 1);
  });

  it('closes by Escape first, and goes back to the canvas by the next', async () => {
    await condition().focus();
    await page.keyboard.press('Control+Space');
    await expectSuggestion(page, 'action');
    await page.keyboard.press('Escape');
    await expectCount(suggestions(page), 0);
    await expectKeyboard(page, condition());
    await page.keyboard.press('Escape');
    await expectKeyboard(page, card(page, 'Filter'));
  });
});

describe('what is wrong', () => {
  it('is underlined where it is, with the message below', async () => {
    await clear();
    await page.keyboard.type('true and pricee > 1 ');
    await page.keyboard.press('Escape');
    await expectUnderlined(page, ['pricee']);
    await expectText(inspector(page), 'Column "pricee" is not among the columns here');
    expect(await condition().getAttribute('aria-invalid')).toBe('true');
    await underlined(page).hover();
    await expectText(page.locator('.cm-mark-tip'), 'pricee');
    await launched.screenshot('expressions-03-underlined');
  });

  it('never underlines another text: the mark goes along, and goes when its text is edited', async () => {
    await condition().focus();
    await page.keyboard.press('Home');
    await page.keyboard.type('1 < 2 and ');
    expect(await underlined(page).allInnerTexts()).toEqual(['pricee']);
    await expectUnderlined(page, ['pricee']);
  });

  it('is mended with one press, which is one undo step', async () => {
    await inspector(page).getByRole('button', { name: 'Write price' }).click();
    await textIn('1 < 2 and true and price > 1 ');
    await expectUnderlined(page, []);
    await condition().focus();
    await page.keyboard.press('Control+z');
    await textIn('1 < 2 and true and pricee > 1 ');
    await page.keyboard.press('Control+Shift+Z');
    await textIn('1 < 2 and true and price > 1 ');
  });

  it('is typed over, and put in brackets', async () => {
    await clear();
    await page.keyboard.type('pricee');
    await page.keyboard.press('Escape');
    await expectUnderlined(page, ['pricee']);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('(');
    await textIn('(pricee)');
    await expectUnderlined(page, ['pricee']);
    await page.keyboard.press('Control+a');
    await page.keyboard.type('price > 3');
    await page.keyboard.press('Escape');
    await textIn('price > 3');
    await expectUnderlined(page, []);
  });

  it('joins what is typed into one step of the document', async () => {
    await clear();
    await page.keyboard.type('price > 2');
    await page.keyboard.press('Escape');
    await textIn('price > 2');
    await card(page, 'Window').click();
    await card(page, 'Filter').click();
    expect(await configOf('dear')).toEqual({ condition: 'price > 2' });
  });
});

describe('a list of expressions', () => {
  it('takes columns by their names and anything else as an expression', async () => {
    await card(page, 'GroupBy').or(card(page, 'Group by')).click();
    await inspector(page).getByRole('group', { name: /^Keys/ }).getByRole('button', { name: 'Add' }).click();
    await expectKeyboard(page, field(page, 'Keys, Row 2'));
    await page.keyboard.press('Control+a');
    await page.keyboard.type('upper(acton)');
    await page.keyboard.press('Escape');
    await expectUnderlined(page, ['acton']);
    await launched.screenshot('expressions-04-keys');
    await inspector(page).getByRole('button', { name: 'Write action' }).click();
    await expectUnderlined(page, []);
    expect(await configOf('counts')).toMatchObject({ keys: ['window', { expr: 'upper(action)' }] });
  });
});

describe('an output mode that is not allowed', () => {
  it('is mended by a watermark before the window', async () => {
    await page.keyboard.press('Control+0');
    await card(page, 'Memory sink').click();
    await expectCount(inspector(page).getByRole('button', { name: 'Use output mode update' }), 1);
    await launched.screenshot('expressions-05-mode');
    await inspector(page).getByRole('button', { name: 'Insert a Watermark on time' }).click();
    await expectCount(card(page, 'Watermark'), 1);
    await card(page, 'Memory sink').click();
    await expectCount(inspector(page).getByRole('button', { name: 'Use output mode update' }), 0);
  });
});

describe('several nodes', () => {
  it('are counted by kind, and put in line together', async () => {
    await card(page, 'Filter').click();
    await page.keyboard.press('Control+a');
    await expectText(inspector(page), /6 nodes selected.*Window.*1/);
    for (const name of ['Align top', 'Distribute horizontally']) {
      await expectCount(inspector(page).getByRole('button', { name, exact: true }), 1);
    }
    await inspector(page).getByRole('button', { name: 'Align left', exact: true }).click();
    await launched.screenshot('expressions-05-several');
    const { nodes } = (await documentNow(launched.app, page)) as { nodes: { position: { x: number } }[] };
    expect(new Set(nodes.map(({ position }) => position.x)).size).toBe(1);
    await canvas(page).press('Control+z');
    await page.keyboard.press('Control+0');
    await page.waitForTimeout(500);
    await dismissNotices(page);
  });
});

describe('in French, in the dark', () => {
  it('has its words and its colours', async () => {
    await card(page, 'Filter').click();
    await clear();
    await page.keyboard.type('pricee > up');
    await expectSuggestion(page, 'upper');
    await chooseFromMenu(page, 'View', /^Dark$/);
    await chooseFromMenu(page, 'Language', 'Français');
    const french = page.getByRole('complementary', { name: 'Inspecteur' });
    await expectText(french, 'Vouliez-vous dire');
    await french.getByRole('textbox', { name: 'Condition' }).focus();
    await page.keyboard.press('End');
    await page.keyboard.type('p');
    await expectSuggestion(page, 'upper');
    await launched.screenshot('expressions-06-french-dark');
    await page.keyboard.press('Escape');
  });

  it('logged no error in the window', () => {
    expect(launched.errors).toEqual([]);
  });
});
