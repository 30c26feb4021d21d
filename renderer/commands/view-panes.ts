/** From one part of the window to the next without a Tab for everything between: run bar, left pane, canvas, inspector, dock. */
import type { Workspace } from '../model/workspace.ts';
import type { Command } from './command.ts';

/** What each pane is marked with: `data-pane="canvas"`. */
const panes = ['bar', 'left', 'canvas', 'inspector', 'dock'] as const;
export type Pane = (typeof panes)[number];

/** Where the keyboard was in a pane when it left; a pane that is drawn anew forgets. */
const left = new WeakMap<Element, HTMLElement>();

const reachable =
  'button:not(:disabled), input:not(:disabled), textarea:not(:disabled), select:not(:disabled), [contenteditable="true"], [tabindex="0"]';

function goToPane({ view }: Workspace, step: 1 | -1): void {
  const shown = panes
    .map((pane) => document.querySelector(`[data-pane="${pane}"]`))
    .filter((pane): pane is HTMLElement => pane instanceof HTMLElement && pane.checkVisibility());
  const at = shown.findIndex((pane) => pane.contains(document.activeElement));
  const from = shown[at];
  if (from !== undefined && document.activeElement instanceof HTMLElement) left.set(from, document.activeElement);
  // From nowhere the way begins at the canvas.
  const start = at === -1 ? shown.findIndex((pane) => pane.dataset.pane === 'canvas') - step : at;
  for (let steps = 1; steps <= shown.length; steps++) {
    const pane = shown[(start + step * steps + shown.length * 2) % shown.length];
    if (pane !== undefined && enter(pane, view)) return;
  }
}

/** Whether the pane took the keyboard: where it was in it, else at the tab that is open or the first thing in it. */
function enter(pane: HTMLElement, view: Workspace['view']): boolean {
  const before = left.get(pane);
  if (before !== undefined && pane.contains(before) && before.checkVisibility()) before.focus();
  else if (pane.dataset.pane === 'canvas') view.getState().viewport?.focus();
  else firstOf(pane)?.focus();
  return pane.contains(document.activeElement);
}

function firstOf(pane: HTMLElement): HTMLElement | undefined {
  return [...pane.querySelectorAll<HTMLElement>(reachable)].find(
    (each) => each.tabIndex >= 0 && each.checkVisibility(),
  );
}

export const paneCommands: readonly Command[] = [
  {
    id: 'view.next-pane',
    keys: ['Mod+F6'],
    scope: 'window',
    menu: 'view/panels',
    run: (workspace) => goToPane(workspace, 1),
  },
  {
    id: 'view.previous-pane',
    keys: ['Mod+Shift+F6'],
    scope: 'window',
    menu: 'view/panels',
    run: (workspace) => goToPane(workspace, -1),
  },
];
