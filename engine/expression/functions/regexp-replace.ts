import { EngineError } from '../../base/errors/engine-error.ts';
import { err } from '../../base/result.ts';
import { INT, STRING } from '../../types/data-type.ts';
import { excerpt } from '../../types/excerpt.ts';
import type { ScalarFunction } from '../expr.ts';
import { allMatches, type RegexMatch } from '../regex/regex-search.ts';
import { constantInt } from './constant-int.ts';
import { capturedText, regexCompiler, takesRegex } from './regex-argument.ts';
import { strict } from './strict.ts';

const SHOWN_CHARACTERS = 80;
const sign = takesRegex([STRING, STRING, STRING, INT], STRING);

/**
 * `regexp_replace(text, pattern, replacement[, position])`: every match from a position on, which is a constant from 1. In the
 * replacement `$1` stands for a group and a backslash takes the meaning of the next character away.
 */
export const regexpReplace: ScalarFunction = {
  name: 'regexp_replace',
  minArgs: 3,
  maxArgs: 4,
  sign: (args) => {
    const position = args[3];
    if (position !== undefined) {
      if (position.kind !== 'literal') return err({ code: 'EXP-036', params: { position: 4 }, argument: 3 });
      const value = constantInt(position);
      if (position.value !== null && value < 1) {
        return err({ code: 'EXP-053', params: { position: 4, value }, argument: 3 });
      }
    }
    return sign(args);
  },
  ...strict(() => {
    const compiled = regexCompiler();
    return (text, pattern, replacement, position = 1) => {
      const search = compiled(pattern as string);
      // A match sees nothing of what is before the position, as in Java.
      const searched = (text as string).slice((position as number) - 1);
      let result = (text as string).slice(0, (position as number) - 1);
      let end = 0;
      for (const match of allMatches(search, searched)) {
        const filled = filledReplacement(replacement as string, match, pattern as string);
        result += searched.slice(end, match.start) + filled;
        end = match.end;
      }
      return result + searched.slice(end);
    };
  }),
  display: ([text, pattern, replacement, position = '1']) =>
    `regexp_replace(${text}, ${pattern}, ${replacement}, ${position})`,
};

/** The replacement with groups filled in; throws EXP-052 where it is malformed or names a group that is not there. */
function filledReplacement(replacement: string, match: RegexMatch, pattern: string): string {
  const failure = () =>
    new EngineError('EXP-052', {
      replacement: excerpt(replacement, SHOWN_CHARACTERS),
      pattern: excerpt(pattern, SHOWN_CHARACTERS),
    });
  return replacement.replace(/\\([\s\S]?)|\$(\d*)/g, (_, escaped: string | undefined, digits: string | undefined) => {
    if (digits === undefined) {
      if (escaped === undefined || escaped === '') throw failure();
      return escaped;
    }
    if (digits === '' || Number(digits.charAt(0)) >= match.groups.length) throw failure();
    // As many digits as still make the number of a group.
    let length = 1;
    while (length < digits.length && Number(digits.slice(0, length + 1)) < match.groups.length) length++;
    return capturedText(match, Number(digits.slice(0, length))) + digits.slice(length);
  });
}
