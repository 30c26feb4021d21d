import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { Button } from './button.tsx';
import { useTexts } from './i18n.ts';
import { texts } from './texts.ts';

export type ToastTone = 'info' | 'success' | 'error';

export interface ToastNotice {
  readonly id: number;
  readonly tone: ToastTone;
  readonly title: string;
  readonly detail?: string | undefined;
  readonly action?: { readonly label: string; readonly run: () => void | Promise<void> } | undefined;
}

const icons = { info: Info, success: CircleCheck, error: CircleAlert } as const;
const colours = { info: 'text-accent', success: 'text-success', error: 'text-danger' } as const;

/** Short notices in the lower left of the place they are put into; errors interrupt a screen reader, the others wait their turn. */
export function ToastList(props: {
  readonly notices: readonly ToastNotice[];
  readonly onDismiss: (id: number) => void;
}) {
  const t = useTexts(texts);
  return (
    <section
      aria-label={t('notifications')}
      className="pointer-events-none absolute bottom-14 left-3 z-30 flex w-80 max-w-[calc(100%-24px)] flex-col gap-2"
    >
      {props.notices.map((notice) => {
        const Icon = icons[notice.tone];
        return (
          <div
            key={notice.id}
            role={notice.tone === 'error' ? 'alert' : 'status'}
            className="pointer-events-auto flex items-start gap-2 rounded-lg border border-line bg-surface p-3 shadow-float"
          >
            <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 ${colours[notice.tone]}`} />
            <div className="min-w-0 flex-1 break-words" data-selectable>
              <p className="font-medium">{notice.title}</p>
              {notice.detail !== undefined && <p className="text-muted">{notice.detail}</p>}
              {notice.action !== undefined && (
                <Button
                  size="sm"
                  className="mt-2"
                  onClick={() => {
                    props.onDismiss(notice.id);
                    void notice.action?.run();
                  }}
                >
                  {notice.action.label}
                </Button>
              )}
            </div>
            <button
              type="button"
              aria-label={t('close')}
              onClick={() => props.onDismiss(notice.id)}
              className="inline-flex size-6 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink"
            >
              <X className="size-3.5" />
            </button>
          </div>
        );
      })}
    </section>
  );
}
