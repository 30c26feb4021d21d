import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';

export type BadgeTone = 'neutral' | 'accent' | 'danger' | 'warning' | 'success';

const tones: Readonly<Record<BadgeTone, string>> = {
  neutral: 'bg-hover text-muted',
  accent: 'bg-accent-soft text-accent',
  danger: 'bg-danger-soft text-danger',
  warning: 'bg-warning-soft text-warning',
  success: 'bg-success-soft text-success',
};

export function Badge({ tone = 'neutral', children }: { readonly tone?: BadgeTone; readonly children: ReactNode }) {
  return (
    <span
      className={classNames(
        'tabular inline-flex h-4 min-w-4 items-center justify-center gap-1 whitespace-nowrap rounded-sm px-1 text-xs font-medium',
        tones[tone],
      )}
    >
      {children}
    </span>
  );
}
