import type { Code, Local } from '../../wasm/code.ts';
import type { FunctionBuilder, WasmFunction } from '../../wasm/function-builder.ts';
import type { ModuleBuilder } from '../../wasm/module-builder.ts';
import { i32, i64 } from '../../wasm/operations.ts';
import { NESTING_MAX } from '../script/json-pass.ts';
import type { NumberFunctions } from './emit-numbers.ts';
import { QUOTE, type TextFunctions } from './emit-text.ts';

const COMMA = 0x2c;
const COLON = 0x3a;
const OPEN_OBJECT = 0x7b;
const CLOSE_OBJECT = 0x7d;
const OPEN_ARRAY = 0x5b;
const CLOSE_ARRAY = 0x5d;

/** The functions that pass over JSON; 0 where it is not certain. */
export interface SkippingFunctions {
  /** `(at)`: to the first byte that is no space. */
  readonly passSpaces: WasmFunction<'i32'>;
  /** `(at)`: behind a value of any kind. */
  readonly passValue: WasmFunction<'i32'>;
}

/** Steps over spaces, of which there are mostly none. */
export function skipSpaces(f: FunctionBuilder, at: Local<'i32'>, passSpaces: WasmFunction<'i32'>): void {
  f.if(i32.leU(i32.load8U(at), 0x20), () => f.set(at, passSpaces.call(at)));
}

/** The same where one space is as likely as none: without a branch for it, which would be guessed wrong too often. */
export function skipLikelySpace(f: FunctionBuilder, at: Local<'i32'>, passSpaces: WasmFunction<'i32'>): void {
  f.set(at, i32.add(at, i32.eq(i32.load8U(at), 0x20)));
  skipSpaces(f, at, passSpaces);
}

/** Whether the bytes at `at` are these, at most eight of them; as many as eight may be read. */
export function holdsWord(at: Code<'i32'>, bytes: Uint8Array, offset = 0): Code<'i32'> {
  return i64.eq(wordAt(at, bytes.length, offset), wordOf(bytes));
}

/** So many bytes, at most eight, with zeros behind them. */
export function wordAt(at: Code<'i32'>, length: number, offset = 0): Code<'i64'> {
  if (length === 8) return i64.load(at, offset);
  if (length === 4) return i64.load32U(at, offset);
  if (length === 2) return i64.load16U(at, offset);
  if (length === 1) return i64.load8U(at, offset);
  return i64.and(i64.load(at, offset), (1n << BigInt(length * 8)) - 1n);
}

export function wordOf(bytes: Uint8Array): bigint {
  return bytes.reduceRight((word, byte) => (word << 8n) | BigInt(byte), 0n);
}

const ENCODER = new TextEncoder();

export function holdsText(at: Code<'i32'>, text: string): Code<'i32'> {
  return holdsWord(at, ENCODER.encode(text));
}

export function emitSkipping(module: ModuleBuilder, text: TextFunctions, numbers: NumberFunctions): SkippingFunctions {
  const passSpaces = module.function('passSpaces', { at: 'i32' }, 'i32', (f, { at }) => {
    const byte = f.local('byte', 'i32');
    f.loop('next', () => {
      f.set(byte, i32.load8U(at));
      f.if(i32.and(i32.ne(byte, 0x20), i32.ne(byte, 0x09)), () => f.return(at));
      f.set(at, i32.add(at, 1));
      f.branch('next');
    });
    f.unreachable();
  });
  const passScalar = module.function('passScalar', { at: 'i32' }, 'i32', (f, { at }) => {
    const byte = f.let('byte', i32.load8U(at));
    f.if(i32.eq(byte, QUOTE), () => f.return(text.passText.call(i32.add(at, 1))));
    f.if(i32.leU(byte, 0x39), () => f.return(numbers.passNumber.call(at)));
    f.if(holdsText(at, 'true'), () => f.return(i32.add(at, 4)));
    f.if(holdsText(at, 'null'), () => f.return(i32.add(at, 4)));
    f.if(holdsText(at, 'false'), () => f.return(i32.add(at, 5)));
    f.return(0);
  });
  const passNested = emitPassNested(module, text, passSpaces, passScalar);
  const passValue = module.function('passValue', { at: 'i32' }, 'i32', (f, { at }) => {
    const byte = f.let('byte', i32.load8U(at));
    f.if(i32.eq(byte, QUOTE), () => f.return(text.passText.call(i32.add(at, 1))));
    f.if(i32.or(i32.eq(byte, OPEN_OBJECT), i32.eq(byte, OPEN_ARRAY)), () => f.return(passNested.call(at)));
    f.return(passScalar.call(at));
  });
  return { passSpaces, passValue };
}

/** Open containers are bits, the innermost lowest: 1 for an object. */
function emitPassNested(
  module: ModuleBuilder,
  text: TextFunctions,
  passSpaces: WasmFunction<'i32'>,
  passScalar: WasmFunction<'i32'>,
): WasmFunction<'i32'> {
  const passName = module.function('passName', { at: 'i32' }, 'i32', (f, { at }) => {
    f.if(i32.ne(i32.load8U(at), QUOTE), () => f.return(0));
    f.set(at, text.passText.call(i32.add(at, 1)));
    f.if(i32.eqz(at), () => f.return(0));
    skipSpaces(f, at, passSpaces);
    f.if(i32.ne(i32.load8U(at), COLON), () => f.return(0));
    f.return(passSpaces.call(i32.add(at, 1)));
  });
  return module.function('passNested', { at: 'i32' }, 'i32', (f, { at }) => {
    const kinds = f.local('kinds', 'i32');
    const depth = f.local('depth', 'i32');
    const byte = f.local('byte', 'i32');
    const isObject = f.local('isObject', 'i32');
    const takeName = (): void => {
      f.set(at, passName.call(at));
      f.if(i32.eqz(at), () => f.return(0));
    };
    f.loop('value', () => {
      f.set(byte, i32.load8U(at));
      f.block('closed', () => {
        f.block('passed', () => {
          f.set(isObject, i32.eq(byte, OPEN_OBJECT));
          f.if(i32.or(isObject, i32.eq(byte, OPEN_ARRAY)), () => {
            f.if(i32.eq(depth, NESTING_MAX), () => f.return(0));
            f.set(depth, i32.add(depth, 1));
            f.set(kinds, i32.or(i32.shl(kinds, 1), isObject));
            f.set(at, passSpaces.call(i32.add(at, 1)));
            f.branch('closed', i32.eq(i32.load8U(at), i32.add(byte, 2)));
            f.branch('value', i32.eqz(isObject));
            takeName();
            f.branch('value');
          });
          f.set(at, passScalar.call(at));
          f.if(i32.eqz(at), () => f.return(0));
        });
        f.set(at, passSpaces.call(at));
        f.set(byte, i32.load8U(at));
        f.if(i32.eq(byte, COMMA), () => {
          f.set(at, passSpaces.call(i32.add(at, 1)));
          f.branch('value', i32.eqz(i32.and(kinds, 1)));
          takeName();
          f.branch('value');
        });
      });
      f.comment('brackets are to be closed now, one or more');
      f.loop('close', () => {
        f.set(byte, i32.load8U(at));
        f.set(isObject, i32.and(kinds, 1));
        f.if(i32.ne(byte, i32.add(CLOSE_ARRAY, i32.shl(isObject, 5))), () => f.return(0));
        f.set(at, i32.add(at, 1));
        f.set(kinds, i32.shrU(kinds, 1));
        f.set(depth, i32.sub(depth, 1));
        f.if(i32.eqz(depth), () => f.return(at));
        f.set(at, passSpaces.call(at));
        f.branch('close', i32.ne(i32.load8U(at), COMMA));
      });
      f.set(at, passSpaces.call(i32.add(at, 1)));
      f.branch('value', i32.eqz(i32.and(kinds, 1)));
      takeName();
      f.branch('value');
    });
    f.unreachable();
  });
}

/** The bytes around an object's fields. */
export const PUNCTUATION = { COMMA, COLON, OPEN_OBJECT, CLOSE_OBJECT } as const;
