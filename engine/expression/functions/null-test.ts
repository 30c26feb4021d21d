import { must } from '../../base/assert.ts';
import { ok } from '../../base/result.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';

/** `isnull` and `isnotnull`: never null themselves. */
export function nullTest(name: string, whenNull: boolean, words: string): ScalarFunction {
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    sign: (args) => ok({ args: args.map(({ type }) => type), type: BOOLEAN, nullable: false }),
    compile: (_, args) => {
      const of = must(args[0], 'a null test has an argument');
      return (row) => (of(row) === null) === whenNull;
    },
    emit: (call, context, emitArgument) => {
      const { isNull } = emitArgument(must(call.args[0], 'a null test has an argument'), context);
      return { value: whenNull ? `(${isNull})` : `!(${isNull})`, isNull: 'false' };
    },
    display: ([a]) => `(${a} ${words})`,
  };
}
