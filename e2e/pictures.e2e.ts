/** The canvas as a picture: SVG and PNG files that look like it, in both themes and languages. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, smallPipeline, writePipelineFile } from './support/document-desk.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import { dismissNotices, expectCount, expectText, nodes, notices, slowMs } from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
let folder = '';

const decorated = smallPipeline({
  name: '</title><script>alert(1)</script>',
  notes: [
    {
      id: 'n',
      text: 'Every fifth of a second a tick.\n\nOnly even ones go on.',
      position: { x: 0, y: 152 },
      size: { width: 240, height: 104 },
    },
  ],
  groups: [{ id: 'g', label: 'Reading', nodes: ['rate', 'even'], color: 'blue' }],
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-pictures-'));
  launched = await launchApp({ args: [writePipelineFile(folder, 'small.millrace.json', decorated)] });
  page = launched.page;
  page.setDefaultTimeout(slowMs / 2);
});
afterAll(async () => {
  await launched?.close();
  rmSync(folder, { recursive: true, force: true });
});

async function exported(name: string): Promise<Buffer> {
  const path = join(folder, name);
  await answerDialogs(launched.app, { save: path });
  await runCommand(launched.app, name.endsWith('.svg') ? 'file.export-svg' : 'file.export-png');
  await expectText(notices(page), name, slowMs);
  await dismissNotices(page);
  return readFileSync(path);
}

/** Width and height as the file's head has them, px. */
const sizeOf = (png: Buffer) => [png.readUInt32BE(16), png.readUInt32BE(20)];

describe('a picture of the canvas', () => {
  it('shows the pipeline first', () => expectCount(nodes(page), 3, slowMs));

  it('as SVG has its words, and nothing that runs', async () => {
    const svg = (await exported('small.svg')).toString('utf8');
    for (const words of ['Ticks', 'Even', 'Table', 'Reading', 'value % 2 = 0', 'Only even ones'])
      expect(svg).toContain(words);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&lt;/title&gt;');
    expect(svg).not.toContain('oklch');
  });

  it('as PNG is twice its size, drawn, and in the fonts of the app', async () => {
    const svg = (await exported('again.svg')).toString('utf8');
    const [, width, height] = /width="(\d+)" height="(\d+)"/.exec(svg) ?? [];
    const png = await exported('light.png');
    expect(png.subarray(1, 4).toString()).toBe('PNG');
    expect(sizeOf(png)).toEqual([Number(width) * 2, Number(height) * 2]);
    expect(png.length).toBeGreaterThan(10_000);
  });

  it('is another in the dark and in French', async () => {
    const light = await exported('light-2.png');
    await runCommand(launched.app, 'view.theme-dark');
    await expect.poll(() => page.evaluate(() => document.documentElement.dataset.theme)).toBe('dark');
    const dark = await exported('dark.png');
    expect(dark.equals(light)).toBe(false);
    expect(sizeOf(dark)).toEqual(sizeOf(light));
    await runCommand(launched.app, 'view.language-fr');
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('fr');
    expect((await exported('french.svg')).toString('utf8')).toContain('Filtre');
    await launched.screenshot('pictures-01-french-dark');
  });

  it('says what goes wrong where it cannot be written', async () => {
    await answerDialogs(launched.app, { save: join(folder, 'no-such-folder', 'x.png') });
    await runCommand(launched.app, 'file.export-png');
    await expectText(notices(page), 'L’image n’a pas été écrite', slowMs);
  });

  it('met no error of its own: the page’s policy lets pictures through', () => {
    expect(launched.errors).toEqual([]);
  });
});
