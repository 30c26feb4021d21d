import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classNames } from './class-names.ts';

export type ButtonTone = 'primary' | 'secondary' | 'quiet' | 'danger';

interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  readonly tone?: ButtonTone;
  readonly size?: 'sm' | 'md';
  readonly icon?: ReactNode;
  readonly ref?: Ref<HTMLButtonElement>;
}

const tones: Readonly<Record<ButtonTone, string>> = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong border-transparent font-medium',
  secondary: 'bg-surface text-ink border-line-strong hover:bg-hover active:bg-pressed',
  quiet: 'bg-transparent text-ink border-transparent hover:bg-hover active:bg-pressed',
  danger: 'bg-surface text-danger border-line-strong hover:bg-danger-soft hover:border-danger',
};

export function Button({ tone = 'secondary', size = 'md', icon, className, children, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center gap-1.5 whitespace-nowrap rounded-md border transition-colors',
        'disabled:pointer-events-none disabled:opacity-45 [&_svg]:size-4 [&_svg]:shrink-0',
        size === 'md' ? 'h-8 px-3' : 'h-6 px-2 text-sm',
        tones[tone],
        className,
      )}
    >
      {icon}
      {children}
    </button>
  );
}
