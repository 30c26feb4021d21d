import { expect } from 'vitest';
import { EngineError } from '../../base/errors/engine-error.ts';
import { type DataType, STRING } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { Row, Value } from '../../types/value.ts';
import { cannotEmit, emitExpression } from '../emit.ts';
import type { EmitContext, EmittedValue } from '../emit-context.ts';
import type { Environment, Expr } from '../expr.ts';
import { isWide } from '../functions/wide-number.ts';
import { interpret } from '../interpret.ts';
import { type ResolvedExpression, resolveExpression } from '../resolve-expression.ts';
import { row, rows, schema } from './case-row.ts';
import { type Failure, isFailure, type Refusal } from './case-table.ts';

export { row, rows, schema } from './case-row.ts';
export { type ExpressionCase, type Failure, fails, type Refusal } from './case-table.ts';

function environmentIn(timeZone: string): Environment {
  return { timeZone, batchTimestampMs: () => 1_600_000_000_123 };
}

/** The expression, typed over `schema`; the test fails on a problem. */
export function resolved(text: string): ResolvedExpression {
  const result = resolveExpression(text, schema);
  expect(result, text).toMatchObject({ ok: true });
  if (!result.ok) throw new Error(text);
  return result.value;
}

/** One line of a case table: type and value on `row`, and agreement of both forms on all rows. */
export function checkCase(text: string, type: string, expected: Value | Failure, timeZone = 'UTC'): void {
  const { expr } = resolved(text);
  expect(printDataType(expr.type), text).toBe(type);
  expect(outcome(expr, row, timeZone), text).toEqual(
    isFailure(expected) ? { error: expected.fails } : { value: expected },
  );
  const results = rows.map((each) => outcome(expr, each, timeZone));
  for (const result of results) {
    if (!expr.nullable && 'value' in result) expect(result.value, `${text} is not nullable`).not.toBeNull();
  }
  if (cannotEmit(expr) === null) expectAgreement(text, expr, timeZone, results);
}

/** One line of a table of refusals: the expression is not typed, and this is the first problem that is told. */
export function checkRefusal([text, code]: Refusal): void {
  const result = resolveExpression(text, schema);
  expect(result.ok ? `typed as ${printDataType(result.value.expr.type)}` : result.error[0]?.code, text).toBe(code);
}

/** Emits `expr` twice into one function and runs it over all rows; only a row with a part that fails or is too wide may bail. */
function expectAgreement(text: string, expr: Expr, timeZone: string, results: readonly Outcome[]): void {
  const unit = compileTwice(expr, timeZone);
  for (const [at, each] of rows.entries()) {
    const emitted = unit.run(each);
    const interpreted = results[at];
    const where = `${text} on row ${at}\n${unit.code}`;
    if (emitted === 'bail') {
      // Emitted code computes all arguments, also those that the interpreter does not ask for.
      const mayBail = partsOf(expr).some((part) => {
        const result = outcome(part, each, timeZone);
        if ('error' in result) return true;
        return typeof result.value === 'bigint' && !Number.isSafeInteger(Number(result.value));
      });
      expect(mayBail, where).toBe(true);
    } else {
      expect({ value: emitted[0] }, where).toEqual(interpreted);
      expect({ value: emitted[1] }, where).toEqual(interpreted);
    }
  }
}

/** `expr` and everything that it is made of. */
function partsOf(expr: Expr): readonly Expr[] {
  const below = expr.kind === 'call' ? expr.args : expr.kind === 'cast' || expr.kind === 'field' ? [expr.of] : [];
  return [expr, ...below.flatMap(partsOf)];
}

/** The emitted form of `expr` as a function of one row. */
export function compileTwice(
  expr: Expr,
  timeZone = 'UTC',
): { readonly code: string; run(row: Row): [Value, Value] | 'bail' } {
  const statements: string[] = [];
  const bound: unknown[] = [];
  const columns = new Map<number, EmittedValue>();
  let names = 0;
  const context: EmitContext = {
    fresh: (hint) => `${hint}${names++}`,
    statement: (code) => {
      statements.push(code);
    },
    bail: "return 'bail';",
    bind: (value) => `bound[${bound.push(value) - 1}]`,
    timeZone,
    column: (index) => {
      // Fetched once and kept, as a loop does, so that a fetch inside a branch would show.
      const known = columns.get(index);
      if (known !== undefined) return known;
      const name = `column${index}`;
      const wide = isWide(schema[index]?.type ?? STRING);
      statements.push(`const ${name} = ${wide ? `narrow(row[${index}])` : `row[${index}]`};`);
      statements.push(`if (${name} === undefined) return 'bail';`);
      const made = { value: name, isNull: schema[index]?.nullable === false ? 'false' : `(${name} === null)` };
      columns.set(index, made);
      return made;
    },
  };
  const results = [emitExpression(expr, context), emitExpression(expr, context)].map(
    ({ value, isNull }) => `((${isNull}) ? null : ${value})`,
  );
  const code = `'use strict'; ${statements.join('\n')}\nreturn [${results.join(', ')}];`;
  // Tests run what is emitted in the barest unit there is.
  const unit = new Function('row', 'bound', 'narrow', code) as (...args: unknown[]) => Value[] | 'bail';
  return {
    code,
    run: (each) => {
      const emitted = unit(each, bound, narrow);
      if (emitted === 'bail') return 'bail';
      const [first, second] = emitted.map((value) => widened(value, expr.type));
      return [first ?? null, second ?? null];
    },
  };
}

type Outcome = { readonly value: Value } | { readonly error: string };

function outcome(expr: Expr, each: Row, timeZone: string): Outcome {
  try {
    return { value: interpret(expr, environmentIn(timeZone))(each) };
  } catch (error) {
    if (error instanceof EngineError) return { error: error.code };
    throw error;
  }
}

function narrow(value: Value): Value | undefined {
  if (typeof value !== 'bigint') return value;
  const narrowed = Number(value);
  return Number.isSafeInteger(narrowed) ? narrowed : undefined;
}

function widened(value: Value, type: DataType): Value {
  return typeof value === 'number' && isWide(type) ? BigInt(value) : value;
}
