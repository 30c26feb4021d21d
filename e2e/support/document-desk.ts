/** Pipeline files, the menu's commands and dropped files, as a test of the document needs them. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ElectronApplication, Page } from 'playwright-core';
import { canvas, soonMs } from './workbench.ts';

/** Runs a command of the window as the native menu does. */
export async function runCommand(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate(({ BrowserWindow }, chosen) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('millrace:menu.command', { id: chosen });
  }, id);
}

export interface SmallPipeline {
  readonly name: string;
  readonly nodes?: readonly unknown[];
  readonly [key: string]: unknown;
}

/** A pipeline of a source of rows, a filter and a table, with what `changes` puts in their place. */
export function smallPipeline(changes: Partial<SmallPipeline> = {}): SmallPipeline & { nodes: readonly unknown[] } {
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'Small',
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: [
      {
        id: 'rate',
        kind: 'rate-source',
        label: 'Ticks',
        position: { x: 0, y: 0 },
        config: { rowsPerSecond: 5 },
      },
      { id: 'even', kind: 'filter', label: 'Even', position: { x: 240, y: 0 }, config: { condition: 'value % 2 = 0' } },
      {
        id: 'table',
        kind: 'memory-sink',
        label: 'Table',
        position: { x: 480, y: 0 },
        config: { queryName: 'ticks', outputMode: 'append' },
      },
    ],
    edges: [
      { source: 'rate', target: 'even' },
      { source: 'even', target: 'table' },
    ],
    ...changes,
  };
}

export function writePipelineFile(folder: string, name: string, document: unknown): string {
  const path = join(folder, name);
  writeFileSync(path, `${JSON.stringify(document, null, 2)}\n`);
  return path;
}

/** Drops files as the user's own hand would: through the browser's input, so that the page cannot tell it from one. */
export async function dropFiles(page: Page, paths: readonly string[], at: { x: number; y: number }): Promise<void> {
  const box = await canvas(page).boundingBox({ timeout: soonMs });
  if (box === null) throw new Error('the canvas is not on screen');
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  const point = { x: box.x + at.x, y: box.y + at.y };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, ...point, data });
  await session.detach();
}
