import { must } from '../../base/assert.ts';
import { INT, STRING } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { nullAware } from './null-aware.ts';
import { takes } from './signature.ts';
import { positionIn } from './text-position.ts';

const sign = takes([STRING, STRING, INT], INT);

/** `locate(part, text[, from])`, `position(part IN text)`: where the part first lies, from 1; 0 where it does not, or `from` is null. */
export const locate: ScalarFunction = {
  name: 'locate',
  aliases: ['position'],
  minArgs: 2,
  maxArgs: 3,
  sign: (args) => {
    const signed = sign(args);
    if (!signed.ok) return signed;
    const nullable = args.slice(0, 2).some((arg) => arg.nullable);
    return { ok: true, value: { ...signed.value, nullable } };
  },
  ...nullAware(() => find),
  display: ([part, text, from = '1'], written) => `${written}(${part}, ${text}, ${from})`,
};

function find(part: Value = null, text: Value = null, from: Value = 1): Value {
  if (from === null) return 0;
  if (part === null || text === null) return null;
  return positionIn(must(text as string, 'a text'), part as string, from as number);
}
