import { useEffect, useMemo, useRef } from 'react';
import type { ExpressionHost, ExpressionView, FieldAttributes } from './expression-view.ts';
import { Loaded, useLoaded } from './loaded.ts';
import type { TextMark } from './text-marks.ts';
import { useHandOver } from './use-hand-over.ts';

interface ExpressionFieldProps extends ExpressionHost {
  /** What is wrong with `value`; null while that is not known, when what was said of other parts of the text stays. */
  readonly marks: readonly TextMark[] | null;
  readonly placeholder?: string | undefined;
  readonly completionsLabel: string;
  readonly id?: string | undefined;
  /** The id of the label that names the field; a press on it goes to the field. */
  readonly 'aria-labelledby'?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly 'aria-invalid'?: boolean | undefined;
  readonly 'aria-required'?: boolean | undefined;
}

const views = new Loaded(() => import('./expression-view.ts'));

const textClass = 'whitespace-break-spaces wrap-anywhere font-mono text-sm/5';

/**
 * A form's field for an expression of Spark SQL: it grows with its text, completes names, and underlines what is wrong. Until the
 * editor's code is there, a plain field of the same looks takes what is typed.
 */
export function ExpressionField(props: ExpressionFieldProps) {
  const { value, marks, placeholder = '', completionsLabel } = props;
  const attributes = useAttributes(props);
  const words = useMemo(
    () => ({ attributes, placeholder, completionsLabel }),
    [attributes, placeholder, completionsLabel],
  );
  const latest = useRef(props);
  latest.current = props;
  const module = useLoaded(views);
  const { host, plain, editor, isReady, isDone, composing } = useHandOver<ExpressionView>(
    module === null ? null : (parent) => module.createExpressionView(parent, () => latest.current, words),
  );
  useEffect(() => editor.current?.setText(value), [editor, value]);
  useEffect(() => editor.current?.setWords(words), [editor, words]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an editor that has just been made is told as well
  useEffect(() => {
    if (marks !== null) editor.current?.underline(marks);
  }, [editor, marks, isDone]);

  const focus = (): void => (editor.current ?? plain.current)?.focus();
  const labelId = props['aria-labelledby'];
  useEffect(() => {
    // What is edited is no form element, so that a label does not lead to it by itself.
    const label = labelId === undefined ? null : document.getElementById(labelId);
    const onClick = (): void => (editor.current ?? plain.current)?.focus();
    label?.addEventListener('click', onClick);
    return () => label?.removeEventListener('click', onClick);
  }, [labelId, editor, plain]);

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the frame of the field, whose edge leads into it
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keyboard goes to the field itself
    <div
      className={`field relative cursor-text focus-within:border-transparent focus-within:outline-2 focus-within:outline-accent focus-within:-outline-offset-1 ${textClass} ${props['aria-invalid'] === true ? 'border-danger' : ''}`}
      onClick={(event) => {
        if (event.target === event.currentTarget) focus();
      }}
    >
      <div ref={host} className={isReady ? '' : 'hidden'} />
      {!isDone && (
        <>
          <div aria-hidden="true" className="invisible min-h-5">
            {value === '' ? placeholder : `${value}\u200b`}
          </div>
          <textarea
            ref={plain}
            {...attributes}
            spellCheck={false}
            placeholder={placeholder}
            value={value}
            onFocus={() => views.ask()}
            onChange={(event) => props.onText(event.target.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && !event.shiftKey) event.preventDefault();
            }}
            className={`absolute inset-0 resize-none overflow-hidden bg-transparent px-2 py-[5px] outline-none placeholder:text-faint ${textClass}`}
            {...composing}
          />
        </>
      )}
    </div>
  );
}

function useAttributes(props: ExpressionFieldProps): FieldAttributes {
  const known = {
    id: props.id,
    'aria-labelledby': props['aria-labelledby'],
    'aria-label': props['aria-label'],
    'aria-describedby': props['aria-describedby'],
    'aria-invalid': props['aria-invalid'],
    'aria-required': props['aria-required'],
  };
  const text = JSON.stringify(known);
  return useMemo(() => {
    const entries = Object.entries(JSON.parse(text) as Record<string, unknown>);
    return Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));
  }, [text]);
}
