import type { Code, Local } from '../../wasm/code.ts';
import type { FunctionBuilder, WasmFunction } from '../../wasm/function-builder.ts';
import { ModuleBuilder } from '../../wasm/module-builder.ts';
import { type F64, f64, type I32, i32, v128 } from '../../wasm/operations.ts';
import type { ScanColumn } from '../scan-plan.ts';
import { VECTOR_ROWS } from '../scanner.ts';
import { type DictionaryFunctions, emitDictionary, firstBytes, shortHash } from './emit-dictionary.ts';
import { emitNumbers, type NumberFunctions } from './emit-numbers.ts';
import { emitText, firstSpecial, QUOTE, type TextFunctions } from './emit-text.ts';
import { emitTimes, type TimeFunctions } from './emit-times.ts';
import { type MemoryLayout, PENDING, STATE, STOPS, type VectorPlace } from './memory-layout.ts';

/** The functions that every generated scanner has, whatever its format. */
export interface ScannerFunctions {
  readonly module: ModuleBuilder;
  readonly dictionary: DictionaryFunctions;
  readonly text: TextFunctions;
  readonly numbers: NumberFunctions;
  readonly times: TimeFunctions;
  /** `(column, from, to)`: the number that the text at `[from, to)`, which is ASCII, means to a column; NaN where it is not certain. */
  readonly readText: WasmFunction<'f64'>;
}

/** A module with a memory, what it calls outside (`HOST`), and the functions that scanners share. */
export function emitFunctions(layout: MemoryLayout, isUtc: boolean): ScannerFunctions {
  const module = new ModuleBuilder();
  module.importMemory(HOST, 'memory', layout.heap / 65_536);
  const reserve = module.importFunction(HOST, 'reserve', ['i32', 'i32'], null);
  const readText = module.importFunction(HOST, 'readText', ['i32', 'i32', 'i32'], 'f64');
  const dictionary = emitDictionary(module, reserve);
  const text = emitText(module, dictionary.hashOf);
  const numbers = emitNumbers(module, readText);
  return { module, dictionary, text, numbers, times: emitTimes(module, numbers, isUtc), readText };
}

/** The name under which generated code imports things. */
export const HOST = 'host';

/** A column that records have and that is read: its place among those, in the plan and in memory, and how its row is set. */
export class ColumnEmitter {
  readonly column: ScanColumn;
  /** Place among the columns of the module, which `readText` is called with. */
  readonly index: number;
  readonly place: VectorPlace;

  constructor(column: ScanColumn, index: number, place: VectorPlace) {
    this.column = column;
    this.index = index;
    this.place = place;
  }

  get isString(): boolean {
    return this.column.type.kind === 'string';
  }

  storeNull(f: FunctionBuilder, row: Code<'i32'>): void {
    f.store(i32.store8(row, 0, this.place.present));
    if (this.isString) f.store(i32.store(i32.shl(row, 4), -1, this.place.pending + PENDING.length));
  }

  storeNumber(f: FunctionBuilder, row: Code<'i32'>, value: F64): void {
    f.store(i32.store8(row, 1, this.place.present));
    f.store(f64.store(i32.shl(row, 3), value, this.place.values));
  }

  /** Notes the text `[start, start + length)`, which is UTF-8 and stays where it is until the rows are looked up. */
  storeText(f: FunctionBuilder, row: Code<'i32'>, start: I32, length: I32, hash: I32): void {
    const pending = f.reuse('pending', this.pendingOf(row));
    f.store(i32.store8(row, 1, this.place.present));
    f.store(i32.store(pending, start, PENDING.start));
    f.store(i32.store(pending, length, PENDING.length));
    f.store(i32.store(pending, hash, PENDING.hash));
  }

  /** Address of what is noted of a row's text. */
  pendingOf(row: Code<'i32'>): Code<'i32'> {
    return i32.add(i32.shl(row, 4), this.place.pending);
  }
}

/**
 * Reads a string of at most 16 plain bytes whose inside starts `offset` behind `at`, and steps over it and its closing quote; branches
 * to `unusual`, with `at` as it was, where it is another.
 */
export function readShortText(
  f: FunctionBuilder,
  emitter: ColumnEmitter,
  at: Local<'i32'>,
  row: Code<'i32'>,
  offset: number,
  unusual: string,
): void {
  const start = f.reuse('start', i32.add(at, offset));
  const bytes = f.reuse('bytes', v128.load(start));
  const length = f.reuse('length', firstSpecial(bytes));
  f.branch(unusual, i32.ne(i32.load8U(i32.add(start, length)), QUOTE));
  const text = f.reuse('text', v128.and(bytes, firstBytes(length)));
  emitter.storeText(f, row, start, length, shortHash(f, text));
  f.set(at, i32.add(start, length, 1));
}

/** What the loop over lines offers to the code that reads one. */
export interface LineScope {
  readonly f: FunctionBuilder;
  /** Where the line begins; to be left behind its end. */
  readonly at: Local<'i32'>;
  readonly row: Local<'i32'>;
}

/**
 * Writes the function that is called from outside: `scan(from, to)` reads lines from one address to another and leaves the rows in
 * the vectors, and the rest in `STATE`. Returns the rows.
 *
 * @param line `(at, row)`: reads any line; behind it, or 0 where it is not certain
 * @param fast writes the code that reads a line of the usual make; it branches to `other` for a line of another
 */
export function emitScan(
  { module, dictionary }: ScannerFunctions,
  layout: MemoryLayout,
  columns: readonly ColumnEmitter[],
  line: WasmFunction<'i32'>,
  fast: ((scope: LineScope, other: string) => void) | null,
): WasmFunction<'i32'> {
  const scan = module.function('scan', { from: 'i32', to: 'i32' }, 'i32', (f, { from, to }) => {
    const at = f.let('at', from);
    const row = f.local('row', 'i32');
    const next = f.local('next', 'i32');
    const stop = f.local('stop', 'i32');
    const others = f.local('others', 'i32');
    const start = f.local('lineStart', 'i32');
    const noteStart = () => f.store(i32.store(i32.shl(row, 2), i32.sub(at, layout.block), layout.lineStarts));
    f.block('done', () => {
      f.loop('lines', () => {
        f.branch('done', i32.geU(at, to));
        f.if(i32.geU(row, VECTOR_ROWS), () => {
          f.set(stop, STOPS.indexOf('full'));
          f.branch('done');
        });
        noteStart();
        f.set(start, at);
        if (fast !== null) {
          f.block('other', () => {
            fast({ f, at, row }, 'other');
            f.set(row, i32.add(row, 1));
            f.branch('lines');
          });
          f.comment('a line of another make');
          f.set(others, i32.add(others, 1));
          f.set(at, start);
        }
        f.set(next, line.call(at, row));
        f.if(next, () => {
          f.set(at, next);
          f.set(row, i32.add(row, 1));
          f.branch('lines');
        });
        f.set(stop, STOPS.indexOf('uncertain'));
      });
    });
    noteStart();
    f.store(i32.store(0, i32.sub(at, layout.block), STATE.position));
    f.store(i32.store(0, stop, STATE.stop));
    f.store(i32.store(0, others, STATE.templateMisses));
    for (const { column, place, isString } of columns) {
      if (!isString) continue;
      f.comment(`the texts of ${column.name} become codes`);
      f.call(dictionary.lookup, place.dictionary, place.pending, place.values, row, i32.sub(at, from));
    }
    f.return(row);
  });
  module.export(scan);
  return scan;
}
