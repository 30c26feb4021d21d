/** Pipeline files: saved, found again, refused, recovered; and what the clipboard carries from one start to the next. */
import { spawn } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sandboxFlags } from '../scripts/display.mjs';
import { root } from '../scripts/paths.mjs';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  chooseFromMenu,
  dismissNotices,
  documentNow,
  expectCount,
  expectText,
  field,
  grid,
  node,
  nodes,
  notices,
  readClipboard,
  results,
  rows,
  runBar,
  slowMs,
  soonMs,
  wires,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
let folder = '';
let profile = '';
let saved = '';
/** What each window that was started wrote to its console as an error. */
const errorsOfWindows: (readonly string[])[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-documents-'));
  profile = join(folder, 'profile');
  saved = join(folder, 'work', 'orders.millrace.json');
  mkdirSync(join(folder, 'work', 'events'), { recursive: true });
  for (let file = 1; file <= 3; file++)
    writeFileSync(
      join(folder, 'work', 'events', `${file}.json`),
      `{"item":"cup","price":${file}}\n{"item":"tea","price":4}\n`,
    );
  await start();
});
afterAll(async () => {
  await end();
  rmSync(folder, { recursive: true, force: true });
});

async function start(args: readonly string[] = []): Promise<void> {
  launched = await launchApp({ userData: profile, args });
  page = launched.page;
  errorsOfWindows.push(launched.errors);
  page.setDefaultTimeout(slowMs / 2);
}

async function end(): Promise<void> {
  if (launched === undefined) return;
  await answerDialogs(launched.app, { button: 1 }).catch(() => undefined);
  await launched.close();
}

const name = () => page.getByRole('textbox', { name: 'Pipeline name' });
const unsaved = () => page.getByRole('img', { name: 'Unsaved changes' });
const dialog = () => page.getByRole('dialog');
const onDisk = (path = saved) => JSON.parse(readFileSync(path, 'utf8'));

/** A small pipeline: files, their columns, a count by item in a table. */
function orders(path: string): object {
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'Orders',
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: [
      { id: 'files', kind: 'file-source', position: { x: 0, y: 0 }, config: { path, format: 'json' } },
      {
        id: 'typed',
        kind: 'schema',
        position: { x: 240, y: 0 },
        config: {
          fields: [
            { name: 'item', type: 'string' },
            { name: 'price', type: 'int' },
          ],
        },
      },
      {
        id: 'sums',
        kind: 'group-by',
        position: { x: 480, y: 0 },
        config: { keys: ['item'], aggregates: [{ function: 'sum', expr: 'price', as: 'total' }] },
      },
      {
        id: 'table',
        kind: 'memory-sink',
        position: { x: 720, y: 0 },
        config: { queryName: 'totals', outputMode: 'complete' },
      },
    ],
    edges: [
      { source: 'files', target: 'typed' },
      { source: 'typed', target: 'sums' },
      { source: 'sums', target: 'table' },
    ],
    views: { queries: [{ name: 'All', sql: 'select * from totals order by item' }] },
  };
}

async function runToTheEnd(rowCount: string): Promise<void> {
  await runBar(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expectText(rows(page, 'Schema', 'out'), rowCount, slowMs);
  await expectText(grid(page), 'cup', slowMs);
}

describe('pipeline files', () => {
  it('saves under a name, and relative paths follow the file', async () => {
    const first = join(folder, 'first.millrace.json');
    writeFileSync(first, JSON.stringify(orders('work/events')));
    await answerDialogs(launched.app, { open: [first], save: saved });
    await page.keyboard.press('Control+o');
    await expect.poll(() => name().inputValue(), { timeout: soonMs }).toBe('Orders');
    await expectCount(unsaved(), 0);
    await page.keyboard.press('Control+Shift+S');
    await expect.poll(() => onDisk().nodes[0].config.path, { timeout: soonMs }).toBe('events');
    await expectCount(unsaved(), 0);
    await launched.screenshot('documents-01-saved-as');
    await runToTheEnd('6');
    await expectText(grid(page), /cup 6 .*tea 12/);
    await launched.screenshot('documents-02-runs-from-there');
    await runBar(page).getByRole('button', { name: 'Stop' }).click();
    await expectText(runBar(page), 'Stopped', slowMs);
  });

  it('marks unsaved changes until they are saved or undone', async () => {
    await node(page, 'Memory sink').click();
    await field(page, 'Output mode').selectOption('update');
    await expectCount(unsaved(), 1);
    await launched.screenshot('documents-03-unsaved');
    await page.keyboard.press('Control+s');
    await expectCount(unsaved(), 0);
    expect(onDisk().nodes[3].config.outputMode).toBe('update');

    await name().fill('Orders of today');
    await name().press('Enter');
    await expectCount(unsaved(), 1);
    await page.getByRole('banner').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => name().inputValue(), { timeout: soonMs }).toBe('Orders');
    await expectCount(unsaved(), 0);
    await page.getByRole('banner').getByRole('button', { name: 'Undo' }).click();
    await expectCount(unsaved(), 1);
    await page.getByRole('banner').getByRole('button', { name: 'Redo' }).click();
    await expectCount(unsaved(), 0);
  });

  it('opens a recent file again', async () => {
    await page.keyboard.press('Control+n');
    await expectCount(nodes(page), 0);
    await page.getByRole('banner').getByRole('button', { name: 'File', exact: true }).click();
    await page.getByRole('menuitem', { name: /orders/ }).waitFor();
    await launched.screenshot('documents-04-recent');
    await page.getByRole('menuitem', { name: /orders/ }).click();
    await expectCount(nodes(page), 4);
    await expect.poll(() => name().inputValue(), { timeout: soonMs }).toBe('Orders');
    await expectCount(unsaved(), 0);
  });

  it('refuses a file that is no pipeline and leaves the open one alone', async () => {
    const before = await documentNow(launched.app, page);
    await dismissNotices(page);
    for (const [file, text, says] of [
      ['broken', '{"format": "millrace.pipeline", "version": 1, "nodes": [', /JSON/],
      ['other', '{"hello": "world"}', /format/i],
      [
        'newer',
        '{"format": "millrace.pipeline", "version": 99, "name": "x", "nodes": [], "edges": []}',
        /version|newer/i,
      ],
    ] as const) {
      const path = join(folder, `${file}.millrace.json`);
      writeFileSync(path, text);
      await answerDialogs(launched.app, { open: [path] });
      await chooseFromMenu(page, 'File', /^Open…/);
      await expectText(notices(page), 'The pipeline was not opened');
      await expectText(notices(page), says);
      await launched.screenshot(`documents-05-refused-${file}`);
      await dismissNotices(page);
    }
    expect(await documentNow(launched.app, page)).toEqual(before);
    await expectCount(unsaved(), 0);
  });

  it('asks before it overwrites what another program wrote', async () => {
    await name().fill('Mine');
    await name().press('Enter');
    const { atime, mtime } = statSync(saved);
    writeFileSync(saved, JSON.stringify({ ...orders('events'), name: 'Written elsewhere' }));
    // Some programs set a file's time back: what it holds is what counts.
    utimesSync(saved, atime, mtime);
    await expectText(notices(page), 'Your unsaved changes are untouched');
    expect(await name().inputValue()).toBe('Mine');
    await page.keyboard.press('Control+s');
    await expectText(dialog(), 'The file was changed by another program');
    await launched.screenshot('documents-06-conflict');
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await expectCount(dialog(), 0);
    expect(onDisk().name).toBe('Written elsewhere');
    await expectCount(unsaved(), 1);
    await page.keyboard.press('Control+s');
    await dialog().getByRole('button', { name: 'Overwrite' }).click();
    await expect.poll(() => onDisk().name, { timeout: soonMs }).toBe('Mine');
    await expectCount(unsaved(), 0);
    await expectCount(notices(page).getByRole('button'), 0);
  });

  it('offers to load what another program wrote while nothing is unsaved', async () => {
    writeFileSync(saved, JSON.stringify({ ...orders('events'), name: 'Theirs' }));
    await expectText(notices(page), 'The file was changed by another program');
    await launched.screenshot('documents-06-changed-outside');
    expect(await name().inputValue()).toBe('Mine');
    await notices(page).getByRole('button', { name: 'Load theirs' }).click();
    await expect.poll(() => name().inputValue(), { timeout: soonMs }).toBe('Theirs');
    await expectCount(unsaved(), 0);
    await expectCount(notices(page).getByRole('button'), 0);
    await page.waitForTimeout(2500);
    await expectCount(notices(page).getByRole('button'), 0);
  });

  it('keeps a document whose file was taken away, and writes it again when it may', async () => {
    rmSync(saved);
    await expectText(notices(page), 'The file is not there any more');
    await expectCount(unsaved(), 1);
    await page.keyboard.press('Control+s');
    await expectText(dialog(), 'deleted, moved or renamed');
    await launched.screenshot('documents-06-missing');
    await dialog().getByRole('button', { name: 'Write it again' }).click();
    await expect.poll(() => existsSync(saved), { timeout: soonMs }).toBe(true);
    await expectCount(unsaved(), 0);
    expect(onDisk().name).toBe('Theirs');
  });

  it('says that a protected file cannot be written, until it is saved elsewhere', async () => {
    chmodSync(saved, 0o444);
    await name().fill('Mine');
    await name().press('Enter');
    await page.keyboard.press('Control+s');
    await expectText(notices(page), 'is protected from writing');
    await expectCount(unsaved(), 1);
    await launched.screenshot('documents-06-protected');
    expect(onDisk().name).toBe('Theirs');
    chmodSync(saved, 0o644);
    await page.keyboard.press('Control+s');
    await expectCount(unsaved(), 0);
    await expectCount(notices(page).getByRole('button'), 0);
  });

  it('keeps the work, and says so, while the disk is full', async () => {
    const full = (is: boolean) =>
      launched.app.evaluate((_, isFull) => {
        if (process.mainModule === undefined) throw new Error('the app has no main module');
        const files: { open: unknown; realOpen?: unknown } = process.mainModule.require('node:fs/promises');
        files.realOpen ??= files.open;
        const real = files.realOpen as (path: string, flags: string, mode?: number) => Promise<unknown>;
        files.open = (path: string, flags: string, mode?: number) =>
          isFull && flags === 'wx'
            ? Promise.reject(Object.assign(new Error('no space left on device'), { code: 'ENOSPC' }))
            : real(path, flags, mode);
      }, is);
    await full(true);
    await name().fill('No room for this');
    await name().press('Enter');
    await expectText(notices(page), 'Unsaved work cannot be kept safe from a crash');
    await page.keyboard.press('Control+s');
    await expectText(notices(page), 'The pipeline was not saved');
    await launched.screenshot('documents-06-disk-full');
    await expectCount(unsaved(), 1);
    expect(onDisk().name).toBe('Mine');
    await full(false);
    await page.keyboard.press('Control+s');
    await expect.poll(() => onDisk().name, { timeout: soonMs }).toBe('No room for this');
    await expectCount(notices(page).getByRole('button'), 0);
    await name().fill('Mine');
    await name().press('Enter');
    await page.keyboard.press('Control+s');
    await expectCount(unsaved(), 0);
  });
});

describe('work that was not saved', () => {
  it('is offered after a crash and taken back', async () => {
    await node(page, 'GroupBy').click();
    await field(page, 'Label').fill('Kept through a crash');
    await expectCount(unsaved(), 1);
    const before = await documentNow(launched.app, page);
    await page.waitForTimeout(50);
    await launched.kill();
    expect(onDisk().nodes[2].label).toBeUndefined();

    await start();
    await expectText(dialog(), 'Unsaved work was found');
    await expectText(dialog(), saved);
    await expectText(dialog(), 'nodes changed: Kept through a crash');
    await launched.screenshot('documents-07-recovery');
    await dialog().getByRole('button', { name: 'Keep it for later' }).click();
    await expect.poll(() => name().inputValue(), { timeout: soonMs }).toBe('Mine');
    await expectCount(unsaved(), 0);
    expect(await node(page, 'GroupBy').getByText('Kept through a crash').count()).toBe(0);
    await end();

    await start();
    await expectText(dialog(), 'Unsaved work was found');
    await dialog().getByRole('button', { name: 'Recover it' }).click();
    await expectText(node(page, 'GroupBy'), 'Kept through a crash');
    expect(await documentNow(launched.app, page)).toEqual(before);
    await expectCount(unsaved(), 1);
    await launched.screenshot('documents-08-recovered');
    await page.keyboard.press('Control+s');
    await expect.poll(() => onDisk().nodes[2].label, { timeout: soonMs }).toBe('Kept through a crash');
    await expectCount(unsaved(), 0);
  });
});

describe('from one start to the next', () => {
  it('carries a pipeline on the clipboard', async () => {
    const copied = await documentNow(launched.app, page);
    const text = await readClipboard(launched.app);
    await end();
    await start();
    await expect.poll(() => name().inputValue(), { timeout: soonMs }).toBe('Lab 5: open and close counts');
    // A screen without a clipboard manager forgets what an app that ended had copied.
    await launched.app.evaluate(({ clipboard }, json) => clipboard.writeText(json), text);
    await chooseFromMenu(page, 'File', /^Paste JSON/);
    await expectCount(nodes(page), 4);
    await expectCount(wires(page), 3);
    await expectText(node(page, 'GroupBy'), 'Kept through a crash');
    await launched.screenshot('documents-09-pasted');
    expect(await documentNow(launched.app, page)).toEqual(copied);
    await page.getByRole('banner').getByRole('button', { name: 'Undo' }).click();
    await expectCount(nodes(page), 5);
  });

  it('opens the file that it is started with', async () => {
    await end();
    await start([saved]);
    await expect.poll(() => name().inputValue(), { timeout: soonMs }).toBe('Mine');
    await expectCount(nodes(page), 4);
    await expectCount(unsaved(), 0);
    await expectText(results(page), 'Nothing to query yet');
    await launched.screenshot('documents-10-file-argument');
  });

  it('started a second time, it opens the file in the window that is there', async () => {
    const other = join(folder, 'work', 'other.millrace.json');
    writeFileSync(other, JSON.stringify({ ...orders('events'), name: 'Other' }));
    const args = [root, ...sandboxFlags(), '--disable-gpu', `--user-data-dir=${profile}`, other];
    const second = spawn(launched.app.process().spawnfile, args, { stdio: 'ignore' });
    const code = await new Promise((resolve) => second.once('exit', resolve));
    expect(code).toBe(0);
    await expect.poll(() => name().inputValue(), { timeout: soonMs }).toBe('Other');
    expect(launched.app.windows()).toHaveLength(1);
  });

  it('logged no error in any window', () => {
    expect(errorsOfWindows).toEqual([[], [], [], [], []]);
  });
});
