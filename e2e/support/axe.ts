/** axe-core in the app's window: what it finds in what is on screen. */
import axe from 'axe-core';
import type { ElectronApplication, Page } from 'playwright-core';

/** Runs a command of the window's registry, as an entry of the native menu does. */
export async function runCommand(app: ElectronApplication, id: string): Promise<void> {
  await app.evaluate(({ BrowserWindow }, command) => {
    BrowserWindow.getAllWindows()[0]?.webContents.send('millrace:menu.command', { id: command });
  }, id);
}

/** The serious and critical findings, a line each: the rule, where, and what is wrong there. */
export async function axeFindings(page: Page): Promise<readonly string[]> {
  // Evaluated from outside the page, so that the page's own policy stays as strict as it is for everybody.
  if (!(await page.evaluate('typeof axe === "object"'))) await page.evaluate(axe.source);
  const found = await page.evaluate(async () => {
    const { axe: tool } = globalThis as unknown as { axe: typeof import('axe-core') };
    const { violations } = await tool.run(document, {
      resultTypes: ['violations'],
      // Cards and buttons hold more than their name, such as figures that tick.
      rules: { 'label-content-name-mismatch': { enabled: false } },
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
    });
    return violations.flatMap(({ id, impact, nodes }) =>
      impact === 'serious' || impact === 'critical'
        ? nodes.map((node) => {
            const why = [...node.any, ...node.all, ...node.none].map(({ message }) => message).join('; ');
            return `${id}: ${node.html.slice(0, 200)} (${why})`;
          })
        : [],
    );
  });
  return found;
}
