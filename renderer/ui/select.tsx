import { ChevronDown } from 'lucide-react';
import type { Ref, SelectHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';

export interface SelectOption {
  readonly value: string;
  readonly label: string;
  readonly disabled?: boolean;
}

interface SelectProps extends Omit<SelectHTMLAttributes<HTMLSelectElement>, 'onChange' | 'value'> {
  readonly value: string;
  readonly options: readonly SelectOption[];
  readonly onValue: (value: string) => void;
  readonly mono?: boolean;
  readonly ref?: Ref<HTMLSelectElement>;
}

/** The platform's own list: its keys, its type-ahead and its screen reader support come with it. */
export function Select({ value, options, onValue, mono = false, className, ...rest }: SelectProps) {
  return (
    <span className={classNames('relative inline-flex w-full', className)}>
      <select
        {...rest}
        value={value}
        onChange={(event) => onValue(event.target.value)}
        className={classNames('field appearance-none truncate pr-7', mono && 'font-mono text-sm')}
      >
        {options.map((option) => (
          <option key={option.value} value={option.value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
      <ChevronDown
        aria-hidden="true"
        className="pointer-events-none absolute top-1/2 right-2 size-3.5 -translate-y-1/2 text-faint"
      />
    </span>
  );
}
