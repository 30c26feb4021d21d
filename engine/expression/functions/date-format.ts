import { STRING, TIMESTAMP } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { patternCompiler, patternProblem } from './pattern-argument.ts';
import { takes } from './signature.ts';
import { strictInZone } from './strict.ts';

const sign = takes([TIMESTAMP, STRING], STRING);

/** `date_format(timestamp, pattern)` in the session's time zone, with Spark's pattern letters. */
export const dateFormat: ScalarFunction = {
  name: 'date_format',
  minArgs: 2,
  maxArgs: 2,
  sign: (args) => patternProblem(args, 1, 'format') ?? sign(args),
  ...strictInZone((_, { timeZone }) => {
    const compiled = patternCompiler('format');
    return (micros, pattern) => compiled(pattern as string).format(micros as bigint, timeZone);
  }),
};
