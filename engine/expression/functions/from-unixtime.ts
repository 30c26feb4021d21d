import { MICROS_PER_SECOND } from '../../types/civil-date.ts';
import { BIGINT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { patternCompiler, patternProblem } from './pattern-argument.ts';
import { takes } from './signature.ts';
import { strictInZone } from './strict.ts';
import { checkedMicros } from './time-arithmetic.ts';
import { DEFAULT_PATTERN } from './unix-timestamp.ts';

const sign = takes([BIGINT, STRING], STRING, true);

/** `from_unixtime(seconds[, pattern])`: seconds since 1970 as text in the session's time zone. */
export const fromUnixtime: ScalarFunction = {
  name: 'from_unixtime',
  minArgs: 1,
  maxArgs: 2,
  sign: (args) => patternProblem(args, 1, 'format') ?? sign(args),
  ...strictInZone((_, { timeZone }) => {
    const compiled = patternCompiler('format');
    return (seconds, pattern = DEFAULT_PATTERN) => {
      const micros = checkedMicros((seconds as bigint) * MICROS_PER_SECOND, 'from_unixtime');
      return compiled(pattern as string).format(micros, timeZone);
    };
  }),
  display: ([seconds, pattern = DEFAULT_PATTERN]) => `from_unixtime(${seconds}, ${pattern})`,
};
