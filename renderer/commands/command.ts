import type { Workspace } from '../model/workspace.ts';
import type { MenuPlace } from './menu-layout.ts';
import type { CommandId, NeedId } from './texts.ts';

/** Where a command's keys act. */
export type KeyScope =
  /** Anywhere, also while typing: `Ctrl S`. */
  | 'window'
  /** Anywhere but in text fields. */
  | 'outside-text'
  /** While the keyboard is on the canvas or nowhere. */
  | 'canvas';

/**
 * Something the user can do, wherever it is asked for: keys, the native menu, the command palette, a button. Its title in both
 * languages, and a line more where the title is not enough, stand in `texts.ts` under its id; `registry.ts` lists it.
 */
export interface Command {
  readonly id: CommandId;
  /**
   * The keys it comes with; the user may have chosen others (`keysOf`). `Mod` is Ctrl, on a Mac Command: `Mod+Shift+Z`. The first is
   * the one that is shown.
   */
  readonly keys?: readonly string[];
  /** Left out: `outside-text`. */
  readonly scope?: KeyScope;
  /** Menu and section; within a section the registry's order holds. Left out: the command palette alone offers it. */
  readonly menu?: MenuPlace;
  /** Asked for by the app itself, never by the user: in no menu and not in the command palette. */
  readonly internal?: true;
  enabled?(workspace: Workspace): boolean;
  /** Why it is not enabled, where one reason covers it. */
  readonly needs?: NeedId;
  /** Set for what can be on or off: whether it is on. */
  checked?(workspace: Workspace): boolean;
  /** What it returns is waited for by nobody. */
  run(workspace: Workspace): unknown;
}
