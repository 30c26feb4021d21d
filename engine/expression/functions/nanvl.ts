import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { DOUBLE, FLOAT } from '../../types/data-type.ts';
import { implicitCast } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { nullAware } from './null-aware.ts';
import { wrongArgument } from './signature.ts';

/** `nanvl(a, b)`: `b` where `a` is NaN, else `a`; `b` is not computed otherwise. */
export const nanvl: ScalarFunction = {
  name: 'nanvl',
  minArgs: 2,
  maxArgs: 2,
  sign: (args) => {
    const isFloat = args.every(({ type }) => type.kind === 'float');
    const type = isFloat ? FLOAT : DOUBLE;
    const wrong = args.findIndex((arg) => implicitCast(arg.type, type) === null);
    const found = args[wrong]?.type;
    return found === undefined ? ok({ args: [type, type], type }) : err(wrongArgument(wrong, 'double or float', found));
  },
  ...nullAware(() => (a, b) => (Number.isNaN(a) ? (b ?? null) : (a ?? null))),
  compile: (_, args) => {
    const first = must(args[0], 'nanvl has two arguments');
    const second = must(args[1], 'nanvl has two arguments');
    return (row) => {
      const value = first(row);
      return Number.isNaN(value) ? second(row) : value;
    };
  },
};
