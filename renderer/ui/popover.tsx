import { Popover as Base } from '@base-ui-components/react/popover';
import type { ReactNode } from 'react';

interface PopoverProps {
  readonly open: boolean;
  readonly onClose: () => void;
  /** What it points at; asked for each time it opens. */
  readonly anchor: () => Element | null;
  /** Said by screen readers when the keyboard comes in. */
  readonly label: string;
  readonly children: ReactNode;
  /** What takes the keyboard when it closes; left out, what had it before. */
  readonly finalFocus?: (() => HTMLElement | null) | undefined;
}

/** A small card beside something, which stays until it is left: by Escape, or a press elsewhere. */
export function Popover({ open, onClose, anchor, label, children, finalFocus }: PopoverProps) {
  return (
    <Base.Root
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Base.Portal>
        <Base.Positioner anchor={anchor} side="bottom" align="center" sideOffset={8} className="z-40">
          <Base.Popup
            aria-label={label}
            {...(finalFocus === undefined ? {} : { finalFocus: () => finalFocus() ?? true })}
            className="w-max max-w-80 rounded-lg border border-line bg-surface p-3 shadow-float outline-none"
          >
            {children}
          </Base.Popup>
        </Base.Positioner>
      </Base.Portal>
    </Base.Root>
  );
}
