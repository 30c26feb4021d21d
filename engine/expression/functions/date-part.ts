import { DATE, INT } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { emitInline, strict } from './strict.ts';
import { remembered } from './zone-emit.ts';

/** A number read off a date. Timestamps become dates in the session's time zone first. */
export function datePart(name: string, aliases: readonly string[], read: (days: number) => number): ScalarFunction {
  return {
    name,
    aliases,
    minArgs: 1,
    maxArgs: 1,
    sign: takes([DATE], INT),
    ...strict(() => (days) => read(days as number)),
    emit: (call, context, emitArgument) => {
      const part = context.bind(remembered(read));
      return emitInline(call, context, emitArgument, (days) => `${part}(${days})`);
    },
  };
}

/** 0 for Monday to 6 for Sunday. 1970-01-01 was a Thursday. */
export function weekdayFromMonday(days: number): number {
  return (((days + 3) % 7) + 7) % 7;
}
