import type { ScalarFunction } from '../expr.ts';
import { takesDoubles } from './signature.ts';
import { strict } from './strict.ts';

/** `atan2(y, x)`: the angle of the point (x, y). Adding zero makes a negative zero a positive one, as Spark does. */
export const atan2: ScalarFunction = {
  name: 'atan2',
  minArgs: 2,
  maxArgs: 2,
  sign: takesDoubles(),
  ...strict(() => (y, x) => Math.atan2((y as number) + 0, (x as number) + 0)),
  display: (args) => `ATAN2(${args.join(', ')})`,
};
