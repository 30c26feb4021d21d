import type { Code } from '../../wasm/code.ts';
import type { FunctionBuilder, WasmFunction } from '../../wasm/function-builder.ts';
import type { ModuleBuilder } from '../../wasm/module-builder.ts';
import { f64, i32, i64, select, tee } from '../../wasm/operations.ts';
import { PRODUCT_POWER_MAX, PRODUCT_POWERS } from './memory-layout.ts';

const LOW_32 = 0xffffffffn;
const EXPONENT_BIAS = 1023;
const FRACTION_BITS = 52;

/**
 * Writes `(digits, power)`: the double nearest to `digits` times ten to the `power`, by one or two products of 64 bits (Lemire,
 * "Number parsing at a gigabyte per second", 2021). NaN where they do not decide, for 0 digits, and for doubles that are too
 * small or too large to have all their bits.
 */
export function emitDoubleProduct(module: ModuleBuilder): WasmFunction<'f64'> {
  const high = emitHighProduct(module);
  return module.function('doubleProduct', { digits: 'i64', power: 'i32' }, 'f64', (f, { digits, power }) => {
    const unknown = (): void => f.return(Number.NaN);
    f.if(i32.gtU(i32.add(power, PRODUCT_POWER_MAX), PRODUCT_POWER_MAX * 2), unknown);
    f.if(i64.eqz(digits), unknown);
    const zeros = f.let('zeros', i64.clz(digits));
    f.set(digits, i64.shl(digits, zeros));
    const place = f.let('place', i32.shl(i32.add(power, PRODUCT_POWER_MAX), 4));
    const factor = f.let('factor', i64.load(place, PRODUCT_POWERS + 8));
    const low = f.let('low', i64.mul(digits, factor));
    const top = f.let('top', high.call(digits, factor));
    f.if(i64.eq(i64.and(top, 0x1ff), 0x1ff), () => {
      f.comment('the lower half of the power may carry into the bits that count');
      const carry = f.let('carry', high.call(digits, i64.load(place, PRODUCT_POWERS)));
      f.set(low, i64.add(low, carry));
      f.set(top, i64.add(top, i64.extendI32U(i64.ltU(low, carry))));
    });
    const isUnclear = i32.and(i64.eq(low, -1), i32.gtU(i32.add(power, 27), 27 + 55));
    f.if(isUnclear, unknown);
    const upper = f.let('upper', i64.shrU(top, 63));
    const shift = f.let('shift', i64.add(upper, 64 - FRACTION_BITS - 3));
    const fraction = f.let('fraction', i64.shrU(top, shift));
    const exponent = f.local('exponent', 'i64');
    f.set(
      exponent,
      i64.sub(i64.add(i64.shrS(i64.mul(i64.extendI32S(power), 152170 + 65536), 16), upper, 63 + EXPONENT_BIAS), zeros),
    );
    f.if(i64.leS(exponent, 0), unknown);
    roundHalfToEven(f, { low, top, shift, fraction, power });
    f.set(fraction, i64.add(fraction, i64.and(fraction, 1)));
    f.set(fraction, i64.shrU(fraction, 1));
    f.if(i64.geU(fraction, 1n << 53n), () => {
      f.set(fraction, 1n << 52n);
      f.set(exponent, i64.add(exponent, 1));
    });
    f.if(i64.geS(exponent, 0x7ff), unknown);
    f.return(f64.reinterpretI64(i64.or(i64.and(fraction, (1n << 52n) - 1n), i64.shl(exponent, FRACTION_BITS))));
  });
}

interface Rounding {
  readonly low: Code<'i64'>;
  readonly top: Code<'i64'>;
  readonly shift: Code<'i64'>;
  readonly fraction: Code<'i64'> & { readonly kind: 'local' };
  readonly power: Code<'i32'>;
}

/** Exactly between two doubles the even one is meant; that can only be for small powers, where the product is exact. */
function roundHalfToEven(f: FunctionBuilder, { low, top, shift, fraction, power }: Rounding): void {
  const mayBeHalf = i32.and(i64.leU(low, 1), i32.leU(i32.add(power, 4), 4 + 23), i64.eq(i64.and(fraction, 3), 1));
  f.if(mayBeHalf, () =>
    f.set(fraction, select(i64.eq(i64.shl(fraction, shift), top), i64.and(fraction, -2), fraction)),
  );
}

/** `(a, b)`: the higher 64 bits of the product of two numbers without sign. */
function emitHighProduct(module: ModuleBuilder): WasmFunction<'i64'> {
  return module.function('highProduct', { a: 'i64', b: 'i64' }, 'i64', (f, { a, b }) => {
    const [lowA, highA] = [f.let('lowA', i64.and(a, LOW_32)), f.let('highA', i64.shrU(a, 32))];
    const [lowB, highB] = [f.let('lowB', i64.and(b, LOW_32)), f.let('highB', i64.shrU(b, 32))];
    const middle = f.local('middle', 'i64');
    const first = i64.add(i64.mul(highA, lowB), i64.shrU(i64.mul(lowA, lowB), 32));
    const second = i64.add(i64.mul(lowA, highB), i64.and(tee(middle, first), LOW_32));
    f.set(a, second);
    f.return(i64.add(i64.mul(highA, highB), i64.shrU(middle, 32), i64.shrU(a, 32)));
  });
}
