import { STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { regexCompiler, takesRegex } from './regex-argument.ts';
import { strict } from './strict.ts';

/** `regexp_substr(text, pattern)`: the first match; null where there is none or it is empty. */
export const regexpSubstr: ScalarFunction = {
  name: 'regexp_substr',
  minArgs: 2,
  maxArgs: 2,
  sign: takesRegex([STRING], STRING, true),
  ...strict(() => {
    const compiled = regexCompiler();
    return (text, pattern) => compiled(pattern as string).find(text as string, 0)?.groups[0] || null;
  }),
};
