import type { Code, Local } from '../../wasm/code.ts';
import type { WasmFunction } from '../../wasm/function-builder.ts';
import { i32, i64, v128 } from '../../wasm/operations.ts';
import type { ColumnEmitter, ScannerFunctions } from './emit-scan.ts';
import { PUNCTUATION, type SkippingFunctions, skipLikelySpace, skipSpaces, wordAt, wordOf } from './emit-skipping.ts';
import { firstSpecial, QUOTE } from './emit-text.ts';

const { COMMA, COLON, OPEN_OBJECT, CLOSE_OBJECT } = PUNCTUATION;
const LF = 0x0a;
const CR_LF = 0x0a0d;
const ENCODER = new TextEncoder();

/** A column as records name it, and the function `(at, row)` that reads its values. */
export interface JsonColumn {
  readonly emitter: ColumnEmitter;
  readonly read: WasmFunction<'i32'>;
}

/** Holds where the bytes at `at` are others than these. */
export function differs(at: Code<'i32'>, bytes: Uint8Array): Code<'i32'> {
  const { length } = bytes;
  const words: Code<'i64'>[] = [];
  let done = 0;
  for (; done + 8 <= length; done += 8) words.push(difference(at, bytes.subarray(done, done + 8), done));
  // What is left is looked at together with bytes that have been, which needs no mask.
  if (done < length && length >= 8) words.push(difference(at, bytes.subarray(length - 8), length - 8));
  else if (done < length) words.push(difference(at, bytes, 0));
  const [first, ...more] = words;
  if (first === undefined) return i32.const(0);
  return i64.ne(
    more.reduce((all, word) => i64.or(all, word), first),
    0,
  );
}

function difference(at: Code<'i32'>, bytes: Uint8Array, offset: number): Code<'i64'> {
  return i64.xor(wordAt(at, bytes.length, offset), wordOf(bytes));
}

/** A field's name with its quotes; null for one that records can only write with escapes. */
export function quotedName(name: string): Uint8Array | null {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: names with these need escapes.
  return /[\u0000-\u001f"\\]/.test(name) ? null : ENCODER.encode(`"${name}"`);
}

/**
 * Writes the function `line(at, row)` that reads a record with fields in any order, spaces between them and fields that nobody asked
 * for: behind the line, or 0 where it is not certain. A field that comes twice and a name with an escape are not.
 */
export function emitJsonLine(
  { module, text }: ScannerFunctions,
  skipping: SkippingFunctions,
  columns: readonly JsonColumn[],
): WasmFunction<'i32'> {
  const passName = emitPassName(module, text.passUtf8);
  return module.function('line', { at: 'i32', row: 'i32' }, 'i32', (f, { at, row }) => {
    const skip = () => skipSpaces(f, at, skipping.passSpaces);
    const skipLikely = () => skipLikelySpace(f, at, skipping.passSpaces);
    const next = (count = 1) => f.set(at, i32.add(at, count));
    const expect = (byte: number) => {
      f.if(i32.ne(i32.load8U(at), byte), () => f.return(0));
      next();
    };
    const seen = columns.map((_, index) => (index % 64 === 0 ? f.local('seen', 'i64') : null));
    const seenOf = (index: number) => seen[index - (index % 64)] as Local<'i64'>;
    for (const { emitter } of columns) emitter.storeNull(f, row);
    skip();
    expect(OPEN_OBJECT);
    skipLikely();
    f.block('end', () => {
      f.if(i32.eq(i32.load8U(at), CLOSE_OBJECT), () => {
        next();
        f.branch('end');
      });
      f.loop('fields', () => {
        f.block('passed', () => {
          columns.forEach(({ emitter, read }, index) => {
            const name = quotedName(emitter.column.name);
            if (name === null) return;
            f.block('otherName', () => {
              f.branch('otherName', differs(at, name));
              f.comment(`column ${emitter.column.name}`);
              const bit = 1n << BigInt(index % 64);
              f.if(i64.ne(i64.and(seenOf(index), bit), 0), () => f.return(0));
              f.set(seenOf(index), i64.or(seenOf(index), bit));
              next(name.length);
              skip();
              expect(COLON);
              skipLikely();
              f.set(at, read.call(at, row));
              f.branch('passed', at);
              f.return(0);
            });
          });
          f.comment('a field that nobody needs');
          expect(QUOTE);
          const name = f.let('nameEnd', i32.add(at, firstSpecial(v128.load(at))));
          f.if(
            i32.eq(i32.load8U(name), QUOTE),
            () => f.set(at, i32.add(name, 1)),
            () => f.set(at, passName.call(at)),
          );
          f.if(i32.eqz(at), () => f.return(0));
          skip();
          expect(COLON);
          skipLikely();
          f.set(at, skipping.passValue.call(at));
          f.if(i32.eqz(at), () => f.return(0));
        });
        skip();
        const byte = f.let('byte', i32.load8U(at));
        next();
        f.if(i32.eq(byte, COMMA), () => {
          skipLikely();
          f.branch('fields');
        });
        f.if(i32.ne(byte, CLOSE_OBJECT), () => f.return(0));
      });
    });
    skip();
    f.if(i32.eq(i32.load8U(at), LF), () => f.return(i32.add(at, 1)));
    f.if(i32.eq(i32.load16U(at), CR_LF), () => f.return(i32.add(at, 2)));
    f.return(0);
  });
}

/** `(at)`: behind the name whose inside starts here; one with an escape might be that of a column. */
function emitPassName(module: ScannerFunctions['module'], passUtf8: WasmFunction<'i32'>): WasmFunction<'i32'> {
  return module.function('passPlainName', { at: 'i32' }, 'i32', (f, { at }) => {
    const step = f.local('step', 'i32');
    const byte = f.local('byte', 'i32');
    f.loop('next', () => {
      f.set(step, firstSpecial(v128.load(at)));
      f.set(at, i32.add(at, step));
      f.branch('next', i32.eq(step, 16));
      f.set(byte, i32.load8U(at));
      f.if(i32.eq(byte, QUOTE), () => f.return(i32.add(at, 1)));
      f.if(i32.ltU(byte, 0x80), () => f.return(0));
      f.set(at, passUtf8.call(at));
      f.branch('next', at);
      f.return(0);
    });
    f.unreachable();
  });
}
