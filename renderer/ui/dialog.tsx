import { Dialog as Base } from '@base-ui-components/react/dialog';
import { X } from 'lucide-react';
import type { ReactNode, RefObject } from 'react';
import { useTexts } from './i18n.ts';
import { texts } from './texts.ts';

interface DialogProps {
  readonly open: boolean;
  /** Asked for by Escape, the cross, or a click outside. */
  readonly onClose: () => void;
  readonly title: string;
  readonly description?: string | undefined;
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
  readonly wide?: boolean;
  /** As large as the window lets it be, for what is looked at. */
  readonly large?: boolean;
  /** What takes the keyboard when the dialog opens; left out, the first thing in it that can. */
  readonly initialFocus?: RefObject<HTMLElement | null> | undefined;
  /** What takes the keyboard when the dialog is gone; left out, what had it before. */
  readonly finalFocus?: (() => HTMLElement | null) | undefined;
}

export function Dialog({
  open,
  onClose,
  title,
  description,
  children,
  actions,
  wide = false,
  large = false,
  initialFocus,
  finalFocus,
}: DialogProps) {
  const t = useTexts(texts);
  return (
    <Base.Root
      open={open}
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose();
      }}
    >
      <Base.Portal>
        <Base.Backdrop className="fixed inset-0 z-40 bg-shade" />
        <Base.Popup
          {...(initialFocus === undefined ? {} : { initialFocus })}
          {...(finalFocus === undefined ? {} : { finalFocus: () => finalFocus() ?? true })}
          className={`fixed left-1/2 z-40 flex -translate-x-1/2 flex-col rounded-xl border border-line bg-surface shadow-float outline-none max-w-[calc(100vw-32px)] ${large ? 'top-[5vh] max-h-[90vh] w-[1120px]' : `top-[14vh] max-h-[72vh] ${wide ? 'w-[640px]' : 'w-[440px]'}`}`}
        >
          <div className="flex items-start gap-4 px-5 pt-4 pb-2">
            <div className="min-w-0 flex-1">
              <Base.Title className="text-lg font-semibold">{title}</Base.Title>
              {description !== undefined && (
                <Base.Description className="text-pretty text-muted" data-selectable>
                  {description}
                </Base.Description>
              )}
            </div>
            <Base.Close
              aria-label={t('close')}
              className="inline-flex size-7 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
            >
              <X className="size-4" />
            </Base.Close>
          </div>
          <div className="min-h-0 overflow-y-auto px-5 pb-4">{children}</div>
          {actions !== undefined && (
            <div className="flex justify-end gap-2 rounded-b-xl border-line border-t bg-sunken px-5 py-3">
              {actions}
            </div>
          )}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
}
