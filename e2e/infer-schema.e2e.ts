/** Columns are read from the data, corrected and taken over; asked again, the differences are shown. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
  inspector,
  slowMs,
  soonMs,
  wire,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-infer-'));
  mkdirSync(join(folder, 'events'));
  const at = Date.parse('2016-07-26T02:00:00Z') / 1000;
  const lines = Array.from({ length: 40 }, (_, index) =>
    JSON.stringify({ time: at + index * 60, action: index % 2 === 0 ? 'Open' : 'Close', note: `n${index}` }),
  );
  writeFileSync(join(folder, 'events', 'a.json'), `${lines.join('\n')}\n`);
  const file = join(folder, 'doors.millrace.json');
  writeFileSync(
    file,
    pipelineText('Doors', [{ id: 'events', kind: 'file-source', config: { path: 'events', format: 'csv' } }]),
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

const dialog = () => page.getByRole('dialog');
const rowsGrid = () => dialog().getByRole('grid');
const nodesNow = async () =>
  (
    (await documentNow(launched.app, page)) as {
      nodes: { id: string; kind: string; config: Record<string, unknown> }[];
    }
  ).nodes;

describe('a file source without a schema', () => {
  it('tells the format and the columns from the data', async () => {
    await card(page, 'File source').click();
    await inspector(page).getByRole('button', { name: 'Infer from the data…' }).click();
    await expectText(dialog(), 'Read all 40 rows of 1 file', slowMs);
    expect(await dialog().getByRole('combobox', { name: 'Format' }).inputValue()).toBe('json');
    expect(await dialog().getByRole('combobox', { name: 'Type of time' }).inputValue()).toBe('bigint');
    await expectText(rowsGrid(), '1469498400');
    await launched.screenshot('infer-01-proposal');
  });

  it('reads the rows again under a type that was corrected', async () => {
    await dialog().getByRole('combobox', { name: 'Type of time' }).selectOption('timestamp');
    await expectText(rowsGrid(), '2016-07-26');
    await dialog().getByRole('checkbox', { name: 'Take over note' }).uncheck();
    await launched.screenshot('infer-02-corrected');
  });

  it('adds and wires the schema in one undo step', async () => {
    await dialog().getByRole('button', { name: 'Add the schema' }).click();
    await expectCount(dialog(), 0);
    await expectCount(wire(page, 'File source', 'Schema'), 1);
    const [source, schema] = await nodesNow();
    expect(source?.config).toMatchObject({ format: 'json' });
    expect(schema?.config.fields).toEqual(
      expect.arrayContaining([
        { name: 'action', type: 'string' },
        { name: 'time', type: 'timestamp' },
      ]),
    );
    expect(schema?.config.fields).toHaveLength(2);
    await card(page, 'Schema').press('Control+z');
    await expectCount(card(page, 'Schema'), 0);
    expect((await nodesNow())[0]?.config).toEqual({ path: 'events', format: 'csv' });
    await card(page, 'File source').press('Control+Shift+z');
    await expectCount(card(page, 'Schema'), 1);
  });
});

describe('a schema that is there', () => {
  it('shows what the data has added, lost and changed', async () => {
    writeFileSync(join(folder, 'events', 'a.json'), '{"time":1.5,"door":"north"}\n{"time":2.5,"door":"south"}\n');
    await card(page, 'Schema').click();
    await inspector(page).getByRole('button', { name: 'Infer from the data…' }).click();
    const changes = dialog().getByRole('table');
    await expectText(changes.getByRole('row', { name: /time/ }), /other type timestamp/, slowMs);
    await expectText(changes.getByRole('row', { name: /door/ }), 'added');
    await expectText(changes.getByRole('row', { name: /action/ }), 'missing');
    await launched.screenshot('infer-03-differences');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
  });

  it('is so in French, in the dark', async () => {
    await chooseFromMenu(page, 'View', /^Dark$/);
    await chooseFromMenu(page, 'Language', 'Français');
    await page.getByRole('button', { name: 'Déduire des données…' }).click();
    await expectText(dialog(), 'Colonnes des données');
    await expectText(dialog().getByRole('table'), 'ajoutée', slowMs);
    await launched.screenshot('infer-04-french-dark');
    await dialog().getByRole('button', { name: 'Annuler' }).click();
    await expect.poll(() => dialog().count(), { timeout: soonMs }).toBe(0);
    expect(launched.errors).toEqual([]);
  });
});
