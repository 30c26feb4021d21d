import type { CsvOptions } from '../../sources/file/reader-options.ts';
import type { Code, Global } from '../../wasm/code.ts';
import type { WasmFunction } from '../../wasm/function-builder.ts';
import type { ModuleBuilder } from '../../wasm/module-builder.ts';
import { i8x16, i32, tee, type V128, v128 } from '../../wasm/operations.ts';
import { CR, isLineEnd, isMark, LF } from './emit-lines.ts';
import { STATE } from './memory-layout.ts';

const SPACE = 0x20;

/** The functions that scanners of CSV have. */
export interface CsvFunctions {
  /** `(at)`: where the field that goes on here ends, at a separator or a line's end. */
  readonly fieldEnd: WasmFunction<'i32'>;
  /** `(at)`: behind the field inside quotes whose inside starts here; 0 where that is not certain. */
  readonly passQuoted: WasmFunction<'i32'>;
  /** Where the meaning of the field that `passQuoted` has passed begins and ends. */
  readonly textFrom: Global<'i32'>;
  readonly textTo: Global<'i32'>;
  /** `(at)`: whether a line that begins with white space, a comment or half a byte-order mark is a record all the same. */
  readonly isRecord: WasmFunction<'i32'>;
}

export function emitCsvFunctions(module: ModuleBuilder, options: CsvOptions): CsvFunctions {
  const textFrom = module.global('textFrom', 'i32');
  const textTo = module.global('textTo', 'i32');
  return {
    textFrom,
    textTo,
    fieldEnd: emitFieldEnd(module, options),
    passQuoted: emitPassQuoted(module, options, textFrom, textTo),
    isRecord: emitIsRecord(module, options),
  };
}

/** A bit for each of these 16 bytes that ends a field. */
export function fieldEnds({ separator }: CsvOptions, bytes: V128): Code<'i32'> {
  return i8x16.bitmask(v128.or(i8x16.eq(bytes, i8x16.splat(separator.charCodeAt(0))), isLineEnd(bytes)));
}

/** Whether the byte ends a field. */
export function endsField({ separator }: CsvOptions, byte: Code<'i32'>): Code<'i32'> {
  return i32.or(i32.eq(byte, separator.charCodeAt(0)), i32.eq(byte, LF), i32.eq(byte, CR));
}

function emitFieldEnd(module: ModuleBuilder, options: CsvOptions): WasmFunction<'i32'> {
  return module.function('fieldEnd', { at: 'i32' }, 'i32', (f, { at }) => {
    const bytes = f.local('bytes', 'v128');
    const ends = f.local('ends', 'i32');
    f.loop('next', () => {
      f.set(bytes, v128.load(at));
      f.if(tee(ends, fieldEnds(options, bytes)), () => f.return(i32.add(at, i32.ctz(ends))));
      f.set(at, i32.add(at, 16));
      f.branch('next');
    });
    f.unreachable();
  });
}

/** Text with escapes is written to a place of its own; what takes more rules than that is for the decoder. */
function emitPassQuoted(module: ModuleBuilder, options: CsvOptions, textFrom: Text, textTo: Text): WasmFunction<'i32'> {
  const resolve = emitResolveQuoted(module, options, textFrom, textTo);
  const { quote, escape: escapeSign, escapeEscape } = options;
  const signs = [...new Set([quote, escapeSign, escapeEscape ?? ''])].filter((sign) => sign !== '');
  return module.function('passQuoted', { start: 'i32' }, 'i32', (f, { start }) => {
    const at = f.let('at', start);
    const bytes = f.local('bytes', 'v128');
    const specials = f.local('specials', 'i32');
    f.loop('next', () => {
      f.set(bytes, v128.load(at));
      const isSpecial = signs
        .map((sign): Code<'v128'> => i8x16.eq(bytes, i8x16.splat(sign.charCodeAt(0))))
        .reduce((sum, sign) => v128.or(sum, sign), isLineEnd(bytes));
      f.set(specials, i8x16.bitmask(isSpecial));
      f.if(i32.eqz(specials), () => {
        f.set(at, i32.add(at, 16));
        f.branch('next');
      });
    });
    f.set(at, i32.add(at, i32.ctz(specials)));
    const behind = f.let('behind', i32.load8U(at, 1));
    const isQuote = i32.eq(i32.load8U(at), quote.charCodeAt(0));
    f.if(i32.and(isQuote, endsField(options, behind)), () => {
      f.set(textFrom, start);
      f.set(textTo, at);
      f.return(i32.add(at, 1));
    });
    f.return(resolve.call(start, at));
  });
}

type Text = Global<'i32'>;

/** `(start, at)`: the same for a field whose first sign that is not itself is at `at`. */
function emitResolveQuoted(
  module: ModuleBuilder,
  options: CsvOptions,
  textFrom: Text,
  textTo: Text,
): WasmFunction<'i32'> {
  return module.function('resolveQuoted', { start: 'i32', at: 'i32' }, 'i32', (f, { start, at }) => {
    const { quote, escape: escapeSign, escapeEscape } = options;
    if (escapeSign === '' || escapeEscape !== null) {
      f.return(0);
      return;
    }
    const [quoteByte, escapeByte] = [quote.charCodeAt(0), escapeSign.charCodeAt(0)];
    const scratch = f.let('scratch', i32.load(0, STATE.scratchAt));
    const length = f.let('length', i32.sub(at, start));
    const copied = f.local('copied', 'i32');
    f.block('begun', () => {
      f.loop('copy', () => {
        f.branch('begun', i32.geU(copied, length));
        f.store(v128.store(i32.add(scratch, copied), v128.load(i32.add(start, copied))));
        f.set(copied, i32.add(copied, 16));
        f.branch('copy');
      });
    });
    const to = f.let('to', i32.add(scratch, length));
    const byte = f.local('byte', 'i32');
    const behind = f.local('behind', 'i32');
    f.loop('next', () => {
      f.set(byte, i32.load8U(at));
      f.set(behind, i32.load8U(at, 1));
      f.if(i32.or(i32.eq(byte, LF), i32.eq(byte, CR)), () => f.return(0));
      f.block('plain', () => {
        f.branch('plain', i32.and(i32.ne(byte, escapeByte), i32.ne(byte, quoteByte)));
        const isMeant = i32.or(i32.eq(behind, quoteByte), i32.eq(behind, escapeByte));
        f.if(i32.and(i32.eq(byte, escapeByte), isMeant), () => {
          f.comment('a quote, or the escape itself');
          f.set(byte, behind);
          f.set(at, i32.add(at, 1));
          f.branch('plain');
        });
        f.if(i32.or(i32.ne(byte, quoteByte), i32.eqz(endsField(options, behind))), () => f.return(0));
        f.comment('a text ends before a byte of ASCII');
        f.store(i32.store8(to, 0));
        f.store(i32.store(0, i32.add(to, 1), STATE.scratchAt));
        f.set(textFrom, scratch);
        f.set(textTo, to);
        f.return(i32.add(at, 1));
      });
      f.store(i32.store8(to, byte));
      f.set(to, i32.add(to, 1));
      f.set(at, i32.add(at, 1));
      f.branch('next');
    });
    f.unreachable();
  });
}

function emitIsRecord(module: ModuleBuilder, { comment }: CsvOptions): WasmFunction<'i32'> {
  return module.function('isRecord', { at: 'i32' }, 'i32', (f, { at }) => {
    const byte = f.let('byte', i32.load8U(at));
    if (comment !== '') f.if(i32.eq(byte, comment.charCodeAt(0)), () => f.return(0));
    f.if(isMark(at), () => f.return(0));
    f.comment('white space and nothing else is no record');
    f.loop('next', () => {
      f.set(byte, i32.load8U(at));
      f.if(i32.gtU(byte, SPACE), () => f.return(1));
      f.if(i32.or(i32.eq(byte, LF), i32.eq(byte, CR)), () => f.return(0));
      f.set(at, i32.add(at, 1));
      f.branch('next');
    });
    f.unreachable();
  });
}
