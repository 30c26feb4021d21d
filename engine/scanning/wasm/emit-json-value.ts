import { unreachable } from '../../base/assert.ts';
import { type IntegralKind, integerRange } from '../../types/integer-range.ts';
import type { Code, Local } from '../../wasm/code.ts';
import type { FunctionBuilder, WasmFunction } from '../../wasm/function-builder.ts';
import { f32, f64, i32, i64 } from '../../wasm/operations.ts';
import { readPlainWhole } from './emit-numbers.ts';
import { type ColumnEmitter, readShortText, type ScannerFunctions } from './emit-scan.ts';
import { holdsText, type SkippingFunctions } from './emit-skipping.ts';
import { QUOTE } from './emit-text.ts';

/** Seconds whose microseconds are a safe integer. */
export const EXACT_SECONDS_MAX = 9_007_199_254;
export const SAFE_MAX = BigInt(Number.MAX_SAFE_INTEGER);
const MICROS_PER_SECOND = 1_000_000;

/** How texts of times are to be read. */
export interface TimeForms {
  /** Whether the usual forms mean what they say, because no pattern was asked for. */
  readonly hasPlainTimestamps: boolean;
  readonly hasPlainDates: boolean;
}

/**
 * Writes the function `(at, row)` that reads a column's value of any form: behind it, or 0 where it is not certain (semantics 2.2).
 */
export function emitJsonValue(
  functions: ScannerFunctions,
  skipping: SkippingFunctions,
  emitter: ColumnEmitter,
  forms: TimeForms,
): WasmFunction<'i32'> {
  const { column } = emitter;
  return functions.module.function(`readColumn${emitter.index}`, { at: 'i32', row: 'i32' }, 'i32', (f, { at, row }) => {
    f.comment(`column ${column.name}`);
    f.if(i32.eq(i32.load8U(at), 0x6e), () => {
      f.if(i32.eqz(holdsText(at, 'null')), () => f.return(0));
      emitter.storeNull(f, row);
      f.return(i32.add(at, 4));
    });
    new ValueEmitter(functions, skipping, emitter, forms, f, at, row).emit();
  });
}

class ValueEmitter {
  readonly #functions: ScannerFunctions;
  readonly #skipping: SkippingFunctions;
  readonly #emitter: ColumnEmitter;
  readonly #forms: TimeForms;
  readonly #f: FunctionBuilder;
  readonly #at: Local<'i32'>;
  readonly #row: Local<'i32'>;

  constructor(
    functions: ScannerFunctions,
    skipping: SkippingFunctions,
    emitter: ColumnEmitter,
    forms: TimeForms,
    f: FunctionBuilder,
    at: Local<'i32'>,
    row: Local<'i32'>,
  ) {
    this.#functions = functions;
    this.#skipping = skipping;
    this.#emitter = emitter;
    this.#forms = forms;
    this.#f = f;
    this.#at = at;
    this.#row = row;
  }

  emit(): void {
    const { numbers } = this.#functions;
    const { type } = this.#emitter.column;
    const f = this.#f;
    switch (type.kind) {
      case 'string':
        this.#emitString();
        return;
      case 'boolean':
        f.if(holdsText(this.#at, 'true'), () => this.#done(1, i32.add(this.#at, 4)));
        f.if(holdsText(this.#at, 'false'), () => this.#done(0, i32.add(this.#at, 5)));
        f.return(0);
        return;
      case 'tinyint':
      case 'smallint':
      case 'int':
      case 'bigint':
        this.#emitInteger(type.kind);
        return;
      case 'float':
      case 'double': {
        const value = f.let('value', numbers.readDouble.call(this.#at, this.#emitter.index));
        f.if(i32.eqz(numbers.end), () => f.return(0));
        this.#done(type.kind === 'float' ? f64.promoteF32(f32.demoteF64(value)) : value, numbers.end);
        return;
      }
      case 'decimal': {
        const value = f.let('value', numbers.readDecimal.call(this.#at, this.#emitter.index, type.scale));
        f.if(i32.eqz(numbers.end), () => f.return(0));
        const limit = Math.min(10 ** Math.min(type.precision, 16) - 1, Number.MAX_SAFE_INTEGER);
        f.if(i32.eqz(f64.le(f64.abs(value), limit)), () => f.return(0));
        this.#done(value, numbers.end);
        return;
      }
      case 'timestamp':
        this.#emitTimestamp();
        return;
      case 'date':
        this.#emitDate();
        return;
      case 'void':
      case 'interval':
      case 'interval year to month':
      case 'array':
      case 'struct':
        f.comment('no plain value is of this type');
        f.return(0);
        return;
      default:
        unreachable(type);
    }
  }

  #done(value: Code<'f64'> | number, end: Code<'i32'>): void {
    this.#emitter.storeNumber(this.#f, this.#row, value);
    this.#f.return(end);
  }

  /** What is no string in the record is its own text. */
  #emitString(): void {
    const f = this.#f;
    const at = this.#at;
    const end = f.local('end', 'i32');
    f.if(i32.eq(i32.load8U(at), QUOTE), () => {
      f.block('unusual', () => {
        readShortText(f, this.#emitter, at, this.#row, 1, 'unusual');
        f.return(at);
      });
      f.set(end, this.#functions.text.readText.call(i32.add(at, 1), this.#emitter.pendingOf(this.#row)));
      f.store(i32.store8(this.#row, 1, this.#emitter.place.present));
      f.return(end);
    });
    f.set(end, this.#skipping.passValue.call(at));
    f.if(i32.eqz(end), () => f.return(0));
    const length = f.let('length', i32.sub(end, at));
    this.#emitter.storeText(f, this.#row, at, length, this.#functions.dictionary.hashOf.call(at, length));
    f.return(end);
  }

  /** A whole number within the range of its type and of what a double holds. */
  #emitInteger(kind: IntegralKind): void {
    const f = this.#f;
    const { value, end } = this.#whole();
    const range = integerRange(kind);
    const [least, most] = kind === 'bigint' ? [-SAFE_MAX, SAFE_MAX] : [range.min, range.max];
    f.if(i32.or(i64.ltS(value, least), i64.gtS(value, most)), () => f.return(0));
    this.#done(f64.convertI64S(value), end);
  }

  /** A whole number of at most 18 digits, and where it ends. */
  #whole(): { readonly value: Local<'i64'>; readonly end: Local<'i32'> } {
    const f = this.#f;
    const { numbers } = this.#functions;
    const value = f.local('value', 'i64');
    const end = f.local('end', 'i32');
    f.block('read', () => {
      f.block('unusual', () => {
        readPlainWhole(f, this.#at, value, end, 'unusual');
        f.branch('read');
      });
      f.set(value, numbers.readWhole.call(this.#at));
      f.set(end, numbers.end);
      f.if(i32.eqz(end), () => f.return(0));
    });
    return { value, end };
  }

  #emitTimestamp(): void {
    const f = this.#f;
    const at = this.#at;
    const { numbers, times } = this.#functions;
    f.if(i32.eq(i32.load8U(at), QUOTE), () => {
      if (this.#forms.hasPlainTimestamps) {
        const micros = f.let('micros', times.readInstant.call(i32.add(at, 1)));
        f.if(numbers.end, () => {
          f.if(i64.gtU(i64.add(micros, SAFE_MAX), SAFE_MAX * 2n), () => f.return(0));
          this.#done(f64.convertI64S(micros), numbers.end);
        });
      }
      this.#emitByText();
    });
    f.comment('seconds since 1970');
    const { value: seconds, end } = this.#whole();
    f.if(i64.gtU(i64.add(seconds, EXACT_SECONDS_MAX), EXACT_SECONDS_MAX * 2), () => f.return(0));
    this.#done(f64.convertI64S(i64.mul(seconds, MICROS_PER_SECOND)), end);
  }

  #emitDate(): void {
    const f = this.#f;
    const at = this.#at;
    const { numbers, times } = this.#functions;
    f.if(i32.ne(i32.load8U(at), QUOTE), () => f.return(0));
    if (this.#forms.hasPlainDates) {
      const day = f.let('day', times.readDay.call(i32.add(at, 1)));
      f.if(numbers.end, () => this.#done(day, numbers.end));
    }
    this.#emitByText();
  }

  /** The text of a string of plain ASCII is read outside. */
  #emitByText(): void {
    const f = this.#f;
    const from = f.let('from', i32.add(this.#at, 1));
    const close = f.let('close', this.#functions.text.asciiEnd.call(from));
    f.if(i32.eqz(close), () => f.return(0));
    const found = f.let('found', this.#functions.readText.call(this.#emitter.index, from, close));
    f.if(f64.ne(found, found), () => f.return(0));
    this.#done(found, i32.add(close, 1));
  }
}
