import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { regexCompiler, takesRegex } from './regex-argument.ts';
import { strict } from './strict.ts';
import { characterCount } from './text-function.ts';

/** `regexp_instr(text, pattern[, group])`: where the pattern is first found, from 1; 0 where it is not. The group is not looked at. */
export const regexpInstr: ScalarFunction = {
  name: 'regexp_instr',
  minArgs: 2,
  maxArgs: 3,
  sign: takesRegex([STRING, STRING, INT], INT),
  ...strict(() => {
    const compiled = regexCompiler();
    return (text, pattern) => {
      const match = compiled(pattern as string).find(text as string, 0);
      return match === null ? 0 : characterCount((text as string).slice(0, match.start)) + 1;
    };
  }),
  display: ([text, pattern, group = '0']) => `regexp_instr(${text}, ${pattern}, ${group})`,
};
