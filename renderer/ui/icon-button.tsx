import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';
import { Tooltip } from './tooltip.tsx';

interface IconButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'aria-label'> {
  /** Said by screen readers and shown in the tooltip. */
  readonly label: string;
  /** Keys shown in the tooltip: `Ctrl Z`. */
  readonly keys?: string | undefined;
  readonly size?: 'sm' | 'md';
  /** For a button that stays pressed. */
  readonly pressed?: boolean | undefined;
  readonly children: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

export function IconButton({ label, keys, size = 'md', pressed, className, children, ...rest }: IconButtonProps) {
  return (
    <Tooltip text={label} keys={keys}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        aria-pressed={pressed}
        className={classNames(
          'inline-flex shrink-0 items-center justify-center rounded-md text-muted transition-colors hover:bg-hover hover:text-ink',
          'active:bg-pressed disabled:pointer-events-none disabled:opacity-40 [&_svg]:size-4',
          pressed && 'bg-accent-soft text-accent hover:bg-accent-soft hover:text-accent',
          size === 'md' ? 'size-8' : 'size-6 [&_svg]:size-3.5',
          className,
        )}
      >
        {children}
      </button>
    </Tooltip>
  );
}
