import type { Code, Local } from '../../wasm/code.ts';
import type { FunctionBuilder, WasmFunction } from '../../wasm/function-builder.ts';
import type { ModuleBuilder } from '../../wasm/module-builder.ts';
import { type I32, i32, i64, i64x2, type V128, v128 } from '../../wasm/operations.ts';
import { VECTOR_ROWS } from '../scanner.ts';
import { BYTE_MASKS, DICTIONARY, ENTRY, PENDING, PENDING_BYTES, STATE } from './memory-layout.ts';

/** Three odd numbers whose bits have no pattern. */
const FACTORS = [0x9e3779b97f4a7c15n, 0xc2b2ae3d27d4eb4fn, 0xd6e8feb86659fd93n] as const;
/** From this many slots on, the table does not fit in the nearer caches. */
const FAR_SLOTS = 32_768;

/** The functions that generated scanners have for their dictionaries. */
export interface DictionaryFunctions {
  /** The hash of the bytes `[start, start + length)`. */
  readonly hashOf: WasmFunction<'i32'>;
  /** `(dictionary, pending, codes, rows, bytes)`: looks up the strings of a vector, which have at most so many bytes together. */
  readonly lookup: WasmFunction<null>;
}

/** The mask of a vector's first `count` bytes, of 0 to 16. */
export function firstBytes(count: I32): Code<'v128'> {
  return v128.load(i32.sub(BYTE_MASKS + 16, count));
}

/** The hash of a text of at most 16 bytes, from a vector that has zeros behind it. */
export function shortHash(f: FunctionBuilder, bytes: V128): Code<'i32'> {
  const [first, second, third] = FACTORS;
  const mixed = f.reuse(
    'mixed',
    i64.add(i64.mul(i64x2.extractLane(bytes, 0), first), i64.mul(i64x2.extractLane(bytes, 1), second)),
  );
  return i32.wrapI64(i64.shrU(i64.mul(i64.xor(mixed, i64.shrU(mixed, 32)), third), 32));
}

/** @param reserve `(dictionary, bytes)`: makes room for the strings of a vector */
export function emitDictionary(module: ModuleBuilder, reserve: WasmFunction<null>): DictionaryFunctions {
  const hashOf = emitHash(module);
  const find = emitFind(module);
  emitIntern(module, hashOf, find);
  emitRehash(module);
  const lookup = module.function(
    'lookup',
    { dictionary: 'i32', pending: 'i32', codes: 'i32', rows: 'i32', bytes: 'i32' },
    null,
    (f, { dictionary, pending, codes, rows, bytes }) => {
      const last = f.let('last', i32.add(pending, i32.mul(rows, PENDING_BYTES)));
      const at = f.local('at', 'i32');
      const needed = f.let('needed', i32.add(bytes, VECTOR_ROWS * (ENTRY.bytes + 4) + 64));
      const room = i32.sub(i32.load(dictionary, DICTIONARY.arenaEnd), i32.load(dictionary, DICTIONARY.arenaAt));
      f.if(i32.ltU(room, needed), () => {
        f.comment('the texts themselves are mostly shorter than the lines they are in');
        f.set(bytes, 0);
        f.set(at, pending);
        eachRow(f, at, last, () => {
          const length = i32.load(at, PENDING.length);
          f.if(i32.gtS(length, 0), () => f.set(bytes, i32.add(bytes, length)));
        });
        f.set(needed, i32.add(bytes, VECTOR_ROWS * (ENTRY.bytes + 4) + 64));
      });
      const isFull = i32.gtU(
        i32.add(i32.load(dictionary, DICTIONARY.size), VECTOR_ROWS),
        i32.load(dictionary, DICTIONARY.limit),
      );
      f.if(i32.or(isFull, i32.ltU(room, needed)), () => f.call(reserve, dictionary, bytes));
      const slots = f.let('slots', i32.load(dictionary, DICTIONARY.slots));
      const shift = f.let('shift', i32.load(dictionary, DICTIONARY.shift));
      const mask = f.let('mask', i32.load(dictionary, DICTIONARY.mask));
      const start = f.local('start', 'i32');
      const length = f.local('length', 'i32');
      const hash = f.local('hash', 'i32');
      const index = f.local('index', 'i32');
      const slot = f.local('slot', 'i32');
      const entry = f.local('entry', 'i32');
      const code = f.local('code', 'i32');
      const firstSlot = i32.add(slots, i32.shl(i32.shrU(hash, shift), 3));
      /** @param candidate writes what sets `entry` to the entry that it mostly is, or goes to `unusual` */
      const resolve = (candidate: () => void): void => {
        f.set(at, pending);
        eachRow(f, at, last, () => {
          f.set(start, i32.load(at, PENDING.start));
          f.set(length, i32.load(at, PENDING.length));
          f.set(hash, i32.load(at, PENDING.hash));
          f.block('found', () => {
            f.block('unusual', () => {
              f.branch('unusual', i32.gtU(length, 16));
              candidate();
              f.branch('unusual', i32.ne(i32.load(entry, ENTRY.length), length));
              const differs = v128.xor(v128.load(start), v128.load(entry, ENTRY.bytes));
              f.branch('unusual', v128.anyTrue(v128.and(differs, firstBytes(length))));
              f.set(code, i32.load(entry, ENTRY.code));
              f.branch('found');
            });
            f.set(code, 0);
            f.branch('found', i32.ltS(length, 0));
            f.set(code, find.call(dictionary, start, length, hash));
          });
          f.store(i32.store(codes, code));
          f.set(codes, i32.add(codes, 4));
        });
      };
      f.if(i32.geU(mask, FAR_SLOTS - 1), () => {
        f.comment('the table is far away: all slots are asked for before the first is needed, then all entries');
        const seen = f.local('seen', 'i32');
        f.set(at, pending);
        eachRow(f, at, last, () => {
          f.set(hash, i32.load(at, PENDING.hash));
          f.set(seen, i32.add(seen, i32.load(firstSlot)));
        });
        f.set(at, pending);
        eachRow(f, at, last, () => {
          f.set(hash, i32.load(at, PENDING.hash));
          f.set(index, i32.shrU(hash, shift));
          f.loop('probe', () => {
            f.set(slot, i32.add(slots, i32.shl(index, 3)));
            f.set(entry, i32.load(slot, 4));
            f.set(index, i32.and(i32.add(index, 1), mask));
            f.branch('probe', i32.and(i32.ne(i32.load(slot), hash), i32.ne(entry, 0)));
          });
          f.store(i32.store(at, entry, PENDING.entry));
          f.set(seen, i32.add(seen, i32.load(entry)));
        });
        f.store(i32.store(0, seen, STATE.sink));
        resolve(() => {
          f.set(entry, i32.load(at, PENDING.entry));
          f.branch('unusual', i32.eqz(entry));
        });
        f.return();
      });
      resolve(() => {
        f.comment('mostly the first slot has it, and it is short');
        f.set(slot, firstSlot);
        f.branch('unusual', i32.ne(i32.load(slot), hash));
        f.set(entry, i32.load(slot, 4));
      });
    },
  );
  return { hashOf, lookup };
}

function eachRow(f: FunctionBuilder, at: Local<'i32'>, last: Local<'i32'>, write: () => void): void {
  f.block('rows', () => {
    f.loop('nextRow', () => {
      f.branch('rows', i32.geU(at, last));
      write();
      f.set(at, i32.add(at, PENDING_BYTES));
      f.branch('nextRow');
    });
  });
}

function emitHash(module: ModuleBuilder): WasmFunction<'i32'> {
  return module.function('hashOf', { start: 'i32', length: 'i32' }, 'i32', (f, { start, length }) => {
    const [first, second, third] = FACTORS;
    const bytes = f.local('bytes', 'v128');
    const hash = f.local('hash', 'i64');
    const step = (): void => {
      f.set(
        hash,
        i64.add(
          i64.mul(i64.xor(i64x2.extractLane(bytes, 0), hash, i64.shrU(hash, 32)), first),
          i64.mul(i64x2.extractLane(bytes, 1), second),
        ),
      );
    };
    f.block('last', () => {
      f.loop('next', () => {
        f.branch('last', i32.leU(length, 16));
        f.set(bytes, v128.load(start));
        step();
        f.set(start, i32.add(start, 16));
        f.set(length, i32.sub(length, 16));
        f.branch('next');
      });
    });
    f.set(bytes, v128.and(v128.load(start), firstBytes(length)));
    step();
    f.return(i32.wrapI64(i64.shrU(i64.mul(i64.xor(hash, i64.shrU(hash, 32)), third), 32)));
  });
}

/** The code of a text, which is added where it is new; there must be room. */
function emitFind(module: ModuleBuilder): WasmFunction<'i32'> {
  const params = { dictionary: 'i32', start: 'i32', length: 'i32', hash: 'i32' } as const;
  const add = module.function(
    'addText',
    { ...params, slot: 'i32' },
    'i32',
    (f, { dictionary, start, length, hash, slot }) => {
      const code = f.let('code', i32.load(dictionary, DICTIONARY.size));
      const entry = f.let('entry', i32.load(dictionary, DICTIONARY.arenaAt));
      f.store(i32.store(dictionary, i32.add(code, 1), DICTIONARY.size));
      f.store(i32.store(slot, hash));
      f.store(i32.store(slot, entry, 4));
      f.store(i32.store(i32.add(i32.load(dictionary, DICTIONARY.entries), i32.shl(code, 2)), entry));
      f.store(i32.store(entry, code, ENTRY.code));
      f.store(i32.store(entry, length, ENTRY.length));
      const to = f.let('to', i32.add(entry, ENTRY.bytes));
      const end = f.let('end', i32.add(to, length));
      f.store(i32.store(dictionary, i32.and(i32.add(end, 3), -4), DICTIONARY.arenaAt));
      f.block('copied', () => {
        f.loop('copy', () => {
          f.branch('copied', i32.geU(to, end));
          f.store(v128.store(to, v128.load(start)));
          f.set(to, i32.add(to, 16));
          f.set(start, i32.add(start, 16));
          f.branch('copy');
        });
      });
      f.return(code);
    },
  );
  return module.function('find', params, 'i32', (f, { dictionary, start, length, hash }) => {
    const slots = f.let('slots', i32.load(dictionary, DICTIONARY.slots));
    const mask = f.let('mask', i32.load(dictionary, DICTIONARY.mask));
    const at = f.let('at', i32.shrU(hash, i32.load(dictionary, DICTIONARY.shift)));
    const slot = f.local('slot', 'i32');
    const entry = f.local('entry', 'i32');
    const from = f.local('from', 'i32');
    const to = f.local('to', 'i32');
    const rest = f.local('rest', 'i32');
    f.loop('probe', () => {
      f.set(slot, i32.add(slots, i32.shl(at, 3)));
      f.set(entry, i32.load(slot, 4));
      f.if(i32.eqz(entry), () => f.return(add.call(dictionary, start, length, hash, slot)));
      f.block('other', () => {
        f.branch('other', i32.ne(i32.load(slot), hash));
        f.branch('other', i32.ne(i32.load(entry, ENTRY.length), length));
        f.set(from, start);
        f.set(to, i32.add(entry, ENTRY.bytes));
        f.set(rest, length);
        f.block('last', () => {
          f.loop('next', () => {
            f.branch('last', i32.leU(rest, 16));
            f.branch('other', v128.anyTrue(v128.xor(v128.load(from), v128.load(to))));
            f.set(from, i32.add(from, 16));
            f.set(to, i32.add(to, 16));
            f.set(rest, i32.sub(rest, 16));
            f.branch('next');
          });
        });
        f.branch('other', v128.anyTrue(v128.and(v128.xor(v128.load(from), v128.load(to)), firstBytes(rest))));
        f.return(i32.load(entry, ENTRY.code));
      });
      f.set(at, i32.and(i32.add(at, 1), mask));
      f.branch('probe');
    });
    f.unreachable();
  });
}

function emitIntern(module: ModuleBuilder, hashOf: WasmFunction<'i32'>, find: WasmFunction<'i32'>): void {
  module.export(
    module.function('intern', { dictionary: 'i32', start: 'i32', length: 'i32' }, 'i32', (f, params) => {
      const { dictionary, start, length } = params;
      f.return(find.call(dictionary, start, length, hashOf.call(start, length)));
    }),
  );
}

function emitRehash(module: ModuleBuilder): void {
  module.export(
    module.function(
      'rehash',
      { slots: 'i32', count: 'i32', newSlots: 'i32', newShift: 'i32', newMask: 'i32' },
      null,
      (f, { slots, count, newSlots, newShift, newMask }) => {
        const end = f.let('end', i32.add(slots, i32.shl(count, 3)));
        const at = f.local('at', 'i32');
        const slot = f.local('slot', 'i32');
        f.block('done', () => {
          f.loop('next', () => {
            f.branch('done', i32.geU(slots, end));
            f.if(i32.load(slots, 4), () => {
              f.set(at, i32.shrU(i32.load(slots), newShift));
              f.loop('probe', () => {
                f.set(slot, i32.add(newSlots, i32.shl(at, 3)));
                f.set(at, i32.and(i32.add(at, 1), newMask));
                f.branch('probe', i32.load(slot, 4));
              });
              f.store(i64.store(slot, i64.load(slots)));
            });
            f.set(slots, i32.add(slots, 8));
            f.branch('next');
          });
        });
      },
    ),
  );
}
