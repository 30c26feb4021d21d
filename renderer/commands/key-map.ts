/** Which keys run which command now: those that commands come with, and in their place those that the user chose. */
import type { Preferences } from '../model/preferences-store.ts';
import type { Command, KeyScope } from './command.ts';
import { readBinding } from './keys.ts';

/** Bindings that one command takes at most. */
export const bindingsMax = 5;

type ChosenKeys = Pick<Preferences, 'keys'>;

/** The bindings of a command, the one that is shown first. What the preferences hold may come from anywhere. */
export function keysOf(command: Command, { keys }: ChosenKeys): readonly string[] {
  const chosen = Object.hasOwn(keys, command.id) ? keys[command.id] : undefined;
  if (!Array.isArray(chosen)) return command.keys ?? [];
  return [...new Set(chosen.flatMap((each) => readBinding(each) ?? []))].slice(0, bindingsMax);
}

/** Whether the user chose other keys than the command came with. */
export function isRebound(command: Command, chosen: ChosenKeys): boolean {
  return keysOf(command, chosen).join(' ') !== (command.keys ?? []).join(' ');
}

/** The choice with other keys for one command; with those that it came with, nothing is chosen for it. */
export function withKeys(
  keys: Preferences['keys'],
  command: Command,
  bindings: readonly string[],
): Preferences['keys'] {
  const { [command.id]: _, ...others } = keys;
  const isAsMade = bindings.join(' ') === (command.keys ?? []).join(' ');
  return isAsMade ? others : { ...others, [command.id]: [...bindings] };
}

/**
 * The commands that already answer to a binding where `command` would. Scopes lie inside one another, from the window down to the
 * canvas, so one binding can serve one command only.
 */
export function conflictsOf(
  commands: readonly Command[],
  chosen: ChosenKeys,
  command: Command,
  binding: string,
): readonly Command[] {
  const wanted = spelling(binding);
  return commands.filter(
    (other) => other !== command && keysOf(other, chosen).some((each) => spelling(each) === wanted),
  );
}

function spelling(binding: string): string {
  return (readBinding(binding) ?? binding).toLowerCase();
}

export function scopeOf(command: Command): KeyScope {
  return command.scope ?? 'outside-text';
}
