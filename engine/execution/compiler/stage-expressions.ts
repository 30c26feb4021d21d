import { must } from '../../base/assert.ts';
import { cannotEmitItself, emitExpression, type SpecialForm } from '../../expression/emit.ts';
import type { EmitContext, EmittedValue } from '../../expression/emit-context.ts';
import { columnsOf, type Environment, type Expr } from '../../expression/expr.ts';
import { isWide } from '../../expression/functions/wide-number.ts';
import { interpret } from '../../expression/interpret.ts';
import { isNumberHeld } from '../../state/groups/create-accumulator.ts';
import type { DataType } from '../../types/data-type.ts';
import type { Row, Value } from '../../types/value.ts';
import { BatchConstant } from './batch-constant.ts';
import type { ColumnValue, TextCode } from './column-value.ts';
import type { LoopFrame } from './loop-frame.ts';
import type { SourceWriter } from './source-writer.ts';
import { MEMO, type MemoKind, TextMemo } from './text-memo.ts';

/** The statement that hands a row to the interpreter. */
export const BAIL = 'break certain;';

/** What expressions of a loop remember; to be forgotten when a batch begins. */
export interface Remembered {
  clear(): void;
}

/**
 * Writes expressions into the loop: by their own emitted forms where they have one; else by the interpreter's evaluator, which the
 * loop calls with the values that it looks at. What looks at one column of texts only is computed once a text, what looks at
 * no column once a batch.
 */
export class StageExpressions {
  readonly remembered: Remembered[] = [];
  readonly #writer: SourceWriter;
  readonly #frame: LoopFrame;
  readonly #environment: Environment;

  constructor(writer: SourceWriter, frame: LoopFrame, environment: Environment) {
    this.#writer = writer;
    this.#frame = frame;
    this.#environment = environment;
  }

  /** The value of `expr` over `columns`, which may be read at this place of the loop and behind it. */
  emit(expr: Expr, columns: readonly ColumnValue[]): ColumnValue {
    if (expr.kind === 'column') return must(columns[expr.index], 'a column of the input');
    const context = this.#contextOf(columns);
    const code = this.#onlyText(expr, columns);
    if (code !== null) return this.#memoized(expr, code, context);
    // Whole, so that a large number or a nested value stays as rows hold it.
    if (cannotEmitItself(expr) !== null && this.#windowTime(expr, columns) === null && columnsOf(expr).size > 0) {
      return this.#interpreted(expr, columns, context, true);
    }
    const special: SpecialForm = (part, inside) => this.#special(part, columns, inside);
    return { ...emitExpression(expr, context, special), type: expr.type };
  }

  /** A column as a number that the loop computes with. */
  number(column: ColumnValue): ColumnValue {
    if (column.isBoxed !== true || !isWide(column.type)) return column;
    return { ...this.#narrowed(column, this.#contextOf([])), type: column.type };
  }

  #contextOf(columns: readonly ColumnValue[]): EmitContext {
    return {
      fresh: (hint) => this.#writer.fresh(hint),
      statement: (code) => this.#writer.line(code),
      bail: BAIL,
      bind: (value) => this.#writer.bind(value),
      timeZone: this.#environment.timeZone,
      column: (index) => must(columns[index], 'a column of the input'),
    };
  }

  #special(expr: Expr, columns: readonly ColumnValue[], context: EmitContext): EmittedValue | null {
    if (expr.kind === 'column') {
      const column = must(columns[expr.index], 'a column of the input');
      return column.isBoxed === true && isWide(column.type) ? this.#narrowed(column, context) : null;
    }
    const time = this.#windowTime(expr, columns);
    if (time !== null) return { value: time, isNull: 'false' };
    const code = this.#onlyText(expr, columns);
    if (code !== null) return this.#memoized(expr, code, context);
    if (cannotEmitItself(expr) === null) return null;
    return columnsOf(expr).size === 0
      ? this.#constant(expr, context)
      : this.#interpreted(expr, columns, context, false);
  }

  /** `window.start` and `window.end` are numbers that the loop has. */
  #windowTime(expr: Expr, columns: readonly ColumnValue[]): string | null {
    if (expr.kind !== 'field' || expr.of.kind !== 'column') return null;
    const window = columns[expr.of.index]?.window;
    if (window === undefined || window.start === null) return null;
    return expr.index === 0 ? window.start : `(${window.start} + ${window.durationMicros})`;
  }

  /** The one text that `expr` looks at, where it looks at nothing else and does more than to ask whether it is there. */
  #onlyText(expr: Expr, columns: readonly ColumnValue[]): { readonly index: number; readonly code: TextCode } | null {
    if (expr.kind === 'column' || expr.kind === 'literal' || isPresenceTest(expr)) return null;
    const [index, ...others] = columnsOf(expr);
    if (index === undefined || others.length > 0) return null;
    const code = columns[index]?.code;
    return code === undefined ? null : { index, code };
  }

  #memoized(
    expr: Expr,
    { index, code }: { readonly index: number; readonly code: TextCode },
    context: EmitContext,
  ): ColumnValue {
    const { type } = expr;
    const kind = memoKindOf(type);
    const compute = this.#evaluator(expr, [index], kind === 'number');
    const memo = new TextMemo(kind, code.strings, compute);
    this.remembered.push(memo);
    const bound = this.#writer.bind(memo, 'byText');
    this.#frame.before(`${bound}.ready();`);
    const states = this.#frame.local('states', `${bound}.states`);
    const at = context.fresh('text');
    const state = context.fresh('state');
    const { isNull } = context.column(index);
    context.statement(`const ${at} = ${isNull === 'false' ? '' : `${isNull} ? 0 : `}${code.value} + 1;`);
    context.statement(`let ${state} = ${states}[${at}];`);
    context.statement(`if (${state} === ${MEMO.unknown}) ${state} = ${bound}.fill(${at});`);
    context.statement(`if (${state} === ${MEMO.uncertain}) { ${BAIL} }`);
    const none = expr.nullable ? `(${state} === ${MEMO.none})` : 'false';
    switch (kind) {
      case 'boolean':
        return { value: `(${state} === ${MEMO.isTrue})`, isNull: none, type };
      case 'number':
        return { value: `${this.#frame.local('numbers', `${bound}.numbers`)}[${at}]`, isNull: none, type };
      case 'text': {
        const codes = this.#frame.local('codes', `${bound}.codes`);
        const strings = this.#writer.bind(memo.strings, 'texts');
        const text = `(${state} === ${MEMO.none} ? null : ${strings}.textOf(${codes}[${at}]))`;
        return { value: text, isNull: none, type, code: { value: `${codes}[${at}]`, strings: memo.strings } };
      }
      case 'boxed':
        return { value: `${bound}.values[${at}]`, isNull: none, type, isBoxed: true };
    }
  }

  #constant(expr: Expr, context: EmitContext): EmittedValue {
    const constant = new BatchConstant(this.#evaluator(expr, [], isWide(expr.type)));
    this.remembered.push(constant);
    const value = this.#frame.local('constant', `${this.#writer.bind(constant, 'constant')}.value`);
    context.statement(`if (${value} === undefined) { ${BAIL} }`);
    return { value, isNull: expr.nullable ? `(${value} === null)` : 'false' };
  }

  /** @param isBoxed whether the value is to be held as rows hold it; else a wide one that is no safe integer bails */
  #interpreted(expr: Expr, columns: readonly ColumnValue[], context: EmitContext, isBoxed: boolean): ColumnValue {
    const indexes = [...columnsOf(expr)];
    const args = indexes.map((index) => rowValue(must(columns[index], 'a column of the input')));
    const evaluate = this.#writer.bind(this.#evaluator(expr, indexes, !isBoxed && isWide(expr.type)), 'evaluate');
    const value = context.fresh('value');
    context.statement(`const ${value} = ${evaluate}(${args.join(', ')});`);
    context.statement(`if (${value} === undefined) { ${BAIL} }`);
    return { value, isNull: `(${value} === null)`, type: expr.type, ...(isBoxed ? { isBoxed: true } : {}) };
  }

  #narrowed(column: ColumnValue, context: EmitContext): EmittedValue {
    const value = context.fresh('number');
    context.statement(`const ${value} = Number(${column.value});`);
    const isPresent = column.isNull === 'false' ? '' : `!${column.isNull} && `;
    context.statement(`if (${isPresent}!Number.isSafeInteger(${value})) { ${BAIL} }`);
    return { value, isNull: column.isNull };
  }

  /**
   * The interpreter's evaluator as a function of the columns at `indexes`, which rows hold; `undefined` where it fails, and where a
   * number is asked for that is no safe integer.
   */
  #evaluator(expr: Expr, indexes: readonly number[], isNumber: boolean): (...values: Value[]) => Value | undefined {
    const evaluate = interpret(expr, this.#environment);
    const length = Math.max(-1, ...indexes) + 1;
    const isNarrowed = isNumber && isWide(expr.type);
    return (...values) => {
      const row: Value[] = new Array<Value>(length).fill(null);
      for (let i = 0; i < indexes.length; i++) row[indexes[i] as number] = values[i] as Value;
      try {
        const value = evaluate(row as Row);
        if (!isNarrowed || value === null) return value;
        const number = Number(value as bigint);
        return Number.isSafeInteger(number) ? number : undefined;
      } catch {
        // The interpreter computes the row again and raises the error with its place.
        return undefined;
      }
    };
  }
}

/** A value as rows hold it: wide ones as a bigint. */
export function rowValue({ value, isNull, type, isBoxed }: ColumnValue): string {
  const held = isWide(type) && isBoxed !== true ? `BigInt(${value})` : value;
  return isNull === 'false' ? held : isNull === 'true' ? 'null' : `(${isNull} ? null : ${held})`;
}

function isPresenceTest(expr: Expr): boolean {
  return (
    expr.kind === 'call' && ['isnull', 'isnotnull'].includes(expr.function.name) && expr.args[0]?.kind === 'column'
  );
}

function memoKindOf(type: DataType): MemoKind {
  if (type.kind === 'boolean') return 'boolean';
  if (type.kind === 'string') return 'text';
  return isNumberHeld(type) ? 'number' : 'boxed';
}
