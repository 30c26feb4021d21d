import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, LanguageSupport, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, Prec, StateEffect, StateField } from '@codemirror/state';
import {
  Decoration,
  type DecorationSet,
  drawSelection,
  EditorView,
  keymap,
  lineNumbers,
  placeholder,
} from '@codemirror/view';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { STYLE_NONCE_META } from '../../electron/contract/style-nonce.ts';
import type { Span } from '../../engine/base/errors/diagnostic.ts';
import type { TableSummary } from '../../engine/session-shapes.ts';
import { editorTheme } from './editor-theme.ts';
import { sparkCompletion, sparkDialect, sparkFunctions, sparkHighlight } from './sql-language.ts';

export interface SqlEditorHandle {
  focus(): void;
  /** Puts a text in the place of the selection. */
  insert(text: string): void;
}

interface SqlEditorProps {
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly onRun: () => void;
  /** The keyboard left the editor. */
  readonly onLeave: () => void;
  readonly tables: readonly TableSummary[];
  /** What is underlined as wrong. */
  readonly errorSpan: Span | null;
  readonly label: string;
  readonly hint: string;
  /** What screen readers call the list of suggestions. */
  readonly completionsLabel: string;
  readonly ref?: Ref<SqlEditorHandle>;
}

const showError = StateEffect.define<Span | null>();
const errorMark = Decoration.mark({ class: 'cm-wrong', attributes: { 'aria-invalid': 'true' } });

const errorField = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(marks, transaction) {
    let next = marks.map(transaction.changes);
    for (const effect of transaction.effects) {
      if (!effect.is(showError)) continue;
      const length = transaction.newDoc.length;
      const span = effect.value;
      const fits = span !== null && span.start < span.end && span.end <= length;
      next = fits ? Decoration.set(errorMark.range(span.start, span.end)) : Decoration.none;
    }
    return next;
  },
  provide: (field) => EditorView.decorations.from(field),
});

/** An editor for one query. Its text is `value` and what is typed since; Ctrl or Command with Enter runs it. */
export function SqlEditor(props: SqlEditorProps) {
  const host = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView | null>(null);
  const latest = useRef(props);
  latest.current = props;
  const words = useRef(new Compartment());

  useEffect(() => {
    if (host.current === null) return undefined;
    const editor = new EditorView({
      parent: host.current,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          Prec.highest(
            keymap.of([
              {
                key: 'Mod-Enter',
                run: (view) => {
                  closeCompletion(view);
                  latest.current.onRun();
                  return true;
                },
              },
            ]),
          ),
          lineNumbers(),
          history(),
          drawSelection(),
          bracketMatching(),
          closeBrackets(),
          autocompletion({ override: [sparkCompletion(() => latest.current.tables)], icons: false }),
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
          new LanguageSupport(sparkDialect.language),
          syntaxHighlighting(sparkHighlight),
          sparkFunctions,
          editorTheme,
          // The editor writes its styles into a style element, which the page's policy refuses without this.
          EditorView.cspNonce.of(styleNonce()),
          EditorView.lineWrapping,
          errorField,
          words.current.of(wordsOf(latest.current)),
          EditorView.updateListener.of((update) => {
            if (update.docChanged) latest.current.onText(update.state.doc.toString());
            if (update.focusChanged && !update.view.hasFocus) {
              // Also one that is still being looked up: the library closes only what it shows.
              closeCompletion(update.view);
              latest.current.onLeave();
            }
          }),
        ],
      }),
    });
    view.current = editor;
    return () => {
      view.current = null;
      editor.destroy();
    };
  }, []);

  useEffect(() => {
    const editor = view.current;
    if (editor === null || editor.state.doc.toString() === props.value) return;
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: props.value } });
  }, [props.value]);

  const { errorSpan } = props;
  useEffect(() => {
    view.current?.dispatch({ effects: showError.of(errorSpan) });
  }, [errorSpan]);

  const { label, hint, completionsLabel } = props;
  useEffect(() => {
    const next = wordsOf({ label, hint, completionsLabel });
    view.current?.dispatch({ effects: words.current.reconfigure(next) });
  }, [label, hint, completionsLabel]);

  useImperativeHandle(props.ref, () => ({
    focus: () => view.current?.focus(),
    insert(text) {
      const editor = view.current;
      if (editor === null) return;
      editor.dispatch(editor.state.replaceSelection(text));
      editor.focus();
    },
  }));

  return <div ref={host} className="h-full min-h-0 w-full min-w-0 overflow-hidden" />;
}

/** What the page's policy lets a style element in by; empty where there is no policy. */
function styleNonce(): string {
  const meta = document.querySelector(`meta[name="${STYLE_NONCE_META}"]`);
  return meta instanceof HTMLElement ? meta.nonce : '';
}

function wordsOf(props: Pick<SqlEditorProps, 'label' | 'hint' | 'completionsLabel'>) {
  return [
    EditorView.contentAttributes.of({ 'aria-label': props.label }),
    placeholder(props.hint),
    EditorState.phrases.of({ Completions: props.completionsLabel }),
  ];
}
