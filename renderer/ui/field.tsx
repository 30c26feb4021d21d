import { type ReactNode, useId } from 'react';
import { Button } from './button.tsx';
import { sentence } from './sentence.ts';

export interface FieldFix {
  readonly label: string;
  readonly apply: () => unknown;
}

export interface FieldMessage {
  readonly severity: 'error' | 'warning';
  readonly message: string;
  readonly hint?: string | undefined;
  /** What mends it with one press. */
  readonly fix?: FieldFix | undefined;
  /** Other ways to mend it. */
  readonly otherFixes?: readonly FieldFix[] | undefined;
  /** What Spark calls the mistake. */
  readonly sparkClass?: string | undefined;
}

/** What a control inside a `Field` puts on its input element. */
export interface FieldControlProps {
  readonly id: string;
  readonly 'aria-invalid': boolean | undefined;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-required': boolean | undefined;
}

/** The id of a field's label, for a control that a label's `for` does not name. */
export function labelIdOf(controlId: string): string {
  return `${controlId}-label`;
}

interface FieldProps {
  readonly label: string;
  readonly help?: string | undefined;
  readonly required?: boolean | undefined;
  readonly messages?: readonly FieldMessage[] | undefined;
  readonly children: (control: FieldControlProps) => ReactNode;
}

/** A label, a control, and below it what is wrong with its value or, when nothing is, a word of help. */
export function Field({ label, help, required = false, messages = [], children }: FieldProps) {
  const id = useId();
  const noteId = `${id}-note`;
  const hasNote = messages.length > 0 || help !== undefined;
  const control: FieldControlProps = {
    id,
    'aria-invalid': messages.some((each) => each.severity === 'error') || undefined,
    'aria-describedby': hasNote ? noteId : undefined,
    'aria-required': required || undefined,
  };
  return (
    <div className="flex flex-col gap-1">
      <label id={labelIdOf(id)} htmlFor={id} className="text-sm font-medium text-muted">
        {label}
        {required && (
          <span aria-hidden="true" className="text-danger">
            {' *'}
          </span>
        )}
      </label>
      {children(control)}
      {hasNote && (
        <div id={noteId}>
          {messages.length > 0 ? (
            <FieldMessages messages={messages} />
          ) : (
            <p className="wrap-anywhere text-sm text-faint">{help}</p>
          )}
        </div>
      )}
    </div>
  );
}

/** Findings about a value, each with its hint. */
export function FieldMessages({ messages }: { readonly messages: readonly FieldMessage[] }) {
  return (
    <ul className="flex flex-col gap-1 text-sm" data-selectable>
      {messages.map((each) => (
        <li
          key={`${each.severity} ${each.message}`}
          className={each.severity === 'error' ? 'text-danger' : 'text-warning'}
        >
          {sentence(each.message)}
          {each.hint !== undefined && <span className="block text-muted">{sentence(each.hint)}</span>}
          {each.sparkClass !== undefined && (
            <span className="wrap-anywhere block font-mono text-xs text-faint">{each.sparkClass}</span>
          )}
          <FixButtons fixes={[...(each.fix === undefined ? [] : [each.fix]), ...(each.otherFixes ?? [])]} />
        </li>
      ))}
    </ul>
  );
}

function FixButtons({ fixes }: { readonly fixes: readonly FieldFix[] }) {
  if (fixes.length === 0) return null;
  return (
    <span className="mt-1 flex flex-wrap gap-1">
      {fixes.map(({ label, apply }) => (
        <Button key={label} size="sm" className="max-w-full" title={label} onClick={apply}>
          <span className="truncate">{label}</span>
        </Button>
      ))}
    </span>
  );
}
