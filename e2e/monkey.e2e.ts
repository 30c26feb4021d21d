/** Acts drawn at random from a seed: whatever is pressed in whatever order, the window stands, and every step can be taken back. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readPipeline } from '../renderer/model/read-pipeline.ts';
import { smallPipeline, writePipelineFile } from './support/document-desk.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { act, allTheWay, Chances, documentText, pageFaults } from './support/monkey.ts';
import { answerDialogs } from './support/native-dialogs.ts';

const seeds = (process.env.MONKEY_SEEDS ?? '7,23').split(',').map(Number);
const bursts = 6;
const actsInBurst = 25;

describe('acts at random', () => {
  it.each(seeds)('seed %i leaves the window whole, and can be undone', async (seed) => {
    const folder = mkdtempSync(join(tmpdir(), 'millrace-monkey-'));
    const path = writePipelineFile(folder, 'small.millrace.json', smallPipeline());
    const launched = await launchApp({ args: [path] });
    try {
      await answerDialogs(launched.app, { open: null, save: null, button: 1 });
      await walk(launched, seed);
    } finally {
      await launched.kill();
      rmSync(launched.userData, { recursive: true, force: true });
      rmSync(folder, { recursive: true, force: true });
    }
  });
});

async function walk({ app, page, errors }: LaunchedApp, seed: number): Promise<void> {
  const chances = new Chances(seed);
  const acts: string[] = [];
  const first = await documentText(app, page);
  for (let burst = 0; burst < bursts; burst++) {
    for (let count = 0; count < actsInBurst; count++) acts.push(await act(app, page, chances));
    // An animation may be under way: what is wrong must stay wrong.
    if ((await pageFaults(page)).length > 0) await page.waitForTimeout(600);
    const so = `after ${acts.length} acts of seed ${seed}: ${acts.slice(-actsInBurst).join('; ')}`;
    expect(errors, so).toEqual([]);
    expect(await pageFaults(page), so).toEqual([]);
    expect(readPipeline(await documentText(app, page)), so).toMatchObject({ ok: true });
  }
  // What is open closes first, and what is being written is written.
  for (let press = 0; press < 6; press++) await page.keyboard.press('Escape');
  const so = `at the end of seed ${seed}: ${acts.join('; ')}`;
  const last = await allTheWay(app, page, 'edit.redo');
  const begin = await allTheWay(app, page, 'edit.undo');
  expect(JSON.parse(begin), so).toEqual(JSON.parse(first));
  expect(JSON.parse(await allTheWay(app, page, 'edit.redo')), so).toEqual(JSON.parse(last));
  expect(await pageFaults(page), so).toEqual([]);
  expect(errors, so).toEqual([]);
}
