import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  closeCompletion,
  completionKeymap,
} from '@codemirror/autocomplete';
import { standardKeymap } from '@codemirror/commands';
import { bracketMatching, LanguageSupport, syntaxHighlighting } from '@codemirror/language';
import { Compartment, EditorState } from '@codemirror/state';
import { EditorView, keymap, placeholder } from '@codemirror/view';
import { changedRange } from './changed-range.ts';
import { editorTheme, fieldTheme } from './editor-theme.ts';
import type { ExpressionScope } from './expression-completion.ts';
import { expressionCompletion, expressionDialect, sparkFunctions, sparkHighlight } from './sql-language.ts';
import { styleNonce } from './style-nonce.ts';
import { showMarks, type TextMark, textMarks } from './text-marks.ts';
import { typeOver } from './type-over.ts';
import type { Editor } from './use-hand-over.ts';

/** What a screen reader is told of the field: its `aria-` attributes and id. */
export type FieldAttributes = Readonly<Record<string, string>>;

export interface ExpressionWords {
  readonly attributes: FieldAttributes;
  readonly placeholder: string;
  /** What screen readers call the list of suggestions. */
  readonly completionsLabel: string;
}

/** What the editor asks for and tells, as it stands when it does. */
export interface ExpressionHost {
  readonly value: string;
  readonly onText: (text: string) => void;
  /** The document's own undo and redo: the field keeps none for itself. */
  readonly onUndo: () => void;
  readonly onRedo: () => void;
  readonly scope: ExpressionScope;
}

export interface ExpressionView extends Editor {
  focus(): void;
  /** Another text, with the caret where it was as far as that goes. */
  setText(text: string): void;
  setWords(words: ExpressionWords): void;
  underline(marks: readonly TextMark[]): void;
}

/** Makes a field for one expression inside `parent`: Enter adds no line (Shift Enter does), Tab goes on to the next field. */
export function createExpressionView(
  parent: HTMLElement,
  host: () => ExpressionHost,
  words: ExpressionWords,
): ExpressionView {
  const wordsPart = new Compartment();
  const move = (run: () => void) => () => {
    run();
    return true;
  };
  const undo = move(() => host().onUndo());
  const redo = move(() => host().onRedo());
  const editor = new EditorView({
    parent,
    state: EditorState.create({
      doc: host().value,
      extensions: [
        bracketMatching(),
        closeBrackets(),
        autocompletion({ override: [expressionCompletion(() => host().scope)], icons: false }),
        keymap.of([
          ...closeBracketsKeymap,
          ...completionKeymap,
          { key: 'Mod-z', run: undo, preventDefault: true },
          { key: 'Mod-Shift-z', run: redo, preventDefault: true },
          { key: 'Mod-y', run: redo, preventDefault: true },
          // The command of the window that Enter may be is not meant in a field.
          { key: 'Enter', run: () => true, shift: (view) => insertLine(view) },
          ...standardKeymap.filter(({ key }) => key !== 'Enter'),
        ]),
        // The native menu's entries, and gestures of the system.
        EditorView.domEventHandlers({
          beforeinput: (event) => {
            const run = event.inputType === 'historyUndo' ? undo : event.inputType === 'historyRedo' ? redo : null;
            if (run === null) return false;
            event.preventDefault();
            return run();
          },
        }),
        typeOver(),
        new LanguageSupport(expressionDialect.language),
        syntaxHighlighting(sparkHighlight),
        sparkFunctions,
        // What comes first holds.
        fieldTheme,
        editorTheme,
        styleNonce(),
        EditorView.lineWrapping,
        textMarks,
        wordsPart.of(wordsOf(words)),
        EditorView.updateListener.of((update) => {
          const text = update.state.doc.toString();
          if (update.docChanged && text !== host().value) host().onText(text);
          if (update.focusChanged && !update.view.hasFocus) closeCompletion(update.view);
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
    setText(text) {
      const change = changedRange(editor.state.doc.toString(), text);
      if (change !== null) editor.dispatch({ changes: change });
    },
    setWords: (next) => editor.dispatch({ effects: wordsPart.reconfigure(wordsOf(next)) }),
    underline: (marks) => editor.dispatch({ effects: showMarks.of(marks) }),
    destroy: () => editor.destroy(),
  };
}

function insertLine(view: EditorView): boolean {
  view.dispatch(view.state.replaceSelection('\n'));
  return true;
}

function wordsOf(words: ExpressionWords) {
  return [
    EditorView.contentAttributes.of({ 'aria-multiline': 'false', ...words.attributes }),
    placeholder(words.placeholder),
    EditorState.phrases.of({ Completions: words.completionsLabel }),
  ];
}
