import { Plus, RotateCcw, X } from 'lucide-react';
import { type KeyboardEvent, useState } from 'react';
import type { Command } from '../../commands/command.ts';
import { bindingsMax, conflictsOf, isRebound, keysOf, withKeys } from '../../commands/key-map.ts';
import { bindingOf, printBinding } from '../../commands/keys.ts';
import { commands } from '../../commands/registry.ts';
import { commandTexts } from '../../commands/texts.ts';
import { usePreferences, useWorkspace } from '../../commands/workspace-context.tsx';
import { Button } from '../../ui/button.tsx';
import { useTexts } from '../../ui/i18n.ts';
import { Kbd } from '../../ui/kbd.tsx';
import { shortcutTexts } from '../shortcut-texts.ts';

interface KeyEditorProps {
  readonly command: Command;
  readonly title: string;
}

/** The keys of one command: each can be taken away, others are pressed to be added. */
export function KeyEditor({ command, title }: KeyEditorProps) {
  const t = useTexts(shortcutTexts);
  const say = useTexts(commandTexts);
  const { preferences, info, notices } = useWorkspace();
  const chosen = usePreferences((state) => state);
  const [wanted, setWanted] = useState<string | null>(null);
  const bindings = keysOf(command, chosen);
  const others = wanted === null ? [] : conflictsOf(commands, chosen, command, wanted);
  const print = (binding: string): string => printBinding(binding, info.platform);

  const bind = (next: readonly string[]): void => preferences.set({ keys: withKeys(chosen.keys, command, next) });
  /** Takes the binding for this command, away from those that have it. */
  const take = (binding: string): void => {
    let keys = chosen.keys;
    for (const other of conflictsOf(commands, chosen, command, binding)) {
      const kept = keysOf(other, chosen).filter((each) => each.toLowerCase() !== binding.toLowerCase());
      keys = withKeys(keys, other, kept);
    }
    preferences.set({ keys: withKeys(keys, command, [...new Set([...bindings, binding])]) });
    notices.announce(t('bound', { keys: print(binding), title }));
    setWanted(null);
  };
  const record = (binding: string): void => {
    if (conflictsOf(commands, chosen, command, binding).length > 0) setWanted(binding);
    else take(binding);
  };

  return (
    <div className="mb-2 flex flex-col gap-2 rounded-md bg-sunken p-2">
      <div className="flex flex-wrap items-center gap-1.5">
        {bindings.map((binding) => (
          <span
            key={binding}
            className="inline-flex h-6 items-center gap-1 rounded-md border border-line bg-surface pr-0.5 pl-1.5"
          >
            <Kbd keys={print(binding)} />
            <button
              type="button"
              aria-label={t('remove', { keys: print(binding), title })}
              onClick={() => bind(bindings.filter((each) => each !== binding))}
              className="inline-flex size-5 items-center justify-center rounded-sm text-muted hover:bg-hover hover:text-ink"
            >
              <X className="size-3" />
            </button>
          </span>
        ))}
        {bindings.length < bindingsMax && <Recorder onKeys={record} />}
        {isRebound(command, chosen) && (
          <Button size="sm" tone="quiet" icon={<RotateCcw />} onClick={() => bind(command.keys ?? [])}>
            {t('reset')}
          </Button>
        )}
      </div>
      {wanted !== null && (
        <div role="alert" className="flex flex-wrap items-center gap-1.5 text-sm">
          <span className="min-w-0 flex-1 basis-40 text-warning">
            {t('taken', { keys: print(wanted), other: others.map((other) => say(other.id)).join(', ') })}
          </span>
          <Button size="sm" onClick={() => take(wanted)}>
            {t('take')}
          </Button>
          <Button size="sm" tone="quiet" onClick={() => setWanted(null)}>
            {t('leave')}
          </Button>
        </div>
      )}
    </div>
  );
}

/** A button that takes the next keys that are pressed on it. */
function Recorder({ onKeys }: { readonly onKeys: (binding: string) => void }) {
  const t = useTexts(shortcutTexts);
  const { info } = useWorkspace();
  const [isOn, setOn] = useState(false);
  const [isRefused, setRefused] = useState(false);
  const onKeyDown = (event: KeyboardEvent): void => {
    if (!isOn || event.key === 'Tab') return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === 'Escape') {
      setOn(false);
      return;
    }
    if (['Control', 'Shift', 'Alt', 'Meta', 'AltGraph'].includes(event.key)) return;
    const binding = bindingOf(event.nativeEvent, info.platform);
    setRefused(binding === null);
    if (binding === null) return;
    setOn(false);
    onKeys(binding);
  };
  return (
    <>
      <Button
        size="sm"
        icon={isOn ? undefined : <Plus />}
        className={isOn ? 'border-accent text-accent' : ''}
        onClick={() => setOn(true)}
        onBlur={() => setOn(false)}
        onKeyDown={onKeyDown}
        // Released keys would press the button that is to hear them.
        onKeyUp={(event) => isOn && event.preventDefault()}
      >
        {isOn ? t('press') : t('add')}
      </Button>
      {isOn && (
        <span role="status" className="text-sm text-muted">
          {isRefused ? t('cannot') : t('pressHint')}
        </span>
      )}
    </>
  );
}
