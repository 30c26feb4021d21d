import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { STRING } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { nullAware } from './null-aware.ts';
import { wrongArgument } from './signature.ts';

/** What stands for capitals, small letters, digits and all else where the call does not say; null leaves them. */
const USUAL = ['X', 'x', 'n', null] as const;
const NAMES = ['upperChar', 'lowerChar', 'digitChar', 'otherChar'] as const;

/** `mask(text[, upper[, lower[, digit[, other]]]])`: each character becomes the one for its kind; those are constants. */
export const mask: ScalarFunction = {
  name: 'mask',
  minArgs: 1,
  maxArgs: 5,
  sign: (args) => {
    for (const [i, arg] of args.entries()) {
      if (arg.type.kind !== 'string' && arg.type.kind !== 'void') return err(wrongArgument(i, 'string', arg.type));
      if (i === 0) continue;
      if (arg.kind !== 'literal') return err({ code: 'EXP-036', params: { position: i + 1 }, argument: i });
      if (arg.value !== null && Array.from(String(arg.value)).length !== 1) {
        return err({ code: 'EXP-057', params: { parameter: must(NAMES[i - 1], 'four characters') }, argument: i });
      }
    }
    return ok({ args: args.map(() => STRING), type: STRING, nullable: true });
  },
  ...nullAware(() => (text = null, ...given) => {
    if (text === null) return null;
    const [upper, lower, digit, other] = USUAL.map((usual, i) => (i < given.length ? given[i] : usual));
    return masked(text as string, upper ?? null, lower ?? null, digit ?? null, other ?? null);
  }),
  display: ([text, ...given]) => {
    const shown = USUAL.map((usual, i) => given[i] ?? usual ?? 'NULL');
    return `mask(${[text, ...shown].join(', ')})`;
  },
};

function masked(text: string, upper: Value, lower: Value, digit: Value, other: Value): string {
  return text.replace(/[\s\S]/g, (unit) => {
    const stand = /\p{Uppercase}/u.test(unit)
      ? upper
      : /\p{Lowercase}/u.test(unit)
        ? lower
        : /\p{Nd}/u.test(unit)
          ? digit
          : other;
    return stand === null ? unit : String(stand);
  });
}
