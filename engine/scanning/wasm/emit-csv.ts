import type { CsvOptions } from '../../sources/file/reader-options.ts';
import { integerRange } from '../../types/integer-range.ts';
import type { Code, Local } from '../../wasm/code.ts';
import type { WasmFunction } from '../../wasm/function-builder.ts';
import { f32, f64, i32, i64, i64x2, tee, v128 } from '../../wasm/operations.ts';
import { type CsvFunctions, emitCsvFunctions, endsField, fieldEnds } from './emit-csv-functions.ts';
import { firstBytes } from './emit-dictionary.ts';
import { emitIsUtf8, passLine, takeLineEnd, takeText } from './emit-lines.ts';
import { eightDigits, notDigits } from './emit-numbers.ts';
import type { ColumnEmitter, LineScope, ScannerFunctions } from './emit-scan.ts';

const SPACE = 0x20;
const ZEROS = 0x3030303030303030n;
/** Digits that are read with two words. */
const DIGITS_MAX = 15;
/** The first byte of a byte-order mark. */
const MARK = 0xef;
/** A null value of more bytes than a word has is not compared here. */
const WORD_BYTES = 8;
/** What numbers, dates and times are written with. */
const VALUE_SIGN = /[0-9A-Za-z+\-.: ]/;
const SAFE_RANGE = { min: BigInt(Number.MIN_SAFE_INTEGER), max: BigInt(Number.MAX_SAFE_INTEGER) };

/** Why generated code does not know these options, though plain TypeScript does; null where it does. */
export function cannotEmitCsv(csv: CsvOptions): string | null {
  if (csv.separator.length > 1) return 'a separator of several signs';
  if (VALUE_SIGN.test(csv.separator + csv.quote)) return 'a separator or quote that numbers are written with';
  if (csv.ignoreLeadingWhiteSpace || csv.ignoreTrailingWhiteSpace) return 'white space that is left out';
  return new TextEncoder().encode(csv.nullValue).length > WORD_BYTES ? 'a long nullValue' : null;
}

/** Readers of dates and times in their usual forms, with nothing around them; null where the options ask for other forms. */
export interface CsvTimes {
  readonly readInstant: WasmFunction<'i64'> | null;
  readonly readDay: WasmFunction<'f64'> | null;
}

/**
 * Writes what reads a line of CSV. It takes the lines that the reader in plain TypeScript takes, but for empty fields in quotes
 * that are to mean some text.
 *
 * @param options that `cannotEmitCsv` says nothing of
 * @param fields of a record, in order; null for those that nobody reads
 */
export function emitCsvLine(
  functions: ScannerFunctions,
  options: CsvOptions,
  times: CsvTimes,
  fields: readonly (ColumnEmitter | null)[],
): (scope: LineScope, other: string) => void {
  const parts: CsvParts = {
    functions,
    options,
    times,
    csv: emitCsvFunctions(functions.module, options),
    isUtf8: emitIsUtf8(functions.module, functions.text.passUtf8),
    nullValue: new TextEncoder().encode(options.nullValue),
  };
  return (scope, other) => new CsvLine(parts, scope, other).emit(fields);
}

interface CsvParts {
  readonly functions: ScannerFunctions;
  readonly options: CsvOptions;
  readonly times: CsvTimes;
  readonly csv: CsvFunctions;
  readonly isUtf8: WasmFunction<'i32'>;
  readonly nullValue: Uint8Array;
}

class CsvLine {
  readonly #parts: CsvParts;
  readonly #scope: LineScope;
  /** Where to branch to when the line is not certain. */
  readonly #other: string;

  constructor(parts: CsvParts, scope: LineScope, other: string) {
    this.#parts = parts;
    this.#scope = scope;
    this.#other = other;
  }

  emit(fields: readonly (ColumnEmitter | null)[]): void {
    const { f, at } = this.#scope;
    const { separator, maxColumns } = this.#parts.options;
    this.#start();
    let last = fields.length;
    while (last > 0 && fields[last - 1] === null) last--;
    fields.slice(0, last).forEach((column, index) => {
      if (index > 0) {
        f.branch(this.#other, i32.ne(i32.load8U(at), separator.charCodeAt(0)));
        f.set(at, i32.add(at, 1));
      }
      f.comment(column === null ? 'a field that nobody reads' : `column ${column.column.name}`);
      if (column === null) this.#pass();
      else if (column.isString) this.#readText(column);
      else this.#readNumber(column);
    });
    if (fields.includes(null)) {
      f.comment('there may not be too many fields in the rest');
      const start = f.let('restStart', at);
      passLine(this.#scope);
      f.branch(this.#other, i32.gtS(i32.sub(at, start), maxColumns - last - 1));
    }
    takeLineEnd(this.#scope, this.#other);
  }

  /** Leaves blank lines, comments and a byte-order mark to the decoder. */
  #start(): void {
    const { f, at } = this.#scope;
    const { comment } = this.#parts.options;
    const first = f.let('first', i32.load8U(at));
    const isSpecial = i32.or(i32.leU(first, SPACE), i32.eq(first, MARK));
    const isOdd = comment === '' ? isSpecial : i32.or(isSpecial, i32.eq(first, comment.charCodeAt(0)));
    f.if(isOdd, () => f.branch(this.#other, i32.eqz(this.#parts.csv.isRecord.call(at))));
  }

  #pass(): void {
    this.#ifQuoted(
      () => this.#passQuoted(),
      () => this.#passPlain(),
    );
  }

  #ifQuoted(quoted: () => void, plain: () => void): void {
    const { f, at } = this.#scope;
    const { quote } = this.#parts.options;
    if (quote === '') plain();
    else f.if(i32.eq(i32.load8U(at), quote.charCodeAt(0)), quoted, plain);
  }

  /** Steps to the field's end, which is mostly near. */
  #passPlain(): void {
    const { f, at } = this.#scope;
    const { csv, options } = this.#parts;
    const ends = f.let('ends', fieldEnds(options, f.let('bytes', v128.load(at))));
    f.if(
      ends,
      () => f.set(at, i32.add(at, i32.ctz(ends))),
      () => f.set(at, csv.fieldEnd.call(i32.add(at, 16))),
    );
  }

  #passQuoted(): void {
    const { f, at } = this.#scope;
    f.set(at, this.#parts.csv.passQuoted.call(i32.add(at, 1)));
    f.branch(this.#other, i32.eqz(at));
  }

  /** Sets `start` and `end` to what stands between the quotes, which may be null. */
  #takeQuoted(column: ColumnEmitter, start: Local<'i32'>, end: Local<'i32'>): void {
    const { f } = this.#scope;
    const { csv } = this.#parts;
    this.#passQuoted();
    f.set(start, csv.textFrom);
    f.set(end, csv.textTo);
    this.#testEmpty(column, start, end);
  }

  #readText(column: ColumnEmitter): void {
    const { f, at } = this.#scope;
    const { functions, isUtf8 } = this.#parts;
    const start = f.local('start', 'i32');
    const end = f.local('end', 'i32');
    f.block('taken', () => {
      this.#ifQuoted(
        () => this.#takeQuoted(column, start, end),
        () => {
          f.set(start, at);
          this.#passPlain();
          f.set(end, at);
          this.#testNothing(column, start, end);
        },
      );
      this.#testLength(i32.sub(end, start));
      takeText(this.#scope, this.#other, column, [start, end], functions, isUtf8, (bytes, length) =>
        this.#testNull(column, bytes, length),
      );
    });
  }

  /** Nothing at all is null. */
  #testNothing(column: ColumnEmitter, start: Local<'i32'>, end: Local<'i32'>): void {
    this.#scope.f.if(i32.eq(start, end), () => this.#takeNull(column));
  }

  /** Nothing between quotes is null where that is the null value; else it is what the options say, if that is nothing too. */
  #testEmpty(column: ColumnEmitter, start: Local<'i32'>, end: Local<'i32'>): void {
    const { f } = this.#scope;
    const { emptyValue, nullValue } = this.#parts.options;
    if (emptyValue === nullValue) this.#testNothing(column, start, end);
    else if (emptyValue !== '' || !column.isString) f.branch(this.#other, i32.eq(start, end));
  }

  /** @param bytes the field's first bytes, with zeros behind them */
  #testNull(column: ColumnEmitter, bytes: Code<'v128'>, length: Code<'i32'>): void {
    const { nullValue } = this.#parts;
    if (nullValue.length === 0) return;
    const word = nullValue.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
    const isNull = i32.and(i32.eq(length, nullValue.length), i64.eq(i64x2.extractLane(bytes, 0), word));
    this.#scope.f.if(isNull, () => this.#takeNull(column));
  }

  #takeNull(column: ColumnEmitter): void {
    const { f, row } = this.#scope;
    column.storeNull(f, row);
    f.branch('taken');
  }

  /** There are never more characters than bytes. A null value may be longer. */
  #testLength(length: Code<'i32'>): void {
    const { maxCharsPerColumn } = this.#parts.options;
    if (maxCharsPerColumn !== -1) this.#scope.f.branch(this.#other, i32.gtU(length, maxCharsPerColumn));
  }

  #readNumber(column: ColumnEmitter): void {
    const { f, at, row } = this.#scope;
    const { csv, functions, nullValue } = this.#parts;
    const start = f.let('start', at);
    const end = f.local('end', 'i32');
    const value = f.local('value', 'f64');
    f.block('taken', () => {
      f.block('read', () => {
        this.#readUsual(column, value);
        this.#ifQuoted(
          () => this.#takeQuoted(column, start, end),
          () => {
            f.set(end, tee(at, csv.fieldEnd.call(at)));
            this.#testNothing(column, start, end);
          },
        );
        const length = f.let('length', i32.sub(end, start));
        if (nullValue.length > 0) {
          f.if(i32.leU(length, 16), () =>
            this.#testNull(column, f.let('bytes', v128.and(v128.load(start), firstBytes(length))), length),
          );
        }
        this.#testLength(length);
        f.set(value, functions.readText.call(column.index, start, end));
        f.branch(this.#other, f64.ne(value, value));
      });
      column.storeNumber(f, row, value);
    });
  }

  /** A field of 1 to 15 digits and nothing else: sets `value`, steps over it and branches to `read`. */
  #readDigits(value: Local<'f64'>, whole: Local<'i64'>, max: bigint): void {
    const { f, at } = this.#scope;
    f.block('noDigits', () => {
      const ends = fieldEnds(this.#parts.options, f.let('bytes', v128.load(at)));
      const count = f.let('count', i32.ctz(ends));
      f.branch('noDigits', i32.gtU(i32.sub(count, 1), DIGITS_MAX - 1));
      const end = f.let('digitsEnd', i32.add(at, count));
      f.comment('the digits are the last bytes of two words, whatever is before them becomes zeros');
      const last = f.let('last', i64.xor(i64.load(i32.sub(end, 8)), ZEROS));
      const shift = f.let('shift', i64.extendI32U(i32.sub(0, i32.shl(count, 3))));
      f.if(
        i32.leU(count, 8),
        () => {
          f.set(last, i64.and(last, i64.shl(-1, shift)));
          f.branch('noDigits', i64.ne(notDigits(last), 0));
          f.set(whole, eightDigits(last));
        },
        () => {
          const first = f.let('first', i64.and(i64.xor(i64.load(i32.sub(end, 16)), ZEROS), i64.shl(-1, shift)));
          f.branch('noDigits', i64.ne(i64.or(notDigits(first), notDigits(last)), 0));
          f.set(whole, i64.add(i64.mul(eightDigits(first), 100_000_000), eightDigits(last)));
        },
      );
      if (max < 10n ** BigInt(DIGITS_MAX)) f.branch('noDigits', i64.gtU(whole, max));
      f.set(value, f64.convertI64S(whole));
      f.set(at, end);
      f.branch('read');
    });
  }

  /** Numbers, dates and times in their usual form: sets `value`, steps over them and branches to `read`. */
  #readUsual(column: ColumnEmitter, value: Local<'f64'>): void {
    const { f, at } = this.#scope;
    const { options, times } = this.#parts;
    // A null value that is a number, and a limit on a field's length, are for what reads any text.
    if (/^[-\d]/.test(options.nullValue) || options.maxCharsPerColumn !== -1) return;
    const { numbers } = this.#parts.functions;
    const take = (isGood: Code<'i32'>): void => {
      const behind = f.let('behind', i32.load8U(numbers.end));
      f.if(i32.and(i32.ne(numbers.end, 0), endsField(options, behind), isGood), () => {
        f.set(at, numbers.end);
        f.branch('read');
      });
    };
    const { type } = column.column;
    switch (type.kind) {
      case 'tinyint':
      case 'smallint':
      case 'int':
      case 'bigint': {
        const { min, max } = type.kind === 'bigint' ? SAFE_RANGE : integerRange(type.kind);
        const whole = f.local('whole', 'i64');
        this.#readDigits(value, whole, max);
        f.set(whole, numbers.readWhole.call(at));
        f.set(value, f64.convertI64S(whole));
        take(i64.leU(i64.sub(whole, min), max - min));
        return;
      }
      case 'float':
        f.set(value, f64.promoteF32(f32.demoteF64(numbers.readDouble.call(at, column.index))));
        take(f64.eq(value, value));
        return;
      case 'double':
        f.set(value, numbers.readDouble.call(at, column.index));
        take(f64.eq(value, value));
        return;
      case 'decimal':
        f.set(value, numbers.readDecimal.call(at, column.index, type.scale));
        // So many digits may be too many for the type.
        take(f64.lt(f64.abs(value), Math.min(10 ** type.precision, Number.MAX_SAFE_INTEGER)));
        return;
      case 'timestamp':
        if (times.readInstant === null) return;
        f.set(value, f64.convertI64S(times.readInstant.call(at)));
        take(f64.le(f64.abs(value), Number.MAX_SAFE_INTEGER));
        return;
      case 'date':
        if (times.readDay === null) return;
        f.set(value, times.readDay.call(at));
        take(i32.const(1));
        return;
      default:
    }
  }
}
