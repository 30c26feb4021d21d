import { Toggle } from '@base-ui-components/react/toggle';
import { ToggleGroup as Base } from '@base-ui-components/react/toggle-group';
import type { ReactNode } from 'react';

interface ToggleGroupProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly onValue: (value: Value) => void;
  readonly options: readonly { readonly value: Value; readonly label: string; readonly icon?: ReactNode }[];
}

/** A few choices side by side of which one holds: one click to switch. */
export function ToggleGroup<Value extends string>({ label, value, onValue, options }: ToggleGroupProps<Value>) {
  return (
    <Base
      aria-label={label}
      value={[value]}
      onValueChange={(next) => {
        const chosen = options.find((option) => next.includes(option.value));
        if (chosen !== undefined) onValue(chosen.value);
      }}
      className="inline-flex h-8 items-center gap-0.5 rounded-md border border-line bg-sunken p-0.5"
    >
      {options.map((option) => (
        <Toggle
          key={option.value}
          value={option.value}
          className="inline-flex h-full flex-1 items-center justify-center gap-1.5 whitespace-nowrap rounded-[5px] px-2.5 text-muted transition-colors hover:text-ink data-pressed:bg-surface data-pressed:font-medium data-pressed:text-ink data-pressed:shadow-card [&_svg]:size-3.5"
        >
          {option.icon}
          {option.label}
        </Toggle>
      ))}
    </Base>
  );
}
