import { EngineError } from '../../base/errors/engine-error.ts';
import { ok } from '../../base/result.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { indexProblem, knownElementTypeOf } from './array-elements.ts';
import { holdsNull } from './null-elements.ts';
import { strict } from './strict.ts';

/** `element_at` and its lenient twin: counted from 1, or from the end with a minus. Index 0 throws EXP-070 in both. */
export function elementAccess(name: string, isTry: boolean): ScalarFunction {
  return {
    name,
    minArgs: 2,
    maxArgs: 2,
    sign: (args) => {
      const element = knownElementTypeOf(args, 0);
      if (!element.ok) return element;
      const nullable = isTry || holdsNull(args[0]) || args.some((arg) => arg.nullable);
      return indexProblem(args, 1) ?? ok({ args: args.map(({ type }) => type), type: element.value, nullable });
    },
    ...strict(() => (of, index) => {
      const values = of as readonly Value[];
      const at = index as number;
      if (at === 0) throw new EngineError('EXP-070');
      if (Math.abs(at) <= values.length) return values.at(at > 0 ? at - 1 : at) ?? null;
      if (isTry) return null;
      throw new EngineError('EXP-084', { index: at, size: values.length });
    }),
  };
}
