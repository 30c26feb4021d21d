import { EngineError } from '../../base/errors/engine-error.ts';
import { isCivilDate, microsFromCivil } from '../../types/civil-date.ts';
import { decimal, INT, STRING, TIMESTAMP } from '../../types/data-type.ts';
import { localToEpochMicros } from '../../types/time-zone.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { checkedZone } from './named-zone.ts';
import { takes } from './signature.ts';
import { type Compute, strictInZone } from './strict.ts';
import { checkedMicros } from './time-arithmetic.ts';

const YEAR_MAX = 999_999_999;
const MINUTE_MICROS = 60_000_000;

/** Seconds with their microseconds, as Spark takes them. */
const SECONDS = decimal(16, 6);

/** A timestamp from year, month, day, hour, minute, second and, in seventh place, a zone. */
export function momentFromParts(name: string, aliases: readonly string[], isTry: boolean): ScalarFunction {
  const types = [INT, INT, INT, INT, INT, SECONDS, STRING];
  return {
    name,
    aliases,
    minArgs: 6,
    maxArgs: 7,
    sign: isTry ? takes(types, TIMESTAMP, true) : takes(types, TIMESTAMP),
    ...strictInZone((_, { timeZone }) => {
      const compute: Compute = (year, month, day, hour, minute, second, zone) =>
        fromParts([year, month, day, hour, minute].map(Number), Number(second), zone, timeZone);
      return isTry ? orNull(compute) : compute;
    }),
  };
}

function orNull(compute: Compute): Compute {
  return (...values) => {
    try {
      return compute(...values);
    } catch (thrown) {
      if (thrown instanceof EngineError) return null;
      throw thrown;
    }
  };
}

/** A second of 60 is the next minute, as in texts of some databases; it must be whole. */
function fromParts(parts: readonly number[], secondMicros: number, zone: Value | undefined, session: string): bigint {
  const place = zone === undefined ? session : checkedZone(zone as string);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0] = parts;
  const isSixty = Math.floor(secondMicros / 1_000_000) === 60;
  if (isSixty && secondMicros !== MINUTE_MICROS) throw new EngineError('EXP-076', { seconds: secondMicros / 1e6 });
  const isTime =
    hour >= 0 && hour < 24 && minute >= 0 && minute < 60 && secondMicros >= 0 && secondMicros <= MINUTE_MICROS;
  if (!isTime || Math.abs(year) > YEAR_MAX || !isCivilDate(year, month, day)) {
    throw new EngineError('EXP-067', { value: `${year}-${month}-${day} ${hour}:${minute}:${secondMicros / 1e6}` });
  }
  const start = microsFromCivil({ year, month, day, hour, minute, second: 0, micro: 0 });
  return checkedMicros(localToEpochMicros(start + BigInt(secondMicros), place), 'make_timestamp');
}
