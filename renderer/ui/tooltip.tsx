import { Tooltip as Base } from '@base-ui-components/react/tooltip';
import type { ReactElement } from 'react';
import { Kbd } from './kbd.tsx';

interface TooltipProps {
  readonly text: string;
  readonly keys?: string | undefined;
  readonly side?: 'top' | 'bottom' | 'left' | 'right';
  /** One element that takes a ref and the pointer's events. */
  readonly children: ReactElement<Record<string, unknown>>;
}

/** Words for what the pointer rests on or the keyboard reached. Never the only place of a piece of knowledge. */
export function Tooltip({ text, keys, side = 'bottom', children }: TooltipProps) {
  return (
    <Base.Root>
      <Base.Trigger render={children} />
      <Base.Portal>
        <Base.Positioner side={side} sideOffset={6} className="z-50">
          <Base.Popup className="flex max-w-72 items-center gap-2 rounded-md bg-ink px-2 py-1 text-sm text-surface shadow-float">
            {text}
            {keys !== undefined && <Kbd keys={keys} inverse />}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}

/** Around the whole window: neighbouring tooltips follow each other without the first one's delay. */
export const TooltipProvider = Base.Provider;
