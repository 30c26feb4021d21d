import type { ErrorCode } from '../base/errors/catalogue.ts';
import type { Span } from '../base/errors/diagnostic.ts';
import type { ErrorParams } from '../base/errors/entry.ts';
import { nearNames } from '../base/near-names.ts';
import { err, ok, type Result } from '../base/result.ts';
import { canCast, makeTryCast } from '../types/cast.ts';
import { type DataType, sameType } from '../types/data-type.ts';
import { printDataType } from '../types/data-type-text.ts';
import { columnsNamed, type Schema } from '../types/schema.ts';
import { displayExpr } from './display.ts';
import type { Expr, LiteralExpr } from './expr.ts';
import type { ExpressionProblem } from './expression-problem.ts';
import { findFunction, functionNames, isAggregateName } from './functions/registry.ts';
import { parseWithAllProblems } from './parse-expression.ts';
import type { CallSyntax, CastSyntax, FieldSyntax, NamePart, NameSyntax, Syntax } from './syntax.ts';

/** An expression whose names and types are known. */
export interface ResolvedExpression {
  readonly expr: Expr;
  /** The column's name where the author gives none, as Spark names it. */
  readonly name: string;
}

/** How many names a message lists. */
const NAMES_SHOWN = 5;

/** Functions that Spark lets one write without parentheses, where no column has the name. */
const BARE_FUNCTIONS = new Set(['current_timestamp', 'current_date', 'localtimestamp']);

/**
 * Reads `text` as an expression over the columns of `schema`, finds out its types and writes out implicit casts, as Spark's
 * analyzer does under ANSI. Needs `loadExpressionParser`.
 *
 * @returns the typed tree, or all problems in the order of their places
 */
export function resolveExpression(
  text: string,
  schema: Schema,
): Result<ResolvedExpression, readonly ExpressionProblem[]> {
  const parsed = parseWithAllProblems(text);
  if (!parsed.ok) return parsed;
  const resolver = new Resolver(schema);
  const expr = resolver.resolve(parsed.value);
  if (expr === null) return err(resolver.sortedProblems());
  return ok({ expr, name: nameOf(parsed.value, expr) });
}

/** Like `resolveExpression`, for a condition: the result is boolean (a bare NULL counts), or that is the problem. */
export function resolveCondition(
  text: string,
  schema: Schema,
): Result<ResolvedExpression, readonly ExpressionProblem[]> {
  const resolved = resolveExpression(text, schema);
  if (!resolved.ok) return resolved;
  const { expr } = resolved.value;
  if (expr.type.kind === 'boolean' || expr.type.kind === 'void') return resolved;
  const params = { expression: displayExpr(expr), type: printDataType(expr.type) };
  return err([{ code: 'EXP-035', params, span: { start: 0, end: text.length } }]);
}

/** A cast of a bare column keeps the column's name, as do fields of a struct; all else is named after its text. */
function nameOf(syntax: Syntax, expr: Expr): string {
  if (expr.kind === 'column') return expr.name;
  if (syntax.kind === 'name' && expr.kind === 'field') return expr.name;
  if (expr.kind === 'cast' && expr.isExplicit && expr.of.kind === 'column') return expr.of.name;
  return displayExpr(expr);
}

/** Casts where the types differ; implicit, so that it does not show in names. */
function castTo(expr: Expr, type: DataType): Expr {
  if (sameType(expr.type, type)) return expr;
  if (expr.kind === 'literal') {
    const folded = castLiteral(expr, type);
    if (folded !== null) return folded;
  }
  return { kind: 'cast', of: expr, type, nullable: expr.nullable, isTry: false, isExplicit: false };
}

/** The literal in another type; null where that fails or depends on the time zone, which rows find out. */
function castLiteral(literal: LiteralExpr, type: DataType): LiteralExpr | null {
  if (literal.value === null) return { ...literal, type };
  if (type.kind === 'timestamp' || literal.type.kind === 'timestamp') return null;
  const value = makeTryCast(literal.type, type, { timeZone: 'UTC' })(literal.value);
  return value === null ? null : { ...literal, type, value };
}

class Resolver {
  readonly #schema: Schema;
  readonly #problems: ExpressionProblem[] = [];

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  sortedProblems(): readonly ExpressionProblem[] {
    return [...this.#problems].sort((a, b) => (a.span?.start ?? 0) - (b.span?.start ?? 0));
  }

  /** Null after a problem was noted; the walk goes on elsewhere, so that all are found. */
  resolve(syntax: Syntax): Expr | null {
    switch (syntax.kind) {
      case 'literal': {
        const { type, value, display } = syntax;
        return { kind: 'literal', type, value, display, nullable: value === null };
      }
      case 'name':
        return this.#name(syntax);
      case 'field':
        return this.#field(syntax);
      case 'cast':
        return this.#cast(syntax);
      case 'call':
        return this.#call(syntax, syntax.args);
    }
  }

  #problem(code: ErrorCode, params: ErrorParams, span: Span): null {
    this.#problems.push({ code, params, span: { start: span.start, end: span.end } });
    return null;
  }

  #name(syntax: NameSyntax): Expr | null {
    const [first, ...rest] = syntax.parts;
    if (first === undefined) return null;
    const found = columnsNamed(this.#schema, first.name);
    if (found.length > 1) return this.#problem('EXP-021', { name: first.name, count: found.length }, first.span);
    const index = found[0];
    const field = index === undefined ? undefined : this.#schema[index];
    if (index === undefined || field === undefined) return this.#notFound(syntax, first);
    const { type, nullable } = field;
    return rest.reduce<Expr | null>(
      (of, part) => (of === null ? null : this.#fieldOf(of, part)),
      // Spark names the column as it was written, not as the schema spells it.
      { kind: 'column', index, name: first.name, type, nullable },
    );
  }

  #notFound(syntax: NameSyntax, first: NamePart): Expr | null {
    if (syntax.parts.length === 1 && BARE_FUNCTIONS.has(first.name.toLowerCase())) {
      return this.#call({ kind: 'call', name: first.name.toLowerCase(), args: [], span: syntax.span }, []);
    }
    const names = this.#schema.map(({ name }) => name);
    const near = nearNames(first.name, names);
    const wanted = syntax.parts.map(({ name }) => name).join('.');
    return this.#problem(
      'EXP-020',
      { name: wanted, near: near.length > 0 ? near : names.slice(0, NAMES_SHOWN) },
      syntax.span,
    );
  }

  #field(syntax: FieldSyntax): Expr | null {
    const of = this.resolve(syntax.of);
    return of === null ? null : this.#fieldOf(of, syntax.part);
  }

  #fieldOf(of: Expr, part: NamePart): Expr | null {
    if (of.type.kind !== 'struct') {
      return this.#problem('EXP-023', { of: displayExpr(of), type: printDataType(of.type) }, part.span);
    }
    const wanted = part.name.toLowerCase();
    const { fields } = of.type;
    const matches = fields.filter(({ name }) => name.toLowerCase() === wanted);
    const [field] = matches;
    if (matches.length > 1) return this.#problem('EXP-021', { name: part.name, count: matches.length }, part.span);
    if (field === undefined) {
      const names = fields.map(({ name }) => name).slice(0, NAMES_SHOWN);
      return this.#problem('EXP-022', { of: displayExpr(of), name: part.name, fields: names }, part.span);
    }
    return { kind: 'field', of, index: fields.indexOf(field), name: part.name, type: field.type, nullable: true };
  }

  #cast(syntax: CastSyntax): Expr | null {
    const of = this.resolve(syntax.of);
    if (of === null) return null;
    const { type, isTry, isExplicit } = syntax;
    if (!canCast(of.type, type)) {
      return this.#problem('EXP-034', { from: printDataType(of.type), to: printDataType(type) }, syntax.span);
    }
    return { kind: 'cast', of, type, isTry, isExplicit, nullable: of.nullable || isTry };
  }

  #call(syntax: CallSyntax, given: readonly Syntax[]): Expr | null {
    // Arguments first: their problems count even when the function is not known.
    const resolved = given.map((arg) => this.resolve(arg));
    const fn = findFunction(syntax.name);
    if (fn === undefined) {
      if (isAggregateName(syntax.name)) return this.#problem('EXP-026', { name: syntax.name }, syntax.span);
      return this.#problem('EXP-024', { name: syntax.name, near: nearNames(syntax.name, functionNames) }, syntax.span);
    }
    if (given.length < fn.minArgs || given.length > fn.maxArgs) {
      const expected = expectedCount(fn.minArgs, fn.maxArgs);
      return this.#problem('EXP-025', { name: syntax.name, expected, found: given.length }, syntax.span);
    }
    const args = resolved.filter((arg) => arg !== null);
    if (args.length < resolved.length) return null;
    const signed = fn.sign(args);
    if (!signed.ok) {
      const { code, params, argument } = signed.error;
      const place = argument === undefined ? syntax : (given[argument] ?? syntax);
      return this.#problem(code, { name: syntax.name, ...params }, place.span);
    }
    const { type, nullable } = signed.value;
    return {
      kind: 'call',
      function: fn,
      args: args.map((arg, i) => castTo(arg, signed.value.args[i] ?? arg.type)),
      written: syntax.name,
      type,
      nullable: nullable ?? args.some((arg) => arg.nullable),
    };
  }
}

function expectedCount(min: number, max: number): string {
  if (min === max) return String(min);
  return max === Number.POSITIVE_INFINITY ? `≥ ${min}` : `${min}–${max}`;
}
