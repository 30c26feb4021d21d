import type { Code, Global, Local } from '../../wasm/code.ts';
import type { FunctionBuilder, WasmFunction } from '../../wasm/function-builder.ts';
import type { ModuleBuilder } from '../../wasm/module-builder.ts';
import { f64, type I32, type I64, i8x16, i32, i64, tee, v128 } from '../../wasm/operations.ts';
import { NUMBER_BYTES_MAX } from '../script/number-text.ts';
import { emitDoubleProduct } from './emit-double-product.ts';
import { isDigit } from './emit-text.ts';
import { POWERS_F64, POWERS_F64_MAX, POWERS_I64 } from './memory-layout.ts';

const MINUS = 0x2d;
const ZEROS = 0x3030303030303030n;
const HIGH_BITS = 0x8080808080808080n;
/** Digits of a whole number that surely fit in 63 bits. */
const WHOLE_DIGITS_MAX = 18;
/** Digits that fit in 64 bits. */
const PRODUCT_DIGITS_MAX = 19;
/** Characters that are looked at together. */
const PLAIN_NUMBER_MAX = 15;

/** The functions that generated scanners have for numbers. */
export interface NumberFunctions {
  /** Where the number that was read last ends; 0 where it is not certain. */
  readonly end: Global<'i32'>;
  /** `(at)`: a whole number of at most 18 digits. */
  readonly readWhole: WasmFunction<'i64'>;
  /** `(at, column)`: the double nearest to a number. */
  readonly readDouble: WasmFunction<'f64'>;
  /** `(at, column, scale)`: a number's digits as a decimal with so many places; a column's `read` function rounds. */
  readonly readDecimal: WasmFunction<'f64'>;
  /** `(at)`: behind a number of strict JSON; 0 where there is none. */
  readonly passNumber: WasmFunction<'i32'>;
}

/** Eight digits as their values, first digit lowest, to their number. */
export function eightDigits(values: I64): Code<'i64'> {
  const pairs = i64.and(i64.shrU(i64.mul(values, 10 * 0x100 + 1), 8), 0x00ff00ff00ff00ffn);
  const fours = i64.and(i64.shrU(i64.mul(pairs, 100 * 0x10000 + 1), 16), 0x0000ffff0000ffffn);
  return i64.shrU(i64.mul(fours, 10000n * 0x100000000n + 1n), 32);
}

/** The eight bytes at an address as the values of digits: what is more than 9 is no digit. */
export function digitValues(at: I32, offset = 0): Code<'i64'> {
  return i64.xor(i64.load(at, offset), ZEROS);
}

/** A bit set in the first byte that is no digit; what is behind it may be anything. */
export function notDigits(values: Code<'i64'>): Code<'i64'> {
  return i64.and(i64.or(i64.add(values, 0x7676767676767676n), values), HIGH_BITS);
}

/** Of eight bytes only the first `count` digits, 1 to 8, moved up so that zeros stand before them. */
export function onlyFirst(values: Code<'i64'>, count: number): Code<'i64'> {
  return count === 8 ? values : i64.shl(values, 64 - count * 8);
}

/** @param read `(column, from, to)`: a column's own way to read a text exactly; NaN where it is not certain */
export function emitNumbers(module: ModuleBuilder, read: WasmFunction<'f64'>): NumberFunctions {
  const end = module.global('end', 'i32');
  const readWhole = emitReadWhole(module, end);
  const places = module.global('places', 'i32');
  const digits = module.global('digits', 'i32');
  const hasExponent = module.global('hasExponent', 'i32');
  const exponent = module.global('exponent', 'i32');
  const parts = { end, places, digits, hasExponent, exponent };
  const readParts = emitReadParts(module, parts);
  const passNumber = emitPassNumber(module);
  return {
    end,
    readWhole,
    passNumber,
    readDouble: emitReadDouble(module, readParts, parts, emitDoubleProduct(module), read),
    readDecimal: emitReadDecimal(module, readParts, parts, read),
  };
}

interface Parts {
  readonly end: Global<'i32'>;
  /** Digits behind the point. */
  readonly places: Global<'i32'>;
  /** All digits but a zero before the point. */
  readonly digits: Global<'i32'>;
  readonly hasExponent: Global<'i32'>;
  readonly exponent: Global<'i32'>;
}

/** Adds the digits at `at` to `value` and steps over them. */
function takeDigits(f: FunctionBuilder, at: Local<'i32'>, value: Local<'i64'>): void {
  const values = f.local('values', 'i64');
  const stop = f.local('stop', 'i64');
  const count = f.local('count', 'i32');
  f.loop('eight', () => {
    f.set(values, digitValues(at));
    f.set(stop, notDigits(values));
    f.if(i64.eqz(stop), () => {
      f.set(value, i64.add(i64.mul(value, 100_000_000), eightDigits(values)));
      f.set(at, i32.add(at, 8));
      f.branch('eight');
    });
  });
  f.set(count, i32.wrapI64(i64.shrU(i64.ctz(stop), 3)));
  f.set(value, i64.add(i64.mul(value, i64.load(i32.shl(count, 3), POWERS_I64)), fewDigits(values, count)));
  f.set(at, i32.add(at, count));
}

function emitReadWhole(module: ModuleBuilder, end: Global<'i32'>): WasmFunction<'i64'> {
  return module.function('readWhole', { at: 'i32' }, 'i64', (f, { at }) => {
    const isNegative = f.let('isNegative', i32.eq(i32.load8U(at), MINUS));
    const from = f.let('from', tee(at, i32.add(at, isNegative)));
    const value = f.local('value', 'i64');
    takeDigits(f, at, value);
    const count = f.let('length', i32.sub(at, from));
    f.set(end, 0);
    const isLong = i32.gtU(i32.sub(count, 1), WHOLE_DIGITS_MAX - 1);
    const startsWithZero = i32.and(i32.eq(i32.load8U(from), 0x30), i32.gtU(count, 1));
    f.if(i32.or(isLong, startsWithZero), () => f.return(0));
    f.set(end, at);
    f.if(isNegative, () => f.return(i64.sub(0, value)));
    f.return(value);
  });
}

/** `(at)`: a number's digits without sign and point, which are exact in 64 bits where they are not more than 19. */
function emitReadParts(module: ModuleBuilder, parts: Parts): WasmFunction<'i64'> {
  return module.function('readParts', { at: 'i32' }, 'i64', (f, { at }) => {
    const value = f.local('value', 'i64');
    const first = f.local('first', 'i32');
    const from = f.let('from', at);
    f.set(parts.end, 0);
    f.set(parts.places, 0);
    f.set(parts.hasExponent, 0);
    f.set(parts.exponent, 0);
    f.set(at, i32.add(at, i32.eq(i32.load8U(at), MINUS)));
    f.set(first, at);
    takeDigits(f, at, value);
    f.if(i32.eq(at, first), () => f.return(0));
    f.if(i32.and(i32.eq(i32.load8U(first), 0x30), i32.gtU(i32.sub(at, first), 1)), () => f.return(0));
    f.comment('a zero before the point is no digit that counts');
    f.set(parts.digits, i32.sub(i32.sub(at, first), i32.eq(i32.load8U(first), 0x30)));
    f.if(i32.eq(i32.load8U(at), 0x2e), () => {
      f.set(first, tee(at, i32.add(at, 1)));
      takeDigits(f, at, value);
      f.if(i32.eq(at, first), () => f.return(0));
      f.set(parts.places, i32.sub(at, first));
      f.set(parts.digits, i32.add(parts.digits, parts.places));
    });
    f.if(i32.eq(i32.or(i32.load8U(at), 0x20), 0x65), () => {
      const sign = f.let('sign', i32.load8U(at, 1));
      const exponent = f.local('exponent', 'i64');
      f.set(at, i32.add(at, 1, i32.or(i32.eq(sign, 0x2b), i32.eq(sign, MINUS))));
      f.set(first, at);
      takeDigits(f, at, exponent);
      f.if(i32.eq(at, first), () => f.return(0));
      f.set(parts.hasExponent, 1);
      f.comment('an exponent of many digits is read from the text');
      const small = f.let('small', i32.wrapI64(exponent));
      f.if(i32.gtU(i32.sub(at, first), 4), () => f.set(small, 9999));
      f.if(i32.eq(sign, MINUS), () => f.set(small, i32.sub(0, small)));
      f.set(parts.exponent, small);
    });
    f.if(i32.leU(i32.sub(at, from), NUMBER_BYTES_MAX), () => f.set(parts.end, at));
    f.return(value);
  });
}

/** Few digits and a small power of ten: the product or quotient of two exact doubles, which rounds as reading the text does. */
function emitReadDouble(
  module: ModuleBuilder,
  readParts: WasmFunction<'i64'>,
  parts: Parts,
  product: WasmFunction<'f64'>,
  read: WasmFunction<'f64'>,
): WasmFunction<'f64'> {
  return module.function('readDouble', { at: 'i32', column: 'i32' }, 'f64', (f, { at, column }) => {
    f.block('unusual', () => readPlainDouble(f, at, parts.end, 'unusual'));
    const digits = f.let('digits', readParts.call(at));
    const power = f.let('power', i32.sub(parts.exponent, parts.places));
    const value = f.let('value', f64.convertI64S(digits));
    const isExact = i32.and(
      i64.leU(digits, 1n << 53n),
      i32.leU(parts.digits, WHOLE_DIGITS_MAX),
      i32.leU(i32.add(power, POWERS_F64_MAX), POWERS_F64_MAX * 2),
    );
    f.if(
      isExact,
      () => {
        f.if(
          i32.ltS(power, 0),
          () => f.set(value, f64.div(value, f64.load(i32.shl(i32.sub(0, power), 3), POWERS_F64))),
          () => f.set(value, f64.mul(value, f64.load(i32.shl(power, 3), POWERS_F64))),
        );
      },
      () =>
        f.if(parts.end, () => {
          f.set(value, Number.NaN);
          f.if(i32.leU(parts.digits, PRODUCT_DIGITS_MAX), () => f.set(value, product.call(digits, power)));
          f.if(f64.ne(value, value), () => f.return(read.call(column, at, parts.end)));
        }),
    );
    f.if(i32.eq(i32.load8U(at), MINUS), () => f.return(f64.neg(value)));
    f.return(value);
  });
}

/** Returns a number of at most eight digits on either side of its point, if it has one; whatever else stands at `at` branches to `unusual`. */
function readPlainDouble(f: FunctionBuilder, at: Local<'i32'>, end: Global<'i32'>, unusual: string): void {
  const others = f.let('others', notDigitBits(v128.load(at)));
  const whole = f.let('whole', i32.ctz(others));
  f.branch(unusual, i32.gtU(i32.sub(whole, 1), 7));
  f.branch(unusual, i32.and(i32.eq(i32.load8U(at), 0x30), i32.gtU(whole, 1)));
  const behind = f.let('behind', i32.add(at, whole));
  const byte = f.let('byte', i32.load8U(behind));
  const hasExponent = i32.eq(i32.or(byte, 0x20), 0x65);
  f.if(i32.ne(byte, 0x2e), () => {
    f.branch(unusual, hasExponent);
    f.set(end, behind);
    f.return(f64.convertI64S(leadingDigits(at, whole)));
  });
  const all = f.let('all', i32.ctz(i32.and(others, i32.sub(others, 1))));
  const places = f.let('placesHere', i32.sub(i32.sub(all, whole), 1));
  f.branch(unusual, i32.gtU(i32.sub(places, 1), 7));
  f.set(behind, i32.add(at, all));
  f.set(byte, i32.load8U(behind));
  f.branch(unusual, hasExponent);
  const before = i64.mul(leadingDigits(at, whole), i64.load(i32.shl(places, 3), POWERS_I64));
  const digits = f.let('plainDigits', i64.add(before, leadingDigits(i32.add(at, whole, 1), places)));
  f.branch(unusual, i64.gtU(digits, 1n << 53n));
  f.set(end, behind);
  f.return(f64.div(f64.convertI64S(digits), f64.load(i32.shl(places, 3), POWERS_F64)));
}

/** The number of the first `count` digits at an address, 1 to 8. */
function leadingDigits(at: Code<'i32'>, count: Code<'i32'>): Code<'i64'> {
  return eightDigits(i64.shl(digitValues(at), i64.extendI32U(i32.sub(64, i32.shl(count, 3)))));
}

/** The number of the first `count` of eight digits, 0 to 7. */
function fewDigits(values: Code<'i64'>, count: Code<'i32'>): Code<'i64'> {
  // A shift by 64 would be one by 0.
  return eightDigits(i64.shl(i64.shl(values, i64.extendI32U(i32.sub(56, i32.shl(count, 3)))), 8));
}

/**
 * Reads a whole number of at most 15 digits without a sign into `value` and where it ends into `end`; whatever else stands at `at`
 * branches to `unusual`.
 */
export function readPlainWhole(
  f: FunctionBuilder,
  at: Local<'i32'>,
  value: Local<'i64'>,
  end: Local<'i32'>,
  unusual: string,
): void {
  const count = f.let('count', i32.ctz(notDigitBits(v128.load(at))));
  f.branch(unusual, i32.gtU(i32.sub(count, 1), PLAIN_NUMBER_MAX - 1));
  f.branch(unusual, i32.and(i32.eq(i32.load8U(at), 0x30), i32.gtU(count, 1)));
  f.set(end, i32.add(at, count));
  f.if(
    i32.leU(count, 8),
    () => f.set(value, leadingDigits(at, count)),
    () => {
      const first = leadingDigits(at, i32.sub(count, 8));
      f.set(value, i64.add(i64.mul(first, 100_000_000), eightDigits(digitValues(i32.sub(end, 8)))));
    },
  );
}

/** A bit for each of 16 bytes, set where it is no digit. */
function notDigitBits(bytes: Code<'v128'>): Code<'i32'> {
  const isDigits = i8x16.ltU(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10));
  return i32.xor(i8x16.bitmask(isDigits), 0xffff);
}

function emitReadDecimal(
  module: ModuleBuilder,
  readParts: WasmFunction<'i64'>,
  parts: Parts,
  read: WasmFunction<'f64'>,
): WasmFunction<'f64'> {
  return module.function('readDecimal', { at: 'i32', column: 'i32', scale: 'i32' }, 'f64', (f, params) => {
    const { at, column, scale } = params;
    const digits = f.let('digits', readParts.call(at));
    const more = f.let('more', i32.sub(scale, parts.places));
    f.if(i32.eqz(parts.end), () => f.return(0));
    const isPlain = i32.and(
      i32.eqz(parts.hasExponent),
      i32.leU(more, WHOLE_DIGITS_MAX),
      i32.leU(i32.add(parts.digits, more), WHOLE_DIGITS_MAX),
    );
    f.if(isPlain, () => {
      f.set(digits, i64.mul(digits, i64.load(i32.shl(more, 3), POWERS_I64)));
      f.if(i32.eq(i32.load8U(at), MINUS), () => f.set(digits, i64.sub(0, digits)));
      f.return(f64.convertI64S(digits));
    });
    f.return(read.call(column, at, parts.end));
  });
}

/** Steps over a number of at most 15 characters, with a point or without one; whatever else stands there branches to `unusual`. */
export function passPlainNumber(f: FunctionBuilder, at: Local<'i32'>, unusual: string): void {
  const others = f.reuse('others', notDigitBits(v128.load(at)));
  const whole = f.reuse('whole', i32.ctz(others));
  const startsWithZero = i32.and(i32.eq(i32.load8U(at), 0x30), i32.gtU(whole, 1));
  f.branch(unusual, i32.or(i32.gtU(i32.sub(whole, 1), PLAIN_NUMBER_MAX - 1), startsWithZero));
  const end = f.reuse('numberEnd', i32.add(at, whole));
  const byte = f.reuse('byte', i32.load8U(end));
  f.if(i32.eq(byte, 0x2e), () => {
    f.set(others, i32.and(others, i32.sub(others, 1)));
    const all = f.reuse('all', i32.ctz(others));
    f.branch(unusual, i32.or(i32.leU(all, i32.add(whole, 1)), i32.gtU(all, PLAIN_NUMBER_MAX)));
    f.set(end, i32.add(at, all));
    f.set(byte, i32.load8U(end));
  });
  f.branch(unusual, i32.eq(i32.or(byte, 0x20), 0x65));
  f.set(at, end);
}

function emitPassNumber(module: ModuleBuilder): WasmFunction<'i32'> {
  return module.function('passNumber', { at: 'i32' }, 'i32', (f, { at }) => {
    f.block('unusual', () => {
      passPlainNumber(f, at, 'unusual');
      f.return(at);
    });
    const from = f.let('from', at);
    const first = f.local('first', 'i32');
    const passDigits = (): void => {
      f.set(first, at);
      f.block('passed', () => {
        f.loop('digits', () => {
          f.branch('passed', i32.eqz(isDigit(i32.load8U(at))));
          f.set(at, i32.add(at, 1));
          f.branch('digits');
        });
      });
      f.if(i32.eq(at, first), () => f.return(0));
    };
    f.set(at, i32.add(at, i32.eq(i32.load8U(at), MINUS)));
    passDigits();
    f.if(i32.and(i32.eq(i32.load8U(first), 0x30), i32.gtU(i32.sub(at, first), 1)), () => f.return(0));
    f.if(i32.eq(i32.load8U(at), 0x2e), () => {
      f.set(at, i32.add(at, 1));
      passDigits();
    });
    f.if(i32.eq(i32.or(i32.load8U(at), 0x20), 0x65), () => {
      const sign = f.let('sign', i32.load8U(at, 1));
      f.set(at, i32.add(at, 1, i32.or(i32.eq(sign, 0x2b), i32.eq(sign, MINUS))));
      passDigits();
    });
    f.if(i32.gtU(i32.sub(at, from), NUMBER_BYTES_MAX), () => f.return(0));
    f.return(at);
  });
}
