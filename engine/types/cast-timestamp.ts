import { castNumeric, doubleToDecimal, saturated } from './cast-numeric.ts';
import { floorDiv, MICROS_PER_DAY, MICROS_PER_SECOND } from './civil-date.ts';
import { BIGINT, type DataType, isIntegral, TIMESTAMP } from './data-type.ts';
import { powerOfTen } from './decimal.ts';
import { type IntegralKind, inIntegerRange } from './integer-range.ts';
import { doubleText } from './number-text.ts';
import { localToEpochMicros } from './time-zone.ts';
import { daysAt, formatDate, formatTimestamp } from './timestamp-text.ts';
import type { Value } from './value.ts';
import { castInvalidInput, castOverflow, datetimeOverflow } from './value-errors.ts';

export interface CastOptions {
  /** The session's time zone: a name for which `isTimeZone` holds. */
  readonly timeZone: string;
  /** The current instant in microseconds, for texts that give a time and no date. Without it such a text is malformed. */
  readonly now?: (() => bigint) | undefined;
}

type Cast = (value: Value) => Value;

/** Numbers count seconds since 1970; a date means its midnight on the session's clock. */
export function castToTimestamp(from: DataType, options: CastOptions): Cast {
  if (from.kind === 'date') {
    return (value) => {
      const micros = localToEpochMicros(BigInt(value as number) * MICROS_PER_DAY, options.timeZone);
      if (micros !== saturated(micros)) throw datetimeOverflow(`cast(${formatDate(value as number)} as timestamp)`);
      return micros;
    };
  }
  if (from.kind === 'decimal') {
    const unit = powerOfTen(from.scale);
    // Spark keeps the low 64 bits here and does not look whether they are all.
    return (value) => BigInt.asIntN(64, ((value as bigint) * MICROS_PER_SECOND) / unit);
  }
  if (isIntegral(from)) return (value) => saturated(BigInt(value as number | bigint) * MICROS_PER_SECOND);
  return (value) => {
    if (!Number.isFinite(value as number)) throw castInvalidInput(doubleText(value as number), from, TIMESTAMP);
    const micros = (value as number) * 1e6;
    if (Math.abs(micros) > 2 ** 63) throw castOverflow(doubleText(value as number), from, TIMESTAMP);
    return saturated(BigInt(Math.trunc(micros)));
  };
}

/** To integers the seconds rounded down, to other numbers the seconds with their fraction, to a date the session's day. */
export function castFromTimestamp(to: DataType, options: CastOptions): Cast {
  if (to.kind === 'date') return (value) => daysAt(value as bigint, options.timeZone);
  if (to.kind === 'decimal') return (value) => doubleToDecimal(secondsOf(value), to);
  if (to.kind === 'double') return secondsOf;
  if (to.kind === 'float') return (value) => Math.fround(secondsOf(value));
  const kind = to.kind as IntegralKind;
  const narrow = castNumeric(BIGINT, to);
  return (value) => {
    const seconds = floorDiv(value as bigint, MICROS_PER_SECOND);
    if (!inIntegerRange(seconds, kind)) {
      throw castOverflow(formatTimestamp(value as bigint, options.timeZone), TIMESTAMP, to);
    }
    return kind === 'bigint' ? seconds : narrow(seconds);
  };
}

function secondsOf(value: Value): number {
  return Number(value) / 1e6;
}
