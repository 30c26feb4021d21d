import type { Workspace } from '../model/workspace.ts';
import type { CommandId } from './texts.ts';

/** Where a command's keys act. */
export type KeyScope =
  /** Anywhere, also while typing: `Ctrl S`. */
  | 'window'
  /** Anywhere but in text fields. */
  | 'outside-text'
  /** While the keyboard is on the canvas or nowhere. */
  | 'canvas';

/** Something the user can do, wherever it is asked for: keys, the native menu, a button. */
export interface Command {
  readonly id: CommandId;
  /** `Mod` is Ctrl, on a Mac Command: `Mod+Shift+Z`. The first is the one that is shown. */
  readonly keys?: readonly string[];
  readonly scope?: KeyScope;
  enabled?(workspace: Workspace): boolean;
  run(workspace: Workspace): void | Promise<void>;
}
