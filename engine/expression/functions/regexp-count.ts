import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { matchesIn, regexCompiler, takesRegex } from './regex-argument.ts';
import { strict } from './strict.ts';

/** `regexp_count(text, pattern)`: how often the pattern is found. */
export const regexpCount: ScalarFunction = {
  name: 'regexp_count',
  minArgs: 2,
  maxArgs: 2,
  sign: takesRegex([STRING], INT),
  ...strict(() => {
    const compiled = regexCompiler();
    return (text, pattern) => matchesIn(compiled(pattern as string), text as string).length;
  }),
};
