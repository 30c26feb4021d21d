import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import type { Span } from '../../engine/base/errors/diagnostic.ts';
import { Loaded, useLoaded } from './loaded.ts';
import type { SqlEditorHost, SqlEditorView, SqlEditorWords } from './sql-editor-view.ts';
import { useHandOver } from './use-hand-over.ts';

export interface SqlEditorHandle {
  focus(): void;
  /** Puts a text in the place of the selection. */
  insert(text: string): void;
}

interface SqlEditorProps extends SqlEditorHost, SqlEditorWords {
  /** What is underlined as wrong. */
  readonly errorSpan: Span | null;
  readonly ref?: Ref<SqlEditorHandle>;
}

const views = new Loaded(() => import('./sql-editor-view.ts'));

/**
 * An editor for one query. Its text is `value` and what is typed since; Ctrl or Command with Enter runs it, and `onLeave` is
 * told when the keyboard goes. A plain field stands in its place until the editor's code is there.
 */
export function SqlEditor(props: SqlEditorProps) {
  const { label, hint, completionsLabel, value, errorSpan } = props;
  const latest = useRef(props);
  latest.current = props;
  const module = useLoaded(views);
  const { host, plain, editor, isReady, isDone, composing } = useHandOver<SqlEditorView>(
    module === null ? null : (parent) => module.createSqlEditor(parent, () => latest.current, latest.current),
  );

  useEffect(() => editor.current?.setText(value), [editor, value]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: an editor that has just been made is told as well
  useEffect(() => editor.current?.underline(errorSpan), [editor, errorSpan, isDone]);
  useEffect(() => editor.current?.setWords({ label, hint, completionsLabel }), [editor, label, hint, completionsLabel]);

  useImperativeHandle(props.ref, () => ({
    focus: () => (editor.current ?? plain.current)?.focus(),
    insert(text) {
      const field = plain.current;
      if (editor.current !== null || field === null) return editor.current?.insert(text);
      field.setRangeText(text, field.selectionStart, field.selectionEnd, 'end');
      props.onText(field.value);
      field.focus();
    },
  }));

  return (
    <div className="h-full min-h-0 w-full min-w-0 overflow-hidden">
      <div ref={host} className={isReady ? 'h-full' : 'hidden'} />
      {!isDone && (
        <textarea
          ref={plain}
          aria-label={label}
          placeholder={hint}
          spellCheck={false}
          value={value}
          onChange={(event) => props.onText(event.target.value)}
          onBlur={props.onLeave}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey)) return;
            event.preventDefault();
            props.onRun();
          }}
          className="h-full w-full resize-none bg-surface py-2 pr-3 pl-[34px] font-mono text-[12.5px]/5 text-ink outline-none placeholder:text-faint"
          {...composing}
        />
      )}
    </div>
  );
}
