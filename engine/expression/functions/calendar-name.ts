import { DATE, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { emitInline, strict } from './strict.ts';
import { remembered } from './zone-emit.ts';

/** A short English name of something about a date. */
export function calendarName(name: string, read: (days: number) => string | undefined): ScalarFunction {
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    sign: takes([DATE], STRING),
    ...strict(() => (days) => read(days as number) ?? ''),
    emit: (call, context, emitArgument) => {
      const shown = context.bind(remembered((days) => read(days) ?? ''));
      return emitInline(call, context, emitArgument, (days) => `${shown}(${days})`);
    },
  };
}
