/** Files dropped on the window by the user's own hand, and files that a page would like to have. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Desktop } from '../electron/contract/desktop.ts';
import { dropFiles, runCommand, smallPipeline, writePipelineFile } from './support/document-desk.ts';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';
import { answerDialogs } from './support/native-dialogs.ts';
import {
  card,
  dismissNotices,
  documentNow,
  expectCount,
  expectText,
  nodes,
  notices,
  slowMs,
  soonMs,
  wires,
} from './support/workbench.ts';

let launched: LaunchedApp;
let page: Page;
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-drop-'));
  mkdirSync(join(folder, 'events'));
  for (const number of [1, 2])
    writeFileSync(join(folder, 'events', `${number}.json`), '{"time":1469501107,"action":"Open","price":1.5}\n');
  writeFileSync(join(folder, 'orders.csv'), 'item,price\ncup,3\ntea,4\n');
  writeFileSync(join(folder, 'photo.png'), 'x');
  launched = await launchApp({ args: [writePipelineFile(folder, 'small.millrace.json', smallPipeline())] });
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
  readonly name: string;
  readonly nodes: readonly {
    readonly kind: string;
    readonly label?: string;
    readonly config: Record<string, unknown>;
  }[];
}
const columns = (node: Shown['nodes'][number] | undefined): string[] =>
  ((node?.config.fields ?? []) as { readonly name: string }[]).map(({ name }) => name);
const shown = async (): Promise<Shown> => (await documentNow(launched.app, page)) as Shown;

describe('dropped on the window', () => {
  it('shows the pipeline first', () => expectCount(nodes(page), 3, slowMs));

  it('a folder of data becomes a source with its inferred schema, wired, as one step', async () => {
    await dropFiles(page, [join(folder, 'events')], { x: 300, y: 320 });
    await expectCount(nodes(page), 5, slowMs);
    await expectCount(wires(page), 3);
    const [source, schema] = (await shown()).nodes.slice(3);
    expect(source).toMatchObject({ kind: 'file-source', config: { path: 'events', format: 'json' } });
    expect(columns(schema).sort()).toEqual(['action', 'price', 'time']);
    await dismissNotices(page);
    await launched.screenshot('drop-01-folder');
    await runCommand(launched.app, 'edit.undo');
    await expectCount(nodes(page), 3);
  });

  it('a table file comes with the options that it needs', async () => {
    await dropFiles(page, [join(folder, 'orders.csv')], { x: 300, y: 320 });
    await expectCount(nodes(page), 5, slowMs);
    const [source, schema] = (await shown()).nodes.slice(3);
    expect(source?.config).toMatchObject({ path: 'orders.csv', format: 'csv', options: { header: 'true' } });
    expect(columns(schema)).toEqual(['item', 'price']);
    await runCommand(launched.app, 'edit.undo');
    await expectCount(nodes(page), 3);
  });

  it('what no source reads is refused, in words', async () => {
    await dropFiles(page, [join(folder, 'photo.png')], { x: 300, y: 320 });
    await expectText(notices(page), 'Not taken in: photo.png');
    await launched.screenshot('drop-02-refused');
    await dismissNotices(page);
    expect((await shown()).nodes).toHaveLength(3);
  });

  it('a pipeline is opened; unsaved work is asked about first', async () => {
    const other = writePipelineFile(
      folder,
      'other.millrace.json',
      smallPipeline({ name: 'Dropped', nodes: [smallPipeline().nodes[0]], edges: [] }),
    );
    await card(page, 'Even').click();
    await page.keyboard.press('Delete');
    await dropFiles(page, [other], { x: 300, y: 320 });
    const question = page.getByRole('dialog', { name: /Keep the changes/ });
    await question.waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    expect((await shown()).name).toBe('Small');
    await dropFiles(page, [other], { x: 300, y: 320 });
    await question.getByRole('button', { name: 'Don’t save' }).click();
    await expectCount(nodes(page), 1);
    expect((await shown()).name).toBe('Dropped');
  });
});

describe('a page that was taken over', () => {
  it('gets no file by naming it, nor by a drop of its own making', async () => {
    const secret = writePipelineFile(folder, 'secret.millrace.json', smallPipeline({ name: 'Secret' }));
    const said = await page.evaluate(async (path) => {
      const { millrace } = globalThis as unknown as { millrace: Desktop };
      const transfer = new DataTransfer();
      transfer.items.add(new File(['x'], path));
      document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, dataTransfer: transfer }));
      const ask = (input: unknown): Promise<string> =>
        millrace.request('document.dropped', input as never).then(
          (reply) => JSON.stringify(reply),
          (error: unknown) => String(error),
        );
      return [
        JSON.stringify(millrace.droppedPaths().includes(path)),
        await ask({ path, documentPath: null }),
        await ask({ path: { toString: () => path }, documentPath: null }),
        await ask(null),
      ];
    }, secret);
    expect(said[0]).toBe('false');
    for (const reply of said.slice(1)) expect(reply).not.toContain('Secret');
    for (const reply of said.slice(1)) expect(reply).toMatch(/not a file that was dropped|could not be cloned/);
  });

  it('met no error of its own', async () => {
    await expect.poll(() => launched.errors, { timeout: soonMs }).toEqual([]);
  });
});
