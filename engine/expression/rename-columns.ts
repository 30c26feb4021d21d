import type { Span } from '../base/errors/diagnostic.ts';
import type { Schema } from '../types/schema.ts';
import { parseArguments, parseWithAllProblems } from './parse-expression.ts';
import { columnsMeant } from './resolve-expression.ts';
import type { NamePart, Syntax } from './syntax.ts';

/**
 * An expression's text with the names of columns replaced where they stand; all else stays as its author wrote it. Names inside
 * texts, of functions, of struct fields and of lambdas are no columns. Needs `loadExpressionParser`.
 *
 * @param isArguments whether the text is what stands between the parentheses of a call
 * @param names a new name for each column of `schema`, by position
 * @returns the text itself where nothing changes, or where it is no expression
 */
export function renameColumnsIn(text: string, isArguments: boolean, schema: Schema, names: readonly string[]): string {
  const spans: { readonly span: Span; readonly name: string }[] = [];
  for (const syntax of syntaxOf(text, isArguments)) {
    visitNames(syntax, new Set(), (parts) => {
      const [first, ...rest] = parts;
      if (first === undefined) return;
      const { found, column } = columnsMeant(schema, first, rest);
      const [index] = found;
      if (index === undefined || found.length > 1) return;
      const name = names[index];
      if (name !== undefined && name !== schema[index]?.name) spans.push({ span: column.span, name });
    });
  }
  // From the end on, so that places before stay where they are.
  return spans
    .sort((a, b) => b.span.start - a.span.start)
    .reduce((kept, { span, name }) => kept.slice(0, span.start) + writtenName(name) + kept.slice(span.end), text);
}

function syntaxOf(text: string, isArguments: boolean): readonly Syntax[] {
  if (isArguments) {
    const parsed = parseArguments(text);
    return parsed.ok ? parsed.value.args : [];
  }
  const parsed = parseWithAllProblems(text);
  return parsed.ok ? [parsed.value] : [];
}

/** Every name that is not one of a lambda around it. */
function visitNames(syntax: Syntax, ofLambdas: ReadonlySet<string>, visit: (parts: readonly NamePart[]) => void): void {
  switch (syntax.kind) {
    case 'literal':
      return;
    case 'name':
      if (!ofLambdas.has(syntax.parts[0]?.name.toLowerCase() ?? '')) visit(syntax.parts);
      return;
    case 'field':
    case 'cast':
      visitNames(syntax.of, ofLambdas, visit);
      return;
    case 'call':
      for (const arg of syntax.args) visitNames(arg, ofLambdas, visit);
      return;
    case 'lambda':
      visitNames(
        syntax.body,
        new Set([...ofLambdas, ...syntax.parameters.map(({ name }) => name.toLowerCase())]),
        visit,
      );
  }
}

/** In backquotes where the bare name would be read as something else. */
function writtenName(name: string): string {
  const parsed = /^[A-Za-z_]\w*$/.test(name) ? parseWithAllProblems(name) : null;
  const isPlain = parsed?.ok === true && parsed.value.kind === 'name' && parsed.value.parts.length === 1;
  return isPlain ? name : `\`${name.replaceAll('`', '``')}\``;
}
