/** The inspector's form and what is completed, underlined and offered in it. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { inspector, soonMs } from './workbench.ts';

export interface Part {
  readonly id: string;
  readonly kind: string;
  readonly label?: string;
  readonly config: Record<string, unknown>;
}

/** A pipeline in a row, as the text of its file. */
export function pipelineText(name: string, parts: readonly Part[]): string {
  return JSON.stringify({
    format: 'millrace.pipeline',
    version: 1,
    name,
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: parts.map((part, index) => ({ ...part, position: { x: index * 240, y: 0 } })),
    edges: parts.slice(1).map(({ id }, index) => ({ source: parts[index]?.id, target: id })),
  });
}

/** The words that completion offers now. */
export const suggestions = (page: Page): Locator => page.getByRole('listbox').getByRole('option');

/** Waits until one of the suggestions begins with a word. */
export async function expectSuggestion(page: Page, word: string): Promise<void> {
  await expect
    .poll(async () => (await suggestions(page).allInnerTexts()).map((text) => text.split(/\s/)[0]), { timeout: soonMs })
    .toContain(word);
  // A list that has just come under the hands takes no key yet.
  await page.waitForTimeout(150);
}

/** What is underlined as wrong in the inspector. */
export const underlined = (page: Page): Locator => inspector(page).locator('.cm-wrong');

export async function expectUnderlined(page: Page, texts: readonly string[]): Promise<void> {
  await expect.poll(() => underlined(page).allInnerTexts(), { timeout: soonMs }).toEqual([...texts]);
}

/** The config of a node of a file. */
export function configIn(path: string, id: string): unknown {
  const { nodes } = JSON.parse(readFileSync(path, 'utf8')) as { nodes: { id: string; config: unknown }[] };
  return nodes.find((each) => each.id === id)?.config;
}
