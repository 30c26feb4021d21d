import { describe, expect, it } from 'vitest';
import type { Code, ValueType } from './code.ts';
import { ModuleBuilder } from './module-builder.ts';
import { f32, f64, i8x16, i32, i64, i64x2, select, tee, v128 } from './operations.ts';
import { webAssembly } from './web-assembly.ts';

function instanceOf(module: ModuleBuilder, imports: Parameters<typeof makeInstance>[1] = {}) {
  return makeInstance(module, imports);
}

function makeInstance(
  module: ModuleBuilder,
  imports: ConstructorParameters<ReturnType<typeof webAssembly>['Instance']>[1],
) {
  const host = webAssembly();
  return new host.Instance(new host.Module(module.encode()), imports).exports;
}

/** What an expression over the memory's first bytes is. */
function resultOf(code: Code, bytes: readonly number[] = []): unknown {
  const module = new ModuleBuilder();
  module.importMemory('host', 'memory', 1);
  module.export(module.function('run', {}, code.type as ValueType, (f) => f.return(code)));
  const memory = new (webAssembly().Memory)({ initial: 1 });
  new Uint8Array(memory.buffer).set(bytes);
  return instanceOf(module, { host: { memory } }).run?.();
}

describe('names', () => {
  it('gives each own function its name and number behind those that are imported', () => {
    const module = new ModuleBuilder();
    module.importFunction('host', 'seen', ['i32'], null);
    module.function('one', {}, 'i32', (f) => f.return(i32.const(1)));
    module.function('other', {}, 'i32', (f) => f.return(i32.const(2)));
    const section = '\u0004name\u0001\u000d\u0002\u0001\u0003one\u0002\u0005other';
    expect(new TextDecoder().decode(module.encode())).toMatch(new RegExp(`${section}$`));
  });
});

describe('operations', () => {
  const big = 0x1234_5678_9abc_def0n;
  it.each<[string, Code, unknown]>([
    ['i32.add of three', i32.add(1, 2, 3), 6],
    ['i32.sub', i32.sub(1, 3), -2],
    ['i32.mul', i32.mul(-7, 6), -42],
    ['i32.divU', i32.divU(-1, 2), 0x7fffffff],
    ['i32.remU', i32.remU(17, 5), 2],
    ['i32.shrS', i32.shrS(-8, 1), -4],
    ['i32.shrU', i32.shrU(-8, 1), 0x7ffffffc],
    ['i32.ltS', i32.ltS(-1, 1), 1],
    ['i32.ltU', i32.ltU(-1, 1), 0],
    ['i32.geU', i32.geU(-1, 1), 1],
    ['i32.ctz', i32.ctz(8), 3],
    ['i32.clz', i32.clz(1), 31],
    ['i32.popcnt', i32.popcnt(0xff), 8],
    ['i32.wrapI64', i32.wrapI64(big), 0x9abcdef0 | 0],
    ['i32.eqz', i32.eqz(0), 1],
    ['i64 constant', i64.const(big), big],
    ['i64 smallest', i64.const(-(2n ** 63n)), -(2n ** 63n)],
    ['i64.mul wraps', i64.mul(2n ** 63n, 3), BigInt.asIntN(64, 2n ** 63n * 3n)],
    ['i64.shrU', i64.shrU(-1n, 60), 15n],
    ['i64.ctz', i64.ctz(0), 64n],
    ['i64.extendI32S', i64.extendI32S(-1), -1n],
    ['i64.extendI32U', i64.extendI32U(-1), 0xffffffffn],
    ['i64.ltU', i64.ltU(-1n, 1n), 0],
    ['f64.div', f64.div(1, 3), 1 / 3],
    ['f64.neg keeps zero', f64.neg(0), -0],
    ['f64 of i64', f64.convertI64S(-5n), -5],
    ['f64 of i64 unsigned', f64.convertI64U(-1n), 2 ** 64],
    ['f64.truncSatI64S', f64.truncSatI64S(-1.5), -1n],
    ['fround', f64.promoteF32(f32.demoteF64(0.1)), Math.fround(0.1)],
    ['select', select(i32.const(1), i64.const(4n), i64.const(5n)), 4n],
  ])('%s', (_, code, expected) => {
    expect(resultOf(code)).toBe(expected);
  });

  it('loads bytes wherever they are', () => {
    const bytes = Array.from({ length: 40 }, (_, i) => i * 5);
    expect(resultOf(i32.load8U(3, 4), bytes)).toBe(35);
    expect(resultOf(i32.load16U(1), bytes)).toBe(5 | (10 << 8));
    expect(resultOf(i64.load(3), bytes)).toBe(new DataView(Uint8Array.from(bytes).buffer).getBigInt64(3, true));
    expect(resultOf(i64x2.extractLane(v128.load(3), 1), bytes)).toBe(
      new DataView(Uint8Array.from(bytes).buffer).getBigInt64(11, true),
    );
  });

  it('looks at sixteen bytes at a time', () => {
    const bytes = [...new TextEncoder().encode('name":"x","y":1,')];
    expect(resultOf(i8x16.bitmask(i8x16.eq(v128.load(0), i8x16.splat(0x22))), bytes)).toBe(0b0001010101010000 | 0);
    expect(resultOf(i8x16.bitmask(i8x16.ltS(v128.load(0), i8x16.splat(0x2d))), bytes)).toBe(0b1001011101010000);
  });
});

describe('ModuleBuilder', () => {
  it('runs loops, blocks and branches', () => {
    const module = new ModuleBuilder();
    const sum = module.function('sum', { to: 'i32' }, 'i32', (f, { to }) => {
      const at = f.local('at', 'i32');
      const total = f.local('total', 'i32');
      f.block('done', () => {
        f.loop('next', () => {
          f.branch('done', i32.geS(at, to));
          f.set(at, i32.add(at, 1));
          f.if(
            i32.eqz(i32.and(at, 1)),
            () => f.set(total, i32.add(total, at)),
            () => f.set(total, i32.sub(total, 1)),
          );
          f.branch('next');
        });
      });
      f.return(total);
    });
    module.export(sum);
    expect(instanceOf(module).sum?.(10)).toBe(2 + 4 + 6 + 8 + 10 - 5);
  });

  it('has functions that call one another, imports and globals', () => {
    const module = new ModuleBuilder();
    const heard: number[] = [];
    const tell = module.importFunction('host', 'tell', ['i32'], null);
    const count = module.global('count', 'i32', 100);
    const odd = module.declare('isOdd', { n: 'i32' }, 'i32');
    const even = module.function('isEven', { n: 'i32' }, 'i32', (f, { n }) => {
      f.set(count, i32.add(count, 1));
      f.if(i32.eqz(n), () => f.return(1));
      f.return(odd.callee.call(i32.sub(n, 1)));
    });
    odd.write((f, { n }) => {
      f.call(tell, n);
      f.if(i32.eqz(n), () => f.return(0));
      const less = f.local('less', 'i32');
      f.return(even.call(tee(less, i32.sub(n, 1))));
    });
    module.export(even);
    module.export(module.function('calls', {}, 'i32', (f) => f.return(count)));
    const exports = instanceOf(module, { host: { tell: (n: number) => heard.push(n) } });
    expect(exports.isEven?.(4)).toBe(1);
    expect(exports.isEven?.(5)).toBe(0);
    expect(heard).toEqual([3, 1, 4, 2, 0]);
    expect(exports.calls?.()).toBe(106);
  });

  it('gives each local a name of its own, and the same one to those that are used again', () => {
    const module = new ModuleBuilder();
    const sum = module.function('sum', { x: 'i32' }, 'i32', (f, { x }) => {
      const locals = [f.local('x', 'i32'), f.local('y2', 'i32'), f.local('y', 'i32'), f.local('y', 'i32')];
      const first = f.reuse('z', i32.add(x, 1));
      f.set(locals[0] as (typeof locals)[number], first);
      const second = f.reuse('z', i32.add(x, 10));
      expect(second).toBe(first);
      expect(f.reuse('z', i64.const(5n))).not.toBe(first);
      expect(f.locals.map(({ name }) => name)).toEqual(['x2', 'y2', 'y', 'y3', 'z', 'z2']);
      f.return(i32.add(locals[0] as (typeof locals)[number], second));
    });
    module.export(sum);
    expect(instanceOf(module).sum?.(1)).toBe(2 + 11);
  });

  it('writes memory', () => {
    const module = new ModuleBuilder();
    module.importMemory('host', 'memory', 1);
    module.export(
      module.function('write', { at: 'i32' }, null, (f, { at }) => {
        f.store(i32.store8(at, 7));
        f.store(i64.store(at, -1n, 8));
        f.store(f64.store(at, 1.5, 16));
        f.store(v128.store(at, v128.const(Uint8Array.from({ length: 16 }, (_, i) => i)), 24));
      }),
    );
    const memory = new (webAssembly().Memory)({ initial: 1 });
    instanceOf(module, { host: { memory } }).write?.(5);
    const view = new DataView(memory.buffer, 5);
    expect([view.getUint8(0), view.getBigInt64(8, true), view.getFloat64(16, true), view.getUint8(39)]).toEqual([
      7,
      -1n,
      1.5,
      15,
    ]);
  });

  it('traps where a function with a result runs past its end', () => {
    const module = new ModuleBuilder();
    module.export(module.function('nothing', {}, 'i32', () => undefined));
    const { nothing } = instanceOf(module);
    expect(() => nothing?.()).toThrow(/unreachable/);
  });

  it('refuses code of another type, wrong counts of values and labels that are not open', () => {
    const module = new ModuleBuilder();
    const callee = module.function('f', { a: 'i32' }, 'i32', (f, { a }) => f.return(a));
    expect(() => callee.call(i64.const(1n))).toThrow('value 0 of f is of type i32');
    expect(() => callee.call()).toThrow('f takes 1 values');
    const open = new ModuleBuilder();
    open.function('g', {}, null, (f) => f.branch('nowhere'));
    expect(() => open.encode()).toThrow('a block named nowhere is open');
    const unwritten = new ModuleBuilder();
    unwritten.declare('h', {}, null);
    expect(() => unwritten.encode()).toThrow('h is written');
  });

  it('prints what it encodes, for people', () => {
    const module = new ModuleBuilder();
    module.importMemory('host', 'memory', 1);
    module.function('digits', { from: 'i32' }, 'i32', (f, { from }) => {
      f.comment('column "time"\nof node a');
      const at = f.let('at', from);
      f.block('other', () => {
        f.branch('other', i64.ne(i64.load(at, 8), BigInt('0x3a22656d6974227b')));
        f.loop('next', () => {
          f.set(at, i32.add(at, 1));
          f.branch('next', i32.ltU(i32.sub(i32.load8U(at), 0x30), 10));
        });
      });
      f.store(i32.store8(at, 0));
      f.return(i32.sub(at, from));
    });
    expect(module.print()).toBe(
      [
        'function digits(from: i32): i32 {',
        '  let at: i32;',
        '  // column "time" of node a',
        '  at = from;',
        '  other: {',
        `    if (i64[at + 8] != '{"time":') break other;`,
        '    next: loop {',
        '      at = at + 1;',
        '      if ((u8[at] - 48) <u 10) continue next;',
        '    }',
        '  }',
        '  u8[at] = 0;',
        '  return at - from;',
        '}',
      ].join('\n'),
    );
  });
});
