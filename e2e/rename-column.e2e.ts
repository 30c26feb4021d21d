/** A column that takes another name: the offer to follow it downstream, taken and left. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pipelineText } from './support/form.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  card,
  chooseFromMenu,
  documentNow,
  expectCount,
  expectText,
  field,
  inspector,
  slowMs,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-rename-'));
  const fields = [
    { name: 'time', type: 'timestamp' },
    { name: 'action', type: 'string' },
  ];
  const file = join(folder, 'doors.millrace.json');
  writeFileSync(
    file,
    pipelineText('Doors', [
      { id: 'rows', kind: 'rows-source', config: { fields, batches: [[]] } },
      { id: 'chosen', kind: 'select', config: { columns: [{ expr: 'time' }, { expr: 'upper(action)', as: 'what' }] } },
      { id: 'open', kind: 'filter', config: { condition: "what = 'OPEN' and length(what) > 1" } },
      { id: 'counts', kind: 'group-by', config: { keys: ['what'], aggregates: [{ function: 'count' }] } },
      { id: 'table', kind: 'memory-sink', config: { queryName: 'counts', outputMode: 'complete' } },
    ]),
  );
  launched = await launchApp({ args: [file] });
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
});
afterAll(async () => {
  if (launched !== undefined) {
    await answerDialogs(launched.app, { button: 1 });
    await launched.close();
  }
  rmSync(folder, { recursive: true, force: true });
});

const offer = () => inspector(page).getByRole('region', { name: 'A column has another name' });
const configOf = async (id: string): Promise<unknown> => {
  const { nodes } = (await documentNow(launched.app, page)) as { nodes: { id: string; config: unknown }[] };
  return nodes.find((each) => each.id === id)?.config;
};
const rename = async (to: string): Promise<void> => {
  await card(page, 'Select').click();
  await field(page, 'Name, Row 2').fill(to);
};

describe('the offer', () => {
  it('comes once the name is typed, and says where the column is used', async () => {
    await rename('kind');
    await expectText(offer(), 'Rename it in 2 places downstream', slowMs);
    await offer().getByRole('button', { name: 'Places', exact: true }).click();
    await expectText(offer(), "kind = 'OPEN' and length(kind) > 1");
    await launched.screenshot('rename-01-offer');
  });

  it('is written in one undo step', async () => {
    await offer().getByRole('button', { name: 'Rename it in 2 places downstream' }).click();
    await expectCount(offer(), 0);
    expect(await configOf('open')).toEqual({ condition: "kind = 'OPEN' and length(kind) > 1" });
    expect(await configOf('counts')).toMatchObject({ keys: ['kind'] });
    await card(page, 'Select').press('Control+z');
    expect(await configOf('open')).toEqual({ condition: "what = 'OPEN' and length(what) > 1" });
    expect(await configOf('chosen')).toMatchObject({ columns: [{ expr: 'time' }, { as: 'kind' }] });
    await expectCount(offer(), 0);
  });

  it('is gone when the user goes on, and nothing is changed by itself', async () => {
    await card(page, 'Select').press('Control+z');
    await rename('sort');
    await expectCount(offer(), 1, slowMs);
    await card(page, 'Filter').click();
    await expectCount(offer(), 0);
    expect(await configOf('counts')).toMatchObject({ keys: ['what'] });
  });

  it('is so in French, in the dark', async () => {
    await chooseFromMenu(page, 'View', /^Dark$/);
    await chooseFromMenu(page, 'Language', 'Français');
    await page
      .getByRole('region', { name: 'Canevas' })
      .getByRole('button', { name: /^(Sélection|Select), / })
      .click();
    const french = page.getByRole('complementary', { name: 'Inspecteur' });
    await french.getByRole('textbox', { name: /^Nom, Ligne 2$/ }).fill('what');
    await page.waitForTimeout(1500);
    await french.getByRole('textbox', { name: /^Nom, Ligne 2$/ }).fill('sorte');
    await expectText(french.getByRole('region', { name: 'Une colonne a changé de nom' }), 'endroits en aval', slowMs);
    await launched.screenshot('rename-02-french-dark');
    expect(launched.errors).toEqual([]);
  });
});
