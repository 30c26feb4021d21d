import { err, ok } from '../../base/result.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { holdsNull } from './null-elements.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';

/** An array of arrays as one array; null where one of them is null. */
export const flatten: ScalarFunction = {
  name: 'flatten',
  minArgs: 1,
  maxArgs: 1,
  sign: ([of]) => {
    if (of?.type.kind !== 'array' || of.type.element.kind !== 'array') {
      return err(wrongArgument(0, 'array<array>', of?.type ?? { kind: 'void' }));
    }
    return ok({ args: [of.type], type: of.type.element, nullable: of.nullable || holdsNull(of) });
  },
  ...strict(() => (arrays) => {
    const parts = arrays as readonly Value[];
    return parts.includes(null) ? null : (parts as readonly (readonly Value[])[]).flat();
  }),
};
