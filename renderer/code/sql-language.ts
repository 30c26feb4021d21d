import { type CompletionResult, type CompletionSource, pickedCompletion } from '@codemirror/autocomplete';
import { SQLDialect } from '@codemirror/lang-sql';
import { HighlightStyle, syntaxTree } from '@codemirror/language';
import { Decoration, MatchDecorator, ViewPlugin, type ViewUpdate } from '@codemirror/view';
import { tags } from '@lezer/highlight';
import type { TableSummary } from '../../engine/session-shapes.ts';
import { completeExpression, type ExpressionScope } from './expression-completion.ts';
import { EXPRESSION_KEYWORDS, SPARK_FUNCTIONS, SPARK_KEYWORDS, SPARK_TYPES } from './spark-functions.ts';
import { completeSql, type SqlSuggestions, withoutWhole } from './sql-completion.ts';

/** Spark's SQL as the editor colours it. */
export const sparkDialect = dialectOf(SPARK_KEYWORDS);

/** The same for an expression alone, where `window` and `hour` are names. */
export const expressionDialect = dialectOf(EXPRESSION_KEYWORDS);

function dialectOf(keywords: readonly string[]): SQLDialect {
  return SQLDialect.define({
    keywords: keywords.join(' '),
    types: SPARK_TYPES.join(' '),
    identifierQuotes: '`',
    doubleQuotedStrings: true,
    backslashEscapes: true,
    caseInsensitiveIdentifiers: true,
  });
}

/** Colours of the page's tokens, so that both themes hold. */
export const sparkHighlight = HighlightStyle.define([
  { tag: tags.keyword, color: 'var(--accent)', fontWeight: '500' },
  { tag: tags.typeName, color: 'var(--family-source)' },
  { tag: [tags.string, tags.special(tags.string)], color: 'var(--family-sink)' },
  { tag: [tags.number, tags.bool, tags.null], color: 'var(--family-time)' },
  { tag: tags.comment, color: 'var(--ink-faint)', fontStyle: 'italic' },
  { tag: tags.operator, color: 'var(--ink-muted)' },
]);

const FUNCTION_NAMES = new Set(SPARK_FUNCTIONS.map((signature) => signature.slice(0, signature.indexOf('('))));
const functionMark = Decoration.mark({ class: 'cm-function' });
const functionCalls = new MatchDecorator({
  regexp: /\b[A-Za-z_]\w*(?=\s*\()/g,
  decorate(add, from, to, match, view) {
    const isName = syntaxTree(view.state).resolveInner(from, 1).name === 'Identifier';
    if (isName && FUNCTION_NAMES.has(match[0].toLowerCase())) add(from, to, functionMark);
  },
});

/** Marks names of functions where they are called: `count` alone is a column more often than not. */
export const sparkFunctions = ViewPlugin.define(
  (view) => ({
    marks: functionCalls.createDeco(view),
    update(update: ViewUpdate) {
      // The syntax tree can be ahead of the last marks, so they are made anew with each change.
      if (update.docChanged || update.viewportChanged || syntaxTree(update.state) !== syntaxTree(update.startState)) {
        this.marks = functionCalls.createDeco(update.view);
      }
    },
  }),
  { decorations: (plugin) => plugin.marks },
);

const WORD = /^[\p{L}\p{N}_]*$/u;

/** Completion over the tables of the moment. */
export function sparkCompletion(tables: () => readonly TableSummary[]): CompletionSource {
  return completionBy((text, at) => completeSql(text, at, tables()));
}

/** Completion of an expression over what it can speak of at the moment. */
export function expressionCompletion(scope: () => ExpressionScope): CompletionSource {
  return completionBy((text, at) => completeExpression(text, at, scope()));
}

function completionBy(complete: (text: string, at: number) => SqlSuggestions | null): CompletionSource {
  return (context): CompletionResult | null => {
    const text = context.state.doc.toString();
    const found = complete(text, context.pos);
    if (found === null || found.suggestions.length === 0) return null;
    const isBegun = /[.'"]/.test(text.charAt(found.from - 1));
    if (!context.explicit && found.from === context.pos && !isBegun) return null;
    const typed = text.slice(found.from, context.pos);
    const suggestions = context.explicit ? found.suggestions : withoutWhole(found.suggestions, typed);
    if (suggestions.length === 0) return null;
    const isWhole = (word: string) => withoutWhole(found.suggestions, word).length < found.suggestions.length;
    return {
      from: found.from,
      validFor: (word) => WORD.test(word) && !isWhole(word) && !isWhole(typed),
      options: suggestions.map((suggestion) => ({
        label: suggestion.label,
        type: suggestion.type,
        boost: suggestion.boost,
        ...(suggestion.detail === '' ? {} : { detail: suggestion.detail }),
        apply: (view, completion, from, to) => {
          view.dispatch({
            changes: { from, to, insert: suggestion.apply },
            selection: { anchor: from + (suggestion.caret ?? suggestion.apply.length) },
            annotations: pickedCompletion.of(completion),
            userEvent: 'input.complete',
          });
        },
      })),
    };
  };
}
