import { DATE, INT } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { emitInline, strict } from './strict.ts';

/** `datediff(end, start)`: days from start to end. */
export const datediff: ScalarFunction = {
  name: 'datediff',
  aliases: ['date_diff'],
  minArgs: 2,
  maxArgs: 2,
  sign: takes([DATE], INT),
  ...strict(() => (end, start) => (end as number) - (start as number)),
  emit: (call, context, emitArgument) => emitInline(call, context, emitArgument, (end, start) => `${end} - ${start}`),
};
