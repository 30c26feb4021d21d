/** The one place that listens to keys, and to the native menu: both run commands of the registry. */
import type { Workspace } from '../model/workspace.ts';
import type { Command, KeyScope } from './command.ts';
import { keysOf, scopeOf } from './key-map.ts';
import { isTyped, matchesBinding } from './keys.ts';
import { commands, findCommand } from './registry.ts';

/** Runs a command when it can be run now. */
export function runCommand(workspace: Workspace, command: Command): void {
  if (command.enabled?.(workspace) === false) return;
  void command.run(workspace);
}

/** Starts listening; returns the function that ends it. */
export function startKeyHandling(workspace: Workspace, target: Window): () => void {
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const { platform } = workspace.info;
    const chosen = workspace.preferences.getState();
    const command = commands.find(
      (each) =>
        keysOf(each, chosen).some(
          (keys) => matchesBinding(event, keys, platform) && !(isTyped(keys) && isTyping(event)),
        ) && isInScope(scopeOf(each), event, target),
    );
    if (command === undefined) return;
    // Taken even when it can do nothing now, so that the browser does not reload, print or zoom in its place.
    event.preventDefault();
    runCommand(workspace, command);
  };
  target.addEventListener('keydown', onKeyDown);
  const unsubscribe = workspace.bridge.on('menu.command', ({ id }) => {
    const command = findCommand(id);
    if (command === undefined || editedByBrowser(id, target.document)) return;
    runCommand(workspace, command);
  });
  return () => {
    target.removeEventListener('keydown', onKeyDown);
    unsubscribe();
  };
}

function isInScope(scope: KeyScope, event: KeyboardEvent, target: Window): boolean {
  const at = event.target;
  if (!(at instanceof Element)) return scope !== 'canvas';
  if (at.closest('[role="dialog"], [role="alertdialog"], [role="menu"]') !== null) return false;
  if (scope === 'window') return true;
  if (isTextField(at)) return false;
  // A list of choices takes letters, and nothing with Ctrl.
  if (at.closest('select') !== null && !event.ctrlKey && !event.metaKey) return false;
  if (scope === 'outside-text') return true;
  // A selection of text is what Ctrl C means then.
  if (target.getSelection()?.isCollapsed === false) return false;
  return at === target.document.body || at.closest('[data-key-scope="canvas"]') !== null;
}

/** A letter that is chosen for a command of the whole window still types itself in text fields. */
function isTyping({ target }: KeyboardEvent): boolean {
  return target instanceof Element && isTextField(target);
}

function isTextField(element: Element): boolean {
  return element.closest('input, textarea, [contenteditable="true"]') !== null;
}

const browserEdits: Readonly<Record<string, string>> = {
  'edit.undo': 'undo',
  'edit.redo': 'redo',
  'edit.cut': 'cut',
  'edit.copy': 'copy',
  'edit.paste': 'paste',
  'edit.delete': 'delete',
  'edit.select-all': 'selectAll',
};

/** In a text field the menu's Edit entries edit the text. */
function editedByBrowser(id: string, page: Document): boolean {
  const edit = browserEdits[id];
  const at = page.activeElement;
  if (edit === undefined || at === null) return false;
  // What was chosen from a list is undone like any other edit of the document.
  const isChoice = at.closest('select') !== null && id !== 'edit.undo' && id !== 'edit.redo';
  if (!isTextField(at) && !isChoice) return false;
  page.execCommand(edit);
  return true;
}
