import type { ErrorCode } from '../base/errors/catalogue.ts';
import type { Span } from '../base/errors/diagnostic.ts';
import type { ErrorParams } from '../base/errors/entry.ts';
import { nearNames } from '../base/near-names.ts';
import { err, ok, type Result } from '../base/result.ts';
import { canCast, makeTryCast } from '../types/cast.ts';
import { type DataType, sameType, YEAR_MONTH_INTERVAL } from '../types/data-type.ts';
import { printDataType } from '../types/data-type-text.ts';
import { columnsNamed, type Schema } from '../types/schema.ts';
import { expectedCount } from './argument-count.ts';
import { castMayBeNull } from './cast-nullability.ts';
import { displayExpr } from './display.ts';
import type { Expr, LiteralExpr, ScalarFunction } from './expr.ts';
import type { ExpressionProblem } from './expression-problem.ts';
import { arrayOfFields } from './functions/array-of-fields.ts';
import { castTypeNamed } from './functions/cast-by-name.ts';
import { type LambdaCell, lambdaExpr, lambdaVariable } from './functions/lambda.ts';
import { refusedFunction } from './functions/refused-functions.ts';
import { findFunction, functionNames, isAggregateName } from './functions/registry.ts';
import { parseArguments, parseWithAllProblems } from './parse-expression.ts';
import type { CallSyntax, CastSyntax, FieldSyntax, LambdaSyntax, NamePart, NameSyntax, Syntax } from './syntax.ts';

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
  // Such an interval is for arithmetic alone: no column holds one.
  if (holdsMonths(expr.type)) return err([{ code: 'EXP-015', params: {}, span: { start: 0, end: text.length } }]);
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

/** The arguments of a call whose function stands elsewhere. */
export interface ResolvedArguments {
  readonly isDistinct: boolean;
  readonly args: readonly Expr[];
}

/** Reads `text` as the arguments of a call (`x, 0.5`, `DISTINCT x`), each as `resolveExpression` reads an expression. */
export function resolveArguments(
  text: string,
  schema: Schema,
): Result<ResolvedArguments, readonly ExpressionProblem[]> {
  const parsed = parseArguments(text);
  if (!parsed.ok) return parsed;
  const resolver = new Resolver(schema);
  const resolved = parsed.value.args.map((arg) => resolver.resolve(arg));
  const args = resolved.filter((arg) => arg !== null);
  if (args.length < resolved.length) return err(resolver.sortedProblems());
  return ok({ isDistinct: parsed.value.isDistinct, args });
}

/** A cast of a bare column keeps the column's name, and fields of a struct have theirs; all else is named after its text. */
function nameOf(syntax: Syntax, expr: Expr): string {
  if (expr.kind === 'column') return expr.name;
  const last = syntax.kind === 'name' ? syntax.parts.at(-1) : undefined;
  if (last !== undefined && syntax.kind === 'name' && syntax.parts.length > 1) return last.name;
  if (expr.kind === 'cast' && expr.isExplicit && expr.of.kind === 'column') return expr.of.name;
  return displayExpr(expr);
}

function holdsMonths(type: DataType): boolean {
  if (type.kind === 'array') return holdsMonths(type.element);
  if (type.kind === 'struct') return type.fields.some((field) => holdsMonths(field.type));
  return sameType(type, YEAR_MONTH_INTERVAL);
}

/** Casts where the types differ; implicit, so that it does not show in names. */
function castTo(expr: Expr, type: DataType): Expr {
  if (sameType(expr.type, type)) return expr;
  if (expr.kind === 'literal') {
    const folded = castLiteral(expr, type);
    if (folded !== null) return folded;
  }
  const nullable = expr.nullable || castMayBeNull(expr.type, type);
  return { kind: 'cast', of: expr, type, nullable, isTry: false, isExplicit: false };
}

/** The literal in another type; null where that fails or depends on the time zone, which rows find out. */
function castLiteral(literal: LiteralExpr, type: DataType): LiteralExpr | null {
  if (literal.value === null) return { ...literal, type };
  if (type.kind === 'timestamp' || literal.type.kind === 'timestamp') return null;
  const value = makeTryCast(literal.type, type, { timeZone: 'UTC' })(literal.value);
  if (value === null) return null;
  return { ...literal, type, value, nullable: literal.nullable || castMayBeNull(literal.type, type) };
}

/**
 * The columns that a name can mean, and which of its parts are the column and fields of it. The side of a join comes
 * first, as Spark's aliases do: `left.k` is the column `k` of that side where there is one, else the field of a struct.
 */
export function columnsMeant(
  schema: Schema,
  first: NamePart,
  rest: readonly NamePart[],
): { readonly found: readonly number[]; readonly column: NamePart; readonly fields: readonly NamePart[] } {
  const [second, ...fields] = rest;
  if (second !== undefined) {
    const side = first.name.toLowerCase();
    const found = columnsNamed(schema, second.name).filter((at) => schema[at]?.qualifier === side);
    if (found.length > 0) return { found, column: second, fields };
  }
  return { found: columnsNamed(schema, first.name), column: first, fields: rest };
}

class Resolver {
  readonly #schema: Schema;
  readonly #problems: ExpressionProblem[] = [];
  /** Names of the lambdas around the place that is being resolved, the innermost last. */
  readonly #lambdaNames: { readonly name: string; readonly cell: LambdaCell }[] = [];

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
      case 'lambda':
        return this.#problem('EXP-010', { construct: '->' }, syntax.span);
    }
  }

  #problem(code: ErrorCode, params: ErrorParams, span: Span): null {
    this.#problems.push({ code, params, span: { start: span.start, end: span.end } });
    return null;
  }

  #name(syntax: NameSyntax): Expr | null {
    const [first, ...rest] = syntax.parts;
    if (first === undefined) return null;
    const ofLambda = this.#lambdaNames.filter(({ name }) => name === first.name.toLowerCase()).at(-1);
    if (ofLambda !== undefined) {
      return rest.reduce<Expr | null>(
        (of, part) => (of === null ? null : this.#fieldOf(of, part)),
        lambdaVariable(ofLambda.cell),
      );
    }
    const { found, column, fields } = columnsMeant(this.#schema, first, rest);
    if (found.length > 1) return this.#ambiguous(column, found);
    const index = found[0];
    const field = index === undefined ? undefined : this.#schema[index];
    if (index === undefined || field === undefined) return this.#notFound(syntax, first);
    const { type, nullable } = field;
    return fields.reduce<Expr | null>(
      (of, part) => (of === null ? null : this.#fieldOf(of, part)),
      // Spark names the column as it was written, not as the schema spells it.
      {
        kind: 'column',
        index,
        name: column.name,
        type,
        nullable,
        ...(field.window === true ? { isWindow: true } : {}),
      },
    );
  }

  #ambiguous({ name, span }: NamePart, found: readonly number[]): null {
    const sides = found.map((index) => this.#schema[index]?.qualifier);
    const areTold = sides.every((side) => side !== undefined) && new Set(sides).size === sides.length;
    if (!areTold) return this.#problem('EXP-021', { name, count: found.length }, span);
    return this.#problem('PLN-068', { name, forms: sides.map((side) => `${side}.${name}`) }, span);
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
    const ofElements = of.type.kind === 'array' && of.type.element.kind === 'struct' ? of.type.element : null;
    const struct = of.type.kind === 'struct' ? of.type : ofElements;
    if (struct === null) {
      return this.#problem('EXP-023', { of: displayExpr(of), type: printDataType(of.type) }, part.span);
    }
    const wanted = part.name.toLowerCase();
    const { fields } = struct;
    const matches = fields.filter(({ name }) => name.toLowerCase() === wanted);
    const [field] = matches;
    if (matches.length > 1) return this.#problem('EXP-021', { name: part.name, count: matches.length }, part.span);
    if (field === undefined) {
      const names = fields.map(({ name }) => name).slice(0, NAMES_SHOWN);
      return this.#problem('EXP-022', { of: displayExpr(of), name: part.name, fields: names }, part.span);
    }
    if (ofElements !== null) return arrayOfFields(of, fields.indexOf(field), part.name, field.type);
    return { kind: 'field', of, index: fields.indexOf(field), name: part.name, type: field.type, nullable: true };
  }

  #cast(syntax: CastSyntax): Expr | null {
    const of = this.resolve(syntax.of);
    if (of === null) return null;
    const { type, isTry, isExplicit } = syntax;
    if (!canCast(of.type, type)) {
      return this.#problem('EXP-034', { from: printDataType(of.type), to: printDataType(type) }, syntax.span);
    }
    return {
      kind: 'cast',
      of,
      type,
      isTry,
      isExplicit,
      nullable: of.nullable || isTry || (isExplicit && castMayBeNull(of.type, type)),
    };
  }

  #call(syntax: CallSyntax, given: readonly Syntax[]): Expr | null {
    const fn = findFunction(syntax.name);
    // Arguments first: their problems count even when the function is not known.
    const resolved: (Expr | null)[] = [];
    for (const [at, arg] of given.entries()) {
      resolved.push(
        arg.kind === 'lambda' && fn !== undefined
          ? this.#lambda(arg, fn, at, resolved, syntax.name)
          : this.resolve(arg),
      );
    }
    if (fn === undefined) return this.#callWithoutFunction(syntax, resolved);
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
    const cast = args.map((arg, i) => castTo(arg, signed.value.args[i] ?? arg.type));
    return {
      kind: 'call',
      function: fn,
      args: cast,
      written: syntax.name,
      type,
      nullable: nullable ?? cast.some((arg) => arg.nullable),
    };
  }

  /** A type's name called as a function is a cast; all else is a problem. */
  #callWithoutFunction(syntax: CallSyntax, args: readonly (Expr | null)[]): Expr | null {
    const { name, span } = syntax;
    const type = castTypeNamed(name);
    if (type !== undefined) {
      if (args.length !== 1) return this.#problem('EXP-025', { name, expected: '1', found: args.length }, span);
      const [of = null] = args;
      if (of === null) return null;
      if (canCast(of.type, type)) return castTo(of, type);
      return this.#problem('EXP-034', { from: printDataType(of.type), to: printDataType(type) }, span);
    }
    if (isAggregateName(name)) return this.#problem('EXP-026', { name }, span);
    const refused = refusedFunction(name);
    if (refused !== undefined) return this.#problem(refused.code, { name, ...refused.params }, span);
    return this.#problem('EXP-024', { name, near: nearNames(name, functionNames) }, span);
  }

  /** The names of a lambda hide columns and the names of lambdas around it. */
  #lambda(
    syntax: LambdaSyntax,
    fn: ScalarFunction,
    at: number,
    before: readonly (Expr | null)[],
    called: string,
  ): Expr | null {
    const known = before.filter((arg) => arg !== null);
    if (known.length < before.length) return null;
    const { parameters } = syntax;
    const given = fn.lambda?.(at, parameters.length, known) ?? null;
    if (given === null) {
      return this.#problem('EXP-080', { name: called, position: at + 1, found: parameters.length }, syntax.span);
    }
    const cells = given.map((parameter): LambdaCell => ({ ...parameter, value: null }));
    for (const [i, cell] of cells.entries()) {
      this.#lambdaNames.push({ name: parameters[i]?.name.toLowerCase() ?? '', cell });
    }
    const body = this.resolve(syntax.body);
    this.#lambdaNames.length -= cells.length;
    return body === null ? null : lambdaExpr(body, cells);
  }
}
