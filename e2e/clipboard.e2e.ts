/** Copy, cut, paste and duplicate: within a window, from one window to another, and from any text. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCommand, smallPipeline, writePipelineFile } from './support/document-desk.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  canvas,
  dismissNotices,
  documentNow,
  expectCount,
  expectText,
  nodes,
  notices,
  readClipboard,
  slowMs,
  soonMs,
  wires,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
let folder = '';

const decorated = smallPipeline({
  notes: [{ id: 'n', text: 'Mind this', position: { x: 0, y: 152 }, size: { width: 200, height: 80 } }],
  groups: [{ id: 'g', label: 'Reading', nodes: ['rate', 'even'] }],
  views: { breakpoints: [{ source: 'rate', target: 'even', condition: 'value > 5', enabled: true }] },
});

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-clipboard-'));
  launched = await launchApp({ args: [writePipelineFile(folder, 'small.millrace.json', decorated)] });
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

interface Shown {
  readonly nodes: readonly { readonly id: string; readonly position: { readonly x: number; readonly y: number } }[];
  readonly groups?: readonly { readonly nodes: readonly string[] }[];
  readonly notes?: readonly unknown[];
  readonly views?: { readonly breakpoints?: readonly { readonly source: string }[] };
}
const shown = async (): Promise<Shown> => (await documentNow(launched.app, page)) as Shown;
const write = (text: string) => launched.app.evaluate(({ clipboard }, words) => clipboard.writeText(words), text);

describe('the clipboard', () => {
  it('carries groups and breakpoints with the nodes, under ids of their own', async () => {
    await expectCount(nodes(page), 3, slowMs);
    await runCommand(launched.app, 'edit.select-all');
    await runCommand(launched.app, 'edit.copy');
    await expect.poll(() => readClipboard(launched.app), { timeout: soonMs }).toContain('"rate"');
    await runCommand(launched.app, 'edit.paste');
    await expectCount(nodes(page), 6);
    await expectCount(wires(page), 4);
    const now = await shown();
    expect(now.groups?.map((group) => group.nodes)).toEqual([
      ['rate', 'even'],
      ['rate-2', 'even-2'],
    ]);
    expect(now.views?.breakpoints?.map(({ source }) => source)).toEqual(['rate', 'rate-2']);
    await launched.screenshot('clipboard-01-pasted');
    await runCommand(launched.app, 'edit.undo');
    await expectCount(nodes(page), 3);
    expect((await shown()).groups).toHaveLength(1);
  });

  it('pastes where the pointer is', async () => {
    await write(JSON.stringify(smallPipeline({ nodes: [smallPipeline().nodes[0]], edges: [] })));
    const box = await canvas(page).boundingBox();
    if (box === null) throw new Error('the canvas is on screen');
    await page.mouse.move(box.x + 300, box.y + box.height - 120);
    await runCommand(launched.app, 'edit.paste');
    await expectCount(nodes(page), 4);
    const card = await nodes(page).nth(0).page().locator('.react-flow__node[data-id="rate-2"]').boundingBox();
    expect(Math.abs((card?.x ?? 0) - (box.x + 300))).toBeLessThan(12);
    await runCommand(launched.app, 'edit.undo');
  });

  it.each([
    ['a pipeline of a newer app, by its version', JSON.stringify(smallPipeline({ version: 99 })), '99'],
    ['broken JSON', '{"format": ', 'line 1'],
    ['other JSON', '{"a":1}', 'millrace.pipeline'],
    ['words', 'hello', 'The clipboard holds no pipeline'],
  ])('refuses %s', async (_, text, reason) => {
    await write(text);
    await runCommand(launched.app, 'edit.paste');
    await expectText(notices(page), reason);
    await dismissNotices(page);
    await expectCount(nodes(page), 3);
  });

  it('goes from one window of the app to another', async () => {
    const other = await launchApp();
    try {
      await expectCount(nodes(other.page), 5, slowMs);
      await runCommand(launched.app, 'edit.select-all');
      await runCommand(launched.app, 'edit.copy');
      await expect.poll(() => readClipboard(launched.app), { timeout: soonMs }).toContain('"rate"');
      // Both talk to one clipboard where the desktop has one; where it has none, the text is carried by hand.
      const carried = await readClipboard(launched.app);
      await other.app.evaluate(({ clipboard }, text) => clipboard.writeText(text), carried);
      await runCommand(other.app, 'edit.paste');
      await expectCount(nodes(other.page), 8);
      expect(other.errors).toEqual([]);
    } finally {
      await answerDialogs(other.app, { button: 1 });
      await other.close();
    }
  });

  it('met no error of its own', () => {
    expect(launched.errors).toEqual([]);
  });
});
