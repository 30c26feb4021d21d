import type { Code } from '../../wasm/code.ts';
import type { WasmFunction } from '../../wasm/function-builder.ts';
import type { ModuleBuilder } from '../../wasm/module-builder.ts';
import { f64, type I64, i32, i64, select } from '../../wasm/operations.ts';
import type { NumberFunctions } from './emit-numbers.ts';
import { wordOf } from './emit-skipping.ts';
import { isDigit, QUOTE } from './emit-text.ts';
import { POWERS_I64 } from './memory-layout.ts';

const ENCODER = new TextEncoder();
const NO_DAY = -0x8000_0000;
const MICROS_PER_SECOND = 1_000_000n;

/** The functions that read dates and times in their usual forms (semantics 2.3); other texts are read by the column's own reader. */
export interface TimeFunctions {
  /** `(at)`: micros since 1970 of `2016-07-26T02:05:00.5Z` and its like; sets `end` behind it and its closing quote. */
  readonly readInstant: WasmFunction<'i64'>;
  /** `(at)`: days since 1970 of `2016-07-26`; sets `end` behind it and its closing quote. */
  readonly readDay: WasmFunction<'f64'>;
}

/**
 * @param isUtc whether a text without a zone is on the clock of UTC; else it is not read here
 * @param isQuoted whether a quote has to close the text
 */
export function emitTimes(
  module: ModuleBuilder,
  { end }: NumberFunctions,
  isUtc: boolean,
  isQuoted = true,
): TimeFunctions {
  const civilDay = emitCivilDay(module);
  const readDay = module.function('readDay', { at: 'i32' }, 'f64', (f, { at }) => {
    const day = f.let('day', civilDay.call(at));
    const isDay = i32.ne(day, NO_DAY);
    const isGood = isQuoted ? i32.and(isDay, i32.eq(i32.load8U(at, 10), QUOTE)) : isDay;
    f.set(end, select(isGood, i32.add(at, isQuoted ? 11 : 10), i32.const(0)));
    f.return(f64Of(day));
  });
  const readInstant = module.function('readInstant', { at: 'i32' }, 'i64', (f, { at }) => {
    f.set(end, 0);
    const day = f.let('day', civilDay.call(at));
    f.if(i32.eq(day, NO_DAY), () => f.return(0));
    const letter = f.let('letter', i32.load8U(at, 10));
    f.if(i32.and(i32.ne(letter, 0x54), i32.ne(letter, 0x20)), () => f.return(0));
    f.comment('HH:mm:ss');
    const { pairs, fault } = fieldsOf(i64.load(at, 11), '00:00:00');
    f.if(i32.eqz(i64.eqz(fault)), () => f.return(0));
    const fields = f.let('fields', pairs);
    const hour = f.let('hour', byteOf(fields, 0));
    const minute = f.let('minute', byteOf(fields, 3));
    const second = f.let('second', byteOf(fields, 6));
    f.if(i32.or(i32.gtU(hour, 23), i32.gtU(minute, 59), i32.gtU(second, 59)), () => f.return(0));
    const seconds = f.let(
      'seconds',
      i64.add(
        i64.mul(i64.extendI32S(day), 86_400),
        i64.extendI32U(i32.add(i32.mul(hour, 3600), i32.mul(minute, 60), second)),
      ),
    );
    const micros = f.let('micros', i64.mul(seconds, MICROS_PER_SECOND));
    f.set(at, i32.add(at, 19));
    f.if(i32.eq(i32.load8U(at), 0x2e), () => {
      f.comment('digits behind the sixth only count');
      const fraction = f.local('fraction', 'i64');
      const from = f.let('from', i32.add(at, 1));
      f.set(at, from);
      f.block('read', () => {
        f.loop('next', () => {
          const digit = f.let('digit', i32.load8U(at));
          f.branch('read', i32.eqz(isDigit(digit)));
          f.if(i32.ltU(i32.sub(at, from), 6), () =>
            f.set(fraction, i64.add(i64.mul(fraction, 10), i64.extendI32U(i32.sub(digit, 0x30)))),
          );
          f.set(at, i32.add(at, 1));
          f.branch('next');
        });
      });
      const count = f.let('count', i32.sub(at, from));
      f.if(i32.eqz(count), () => f.return(0));
      f.if(i32.gtU(count, 6), () => f.set(count, 6));
      const unit = i64.load(i32.shl(i32.sub(6, count), 3), POWERS_I64);
      f.set(micros, i64.add(micros, i64.mul(fraction, unit)));
    });
    const sign = f.let('sign', i32.load8U(at));
    f.if(
      i32.eq(sign, 0x5a),
      () => f.set(at, i32.add(at, 1)),
      () =>
        f.if(
          i32.or(i32.eq(sign, 0x2b), i32.eq(sign, 0x2d)),
          () => {
            const offset = fieldsOf(i64.and(i64.load(at, 1), 0xffffffffffn), '00:00');
            f.if(i32.eqz(i64.eqz(offset.fault)), () => f.return(0));
            f.set(fields, offset.pairs);
            f.set(hour, byteOf(fields, 0));
            f.set(minute, byteOf(fields, 3));
            f.if(i32.or(i32.gtU(hour, 17), i32.gtU(minute, 59)), () => f.return(0));
            f.set(seconds, i64.extendI32U(i32.add(i32.mul(hour, 3600), i32.mul(minute, 60))));
            f.if(i32.eq(sign, 0x2b), () => f.set(seconds, i64.sub(0, seconds)));
            f.set(micros, i64.add(micros, i64.mul(seconds, MICROS_PER_SECOND)));
            f.set(at, i32.add(at, 6));
          },
          () => {
            if (!isUtc) f.return(0);
          },
        ),
    );
    if (isQuoted) f.if(i32.eq(i32.load8U(at), QUOTE), () => f.set(end, i32.add(at, 1)));
    else f.set(end, at);
    f.return(micros);
  });
  return { readInstant, readDay };
}

function f64Of(value: Code<'i32'>): Code<'f64'> {
  return f64.convertI32S(value);
}

/**
 * Up to eight bytes that are to look like `pattern`, where 0 stands for any digit: pairs of digits as numbers, each in the byte of its
 * first digit, and a word that is 0 where the bytes do.
 */
function fieldsOf(word: I64, pattern: string): { pairs: Code<'i64'>; fault: Code<'i64'> } {
  const bytes = ENCODER.encode(pattern);
  const differences = i64.xor(word, wordOf(bytes));
  const most = wordOf(bytes.map((byte) => (byte === 0x30 ? 0x76 : 0x7f)));
  const high = wordOf(bytes.map(() => 0x80));
  return {
    pairs: i64.add(i64.mul(differences, 10), i64.shrU(differences, 8)),
    fault: i64.and(i64.or(i64.add(differences, most), differences), high),
  };
}

function byteOf(word: Code<'i64'>, index: number): Code<'i32'> {
  return i32.and(i32.wrapI64(i64.shrU(word, index * 8)), 0xff);
}

/** `(at)`: days since 1970 of the date `yyyy-MM-dd`; `NO_DAY` where it is none. */
function emitCivilDay(module: ModuleBuilder): WasmFunction<'i32'> {
  return module.function('civilDay', { at: 'i32' }, 'i32', (f, { at }) => {
    const { pairs, fault } = fieldsOf(i64.load(at), '0000-00-');
    f.if(i32.eqz(i64.eqz(fault)), () => f.return(NO_DAY));
    const fields = f.let('fields', pairs);
    f.if(i32.eqz(i32.and(isDigit(i32.load8U(at, 8)), isDigit(i32.load8U(at, 9)))), () => f.return(NO_DAY));
    const day = f.let('day', i32.sub(i32.add(i32.mul(i32.load8U(at, 8), 10), i32.load8U(at, 9)), 0x30 * 11));
    const year = f.let('year', i32.add(i32.mul(byteOf(fields, 0), 100), byteOf(fields, 2)));
    const month = f.let('month', byteOf(fields, 5));
    f.if(i32.or(i32.eqz(year), i32.gtU(i32.sub(month, 1), 11)), () => f.return(NO_DAY));
    const isLeap = i32.and(
      i32.eqz(i32.and(year, 3)),
      i32.or(i32.ne(i32.remU(year, 100), 0), i32.eqz(i32.remU(year, 400))),
    );
    const daysInMonth = f.let('daysInMonth', i32.add(30, i32.and(i32.add(month, i32.shrU(month, 3)), 1)));
    f.if(i32.eq(month, 2), () => f.set(daysInMonth, i32.add(28, isLeap)));
    f.if(i32.gtU(i32.sub(day, 1), i32.sub(daysInMonth, 1)), () => f.return(NO_DAY));
    f.comment('years from March to February, so that the leap day is the last');
    const isEarly = f.let('isEarly', i32.ltU(month, 3));
    f.set(year, i32.sub(year, isEarly));
    f.set(month, i32.add(i32.sub(month, 3), i32.mul(isEarly, 12)));
    f.return(
      i32.sub(
        i32.add(
          i32.mul(year, 365),
          i32.divU(year, 4),
          i32.sub(i32.divU(year, 400), i32.divU(year, 100)),
          i32.divU(i32.add(i32.mul(month, 153), 2), 5),
          day,
        ),
        719_469,
      ),
    );
  });
}
