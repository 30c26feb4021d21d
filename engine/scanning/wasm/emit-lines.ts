import type { Code } from '../../wasm/code.ts';
import type { WasmFunction } from '../../wasm/function-builder.ts';
import type { ModuleBuilder } from '../../wasm/module-builder.ts';
import { i8x16, i32, tee, type V128, v128 } from '../../wasm/operations.ts';
import { firstBytes, shortHash } from './emit-dictionary.ts';
import type { ColumnEmitter, LineScope, ScannerFunctions } from './emit-scan.ts';

export const LF = 0x0a;
export const CR = 0x0d;

/** 0xff for each byte that ends a line. */
export function isLineEnd(bytes: V128): Code<'v128'> {
  return v128.or(i8x16.eq(bytes, i8x16.splat(LF)), i8x16.eq(bytes, i8x16.splat(CR)));
}

/** Whether a byte-order mark, which belongs to a line but to the first one of a file, stands at an address. */
export function isMark(at: Code<'i32'>): Code<'i32'> {
  return i32.eq(i32.and(i32.load(at), 0xffffff), 0xbfbbef);
}

/** Steps over the line end at `at`; branches to `other` where there is none, or a carriage return alone. */
export function takeLineEnd({ f, at }: LineScope, other: string): void {
  const end = f.let('lineEnd', i32.load8U(at));
  f.if(i32.eq(end, CR), () => f.set(end, i32.load8U(tee(at, i32.add(at, 1)))));
  f.branch(other, i32.ne(end, LF));
  f.set(at, i32.add(at, 1));
}

/** Steps to the line's end. */
export function passLine({ f, at }: LineScope): void {
  const ends = f.local('ends', 'i32');
  const bytes = f.local('bytes', 'v128');
  f.loop('rest', () => {
    f.set(bytes, v128.load(at));
    f.set(ends, i8x16.bitmask(isLineEnd(bytes)));
    f.if(i32.eqz(ends), () => {
      f.set(at, i32.add(at, 16));
      f.branch('rest');
    });
  });
  f.set(at, i32.add(at, i32.ctz(ends)));
}

/** `(at, end)`: whether these bytes are UTF-8. At `end` stands a byte of ASCII. */
export function emitIsUtf8(module: ModuleBuilder, passUtf8: WasmFunction<'i32'>): WasmFunction<'i32'> {
  return module.function('isUtf8', { at: 'i32', end: 'i32' }, 'i32', (f, { at, end }) => {
    const high = f.local('high', 'i32');
    f.block('done', () => {
      f.loop('next', () => {
        f.branch('done', i32.geU(at, end));
        f.set(high, i8x16.bitmask(v128.load(at)));
        f.if(i32.eqz(high), () => {
          f.set(at, i32.add(at, 16));
          f.branch('next');
        });
        f.set(at, i32.add(at, i32.ctz(high)));
        f.branch('done', i32.geU(at, end));
        f.set(at, passUtf8.call(at));
        f.branch('next', at);
        f.return(0);
      });
    });
    f.return(1);
  });
}

/**
 * Notes the text `[start, end)` for a column, if it is UTF-8.
 *
 * @param isKnown writes what is to be done with the text's first bytes (zeros behind them) and its length, where it has 16 at most
 */
export function takeText(
  { f, row }: LineScope,
  other: string,
  column: ColumnEmitter,
  [start, end]: readonly [Code<'i32'>, Code<'i32'>],
  { dictionary }: ScannerFunctions,
  isUtf8: WasmFunction<'i32'>,
  isKnown: (bytes: Code<'v128'>, length: Code<'i32'>) => void = () => undefined,
): void {
  const length = f.let('length', i32.sub(end, start));
  const hash = f.local('hash', 'i32');
  f.if(
    i32.leU(length, 16),
    () => {
      const bytes = f.let('bytes', v128.and(v128.load(start), firstBytes(length)));
      isKnown(bytes, length);
      f.if(i8x16.bitmask(bytes), () => f.branch(other, i32.eqz(isUtf8.call(start, end))));
      f.set(hash, shortHash(f, bytes));
    },
    () => {
      f.branch(other, i32.eqz(isUtf8.call(start, end)));
      f.set(hash, dictionary.hashOf.call(start, length));
    },
  );
  column.storeText(f, row, start, length, hash);
}

/** Writes what reads a line of text, the value of the one column; null where nobody uses it. */
export function emitTextLine(
  functions: ScannerFunctions,
  column: ColumnEmitter | null,
): (scope: LineScope, other: string) => void {
  const isUtf8 = emitIsUtf8(functions.module, functions.text.passUtf8);
  return (scope, other) => {
    const { f, at } = scope;
    f.branch(other, isMark(at));
    const start = f.let('start', at);
    passLine(scope);
    if (column !== null) takeText(scope, other, column, [start, at], functions, isUtf8);
    takeLineEnd(scope, other);
  };
}
