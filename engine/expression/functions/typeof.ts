import { must } from '../../base/assert.ts';
import { ok } from '../../base/result.ts';
import { STRING } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { ScalarFunction } from '../expr.ts';

/** The name of the argument's type. */
export const typeOf: ScalarFunction = {
  name: 'typeof',
  minArgs: 1,
  maxArgs: 1,
  sign: (args) => ok({ args: args.map(({ type }) => type), type: STRING, nullable: false }),
  compile: (call) => {
    const name = printDataType(must(call.args[0], 'typeof has an argument').type);
    return () => name;
  },
  emit: (call, context) => {
    const name = printDataType(must(call.args[0], 'typeof has an argument').type);
    return { value: context.bind(name), isNull: 'false' };
  },
};
