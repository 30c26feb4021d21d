import { expect } from 'vitest';
import type { ErrorCode } from '../../base/errors/catalogue.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import {
  array,
  BIGINT,
  BOOLEAN,
  DATE,
  type DataType,
  DOUBLE,
  decimal,
  FLOAT,
  INT,
  STRING,
  struct,
  TIMESTAMP,
  WINDOW,
} from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row, Value } from '../../types/value.ts';
import { cannotEmit, emitExpression } from '../emit.ts';
import type { EmitContext, EmittedValue } from '../emit-context.ts';
import type { Environment, Expr } from '../expr.ts';
import { isWide } from '../functions/wide-number.ts';
import { interpret } from '../interpret.ts';
import { type ResolvedExpression, resolveExpression } from '../resolve-expression.ts';

/** Columns that the case tables use. */
export const schema: Schema = [
  column('i', INT),
  column('l', BIGINT),
  column('d', DOUBLE),
  column('f', FLOAT),
  column('dec', decimal(10, 2)),
  column('s', STRING),
  column('b', BOOLEAN),
  column('ts', TIMESTAMP),
  column('dt', DATE),
  column('window', WINDOW),
  column('arr', array(STRING)),
  column('we ird', INT),
  { ...column('id', INT), nullable: false },
  column('nested', struct([{ name: 'inner', type: struct([{ name: 'leaf', type: STRING }]) }])),
  column('twin', INT),
  column('TWIN', INT),
];

/** 2016-07-26T02:45:07Z, in the window from 2 to 3 o'clock. */
const SECOND = 1_469_501_107;

/** The row for which the tables state results. */
export const row: Row = [
  7,
  9n,
  2.5,
  1.5,
  1250n,
  'Hello',
  true,
  BigInt(SECOND) * 1_000_000n,
  17_008,
  [1_469_498_400_000_000n, 1_469_502_000_000_000n],
  ['x', null, 'y'],
  3,
  1,
  [['leaf']],
  1,
  2,
];

/** Rows on which the emitted form must agree with the interpreter as well. */
export const rows: readonly Row[] = [
  row,
  row.map((value, i) => (schema[i]?.nullable === false ? value : null)),
  odd({ i: -8, l: -1n, d: Number.NaN, f: -0, dec: -1n, s: '', b: false, ts: -1n, dt: -1 }),
  odd({ i: 2147483647, l: 9007199254740991n, d: 1e308, dec: 9_999_999_999n, s: 'a😀%_\u2028\'"`' }),
  odd({ i: -2147483648, l: 9223372036854775807n, d: Number.NEGATIVE_INFINITY, s: null, b: null }),
  odd({ i: 0, l: 0n, d: 0, f: 0, dec: 0n, s: '12', b: null, ts: null, dt: 0 }),
  odd({ i: 0, l: -9007199254740991n, d: -0, s: ' 7 ', dt: null }),
];

export function environmentIn(timeZone: string): Environment {
  return { timeZone, batchTimestampMs: () => 1_600_000_000_123 };
}

/** In a table: the row must fail with this code. */
export interface Failure {
  readonly fails: ErrorCode;
}

export function fails(code: ErrorCode): Failure {
  return { fails: code };
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
  if (cannotEmit(expr) === null) expectAgreement(text, expr, results);
}

/** Emits `expr` twice into one function and runs it over all rows; only a row that fails or is too wide may bail. */
function expectAgreement(text: string, expr: Expr, results: readonly Outcome[]): void {
  const unit = compileTwice(expr);
  for (const [at, each] of rows.entries()) {
    const emitted = unit.run(each);
    const interpreted = results[at];
    const where = `${text} on row ${at}\n${unit.code}`;
    if (emitted === 'bail') {
      const isTooWide = [
        ...each,
        ...(interpreted !== undefined && 'value' in interpreted ? [interpreted.value] : []),
      ].some((value) => typeof value === 'bigint' && !Number.isSafeInteger(Number(value)));
      if (!isTooWide) expect(interpreted, where).toHaveProperty('error');
    } else {
      expect({ value: emitted[0] }, where).toEqual(interpreted);
      expect({ value: emitted[1] }, where).toEqual(interpreted);
    }
  }
}

/** The emitted form of `expr` as a function of one row. */
export function compileTwice(expr: Expr): { readonly code: string; run(row: Row): [Value, Value] | 'bail' } {
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

function isFailure(expected: Value | Failure): expected is Failure {
  return typeof expected === 'object' && expected !== null && 'fails' in expected;
}

function narrow(value: Value): Value | undefined {
  if (typeof value !== 'bigint') return value;
  const narrowed = Number(value);
  return Number.isSafeInteger(narrowed) ? narrowed : undefined;
}

function widened(value: Value, type: DataType): Value {
  return typeof value === 'number' && isWide(type) ? BigInt(value) : value;
}

function column(name: string, type: DataType) {
  return { name, type, nullable: true };
}

/** `row` with some columns replaced. */
function odd(values: Readonly<Record<string, Value>>): Row {
  return row.map((value, i) => {
    const name = schema[i]?.name ?? '';
    return Object.hasOwn(values, name) ? (values[name] ?? null) : value;
  });
}
