/** Live figures on cards and wires: the lab with a watermark, with what can be shown switched on and off. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { root } from '../scripts/paths.mjs';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import { expectCount, expectText, node, rows, runBar, slowMs } from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
const folder = mkdtempSync(join(tmpdir(), 'millrace-figures-'));

const FILES = 200;
const ROWS = 300;

/** Files of an hour each, every one with a few rows that are hours behind. */
function writeFiles(): void {
  mkdirSync(join(folder, 'in'));
  for (let file = 0; file < FILES; file++) {
    const path = join(folder, 'in', `${String(file).padStart(3, '0')}.json`);
    const lines = Array.from({ length: ROWS }, (_, row) => {
      const time = 1_469_491_200 + file * 3600 + row * 10 - (row % 50 === 49 ? 20_000 : 0);
      return `{"time":${time},"action":"${row % 3 === 0 ? 'Open' : 'Close'}"}\n`;
    });
    writeFileSync(path, lines.join(''));
    utimesSync(path, 1_700_000_000 + file, 1_700_000_000 + file);
  }
}

/** The lab over these files, with a watermark. */
function lateLab(): string {
  writeFiles();
  const path = join(folder, 'lab.millrace.json');
  const lab = JSON.parse(readFileSync(join(root, 'assets/pipelines/lab-5.millrace.json'), 'utf8')) as {
    nodes: { id: string; kind: string; position: { x: number; y: number }; config: Record<string, unknown> }[];
    edges: { source: string; target: string; targetPort?: string }[];
  };
  const schema = lab.nodes.find(({ kind }) => kind === 'schema');
  const window = lab.nodes.find(({ kind }) => kind === 'window');
  const sink = lab.nodes.find(({ kind }) => kind === 'memory-sink');
  if (schema === undefined || window === undefined || sink === undefined) throw new Error('the lab is another');
  lab.edges = lab.edges.map((edge) =>
    edge.source === schema.id && edge.target === window.id ? { ...edge, target: 'late' } : edge,
  );
  lab.edges.push({ source: 'late', target: window.id });
  lab.nodes.push({
    id: 'late',
    kind: 'watermark',
    position: { x: window.position.x - 120, y: window.position.y + 160 },
    config: { timeColumn: 'time', delay: '1 minute' },
  });
  schema.config = {
    fields: [
      { name: 'time', type: 'timestamp' },
      { name: 'action', type: 'string' },
    ],
  };
  sink.config = {
    ...sink.config,
    outputMode: 'update',
    trigger: { type: 'processing-time', interval: '200 milliseconds' },
  };
  const source = lab.nodes.find(({ kind }) => kind === 'file-source');
  if (source === undefined) throw new Error('the lab has a source');
  source.config = { ...source.config, path: 'in' };
  writeFileSync(path, JSON.stringify(lab));
  return path;
}

beforeAll(async () => {
  launched = await launchApp({ args: [lateLab()] });
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

async function toggle(entry: string): Promise<void> {
  await page.getByRole('button', { name: 'Live figures' }).click();
  await page.getByRole('menuitemcheckbox', { name: entry }).click();
  await expectCount(page.getByRole('menu'), 0);
}
const late = () => node(page, 'GroupBy').getByTestId('node-late');
const state = () => node(page, 'GroupBy').getByTestId('node-state');

describe('live figures', () => {
  it('show late rows where there are some, and rows and motion on wires while they run', async () => {
    await page.keyboard.press('F5');
    await expectText(rows(page, 'GroupBy', 'in'), /\d/, slowMs);
    await expect.poll(() => page.getByTestId('edge-rate').count(), { timeout: slowMs }).toBeGreaterThan(0);
    await expect.poll(() => page.getByTestId('wire-motion').count(), { timeout: slowMs }).toBeGreaterThan(0);
    await expectText(late(), /[1-9]/, slowMs);
    await launched.screenshot('figures-01-running');
  });

  it('are switched on one by one, and keep being so', async () => {
    await expect.poll(() => state().count()).toBe(0);
    await toggle('Rows in state');
    await toggle('Rows a second');
    await toggle('Share of the batch’s time');
    await expectText(state(), /[1-9]/);
    await expectText(node(page, 'File source').getByTestId('node-rate'), /\/s$/);
    await launched.screenshot('figures-02-all');
    await page.getByRole('button', { name: 'Live figures' }).click();
    await launched.screenshot('figures-03-menu');
    await page.keyboard.press('Escape');
  });

  it('can be read at half and a quarter of the size, and in the dark', async () => {
    for (let step = 0; step < 3; step++) await page.getByRole('button', { name: /^Zoom out/ }).click();
    await launched.screenshot('figures-04-smaller');
    for (let step = 0; step < 5; step++) await page.getByRole('button', { name: /^Zoom out/ }).click();
    await launched.screenshot('figures-05-far');
    await page.emulateMedia({ colorScheme: 'dark' });
    await launched.screenshot('figures-06-far-dark');
    await page.getByRole('button', { name: /^Fit/ }).click();
    await launched.screenshot('figures-07-dark');
    await page.emulateMedia({ colorScheme: 'light' });
  });

  it('do not move where less motion is asked for, and go when they are switched off', async () => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await expectCount(page.getByTestId('wire-motion'), 0);
    await toggle('Rows on wires');
    await expectCount(page.getByTestId('edge-rate'), 0);
    await toggle('Late rows');
    await expectCount(late(), 0);
    await runBar(page).getByRole('button', { name: /Stop/ }).click();
  });

  it('name every figure in full', async () => {
    await node(page, 'GroupBy').getByTestId('card-figures').hover();
    await expect
      .poll(() => node(page, 'GroupBy').getByTestId('card-figures').getAttribute('title'))
      .toContain('numRowsDroppedByWatermark');
  });
});
