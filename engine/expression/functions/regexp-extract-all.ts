import { array, INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { capturedText, checkGroup, matchesIn, regexCompiler, takesRegex } from './regex-argument.ts';
import { strict } from './strict.ts';

/** `regexp_extract_all(text, pattern[, group])`: what a group captured at every match. */
export const regexpExtractAll: ScalarFunction = {
  name: 'regexp_extract_all',
  minArgs: 2,
  maxArgs: 3,
  sign: takesRegex([STRING, STRING, INT], array(STRING)),
  ...strict((call) => {
    const compiled = regexCompiler();
    return (text, pattern, group = 1) => {
      const search = compiled(pattern as string);
      const matches = matchesIn(search, text as string);
      if (matches.length > 0) checkGroup(search, group as number, call.written);
      return matches.map((match) => capturedText(match, group as number));
    };
  }),
  display: ([text, pattern, group = '1']) => `regexp_extract_all(${text}, ${pattern}, ${group})`,
};
