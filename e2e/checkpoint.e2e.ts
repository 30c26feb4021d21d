/** Resume or start afresh: the lab with a checkpoint, stopped, quit, killed, changed and damaged half-way. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { labDocument, publishedHourly, publishedTotals } from '../engine/testing/lab/lab.ts';
import { root } from '../scripts/paths.mjs';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  card,
  chooseFromMenu,
  copiedAnswer,
  dismissNotices,
  expectCount,
  expectText,
  field,
  notices,
  problems,
  results,
  runBar,
  slowMs,
  soonMs,
} from './support/workbench.ts';

const FILES = 50;

let launched: LaunchedApp;
let page: Page;
let folder = '';
let pipeline = '';
const errorsOfWindows: (readonly string[])[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-checkpoint-'));
  pipeline = join(folder, 'lab.millrace.json');
});
afterAll(async () => {
  await end();
  rmSync(folder, { recursive: true, force: true });
});

async function start(asks?: string): Promise<void> {
  launched = await launchApp({ userData: join(folder, 'profile'), args: [pipeline] });
  page = launched.page;
  errorsOfWindows.push(launched.errors);
  page.setDefaultTimeout(slowMs / 2);
  if (asks !== undefined) return expectText(dialog(), asks, slowMs);
  await expect.poll(() => page.getByRole('textbox', { name: 'Pipeline name' }).inputValue()).toBe('Lab');
}

async function end(): Promise<void> {
  if (launched === undefined) return;
  await answerDialogs(launched.app, { button: 1 }).catch(() => undefined);
  await launched.close();
}

type Lab = { nodes: { id: string; config: Record<string, unknown> }[] };

/** The lab, one file each `interval`, with a checkpoint beside it. */
function writeLab(interval: string, change: (lab: Lab) => void = () => undefined): void {
  const lab = { ...labDocument(), name: 'Lab' } as unknown as Lab;
  const config = (id: string) => lab.nodes.find((each) => each.id === id)?.config ?? {};
  config('events').path = join(root, 'assets/samples/lab5');
  config('table').trigger = { type: 'processing-time', interval };
  config('table').checkpointLocation = 'checkpoints/lab/table';
  change(lab);
  writeFileSync(pipeline, `${JSON.stringify(lab, null, 2)}\n`);
}

const checkpoints = (): string[] => {
  try {
    return readdirSync(join(folder, 'checkpoints', 'lab')).sort();
  } catch {
    return [];
  }
};
const committed = (): number => {
  try {
    return readdirSync(join(folder, 'checkpoints/lab/table/commits')).filter((name) => /^\d+$/.test(name)).length;
  } catch {
    return 0;
  }
};
const runButton = () => runBar(page).getByRole('button', { name: 'Run', exact: true });
const stopButton = () => runBar(page).getByRole('button', { name: 'Stop' });
const dialog = () => page.getByRole('dialog');
const resumed = () => page.getByTestId('resumed');

async function pressFor(keys: string): Promise<void> {
  await expectCount(dialog(), 0);
  await page.keyboard.press(keys);
  await dialog().waitFor();
}

async function runUntil(batches: number): Promise<void> {
  await runButton().click();
  await expect.poll(committed, { timeout: slowMs }).toBeGreaterThanOrEqual(batches);
}

async function expectPublishedTotals(): Promise<void> {
  await expect.poll(committed, { timeout: slowMs }).toBe(FILES);
  await expect
    .poll(totals, { timeout: slowMs })
    .toEqual(publishedTotals().map(([action, total]) => ({ action, total_count: total })));
  await results(page).getByRole('tab', { name: 'By hour' }).click();
  await results(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expectText(results(page), /\b104 rows · [\d,]+ ms/);
  expect(await copiedAnswer(launched.app, page)).toEqual(
    publishedHourly().map(([action, time, count]) => ({ action, time, count })),
  );
}

async function totals(): Promise<unknown> {
  await results(page).getByRole('tab', { name: 'Totals' }).click();
  await results(page).getByRole('button', { name: 'Run', exact: true }).click();
  await expectText(results(page), /\b2 rows · [\d,]+ ms/);
  const answer = await copiedAnswer(launched.app, page);
  return answer.sort((a, b) => (String(a.action) < String(b.action) ? -1 : 1));
}

/** A picture in French on dark, then one in English on light, each after `open` has brought up what is to be seen; Escape closes it. */
async function look(name: string, open: () => Promise<void>): Promise<void> {
  await setLook({ theme: 'dark', language: 'fr' });
  await open();
  await page.waitForTimeout(400);
  await launched.screenshot(`checkpoint-${name}-french-dark`);
  await page.keyboard.press('Escape');
  await expectCount(dialog(), 0);
  await setLook({ theme: 'light', language: 'en' });
  await open();
  await page.waitForTimeout(400);
  await launched.screenshot(`checkpoint-${name}-english-light`);
}

/** Through the app's own menu, which works while a dialog is open. */
async function setLook({ theme, language }: { theme: string; language: string }): Promise<void> {
  for (const id of [`view.theme-${theme}`, `view.language-${language}`]) {
    await launched.app.evaluate(({ Menu }, entry) => Menu.getApplicationMenu()?.getMenuItemById(entry)?.click(), id);
  }
  await page.waitForTimeout(400);
}

describe('a pipeline that is stopped half-way', () => {
  it('goes on after the app was quit and started again, to the published results', async () => {
    writeLab('100 milliseconds');
    await start();
    await setLook({ theme: 'light', language: 'en' });
    await runUntil(10);
    await expectCount(resumed(), 0);
    await stopButton().click();
    await expectText(runBar(page), 'Stopped', slowMs);
    const done = committed();
    expect(done).toBeLessThan(FILES);
    await end();

    await start();
    await runButton().click();
    await expectText(resumed(), `Resumed after batch ${done - 1}`, slowMs);
    await expectText(notices(page), 'The query goes on after batch');
    await launched.screenshot('checkpoint-01-resumed-english-light');
    await dismissNotices(page);
    await setLook({ theme: 'dark', language: 'fr' });
    await resumed().hover();
    await page
      .getByText(/comptés depuis le début/)
      .last()
      .waitFor();
    await launched.screenshot('checkpoint-01-resumed-french-dark');
    await setLook({ theme: 'light', language: 'en' });
    await expectPublishedTotals();
    // The counts beside the line are of this run alone.
    await expectText(runBar(page), `Files ${FILES - done}`);
    await page.getByRole('tab', { name: 'Progress' }).click();
    await expectText(page.getByRole('region', { name: 'counts' }), `Batch id ${FILES - 1}`);
    await launched.screenshot('checkpoint-02-progress');
  });

  it('goes on after a second Run in the same window, and waits where there is nothing new', async () => {
    await stopButton().click();
    await expectText(runBar(page), 'Stopped', slowMs);
    await page.getByRole('tab', { name: 'Results' }).click();
    await runButton().click();
    await expectText(resumed(), `Resumed after batch ${FILES - 1}`, slowMs);
    await expectText(runBar(page), 'Waiting for the trigger', slowMs);
    expect(committed()).toBe(FILES);
  });

  it('starts afresh from the beginning, and sets aside what was there', async () => {
    await dismissNotices(page);
    await chooseFromMenu(page, 'More ways to run', /^Start afresh/);
    await expectText(dialog(), 'nothing is deleted');
    await page.keyboard.press('Escape');
    await look('03-start-afresh', () => pressFor('Control+Shift+F5'));
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await expectCount(dialog(), 0);
    expect(checkpoints()).toEqual(['table']);
    await page.keyboard.press('Control+Shift+F5');
    await dialog().getByRole('button', { name: 'Start afresh' }).click();
    await expect.poll(() => checkpoints().length, { timeout: slowMs }).toBe(2);
    await expectCount(resumed(), 0);
    await expect.poll(committed, { timeout: slowMs }).toBeGreaterThan(0);
    await expectPublishedTotals();
    await expectText(runBar(page), `Files ${FILES}`);
  });

  it('goes on after the app was killed in the middle of a run', async () => {
    await page.keyboard.press('Control+Shift+F5');
    await dialog().getByRole('button', { name: 'Start afresh' }).click();
    await expect.poll(() => checkpoints().length, { timeout: slowMs }).toBe(3);
    await expect.poll(committed, { timeout: slowMs }).toBeGreaterThanOrEqual(10);
    await launched.kill();
    const done = committed();
    expect(done).toBeLessThan(FILES);

    await start();
    await runButton().click();
    await expectText(resumed(), `Resumed after batch ${done - 1}`, slowMs);
    await expectPublishedTotals();
  });

  it('ends within seconds when the app is quit while it runs, and goes on afterwards', async () => {
    await page.keyboard.press('Control+Shift+F5');
    await dialog().getByRole('button', { name: 'Start afresh' }).click();
    await expect.poll(() => checkpoints().length, { timeout: slowMs }).toBe(4);
    await expect.poll(committed, { timeout: slowMs }).toBeGreaterThanOrEqual(5);
    await end();
    expect(committed()).toBeLessThan(FILES);
    expect(readdirSync(join(folder, 'checkpoints/lab/table'))).not.toContain('lock');

    await start();
    await runButton().click();
    await expectText(resumed(), 'Resumed after batch', slowMs);
    await expectPublishedTotals();
  });
});

describe('a checkpoint that cannot be gone on from', () => {
  it('is told at the node that was changed, and goes on when that is undone', async () => {
    await stopButton().click();
    await expectText(runBar(page), 'Stopped', slowMs);
    await card(page, 'GroupBy').click();
    await field(page, 'Keys, Row 1').fill('time');
    await page.keyboard.press('Escape');
    await runButton().click();
    await expectText(dialog(), 'The query cannot go on from its checkpoint', slowMs);
    await page.keyboard.press('Escape');
    await look('04-changed', () => pressFor('F5'));
    await dialog().getByRole('button', { name: 'Show' }).first().click();
    await expectCount(dialog(), 0);
    await page.getByRole('tab', { name: /^Problems/ }).click();
    await expectText(problems(page), 'EXE-');
    await launched.screenshot('checkpoint-05-at-the-node');
    await page.getByRole('banner').getByRole('button', { name: 'Undo' }).click();
    await page.getByRole('tab', { name: 'Results' }).click();
    await runButton().click();
    await expectText(resumed(), `Resumed after batch ${FILES - 1}`, slowMs);
    await stopButton().click();
    await expectText(runBar(page), 'Stopped', slowMs);
  });

  it('is told of when a file of it is damaged, and set aside when the user says so', async () => {
    const offsets = join(folder, 'checkpoints/lab/table/offsets');
    const last = readdirSync(offsets)
      .filter((name) => /^\d+$/.test(name))
      .sort((a, b) => Number(b) - Number(a))[0];
    const file = join(offsets, last ?? '');
    writeFileSync(file, readFileSync(file, 'utf8').slice(0, -20));
    const before = checkpoints().length;
    await runButton().click();
    await expectText(dialog(), 'The checkpoint is damaged', slowMs);
    await page.keyboard.press('Escape');
    await look('06-damaged', () => pressFor('F5'));
    await dialog().getByRole('button', { name: 'Start afresh' }).click();
    await expect.poll(() => checkpoints().length, { timeout: slowMs }).toBe(before + 1);
    await expectPublishedTotals();
  });
});

describe('an engine that ends by itself', () => {
  it('is told of, the document is untouched, and the query goes on', async () => {
    await page.keyboard.press('Control+Shift+F5');
    await dialog().getByRole('button', { name: 'Start afresh' }).click();
    await expect.poll(committed, { timeout: slowMs }).toBeLessThan(FILES);
    await expect.poll(committed, { timeout: slowMs }).toBeGreaterThanOrEqual(5);
    await endEngine();
    await expectText(dialog(), 'The engine ended by itself', slowMs);
    const done = committed();
    expect(done).toBeLessThan(FILES);
    await launched.screenshot('checkpoint-07-engine-ended-english-light');
    await dialog()
      .getByRole('button', { name: `Resume after batch ${done - 1}` })
      .click();
    await expectText(resumed(), `Resumed after batch ${done - 1}`, slowMs);
    await expectPublishedTotals();
    await expectCount(page.getByRole('img', { name: 'Unsaved changes' }), 0);
  });

  it('logged no error in any window', () => {
    expect(errorsOfWindows.map((errors) => [...errors])).toEqual(errorsOfWindows.map(() => []));
  });

  /** Ends the engine's thread as a fault of its own would: the next message to it finds the thread. */
  async function endEngine(): Promise<void> {
    await launched.app.evaluate(() => {
      if (process.mainModule === undefined) throw new Error('the app has no main module');
      const { Worker }: typeof import('node:worker_threads') = process.mainModule.require('node:worker_threads');
      const { postMessage } = Worker.prototype;
      Worker.prototype.postMessage = function (this: InstanceType<typeof Worker>, ...message) {
        Worker.prototype.postMessage = postMessage;
        void this.terminate();
        return postMessage.apply(this, message);
      };
    });
    await results(page).getByRole('button', { name: 'Run', exact: true }).click();
  }
});

describe('a file sink', () => {
  it('is offered a checkpoint folder beside the pipeline', async () => {
    await end();
    rmSync(join(folder, 'checkpoints'), { recursive: true, force: true });
    writeLab('100 milliseconds', (lab) => {
      lab.nodes = lab.nodes.map((node) =>
        node.id === 'table'
          ? { ...node, kind: 'file-sink', config: { path: 'out', format: 'json' } }
          : node.id === 'counts'
            ? { ...node, kind: 'filter', config: { condition: "action = 'Open'" } }
            : node,
      );
    });
    await start();
    await card(page, 'File sink').click();
    const fix = 'Use “checkpoints/lab/table”';
    await page.getByRole('complementary', { name: 'Inspector' }).getByRole('button', { name: fix }).waitFor();
    await page.getByRole('tab', { name: /^Problems/ }).click();
    await problems(page).getByRole('button', { name: fix }).waitFor();
    await look('08-file-sink', async () => undefined);
    await runButton().click();
    await expectText(dialog(), 'A file sink needs a checkpoint folder');
    await page.keyboard.press('Escape');
    await look('09-file-sink-run', () => pressFor('F5'));
    await dialog().getByRole('button', { name: 'Cancel' }).click();
    await problems(page).getByRole('button', { name: fix }).click();
    await expect
      .poll(() => field(page, 'Checkpoint folder').inputValue(), { timeout: soonMs })
      .toBe('checkpoints/lab/table');
    await page.getByRole('banner').getByRole('button', { name: 'Undo' }).click();
    await expect.poll(() => field(page, 'Checkpoint folder').inputValue(), { timeout: soonMs }).toBe('');
  });

  it('writes each row once, whatever it is stopped in', async () => {
    await runButton().click();
    await dialog().getByRole('button', { name: 'Set one and run' }).click();
    await expect.poll(committed, { timeout: slowMs }).toBeGreaterThanOrEqual(10);
    await launched.kill();
    expect(committed()).toBeLessThan(FILES);
    // What was unsaved when the app was killed is there again.
    await start('Unsaved work was found');
    await dialog().getByRole('button', { name: 'Recover it' }).click();
    await runButton().click();
    await expectText(resumed(), 'Resumed after batch', slowMs);
    await expect.poll(committed, { timeout: slowMs }).toBe(FILES);
    await stopButton().click();
    await expectText(runBar(page), 'Stopped', slowMs);
    const [, open] = publishedTotals().find(([action]) => action === 'Open') ?? [];
    expect(writtenRows()).toBe(open);
  });
});

/** Rows in the files that the sink's log lists. */
function writtenRows(): number {
  const log = join(folder, 'out', '_spark_metadata');
  const listed = new Set<string>();
  for (const name of readdirSync(log).filter((file) => /^\d+(\.compact)?$/.test(file))) {
    for (const line of readFileSync(join(log, name), 'utf8')
      .split('\n')
      .filter((each) => each.startsWith('{'))) {
      const { path } = JSON.parse(line) as { path?: string };
      if (path !== undefined) listed.add(path.split('/').at(-1) ?? '');
    }
  }
  const rowsOf = (file: string): number =>
    readFileSync(join(folder, 'out', file), 'utf8')
      .trimEnd()
      .split('\n').length;
  return [...listed].reduce((sum, file) => sum + rowsOf(file), 0);
}
