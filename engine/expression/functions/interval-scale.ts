import { EngineError } from '../../base/errors/engine-error.ts';
import { type DecimalType, DOUBLE } from '../../types/data-type.ts';
import type { CallExpr } from '../expr.ts';
import type { Compute } from './strict.ts';
import { checkedMicros } from './time-arithmetic.ts';

/** An interval times or divided by a number: exact with decimals, and rounded half up to whole microseconds. */
export function scaleInterval(call: CallExpr, divides: boolean): Compute {
  const at = call.args[0]?.type.kind === 'interval' ? 0 : 1;
  const type = call.args[1 - at]?.type ?? DOUBLE;
  return (...values) => {
    const micros = values[at] as bigint;
    const factor = values[1 - at];
    if (divides && (factor === 0 || factor === 0n)) throw new EngineError('EXP-058');
    if (typeof factor === 'number') return fromDouble(divides ? Number(micros) / factor : Number(micros) * factor);
    const unit = 10n ** BigInt((type as DecimalType).scale);
    const [over, under] = divides ? [micros * unit, factor as bigint] : [micros * (factor as bigint), unit];
    return checkedMicros(divideHalfUp(over, under), 'interval arithmetic');
  };
}

function fromDouble(micros: number): bigint {
  const rounded = Math.sign(micros) * Math.round(Math.abs(micros));
  return checkedMicros(Number.isFinite(rounded) ? BigInt(rounded) : 1n << 64n, 'interval arithmetic');
}

function divideHalfUp(over: bigint, under: bigint): bigint {
  const negative = over < 0n !== under < 0n;
  const a = over < 0n ? -over : over;
  const b = under < 0n ? -under : under;
  const rounded = (a + b / 2n) / b;
  // (a + b/2) / b rounds an odd b's half too early only when there is no exact half, so it is right for both.
  return negative ? -rounded : rounded;
}
