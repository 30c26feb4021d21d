import { useTexts } from '../ui/i18n.ts';
import { runCommand } from './key-handling.ts';
import { keysOf } from './key-map.ts';
import { printBinding } from './keys.ts';
import { findCommand } from './registry.ts';
import { type CommandId, commandTexts } from './texts.ts';
import { usePreferences, useWorkspace } from './workspace-context.tsx';

export interface UsableCommand {
  readonly title: string;
  /** As keyboards print it; undefined where the command has no keys. */
  readonly keys: string | undefined;
  readonly run: () => void;
}

/** A command for a button or a menu entry. Whether it can run now is the component's to select from the stores. */
export function useCommand(id: CommandId): UsableCommand {
  const workspace = useWorkspace();
  const t = useTexts(commandTexts);
  const command = findCommand(id);
  const keys = usePreferences((state) => keysOf(command, state)[0]);
  return {
    title: t(id),
    keys: keys === undefined ? undefined : printBinding(keys, workspace.info.platform),
    run: () => runCommand(workspace, command),
  };
}
