import { columnsOf, type Expr, type LiteralExpr } from '../expression/expr.ts';
import { isNumeric } from '../types/data-type.ts';

/**
 * How a bound follows from a watermark: add `micros` to it, and take a millisecond off when it is not strict. A condition that
 * does not read the other side counts the watermark no times.
 */
export interface StateBound {
  readonly watermarks: number;
  readonly micros: number;
  readonly isStrict: boolean;
}

/** What a condition is read against: the columns of a side whose rows are to be let go of, and those of the other side. */
export interface BoundSides {
  isOwn(column: number): boolean;
  isOther(column: number): boolean;
  /** Whether the watermark bounds this column. */
  isTagged(column: number): boolean;
}

/** The bound, in ms, when the watermark stands at `watermarkMs`: cut towards zero as Spark cuts it. */
export function boundAt(bound: StateBound, watermarkMs: number): number {
  return Math.trunc((bound.watermarks * watermarkMs * 1000 + bound.micros) / 1000) - (bound.isStrict ? 0 : 1);
}

/**
 * What a conjunct of a join's condition says of the rows of one side: `other + c1 < own + c2` bounds them by the watermark of
 * the other side, plus c1, less c2 (semantics 9.4). Null where the conjunct has another form. As in Spark `c1 < own` is a bound
 * too, whatever the column: `own > 0` keeps rows for ever that came after 1970.
 */
export function stateBoundOf(conjunct: Expr, sides: BoundSides): StateBound | null {
  if (conjunct.kind !== 'call') return null;
  const [first, second] = conjunct.args;
  if (first === undefined || second === undefined) return null;
  switch (conjunct.function.name) {
    case '<':
      return solve(first, second, true, sides);
    case '<=':
      return solve(first, second, false, sides);
    case '>':
      return solve(second, first, true, sides);
    case '>=':
      return solve(second, first, false, sides);
    default:
      return null;
  }
}

/** A column or a constant, added or taken away. */
interface Term {
  readonly of: { readonly column: number } | { readonly micros: number };
  readonly isNegative: boolean;
}

function solve(lesser: Expr, greater: Expr, isStrict: boolean, sides: BoundSides): StateBound | null {
  const columns = new Set([...columnsOf(lesser), ...columnsOf(greater)]);
  if ([...columns].filter(sides.isOwn).length > 1 || [...columns].filter(sides.isOther).length > 1) return null;
  const lesserTerms = termsOf(lesser, false);
  const greaterTerms = termsOf(greater, true);
  if (lesserTerms === null || greaterTerms === null) return null;
  const terms = distinct([...lesserTerms, ...greaterTerms]);
  const own = terms.filter(({ of }) => 'column' in of && sides.isOwn(of.column));
  const [only] = own;
  if (only === undefined || own.length > 1 || !only.isNegative) return null;
  const others = terms.filter((term) => term !== only);
  if (others.length === 0) return null;
  let micros = 0;
  let watermarks = 0;
  for (const { of, isNegative } of others) {
    const sign = isNegative ? -1 : 1;
    if ('micros' in of) micros += sign * of.micros;
    else if (sides.isTagged(of.column)) watermarks += sign;
    else return null;
  }
  return { watermarks, micros, isStrict };
}

/** The sum that an expression is; null where it is none. */
function termsOf(expr: Expr, isNegative: boolean): Term[] | null {
  switch (expr.kind) {
    case 'column':
      return [{ of: { column: expr.index }, isNegative }];
    case 'literal': {
      const micros = microsOf(expr);
      return micros === null ? null : [{ of: { micros }, isNegative }];
    }
    case 'cast':
      return isNumeric(expr.type) || expr.type.kind === 'timestamp' ? termsOf(expr.of, isNegative) : null;
    case 'field':
      return null;
    case 'call': {
      const [first, second] = expr.args;
      if (first === undefined) return null;
      if (expr.function.name === 'negative') return termsOf(first, !isNegative);
      if ((expr.function.name !== '+' && expr.function.name !== '-') || second === undefined) return null;
      const left = termsOf(first, isNegative);
      const right = termsOf(second, expr.function.name === '-' ? !isNegative : isNegative);
      return left === null || right === null ? null : [...left, ...right];
    }
  }
}

/** An interval's length; a number counts seconds. */
function microsOf({ type, value }: LiteralExpr): number | null {
  if (value === null) return null;
  if (type.kind === 'interval') return Number(value);
  if (type.kind === 'decimal') return (Number(value) / 10 ** type.scale) * 1e6;
  return isNumeric(type) ? Number(value) * 1e6 : null;
}

/** Spark holds the terms as a set, so that the same constant added twice counts once. */
function distinct(terms: readonly Term[]): Term[] {
  const byText = new Map(terms.map((term) => [JSON.stringify(term), term]));
  return [...byText.values()];
}
