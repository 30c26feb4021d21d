/** What goes wrong is said where it is: which node, which setting, what to do; and nothing is lost by it. */
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  dismissNotices,
  documentNow,
  expectCount,
  expectKeyboard,
  expectText,
  field,
  grid,
  inspector,
  node,
  nodes,
  problems,
  results,
  rows,
  runBar,
  scrolledGrid,
  slowMs,
  soonMs,
  typeSql,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
let folder = '';
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-problems-'));
  mkdirSync(join(folder, 'events'));
  writeFileSync(join(folder, 'events', 'a.json'), '{"item":"cup","price":1}\n{"item":"tea","price":2}\n');
  mkdirSync(join(folder, 'broken'));
  writeFileSync(
    join(folder, 'broken', 'b.json'),
    '{"item":"cup","price":1}\n{"item":"tea","price":\n{"item":"tea","price":2}\nno json at all\n',
  );
  launched = await launchApp();
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

interface Part {
  readonly id: string;
  readonly kind: string;
  readonly label?: string;
  readonly config: Record<string, unknown>;
}

const files = (path = 'events'): Part => ({
  id: 'files',
  kind: 'file-source',
  label: 'Orders',
  config: { path, format: 'json' },
});
const typed: Part = {
  id: 'typed',
  kind: 'schema',
  config: {
    fields: [
      { name: 'item', type: 'string' },
      { name: 'price', type: 'int' },
    ],
  },
};
const counted: Part = {
  id: 'counted',
  kind: 'group-by',
  config: { keys: ['item'], aggregates: [{ function: 'count' }] },
};
const table = (outputMode = 'append', id = 'table', queryName = 'totals'): Part => ({
  id,
  kind: 'memory-sink',
  config: { queryName, outputMode },
});

let opened = 0;
/** Opens a pipeline of nodes in a row, each wired to the one before it. */
async function open(parts: readonly Part[], edges?: readonly (readonly [string, string])[]): Promise<unknown> {
  const name = `Case ${++opened}`;
  const row = parts.slice(1).map(({ id }, index) => [parts[index]?.id, id]);
  const document = {
    format: 'millrace.pipeline',
    version: 1,
    name,
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: parts.map((part, index) => ({ ...part, position: { x: index * 240, y: (index % 2) * 120 } })),
    edges: (edges ?? row).map(([source, target]) => ({ source, target })),
  };
  const path = join(folder, `case-${opened}.millrace.json`);
  writeFileSync(path, JSON.stringify(document));
  await answerDialogs(launched.app, { open: [path] });
  await page.keyboard.press('Control+o');
  const discard = page.getByRole('dialog').getByRole('button', { name: 'Don’t save' });
  const title = page.getByRole('textbox', { name: 'Pipeline name' });
  await expect
    .poll(
      async () => {
        if ((await discard.count()) > 0) await discard.click();
        return title.inputValue();
      },
      { timeout: soonMs },
    )
    .toBe(name);
  await expectCount(nodes(page), parts.length);
  return documentNow(launched.app, page);
}

const run = () => runBar(page).getByRole('button', { name: 'Run', exact: true }).click();
const showProblems = () => page.getByRole('tab', { name: /^Problems/ }).click();
const showResults = () => page.getByRole('tab', { name: 'Results' }).click();

describe('problems', () => {
  it('names node and setting of a folder that is not there', async () => {
    const before = await open([files('nowhere'), typed, table()]);
    await run();
    await showProblems();
    await expectText(problems(page), /nowhere/, slowMs);
    await dismissNotices(page);
    await launched.screenshot('problems-01-missing-folder');
    await expectText(problems(page), /^Orders/);
    await expectText(problems(page).getByRole('button', { name: /nowhere/ }), 'Path');
    expect(await documentNow(launched.app, page)).toEqual(before);
  });

  it('marks the node that a run failed on', async () => {
    await expect
      .poll(() => node(page, 'File source').getAttribute('aria-label'), { timeout: soonMs })
      .toContain('has errors');
  });

  it('goes to the field of a folder that is not there', async () => {
    await showProblems();
    await problems(page)
      .getByRole('button', { name: /nowhere/ })
      .click();
    await expectKeyboard(page, field(page, 'Path'));
    await launched.screenshot('problems-02-in-the-field');
  });

  it('offers the near name of a column that is not there, and goes to its node', async () => {
    await open([files(), typed, { id: 'cheap', kind: 'filter', config: { condition: 'pricee < 10' } }, table()]);
    await showProblems();
    const entry = problems(page).getByRole('button', { name: /pricee/ });
    await expectText(entry, /did you mean .*price/i);
    await expectText(entry, 'Condition');
    expect(await node(page, 'Filter').getAttribute('aria-label')).toContain('has errors');
    await entry.click();
    await expectText(inspector(page).getByRole('heading', { level: 2 }), 'Filter');
    await expectKeyboard(page, field(page, 'Condition'));
    await launched.screenshot('problems-03-near-name');
    await field(page, 'Condition').fill('price < 2');
    await expectText(problems(page).or(page.getByRole('tabpanel', { name: 'Problems' })), 'No problems');
  });

  it('shows the class with which Spark refuses append without a watermark', async () => {
    await open([files(), typed, counted, table('append')]);
    await run();
    await expectText(problems(page), /append is not allowed/);
    await expectText(problems(page), /STREAMING_OUTPUT_MODE\.UNSUPPORTED_OPERATION/);
    await dismissNotices(page);
    await launched.screenshot('problems-04-append');
    await expectText(runBar(page), 'Ready');
  });

  it('refuses two queries of one name', async () => {
    await open(
      [files(), typed, table('append', 'one'), table('append', 'two')],
      [
        ['files', 'typed'],
        ['typed', 'one'],
        ['typed', 'two'],
      ],
    );
    await showProblems();
    await expectText(problems(page), /two queries are named "totals"/i);
    await expectText(problems(page), 'Table name');
    await launched.screenshot('problems-05-one-name');
  });

  it('warns of malformed records and says where the first are', async () => {
    await open([files('broken'), typed, table()]);
    await run();
    await expectText(rows(page, 'Schema', 'out'), '4', slowMs);
    await showProblems();
    await expectText(problems(page), /2 records did not fit the schema/, slowMs);
    await expectText(problems(page), /b\.json/);
    await expectCount(problems(page).getByRole('img', { name: 'Error' }), 0);
    await launched.screenshot('problems-06-malformed');
    await runBar(page).getByRole('button', { name: 'Stop' }).click();
    await expectText(runBar(page), 'Stopped', slowMs);
  });
});

describe('problems of a query', () => {
  it('says what is wrong with the SQL and keeps the rows', async () => {
    await open([files(), typed, table()]);
    await run();
    await expectText(rows(page, 'Memory sink', 'in'), '2', slowMs);
    await showResults();
    await typeSql(page, 'select * from totals order by item');
    await page.keyboard.press('Control+Enter');
    await expectText(grid(page), 'tea');
    await typeSql(page, 'select itme from totals');
    await page.keyboard.press('Control+Enter');
    const alert = results(page).getByRole('alert');
    await expectText(alert, /itme/);
    await expectText(alert, /item/);
    await launched.screenshot('problems-07-sql-error');
    await typeSql(page, 'select * from totals where');
    await page.keyboard.press('Control+Enter');
    await expectText(alert, /\w{3}-\d{3}/);
    await launched.screenshot('problems-08-sql-unfinished');
  });

  it('refuses a query that writes', async () => {
    for (const [index, sql] of [
      'drop table totals',
      "insert into totals values ('x', 1)",
      `copy totals to '${join(folder, 'written.csv')}'`,
    ].entries()) {
      await typeSql(page, sql);
      await page.keyboard.press('Control+Enter');
      await expectText(results(page).getByRole('alert'), /read|select/i);
      await launched.screenshot(`problems-09-writes-${index + 1}`);
    }
    expect(existsSync(join(folder, 'written.csv'))).toBe(false);
    await typeSql(page, 'select count(*) as n from totals');
    await page.keyboard.press('Control+Enter');
    await expectCount(results(page).getByRole('alert'), 0);
    await expectText(grid(page), 'n');
    expect(await scrolledGrid(page)).toEqual([['2']]);
  });

  it('logged no error in the window', () => {
    expect(launched.errors).toEqual([]);
  });
});
