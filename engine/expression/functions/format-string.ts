import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { type DataType, STRING } from '../../types/data-type.ts';
import { implicitCast } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { formatJava } from './java-format.ts';
import { nullAware } from './null-aware.ts';
import { wrongArgument } from './signature.ts';
import { isNested } from './wide-number.ts';

/** `format_string(format, a, …)`: Java's `String.format`. Null only where the format is; a null value is written `null`. */
export const formatString: ScalarFunction = {
  name: 'format_string',
  aliases: ['printf'],
  minArgs: 1,
  maxArgs: Number.POSITIVE_INFINITY,
  sign: ([format, ...values]) => {
    const { type, nullable } = must(format, 'format_string has a format');
    if (implicitCast(type, STRING) === null) return err(wrongArgument(0, 'string', type));
    const wrong = values.findIndex((value) => isNested(value.type));
    const found = values[wrong]?.type;
    if (found !== undefined) return err(wrongArgument(wrong + 1, 'a single value', found));
    return ok({ args: [STRING, ...values.map((value): DataType => value.type)], type: STRING, nullable });
  },
  ...nullAware((call) => {
    const types = call.args.slice(1).map((arg) => arg.type);
    return (format, ...values) => (format === null ? null : formatJava(format as string, values, types));
  }),
};
