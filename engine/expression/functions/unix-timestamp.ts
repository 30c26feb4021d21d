import { ok } from '../../base/result.ts';
import { MICROS_PER_SECOND } from '../../types/civil-date.ts';
import { BIGINT, STRING, TIMESTAMP } from '../../types/data-type.ts';
import { cannotParseTimestamp } from '../../types/value-errors.ts';
import type { ScalarFunction } from '../expr.ts';
import { patternCompiler, patternProblem } from './pattern-argument.ts';
import { takes } from './signature.ts';
import { type Compute, compileStrict, emitGuarded, emitInline } from './strict.ts';

/** The pattern that Spark takes where none is given. */
export const DEFAULT_PATTERN = 'yyyy-MM-dd HH:mm:ss';

const fromMoment = takes([TIMESTAMP, STRING], BIGINT);
const fromText = takes([STRING], BIGINT);

/** Cut towards 1970 as Spark's division is, where a cast to bigint goes down. */
function wholeSeconds(micros: bigint): bigint {
  return micros / MICROS_PER_SECOND;
}

/** `unix_timestamp([moment[, pattern]])`: whole seconds since 1970; those of the batch where nothing is given. */
export const unixTimestamp = secondsSince1970('unix_timestamp', 0);

/** The same under two names, of which one needs an argument. */
export function secondsSince1970(name: string, minArgs: 0 | 1): ScalarFunction {
  return {
    name,
    minArgs,
    maxArgs: 2,
    sign: (args) => {
      const kind = args[0]?.type.kind;
      if (kind === undefined) return ok({ args: [], type: BIGINT, nullable: false });
      if (kind === 'date' || kind === 'timestamp') return fromMoment(args);
      return patternProblem(args, 1, 'parse') ?? fromText(args);
    },
    compile: (call, args, { timeZone, batchTimestampMs }) => {
      if (args.length === 0) return () => BigInt(Math.floor(batchTimestampMs() / 1000));
      if (call.args[0]?.type.kind === 'timestamp') {
        return compileStrict((micros) => wholeSeconds(micros as bigint), args);
      }
      return compileStrict(parsedSeconds(timeZone), args);
    },
    cannotEmit: (call) => (call.args.length === 0 ? 'the time of the batch' : null),
    emit: (call, context, emitArgument) => {
      const [moment] = call.args;
      if (moment?.type.kind !== 'timestamp') {
        return emitGuarded(parsedSeconds(context.timeZone), call, context, emitArgument);
      }
      const seconds = call.args.slice(0, 1);
      return emitInline(
        { ...call, args: seconds },
        context,
        emitArgument,
        (micros) => `Math.trunc(${micros} / 1e6) + 0`,
      );
    },
    display: ([moment, pattern = DEFAULT_PATTERN], written) =>
      moment === undefined ? `${written}(current_timestamp(), ${pattern})` : `${written}(${moment}, ${pattern})`,
  };
}

function parsedSeconds(zone: string): Compute {
  const compiled = patternCompiler('parse');
  return (text, pattern = DEFAULT_PATTERN) => {
    const micros = compiled(pattern as string).parse(text as string, zone);
    if (micros === null) throw cannotParseTimestamp(text as string, pattern as string);
    return wholeSeconds(micros);
  };
}
