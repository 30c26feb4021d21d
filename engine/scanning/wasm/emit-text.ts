import type { Code, Local } from '../../wasm/code.ts';
import type { FunctionBuilder, WasmFunction } from '../../wasm/function-builder.ts';
import type { ModuleBuilder } from '../../wasm/module-builder.ts';
import { type I32, i8x16, i32, type V128, v128 } from '../../wasm/operations.ts';
import { PENDING, STATE } from './memory-layout.ts';

export const QUOTE = 0x22;
export const BACKSLASH = 0x5c;

/** The functions that generated scanners have for JSON's strings. Positions are addresses; 0 means that it is not certain. */
export interface TextFunctions {
  /** `(at)`: behind the characters beyond ASCII that start here. */
  readonly passUtf8: WasmFunction<'i32'>;
  /** `(at)`: behind the closing quote of the string whose inside goes on here. */
  readonly passText: WasmFunction<'i32'>;
  /** `(at, pending)`: the same from the start of the inside; the meaning is noted to be looked up. */
  readonly readText: WasmFunction<'i32'>;
  /** `(at)`: the closing quote of a string of plain ASCII whose inside starts here. */
  readonly asciiEnd: WasmFunction<'i32'>;
}

/** Where in these 16 bytes the first quote, backslash, control character or byte beyond ASCII is; 16 where none is. */
export function firstSpecial(bytes: V128): Code<'i32'> {
  // As numbers with a sign, bytes beyond ASCII are below the space too.
  const special = v128.or(
    i8x16.eq(bytes, i8x16.splat(QUOTE)),
    i8x16.eq(bytes, i8x16.splat(BACKSLASH)),
    i8x16.ltS(bytes, i8x16.splat(0x20)),
  );
  return i32.ctz(i32.or(i8x16.bitmask(special), 0x10000));
}

export function isDigit(byte: I32): Code<'i32'> {
  return i32.ltU(i32.sub(byte, 0x30), 10);
}

export function emitText(module: ModuleBuilder, hashOf: WasmFunction<'i32'>): TextFunctions {
  const passUtf8 = emitPassUtf8(module);
  const hexUnit = emitHexUnit(module);
  const passText = emitPassText(module, passUtf8, hexUnit);
  const readText = emitReadText(module, hashOf, passUtf8, emitResolve(module, passUtf8, hexUnit));
  const asciiEnd = module.function('asciiEnd', { at: 'i32' }, 'i32', (f, { at }) => {
    const byte = f.local('byte', 'i32');
    f.loop('next', () => {
      f.set(byte, i32.load8U(at));
      f.if(i32.eq(byte, QUOTE), () => f.return(at));
      const isPlain = i32.and(i32.ltU(i32.sub(byte, 0x20), 0x5f), i32.ne(byte, BACKSLASH));
      f.if(i32.eqz(isPlain), () => f.return(0));
      f.set(at, i32.add(at, 1));
      f.branch('next');
    });
    f.unreachable();
  });
  return { passUtf8, passText, readText, asciiEnd };
}

/** Only UTF-8 in its shortest form: what else the interpreter lets pass, it decides itself. */
function emitPassUtf8(module: ModuleBuilder): WasmFunction<'i32'> {
  return module.function('passUtf8', { at: 'i32' }, 'i32', (f, { at }) => {
    const lead = f.local('lead', 'i32');
    const second = f.local('second', 'i32');
    const isFollowing = (byte: Code<'i32'>) => i32.eq(i32.and(byte, 0xc0), 0x80);
    f.loop('next', () => {
      f.set(lead, i32.load8U(at));
      f.if(i32.ltU(lead, 0x80), () => f.return(at));
      f.set(second, i32.load8U(at, 1));
      f.if(i32.eqz(isFollowing(second)), () => f.return(0));
      f.block('valid', () => {
        f.if(i32.ltU(lead, 0xe0), () => {
          f.if(i32.ltU(lead, 0xc2), () => f.return(0));
          f.set(at, i32.add(at, 2));
          f.branch('valid');
        });
        f.if(i32.eqz(isFollowing(i32.load8U(at, 2))), () => f.return(0));
        f.if(i32.ltU(lead, 0xf0), () => {
          f.comment('neither longer than it has to be nor half of a pair');
          f.if(i32.and(i32.eq(lead, 0xe0), i32.ltU(second, 0xa0)), () => f.return(0));
          f.if(i32.and(i32.eq(lead, 0xed), i32.geU(second, 0xa0)), () => f.return(0));
          f.set(at, i32.add(at, 3));
          f.branch('valid');
        });
        f.if(i32.eqz(isFollowing(i32.load8U(at, 3))), () => f.return(0));
        f.if(i32.gtU(lead, 0xf4), () => f.return(0));
        f.if(i32.and(i32.eq(lead, 0xf0), i32.ltU(second, 0x90)), () => f.return(0));
        f.if(i32.and(i32.eq(lead, 0xf4), i32.geU(second, 0x90)), () => f.return(0));
        f.set(at, i32.add(at, 4));
      });
      f.branch('next');
    });
    f.unreachable();
  });
}

/** `(at)`: the unit that four hexadecimal digits say; -1 where they are none. */
function emitHexUnit(module: ModuleBuilder): WasmFunction<'i32'> {
  return module.function('hexUnit', { at: 'i32' }, 'i32', (f, { at }) => {
    const unit = f.local('unit', 'i32');
    const digit = f.local('digit', 'i32');
    const end = f.let('end', i32.add(at, 4));
    f.loop('next', () => {
      f.set(digit, i32.load8U(at));
      f.if(
        isDigit(digit),
        () => f.set(digit, i32.sub(digit, 0x30)),
        () => {
          f.set(digit, i32.sub(i32.or(digit, 0x20), 0x61));
          f.if(i32.geU(digit, 6), () => f.return(-1));
          f.set(digit, i32.add(digit, 10));
        },
      );
      f.set(unit, i32.or(i32.shl(unit, 4), digit));
      f.set(at, i32.add(at, 1));
      f.branch('next', i32.ltU(at, end));
    });
    f.return(unit);
  });
}

/** Steps over plain bytes, 16 at a time; then `at` is on the first that is not. */
function toSpecial(f: FunctionBuilder, at: Local<'i32'>): void {
  const step = f.local('step', 'i32');
  f.loop('plain', () => {
    f.set(step, firstSpecial(v128.load(at)));
    f.set(at, i32.add(at, step));
    f.branch('plain', i32.eq(step, 16));
  });
}

function emitPassText(
  module: ModuleBuilder,
  passUtf8: WasmFunction<'i32'>,
  hexUnit: WasmFunction<'i32'>,
): WasmFunction<'i32'> {
  return module.function('passText', { at: 'i32' }, 'i32', (f, { at }) => {
    const byte = f.local('byte', 'i32');
    f.loop('next', () => {
      toSpecial(f, at);
      f.set(byte, i32.load8U(at));
      f.if(i32.eq(byte, QUOTE), () => f.return(i32.add(at, 1)));
      f.if(i32.geU(byte, 0x80), () => {
        f.set(at, passUtf8.call(at));
        f.branch('next', at);
        f.return(0);
      });
      f.if(i32.ne(byte, BACKSLASH), () => f.return(0));
      f.set(byte, i32.load8U(at, 1));
      f.if(i32.eq(byte, 0x75), () => {
        f.if(i32.ltS(hexUnit.call(i32.add(at, 2)), 0), () => f.return(0));
        f.set(at, i32.add(at, 6));
        f.branch('next');
      });
      f.if(i32.eqz(meaningOf(byte)), () => f.return(0));
      f.set(at, i32.add(at, 2));
      f.branch('next');
    });
    f.unreachable();
  });
}

const ESCAPES = { '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' };

/** The character that the letter of an escape stands for, 0 for a letter that has no meaning: sums of products of 0 and 1. */
function meaningOf(letter: Code<'i32'>): Code<'i32'> {
  const terms = Object.entries(ESCAPES).map(([name, meaning]) =>
    i32.mul(i32.eq(letter, name.charCodeAt(0)), meaning.charCodeAt(0)),
  );
  return terms.reduce((sum, term) => i32.or(sum, term));
}

function emitReadText(
  module: ModuleBuilder,
  hashOf: WasmFunction<'i32'>,
  passUtf8: WasmFunction<'i32'>,
  resolve: WasmFunction<'i32'>,
): WasmFunction<'i32'> {
  return module.function('readText', { start: 'i32', pending: 'i32' }, 'i32', (f, { start, pending }) => {
    const at = f.let('at', start);
    const end = f.local('end', 'i32');
    const after = f.local('after', 'i32');
    f.block('found', () => {
      f.loop('next', () => {
        toSpecial(f, at);
        const byte = f.let('byte', i32.load8U(at));
        f.if(i32.geU(byte, 0x80), () => {
          f.set(at, passUtf8.call(at));
          f.branch('next', at);
          f.return(0);
        });
        f.set(end, at);
        f.set(after, i32.add(at, 1));
        f.branch('found', i32.eq(byte, QUOTE));
        f.if(i32.ne(byte, BACKSLASH), () => f.return(0));
      });
      f.comment('an escape: the meaning is written to a place of its own');
      const scratch = f.let('scratch', i32.load(0, STATE.scratchAt));
      f.set(after, resolve.call(start, at));
      f.if(i32.eqz(after), () => f.return(0));
      f.set(start, scratch);
      f.set(end, i32.load(0, STATE.scratchAt));
    });
    const length = f.let('length', i32.sub(end, start));
    f.store(i32.store(pending, start, PENDING.start));
    f.store(i32.store(pending, length, PENDING.length));
    f.store(i32.store(pending, hashOf.call(start, length), PENDING.hash));
    f.return(after);
  });
}

/**
 * `(start, at)`: writes the meaning of a string, whose first escape is at `at`, to the scratch; behind its closing quote. Halves of
 * pairs, which have no bytes, are for the interpreter.
 */
function emitResolve(
  module: ModuleBuilder,
  passUtf8: WasmFunction<'i32'>,
  hexUnit: WasmFunction<'i32'>,
): WasmFunction<'i32'> {
  return module.function('resolveEscapes', { start: 'i32', at: 'i32' }, 'i32', (f, { start, at }) => {
    const to = f.let('to', i32.load(0, STATE.scratchAt));
    const byte = f.local('byte', 'i32');
    const next = f.local('next', 'i32');
    const point = f.local('point', 'i32');
    const low = f.local('low', 'i32');
    const put = (value: I32, offset: number) => f.store(i32.store8(to, value, offset));
    const following = (shift: number) => i32.or(0x80, i32.and(i32.shrU(point, shift), 0x3f));
    const copyTo = (limit: Code<'i32'>): void => {
      f.block('copied', () => {
        f.loop('copy', () => {
          f.branch('copied', i32.geU(start, limit));
          put(i32.load8U(start), 0);
          f.set(start, i32.add(start, 1));
          f.set(to, i32.add(to, 1));
          f.branch('copy');
        });
      });
    };
    f.loop('next', () => {
      copyTo(at);
      f.set(byte, i32.load8U(at));
      f.if(i32.eq(byte, QUOTE), () => {
        f.store(i32.store(0, to, STATE.scratchAt));
        f.return(i32.add(at, 1));
      });
      f.if(i32.ltU(byte, 0x20), () => f.return(0));
      f.if(i32.ne(byte, BACKSLASH), () => {
        f.set(at, i32.add(at, 1));
        f.branch('next', i32.ltU(byte, 0x80));
        f.set(at, passUtf8.call(i32.sub(at, 1)));
        f.branch('next', at);
        f.return(0);
      });
      f.set(byte, i32.load8U(at, 1));
      f.if(i32.ne(byte, 0x75), () => {
        f.set(point, meaningOf(byte));
        f.if(i32.eqz(point), () => f.return(0));
        put(point, 0);
        f.set(to, i32.add(to, 1));
        f.set(at, i32.add(at, 2));
        f.set(start, at);
        f.branch('next');
      });
      f.set(point, hexUnit.call(i32.add(at, 2)));
      f.if(i32.ltS(point, 0), () => f.return(0));
      f.set(next, i32.add(at, 6));
      f.if(i32.eq(i32.and(point, 0xf800), 0xd800), () => {
        f.comment('the first half of a pair, and then the second');
        f.if(i32.geU(point, 0xdc00), () => f.return(0));
        f.if(i32.ne(i32.load16U(next), 0x755c), () => f.return(0));
        f.set(low, i32.sub(hexUnit.call(i32.add(next, 2)), 0xdc00));
        f.if(i32.geU(low, 0x400), () => f.return(0));
        f.set(point, i32.add(i32.shl(i32.sub(point, 0xd800), 10), low, 0x10000));
        f.set(next, i32.add(next, 6));
      });
      f.set(at, next);
      f.set(start, at);
      f.if(i32.ltU(point, 0x80), () => {
        put(point, 0);
        f.set(to, i32.add(to, 1));
        f.branch('next');
      });
      f.if(i32.ltU(point, 0x800), () => {
        put(i32.or(0xc0, i32.shrU(point, 6)), 0);
        put(following(0), 1);
        f.set(to, i32.add(to, 2));
        f.branch('next');
      });
      f.if(i32.ltU(point, 0x10000), () => {
        put(i32.or(0xe0, i32.shrU(point, 12)), 0);
        put(following(6), 1);
        put(following(0), 2);
        f.set(to, i32.add(to, 3));
        f.branch('next');
      });
      put(i32.or(0xf0, i32.shrU(point, 18)), 0);
      put(following(12), 1);
      put(following(6), 2);
      put(following(0), 3);
      f.set(to, i32.add(to, 4));
      f.branch('next');
    });
    f.unreachable();
  });
}
