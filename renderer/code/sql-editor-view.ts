import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching, LanguageSupport, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState, Prec } from '@codemirror/state';
import { drawSelection, EditorView, keymap, lineNumbers, placeholder } from '@codemirror/view';
import type { Span } from '../../engine/base/errors/diagnostic.ts';
import type { TableSummary } from '../../engine/session-shapes.ts';
import { editorTheme } from './editor-theme.ts';
import { sparkCompletion, sparkDialect, sparkFunctions, sparkHighlight } from './sql-language.ts';
import { styleNonce } from './style-nonce.ts';
import { showMarks, textMarks } from './text-marks.ts';
import { typeOver } from './type-over.ts';
import type { Editor } from './use-hand-over.ts';

export interface SqlEditorWords {
  readonly label: string;
  readonly hint: string;
  /** What screen readers call the list of suggestions. */
  readonly completionsLabel: string;
}

/** What the editor asks for and tells, as it stands when it does. */
export interface SqlEditorHost {
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly onRun: () => void;
  readonly onLeave: () => void;
  readonly tables: readonly TableSummary[];
}

export interface SqlEditorView extends Editor {
  focus(): void;
  insert(text: string): void;
  setText(text: string): void;
  setWords(words: SqlEditorWords): void;
  underline(span: Span | null): void;
}

/** Makes the editor for one query inside `parent`. */
export function createSqlEditor(parent: HTMLElement, host: () => SqlEditorHost, words: SqlEditorWords): SqlEditorView {
  const wordsPart = new Compartment();
  const editor = new EditorView({
    parent,
    state: EditorState.create({
      doc: host().value,
      extensions: [
        Prec.highest(
          keymap.of([
            {
              key: 'Mod-Enter',
              run: (view) => {
                closeCompletion(view);
                host().onRun();
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
        autocompletion({ override: [sparkCompletion(() => host().tables)], icons: false }),
        keymap.of([...closeBracketsKeymap, ...completionKeymap, ...historyKeymap, ...defaultKeymap]),
        typeOver(),
        new LanguageSupport(sparkDialect.language),
        syntaxHighlighting(sparkHighlight),
        sparkFunctions,
        editorTheme,
        styleNonce(),
        EditorView.lineWrapping,
        textMarks,
        wordsPart.of(wordsOf(words)),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) host().onText(update.state.doc.toString());
          if (update.focusChanged && !update.view.hasFocus) {
            // Also one that is still being looked up: the library closes only what it shows.
            closeCompletion(update.view);
            host().onLeave();
          }
        }),
      ],
    }),
  });
  return {
    focus: () => editor.focus(),
    focusAt(anchor, head) {
      editor.dispatch({ selection: { anchor, head } });
      editor.focus();
    },
    insert(text) {
      editor.dispatch(editor.state.replaceSelection(text));
      editor.focus();
    },
    setText(text) {
      if (editor.state.doc.toString() === text) return;
      editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
    },
    setWords: (next) => editor.dispatch({ effects: wordsPart.reconfigure(wordsOf(next)) }),
    underline: (span) =>
      editor.dispatch({
        effects: showMarks.of(span === null ? [] : [{ ...span, severity: 'error', message: '' }]),
      }),
    destroy: () => editor.destroy(),
  };
}

function wordsOf(words: SqlEditorWords) {
  return [
    EditorView.contentAttributes.of({ 'aria-label': words.label }),
    placeholder(words.hint),
    EditorState.phrases.of({ Completions: words.completionsLabel }),
  ];
}
