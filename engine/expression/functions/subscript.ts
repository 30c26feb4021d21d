import { EngineError } from '../../base/errors/engine-error.ts';
import { err, ok } from '../../base/result.ts';
import { isIntegral } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { Value } from '../../types/value.ts';
import { displayExpr } from '../display.ts';
import type { ScalarFunction } from '../expr.ts';
import { holdsNull } from './null-elements.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';

/** `a[i]`, counted from 0. An index outside of the array throws EXP-069. */
export const subscript: ScalarFunction = {
  name: '[]',
  minArgs: 2,
  maxArgs: 2,
  sign: ([of, index]) => {
    if (of === undefined || index === undefined) return err({ code: 'EXP-025', params: {} });
    if (of.type.kind !== 'array') {
      return err({ code: 'EXP-023', params: { of: displayExpr(of), type: printDataType(of.type) }, argument: 0 });
    }
    if (!isIntegral(index.type) && index.type.kind !== 'void') return err(wrongArgument(1, 'integral', index.type));
    const nullable = of.nullable || index.nullable || holdsNull(of);
    return ok({ args: [of.type, index.type], type: of.type.element, nullable });
  },
  ...strict(() => (of, index) => {
    const values = of as readonly Value[];
    const at = Number(index);
    if (at < 0 || at >= values.length) throw indexOutside(index ?? null, values);
    return values[at] ?? null;
  }),
  display: ([of, index]) => `${of}[${index}]`,
};

function indexOutside(index: Value, values: readonly Value[]): EngineError {
  return new EngineError('EXP-069', { index: String(index), size: values.length });
}
