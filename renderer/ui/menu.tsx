import { Menu as Base } from '@base-ui-components/react/menu';
import { Check } from 'lucide-react';
import type { ReactElement, ReactNode } from 'react';
import { Kbd } from './kbd.tsx';

export type MenuEntry =
  | {
      readonly type: 'item';
      readonly id: string;
      readonly label: string;
      readonly icon?: ReactNode;
      readonly keys?: string | undefined;
      readonly disabled?: boolean;
      /** Set for what can be on or off: whether it is on. */
      readonly checked?: boolean;
      readonly onSelect: () => void;
    }
  | {
      /** Entries of which exactly one holds. */
      readonly type: 'choices';
      readonly id: string;
      readonly label: string;
      /** The id of the one that holds. */
      readonly value: string;
      readonly items: readonly { readonly id: string; readonly label: string; readonly onSelect: () => void }[];
    }
  | { readonly type: 'heading'; readonly id: string; readonly label: string }
  | { readonly type: 'line'; readonly id: string };

interface MenuProps {
  readonly trigger: ReactElement<Record<string, unknown>>;
  readonly entries: readonly MenuEntry[];
  readonly align?: 'start' | 'end';
  readonly onOpen?: () => void;
}

export function Menu({ trigger, entries, align = 'start', onOpen }: MenuProps) {
  return (
    <Base.Root
      onOpenChange={(isOpen) => {
        if (isOpen) onOpen?.();
      }}
    >
      <Base.Trigger render={trigger} />
      <Base.Portal>
        <Base.Positioner sideOffset={4} align={align} className="z-50">
          <Base.Popup className="max-h-[min(70vh,var(--available-height))] min-w-52 overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-float outline-none">
            {entries.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

const itemClass =
  'flex h-7 items-center gap-2 rounded-md px-2 outline-none data-disabled:opacity-45 data-highlighted:bg-hover [&_svg]:size-4';

function Entry({ entry }: { readonly entry: MenuEntry }) {
  if (entry.type === 'line') return <Base.Separator className="-mx-1 my-1 h-px bg-line" />;
  if (entry.type === 'heading') return <div className="px-2 pt-1.5 pb-0.5 text-xs text-faint">{entry.label}</div>;
  if (entry.type === 'choices') {
    return (
      <Base.RadioGroup value={entry.value} aria-label={entry.label}>
        {entry.items.map(({ id, label, onSelect }) => (
          <Base.RadioItem key={id} value={id} closeOnClick onClick={onSelect} className={itemClass}>
            <span className="flex w-4 shrink-0 justify-center text-muted">{id === entry.value && <Check />}</span>
            <span className="flex-1 truncate">{label}</span>
          </Base.RadioItem>
        ))}
      </Base.RadioGroup>
    );
  }
  const content = (
    <>
      <span className="flex w-4 shrink-0 justify-center text-muted">
        {entry.checked === undefined ? entry.icon : entry.checked && <Check />}
      </span>
      <span className="flex-1 truncate">{entry.label}</span>
      {entry.checked !== undefined && <span className="text-faint">{entry.icon}</span>}
      {entry.keys !== undefined && <Kbd keys={entry.keys} />}
    </>
  );
  const disabled = entry.disabled ?? false;
  if (entry.checked === undefined) {
    return (
      <Base.Item disabled={disabled} onClick={entry.onSelect} className={itemClass}>
        {content}
      </Base.Item>
    );
  }
  return (
    <Base.CheckboxItem
      disabled={disabled}
      checked={entry.checked}
      closeOnClick
      onClick={entry.onSelect}
      className={itemClass}
    >
      {content}
    </Base.CheckboxItem>
  );
}
