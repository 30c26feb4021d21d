import type { InputHTMLAttributes, Ref, TextareaHTMLAttributes } from 'react';
import { classNames } from './class-names.ts';

interface TextFieldProps extends Omit<InputHTMLAttributes<HTMLInputElement>, 'onChange' | 'value'> {
  readonly value: string;
  readonly onText: (text: string) => void;
  /** Code, paths and column names. */
  readonly mono?: boolean;
  readonly ref?: Ref<HTMLInputElement>;
}

export function TextField({ value, onText, mono = false, className, ...rest }: TextFieldProps) {
  return (
    <input
      type="text"
      spellCheck={false}
      autoComplete="off"
      {...rest}
      value={value}
      onChange={(event) => onText(event.target.value)}
      className={classNames('field', mono && 'font-mono text-sm', className)}
    />
  );
}

interface TextAreaProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> {
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly mono?: boolean;
  readonly ref?: Ref<HTMLTextAreaElement>;
}

export function TextArea({ value, onText, mono = false, className, ...rest }: TextAreaProps) {
  return (
    <textarea
      spellCheck={false}
      autoComplete="off"
      {...rest}
      value={value}
      onChange={(event) => onText(event.target.value)}
      className={classNames('field resize-y', mono && 'font-mono text-sm', className)}
    />
  );
}
