import { array, INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { allMatches, type RegexSearch } from '../regex/regex-search.ts';
import { regexCompiler, takesRegex } from './regex-argument.ts';
import { strict } from './strict.ts';

/** `split(text, pattern[, limit])`: the parts between matches; with a limit above 0 at most so many, the last one with the rest. */
export const split: ScalarFunction = {
  name: 'split',
  minArgs: 2,
  maxArgs: 3,
  sign: takesRegex([STRING, STRING, INT], array(STRING)),
  ...strict(() => {
    const compiled = regexCompiler();
    return (text, pattern, limit = -1) => {
      const most = (limit as number) > 0 ? (limit as number) : Number.POSITIVE_INFINITY;
      if (pattern === '' && text !== '') return intoCharacters(text as string, most);
      return partsOf(text as string, compiled(pattern as string), most);
    };
  }),
  display: ([text, pattern, limit = '-1']) => `split(${text}, ${pattern}, ${limit})`,
};

function intoCharacters(text: string, most: number): string[] {
  const characters = Array.from(text);
  return characters.length <= most
    ? characters
    : [...characters.slice(0, most - 1), characters.slice(most - 1).join('')];
}

function partsOf(text: string, search: RegexSearch, most: number): string[] {
  const parts: string[] = [];
  let end = 0;
  for (const match of allMatches(search, text)) {
    if (parts.length >= most - 1) break;
    // Nothing is parted from nothing at the beginning, as in Java.
    if (match.end === 0) continue;
    parts.push(text.slice(end, match.start));
    end = match.end;
  }
  return [...parts, text.slice(end)];
}
