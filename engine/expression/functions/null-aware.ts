import type { CallExpr, ScalarFunction } from '../expr.ts';
import type { Compute } from './strict.ts';
import { guarded, isNested } from './wide-number.ts';

/** Both forms of a function that takes null as a value like any other. All its arguments are computed. */
export function nullAware(
  compute: (call: CallExpr) => Compute,
): Required<Pick<ScalarFunction, 'compile' | 'emit' | 'cannotEmit'>> {
  return {
    compile: (call, args) => {
      const computed = compute(call);
      return (row) => computed(...args.map((arg) => arg(row)));
    },
    cannotEmit: (call) => (isNested(call.type) || call.args.some((arg) => isNested(arg.type)) ? 'nested values' : null),
    emit: (call, context, emitArgument) => {
      const types = call.args.map((arg) => arg.type);
      const args = call.args.map((arg) => emitArgument(arg, context));
      const bound = context.bind(guarded(compute(call), types, call.type));
      const value = context.fresh('v');
      const given = args.map((arg) => (arg.isNull === 'false' ? arg.value : `(${arg.isNull}) ? null : ${arg.value}`));
      context.statement(`const ${value} = ${bound}(${given.join(', ')});`);
      context.statement(`if (${value} === undefined) { ${context.bail} }`);
      return { value, isNull: call.nullable ? `(${value} === null)` : 'false' };
    },
  };
}
