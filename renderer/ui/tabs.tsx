import { Tabs as Base } from '@base-ui-components/react/tabs';
import type { ReactNode } from 'react';

export interface Tab<Id extends string> {
  readonly id: Id;
  readonly label: string;
  /** A count or a mark behind the label. */
  readonly badge?: ReactNode;
  readonly panel: ReactNode;
}

interface TabsProps<Id extends string> {
  readonly label: string;
  readonly value: Id;
  readonly onValue: (id: Id) => void;
  readonly tabs: readonly Tab<Id>[];
  /** At the far end of the row of tabs. */
  readonly actions?: ReactNode;
  /** Panels of other tabs stay alive, with what was typed in them. */
  readonly keepMounted?: boolean;
}

export function Tabs<Id extends string>({ label, value, onValue, tabs, actions, keepMounted = false }: TabsProps<Id>) {
  return (
    <Base.Root value={value} onValueChange={(next) => onValue(next as Id)} className="flex h-full min-h-0 flex-col">
      <div className="flex h-9 shrink-0 items-center border-line border-b pr-1 pl-2">
        <Base.List aria-label={label} className="flex h-full min-w-0 flex-1 gap-1">
          {tabs.map((tab) => (
            <Base.Tab
              key={tab.id}
              value={tab.id}
              className="relative inline-flex items-center gap-1.5 px-2 text-muted transition-colors hover:text-ink focus-visible:-outline-offset-2 data-active:font-medium data-active:text-ink data-active:after:absolute data-active:after:inset-x-2 data-active:after:-bottom-px data-active:after:h-0.5 data-active:after:rounded-full data-active:after:bg-accent"
            >
              {tab.label}
              {tab.badge}
            </Base.Tab>
          ))}
        </Base.List>
        {actions}
      </div>
      {tabs.map((tab) => (
        <Base.Panel key={tab.id} value={tab.id} keepMounted={keepMounted} className="min-h-0 flex-1 overflow-hidden">
          {tab.panel}
        </Base.Panel>
      ))}
    </Base.Root>
  );
}
