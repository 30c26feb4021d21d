import { JsonRunView } from './json-run-view.ts';
import type { RunView } from './run-view.ts';
import type { Terminal } from './terminal.ts';
import { TextRunView } from './text-run-view.ts';

/** The view that the flags ask for. */
export function createRunView(
  terminal: Terminal,
  flags: { readonly json?: boolean; readonly emit?: boolean },
): RunView {
  return flags.json === true
    ? new JsonRunView(terminal, flags.emit === true)
    : new TextRunView(terminal, flags.emit === true);
}
