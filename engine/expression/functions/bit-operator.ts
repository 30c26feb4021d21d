import { err, ok } from '../../base/result.ts';
import { INT, isIntegral, sameType } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { commonType } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { differentSides } from './arithmetic.ts';
import { emitGuarded, emitInline, strict } from './strict.ts';
import { isWide } from './wide-number.ts';

/** An operator on the bits of two integers, which are brought to the wider type of the two. */
export function bitOperator(
  symbol: '&' | '|' | '^',
  narrow: (a: number, b: number) => number,
  wide: (a: bigint, b: bigint) => bigint,
): ScalarFunction {
  const compute = strict((call) =>
    call.type.kind === 'bigint' ? (a, b) => wide(a as bigint, b as bigint) : (a, b) => narrow(a as number, b as number),
  );
  return {
    name: symbol,
    minArgs: 2,
    maxArgs: 2,
    sign: ([left, right]) => {
      if (left === undefined || right === undefined) return err({ code: 'EXP-025', params: {} });
      const common = commonType(left.type, right.type);
      if (common?.kind === 'void') return ok({ args: [INT, INT], type: INT });
      if (common !== null && isIntegral(common)) return ok({ args: [common, common], type: common });
      if (!sameType(left.type, right.type)) return err(differentSides(symbol, left, right));
      const params = { operator: symbol, expected: 'integral', found: printDataType(left.type) };
      return err({ code: 'EXP-031', params });
    },
    ...compute,
    emit: (call, context, emitArgument) =>
      isWide(call.type)
        ? emitGuarded((a, b) => wide(a as bigint, b as bigint), call, context, emitArgument)
        : emitInline(call, context, emitArgument, (a, b) => `${a} ${symbol} ${b}`),
    display: ([a, b]) => `(${a} ${symbol} ${b})`,
  };
}
