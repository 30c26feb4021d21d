import { err } from '../../base/result.ts';
import { BOOLEAN, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { lastUsed } from './last-used.ts';
import { compileLike } from './like-pattern.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/**
 * LIKE and ILIKE; a third argument is the escape character, a backslash where there is none.
 *
 * @param display the call in a column name
 */
export function likeFunction(
  name: string,
  fold: (text: string) => string,
  display: NonNullable<ScalarFunction['display']>,
): ScalarFunction {
  const sign = takes([STRING], BOOLEAN);
  return {
    name,
    minArgs: 2,
    maxArgs: 3,
    sign: (args) => {
      const escaper = args[2];
      if (escaper !== undefined && (escaper.kind !== 'literal' || Array.from(String(escaper.value)).length !== 1)) {
        const text = escaper.kind === 'literal' ? String(escaper.value) : '';
        return err({ code: 'EXP-038', params: { text }, argument: 2 });
      }
      return sign(args);
    },
    ...strict(() => {
      const compiled = lastUsed((pattern: string, escaper: string) => compileLike(fold(pattern), fold(escaper)));
      return (text, pattern, escaper = '\\') => compiled(pattern as string, escaper as string)(fold(text as string));
    }),
    display,
  };
}
