import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { packageApp } from '../scripts/package.mjs';
import { root } from '../scripts/paths.mjs';
import { type LaunchedApp, launchApp } from './support/launch-app.ts';

const unpacked = join(root, 'dist', 'linux-unpacked');
const executable = join(unpacked, 'millrace');

describe.runIf(process.platform === 'linux')('the packaged app', () => {
  let launched: LaunchedApp;

  beforeAll(async () => {
    const { code, output } = await packageApp(['--linux', 'dir'], () => {}, 'capture');
    expect(code, output).toBe(0);
    launched = await launchApp({ executable });
  });
  afterAll(async () => {
    await launched?.close();
  });

  it('carries the samples as plain files and no starter app', () => {
    const resources = join(unpacked, 'resources');
    expect(existsSync(join(resources, 'assets', 'pipelines', 'lab-5.millrace.json'))).toBe(true);
    expect(existsSync(join(resources, 'app'))).toBe(false);
    expect(existsSync(join(resources, 'app.asar'))).toBe(true);
  });

  it('runs from its own files', async () => {
    const facts = await launched.app.evaluate(({ app }) => ({ isPackaged: app.isPackaged, path: app.getAppPath() }));
    expect(facts).toEqual({ isPackaged: true, path: join(unpacked, 'resources', 'app.asar') });
  });

  it('opens its window with the lab on the canvas', async () => {
    expect(await launched.page.title()).toContain('Millrace');
    await launched.page.locator('.react-flow__node').first().waitFor();
    expect(await launched.page.locator('.react-flow__node').count()).toBe(5);
    await launched.screenshot('packaged-app');
    expect(launched.errors).toEqual([]);
  });

  it('runs the lab in the packed engine', async () => {
    const { page } = launched;
    await page.keyboard.press('F5');
    await page
      .getByText(/100[\s,.  ]?000/)
      .first()
      .waitFor({ timeout: 60_000 });
    await launched.screenshot('packaged-app-after-run');
    expect(launched.errors).toEqual([]);
  });
});
