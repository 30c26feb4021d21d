/** Nodes of several inputs: two streams joined with the mouse, three brought together with the keyboard; and out to PySpark. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  canvas,
  card,
  chooseFromMenu,
  copiedAnswer,
  dismissNotices,
  documentNow,
  dragFromPalette,
  drawBetween,
  expectCount,
  expectKeyboard,
  expectText,
  field,
  grid,
  inspector,
  node,
  nodes,
  notices,
  palette,
  paletteEntry,
  pullBetween,
  rows,
  runBar,
  slowMs,
  soonMs,
  typeSql,
  wires,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-two-inputs-'));
  launched = await launchApp();
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  if (launched === undefined) return;
  await answerDialogs(launched.app, { button: 1 });
  await launched.close();
});

const wireNamed = (name: string) => canvas(page).getByRole('group', { name, exact: true });

/** Drags a kind onto the canvas and gives it a label. */
async function place(kind: string, label: string, at: { x: number; y: number }): Promise<void> {
  await dragFromPalette(page, kind, at);
  await field(page, 'Label').fill(label);
  await expectCount(card(page, label), 1);
}

/** Columns and rows of the Rows node that is selected. */
async function fillRows(columns: readonly (readonly [string, string])[], batches: unknown): Promise<void> {
  for (const [index, [name, type]] of columns.entries()) {
    await field(page, `Name, Row ${index + 1}`).fill(name);
    await field(page, `Type, Row ${index + 1}`).fill(type);
    await page.keyboard.press('Escape');
    await card(page, await field(page, 'Label').inputValue()).click();
  }
  await inspector(page).getByRole('textbox', { name: 'Rows by trigger' }).fill(JSON.stringify(batches));
}

const at = (time: string) => Date.parse(`2016-07-26T${time}Z`) / 1000;

describe('a join of two streams with the mouse', () => {
  it('has a left and a right input, each with its wire', async () => {
    await page.keyboard.press('Control+n');
    await expectText(canvas(page), 'Start with a source');
    await place('Rows', 'Ads', { x: 110, y: 70 });
    await place('Rows', 'Clicks', { x: 110, y: 260 });
    await place('Watermark', 'Ads in time', { x: 350, y: 70 });
    await place('Watermark', 'Clicks in time', { x: 350, y: 260 });
    await place('Join', 'Clicked ads', { x: 590, y: 165 });
    await drawBetween(page, card(page, 'Ads'), card(page, 'Ads in time'), 'Input');
    await drawBetween(page, card(page, 'Clicks'), card(page, 'Clicks in time'), 'Input');
    // The lower one first: the inputs are told apart by where a wire ends, not by when it is drawn.
    await drawBetween(page, card(page, 'Clicks in time'), card(page, 'Clicked ads'), 'Right input');
    await drawBetween(page, card(page, 'Ads in time'), card(page, 'Clicked ads'), 'Left input');
    await expectCount(wireNamed('Wire from Ads in time to Clicked ads (left input)'), 1);
    await expectCount(wireNamed('Wire from Clicks in time to Clicked ads (right input)'), 1);
    await expectCount(wires(page), 4);
  });

  it('says which wire a second one into the same input replaces, and replaces it as one step', async () => {
    await pullBetween(page, card(page, 'Ads'), card(page, 'Clicked ads'), 'Left input');
    await expectText(canvas(page), 'Replaces the wire from “Ads in time”');
    await launched.screenshot('inputs-00-replaces');
    await page.mouse.up();
    await expectCount(wireNamed('Wire from Ads to Clicked ads (left input)'), 1);
    await expectCount(wireNamed('Wire from Ads in time to Clicked ads (left input)'), 0);
    await page.keyboard.press('Control+z');
    await expectCount(wireNamed('Wire from Ads in time to Clicked ads (left input)'), 1);
    await expectCount(wires(page), 4);
  });

  it('takes its rows and columns from the inspector', async () => {
    await card(page, 'Ads').click();
    await fillRows(
      [
        ['shown', 'timestamp'],
        ['ad', 'string'],
      ],
      [
        [
          { shown: at('10:00:00'), ad: 'boots' },
          { shown: at('10:05:00'), ad: 'hats' },
        ],
        [{ shown: at('11:30:00'), ad: 'boots' }],
      ],
    );
    await card(page, 'Clicks').click();
    await fillRows(
      [
        ['clicked', 'timestamp'],
        ['of', 'string'],
      ],
      [
        [{ clicked: at('10:02:00'), of: 'boots' }],
        [
          { clicked: at('11:31:00'), of: 'boots' },
          { clicked: at('12:10:00'), of: 'boots' },
        ],
      ],
    );
    for (const [label, column] of [
      ['Ads in time', 'shown'],
      ['Clicks in time', 'clicked'],
    ] as const) {
      await card(page, label).click();
      await field(page, 'Time column').fill(column);
      await page.keyboard.press('Escape');
    }
  });

  it('offers in the inspector the columns of both inputs, and takes a condition over them', async () => {
    await card(page, 'Clicked ads').click();
    await expectText(inspector(page), 'Left input');
    const condition = 'left.ad = right.of and right.clicked between left.shown and left.shown + interval 10 minutes';
    await field(page, 'Condition').fill(condition);
    await page.keyboard.press('Escape');
    await card(page, 'Clicked ads').click();
    await expectText(inspector(page), /Output.*shown.*ad.*clicked.*of/);
    await inspector(page).getByRole('button', { name: 'Swap the inputs' }).click();
    await expectCount(wireNamed('Wire from Clicks in time to Clicked ads (left input)'), 1);
    await page.keyboard.press('Control+z');
    await expectCount(wireNamed('Wire from Ads in time to Clicked ads (left input)'), 1);
    await launched.screenshot('inputs-01-join');
  });

  it('goes on into a window and a table', async () => {
    await paletteEntry(page, 'Window').click();
    await field(page, 'Time column').fill('shown');
    await page.keyboard.press('Escape');
    await card(page, 'Window').click();
    await paletteEntry(page, 'Memory sink').click();
    await inspector(page)
      .getByRole('combobox', { name: /^Output mode/ })
      .selectOption('append');
    await field(page, 'Table name').fill('clicked_ads');
    await expectCount(nodes(page), 7);
    await expectCount(wires(page), 6);
    await page.keyboard.press('Control+0');
    await expectCount(page.getByRole('tab', { name: 'Problems', exact: true }), 1);
  });

  it('finds the pairs, and SQL answers with them', async () => {
    await runBar(page).getByRole('button', { name: 'Run', exact: true }).click();
    await expectText(rows(page, 'Memory sink', 'in'), /^2$/, slowMs);
    await expectText(rows(page, 'Join', 'in'), /^6$/, slowMs);
    await typeSql(page, 'select ad, shown, clicked, window.start as hour from clicked_ads order by shown');
    await page.keyboard.press('Control+Enter');
    await expectText(grid(page), 'boots', slowMs);
    expect(await copiedAnswer(launched.app, page)).toEqual([
      { ad: 'boots', shown: '2016-07-26T10:00:00Z', clicked: '2016-07-26T10:02:00Z', hour: '2016-07-26T10:00:00Z' },
      { ad: 'boots', shown: '2016-07-26T11:30:00Z', clicked: '2016-07-26T11:31:00Z', hour: '2016-07-26T11:00:00Z' },
    ]);
    await dismissNotices(page);
    await launched.screenshot('inputs-02-joined');
    await runBar(page).getByRole('button', { name: /Stop/ }).click();
    await expectText(runBar(page), 'Stopped', slowMs);
  });

  it('says in its progress what came out of each node', async () => {
    await page.getByRole('tab', { name: 'Progress' }).click();
    await expectText(page.getByRole('region', { name: 'clicked_ads' }), /Rows out of each node.* Clicked ads \d/);
    await launched.screenshot('inputs-02-progress');
  });

  it('is shown as PySpark', async () => {
    await page.getByRole('tab', { name: 'Code' }).click();
    const code = page.getByRole('region', { name: 'The pipeline as a PySpark program' });
    await expectText(code, 'withWatermark("shown"', slowMs);
    await expectText(code, 'window');
    await launched.screenshot('inputs-03-code');
  });

  it('becomes a PySpark program in a file of the user’s choice', async () => {
    const target = join(folder, 'clicked-ads.py');
    await answerDialogs(launched.app, { save: target });
    await chooseFromMenu(page, 'File', /^Export as PySpark/);
    await expectText(notices(page), 'Exported to');
    const program = readFileSync(target, 'utf8');
    for (const said of ['withWatermark("shown"', '# Clicked ads', '.alias("left")', '.outputMode("append")']) {
      expect(program).toContain(said);
    }
    await launched.screenshot('inputs-04-exported');
    await dismissNotices(page);
  });
});

describe('the same in French, in the dark', () => {
  it('names the inputs and the kinds', async () => {
    await chooseFromMenu(page, 'View', /^Dark$/);
    await chooseFromMenu(page, 'Language', 'Français');
    const french = page.getByRole('navigation', { name: 'Palette' });
    for (const kind of [
      'Jointure',
      'Union',
      'Dédoublonner',
      'Générateur',
      'Débit',
      'Tri',
      'Limite',
      'Puits fichiers',
    ]) {
      await expectCount(french.getByRole('button', { name: new RegExp(`^Ajouter ${kind}\\s?:`) }), 1);
    }
    const french_canvas = page.getByRole('region', { name: 'Canevas' });
    await french_canvas.getByRole('button', { name: /^Clicked ads, / }).click();
    await expectCount(french_canvas.getByTitle('Entrée gauche', { exact: true }), 1);
    await expectCount(french_canvas.getByTitle('Entrée droite', { exact: true }), 1);
    await expectText(page.getByRole('complementary', { name: 'Inspecteur' }), 'Entrée gauche');
    await page.waitForTimeout(500);
    await launched.screenshot('inputs-05-french-dark');
  });

  it('explains the settings of the pipeline', async () => {
    const french_canvas = page.getByRole('region', { name: 'Canevas' });
    await french_canvas.getByRole('button', { name: /^Clicked ads, / }).press('Escape');
    const french = page.getByRole('complementary', { name: 'Inspecteur' });
    await french.getByRole('button', { name: 'Le plus haut' }).click();
    await french.getByRole('switch', { name: 'Micro-lots sans données' }).click();
    await launched.screenshot('inputs-06-settings-french-dark');
    await chooseFromMenu(page, 'Affichage', /^Clair$/);
    await chooseFromMenu(page, 'Langue', 'English');
    expect(await documentNow(launched.app, page)).toMatchObject({
      settings: { mode: 'streaming', timeZone: 'UTC', watermarkPolicy: 'max', noDataMicroBatches: false },
    });
    await launched.screenshot('inputs-06-settings-english');
    await page.keyboard.press('Escape');
  });
});

describe('a union with the keyboard', () => {
  const press = async (...keys: readonly string[]): Promise<void> => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const add = async (kind: string): Promise<void> => {
    await press('a');
    await expectKeyboard(page, palette(page).getByRole('searchbox'));
    await page.keyboard.type(kind);
    await press('Enter', 'Escape');
  };
  const connect = async (name: RegExp): Promise<void> => {
    await press('c');
    const wanted = page
      .getByRole('dialog')
      .getByRole('region', { name: 'Take rows from' })
      .getByRole('button', { name });
    await expectCount(wanted, 1);
    for (let step = 0; step < 10 && !(await wanted.evaluate((end) => end === document.activeElement)); step++) {
      await press('ArrowDown');
    }
    await press('Enter');
    await expectCount(page.getByRole('dialog'), 0);
  };

  it('takes as many wires as are drawn to it', async () => {
    await press('Control+n');
    await page
      .getByRole('dialog')
      .getByRole('button', { name: /Don’t save/ })
      .press('Enter');
    await expectText(canvas(page), 'Start with a source');
    await canvas(page).focus();
    for (const kind of ['union', 'rows', 'generator']) {
      await add(kind);
      if (kind === 'union') await press('Space');
      else if (kind === 'rows')
        await node(page, 'Union')
          .focus()
          .then(() => press('Space'));
    }
    // A source that is added while a node waits for one is wired to it.
    await expectCount(wires(page), 2);
    await node(page, 'Union').focus();
    await press('Escape');
    await add('rate');
    await node(page, 'Union').focus();
    await press('Space');
    await connect(/^Rate/);
    await expectCount(wires(page), 3);
    await expectCount(wireNamed('Wire from Rate to Union'), 1);
    await launched.screenshot('inputs-07-union');
  });

  it('chooses between the inputs of a join', async () => {
    await node(page, 'Rows').focus();
    await press('Escape');
    await add('join');
    await node(page, 'Join').focus();
    await press('Space', 'c');
    const ends = page.getByRole('dialog').getByRole('region', { name: 'Take rows from' }).getByRole('button');
    await expectText(page.getByRole('dialog'), 'Rows, into the left input');
    await expectText(page.getByRole('dialog'), 'Rows, into the right input');
    expect(await ends.count()).toBeGreaterThanOrEqual(6);
    await launched.screenshot('inputs-08-connect-join');
    await press('Escape');
    await connect(/^Rate, into the right input/);
    await connect(/^Rows, into the left input/);
    await expectCount(wireNamed('Wire from Rate to Join (right input)'), 1);
    await expectCount(wireNamed('Wire from Rows to Join (left input)'), 1);
  });
});

describe('forms of the new kinds', () => {
  const choose = (name: string | RegExp, value: string) =>
    inspector(page).getByRole('combobox', { name }).selectOption(value);
  const configOf = async (kind: string): Promise<unknown> => {
    const { nodes: all } = (await documentNow(launched.app, page)) as { nodes: { kind: string; config: unknown }[] };
    return all.find((each) => each.kind === kind)?.config;
  };

  it('makes a column of the generator by its kind', async () => {
    await node(page, 'Generator').click();
    await launched.screenshot('inputs-09-generator');
    await choose('Kind, Row 2', 'key');
    await field(page, 'Keys, Row 2').fill('50');
    await field(page, 'Prefix, Row 2').fill('user-');
    await field(page, 'Late rows, Share').fill('0.25');
    await expect
      .poll(async () => ((await configOf('generator-source')) as { columns: unknown[] }).columns[1], {
        timeout: soonMs,
      })
      .toEqual({ name: 'action', type: 'key', count: 50, prefix: 'user-' });
    expect(await configOf('generator-source')).toMatchObject({ disorder: { fraction: 0.25, maxDelay: '10 minutes' } });
    await inspector(page).getByRole('group', { name: 'Columns' }).scrollIntoViewIfNeeded();
    await launched.screenshot('inputs-10-generator-columns');
  });

  it('asks a session window for its gap in place of a duration', async () => {
    await node(page, 'Generator').press('Escape');
    await paletteEntry(page, 'Window').click();
    await expectCount(field(page, 'Duration'), 1);
    await choose(/^Type/, 'session');
    await expectCount(field(page, 'Duration'), 0);
    await field(page, 'Gap').fill('5 minutes');
    expect(await configOf('window')).toEqual({ type: 'session', timeColumn: 'time', gap: '5 minutes' });
    await launched.screenshot('inputs-11-session');
    await choose(/^Type/, 'tumbling');
    await expect.poll(() => field(page, 'Duration').inputValue()).toBe('1 hour');
  });

  it('writes files', async () => {
    await paletteEntry(page, 'File sink').click();
    await expectCount(inspector(page).getByRole('button', { name: 'Choose a folder' }), 2);
    await expectCount(inspector(page).getByRole('button', { name: 'Choose a file' }), 0);
    await inspector(page)
      .getByRole('group', { name: /^Partition by/ })
      .getByRole('button', { name: 'Add' })
      .click();
    await launched.screenshot('inputs-12-file-sink');
  });

  it.each(['Sort', 'Limit', 'Deduplicate', 'Socket', 'Rate'])('has a form for %s', async (kind) => {
    await canvas(page).press('Escape');
    if (kind !== 'Rate') await paletteEntry(page, kind).click();
    await page.keyboard.press('Control+0');
    await node(page, kind).focus();
    await page.keyboard.press('Space');
    await expectText(inspector(page), kind);
    await launched.screenshot(`inputs-13-${kind.toLowerCase()}`);
  });

  it('logged no error in the window', async () => {
    expect(launched.errors).toEqual([]);
  });
});
