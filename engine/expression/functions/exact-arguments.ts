import { err, ok } from '../../base/result.ts';
import { type DataType, sameType } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { ScalarFunction } from '../expr.ts';
import { wrongArgument } from './signature.ts';

/** Typing for functions that Spark lets take their own types and NULL alone: nothing is cast for them. */
export function takesExactly(wanted: readonly DataType[], type: DataType, nullable?: boolean): ScalarFunction['sign'] {
  return (args) => {
    for (const [i, arg] of args.entries()) {
      const asked = wanted[i] ?? arg.type;
      if (arg.type.kind !== 'void' && !sameType(arg.type, asked)) {
        return err(wrongArgument(i, printDataType(asked), arg.type));
      }
    }
    const types = args.map((arg, i) => wanted[i] ?? arg.type);
    return ok({ args: types, type, ...(nullable === undefined ? {} : { nullable }) });
  };
}
