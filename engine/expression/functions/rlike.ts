import { EngineError } from '../../base/errors/engine-error.ts';
import { err } from '../../base/result.ts';
import { BOOLEAN, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { compileJavaRegex } from '../regex/regex-matcher.ts';
import { lastUsed } from './last-used.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

const sign = takes([STRING], BOOLEAN);

/** `a RLIKE pattern`: whether the pattern is found anywhere in the text. */
export const rlike: ScalarFunction = {
  name: 'rlike',
  aliases: ['regexp', 'regexp_like'],
  minArgs: 2,
  maxArgs: 2,
  sign: (args) => {
    const pattern = args[1];
    if (pattern?.kind === 'literal' && typeof pattern.value === 'string') {
      const regex = compileJavaRegex(pattern.value);
      if (!regex.ok)
        return err({
          code: 'EXP-037',
          params: { pattern: pattern.value.slice(0, 80), part: regex.error },
          argument: 1,
        });
    }
    return sign(args);
  },
  ...strict(() => {
    const compiled = lastUsed(compile);
    return (text, pattern) => compiled(pattern as string, '')(text as string);
  }),
  display: ([text, pattern], written) => `${written.toUpperCase()}(${text}, ${pattern})`,
};

function compile(pattern: string): (text: string) => boolean {
  const regex = compileJavaRegex(pattern);
  if (!regex.ok) throw new EngineError('EXP-037', { pattern: pattern.slice(0, 80), part: regex.error });
  return regex.value;
}
