import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { capturedText, checkGroup, regexCompiler, takesRegex } from './regex-argument.ts';
import { strict } from './strict.ts';

/** `regexp_extract(text, pattern[, group])`: what a group captured at the first match, an empty text where there is none. */
export const regexpExtract: ScalarFunction = {
  name: 'regexp_extract',
  minArgs: 2,
  maxArgs: 3,
  sign: takesRegex([STRING, STRING, INT], STRING),
  ...strict((call) => {
    const compiled = regexCompiler();
    return (text, pattern, group = 1) => {
      const search = compiled(pattern as string);
      const match = search.find(text as string, 0);
      if (match === null) return '';
      checkGroup(search, group as number, call.written);
      return capturedText(match, group as number);
    };
  }),
  display: ([text, pattern, group = '1']) => `regexp_extract(${text}, ${pattern}, ${group})`,
};
