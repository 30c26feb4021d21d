import { err, ok } from '../../base/result.ts';
import { canCast, makeCast, makeTryCast } from '../../types/cast.ts';
import { type DataType, STRING } from '../../types/data-type.ts';
import { daysAt } from '../../types/timestamp-text.ts';
import { cannotParseTimestamp } from '../../types/value-errors.ts';
import { castMayBeNull } from '../cast-nullability.ts';
import type { ScalarFunction } from '../expr.ts';
import { patternCompiler, patternProblem } from './pattern-argument.ts';
import { takes, wrongArgument } from './signature.ts';
import { strictInZone } from './strict.ts';

/**
 * `to_date` and `to_timestamp`: a cast; with a pattern, the strict reading of a text. A text that does not fit is an error, or
 * null with `isTry`.
 */
export function momentParsing(
  name: string,
  target: DataType,
  aliases: readonly string[] = [],
  isTry = false,
): ScalarFunction {
  const withPattern = isTry ? takes([STRING], target, true) : takes([STRING], target);
  return {
    name,
    aliases,
    minArgs: 1,
    maxArgs: 2,
    sign: (args) => {
      const [value, pattern] = args;
      const isMoment = value?.type.kind === 'date' || value?.type.kind === 'timestamp';
      if (value !== undefined && (pattern === undefined || isMoment)) {
        const isFit = ['string', 'date', 'timestamp', 'void'].includes(value.type.kind) || canCast(value.type, target);
        if (!isFit) return err(wrongArgument(0, 'string, date or timestamp', value.type));
        const mayBeNull = isTry || args.some((arg) => arg.nullable) || castMayBeNull(value.type, target);
        const types = pattern === undefined ? [value.type] : [value.type, STRING];
        return ok({ args: types, type: target, nullable: mayBeNull });
      }
      return patternProblem(args, 1, 'parse') ?? withPattern(args);
    },
    ...strictInZone((call, { timeZone }) => {
      const from = call.args[0]?.type ?? STRING;
      if (call.args.length === 1 || from.kind !== 'string') {
        const cast = (isTry ? makeTryCast : makeCast)(from, target, { timeZone });
        return (value) => cast(value ?? null);
      }
      const compiled = patternCompiler('parse');
      return (text, pattern) => {
        const micros = compiled(pattern as string).parse(text as string, timeZone);
        if (micros === null && isTry) return null;
        if (micros === null) throw cannotParseTimestamp(text as string, pattern as string);
        return target.kind === 'date' ? daysAt(micros, timeZone) : micros;
      };
    }),
  };
}
