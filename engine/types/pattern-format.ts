import {
  DAY_NAMES,
  ERA_NAMES,
  HALF_DAY_NAMES,
  MONTH_NAMES,
  QUARTER_NAMES,
  SHORT_DAY_NAMES,
  SHORT_ERA_NAMES,
  SHORT_MONTH_NAMES,
  SHORT_QUARTER_NAMES,
} from './calendar-names.ts';
import { type CivilDateTime, civilFromMicros, dayOfYear, daysFromCivil, isoDayOfWeek } from './civil-date.ts';
import { formatLocalizedOffset, formatOffset, offsetStyle } from './offset-pattern.ts';
import type { PatternElement, PatternLetter } from './pattern-elements.ts';
import { zoneId, zoneOffsetMicros } from './time-zone.ts';
import { zoneDisplayName } from './zone-display-name.ts';

/** One instant as a clock of the zone shows it. */
interface Shown {
  readonly civil: CivilDateTime;
  readonly offsetSeconds: number;
  readonly micros: bigint;
  readonly zone: string;
}

type Writer = (shown: Shown) => string;

/** A function that writes an instant, in microseconds, on the clock of a zone, as the pattern says. */
export function makeFormatter(elements: readonly PatternElement[]): (micros: bigint, zone: string) => string {
  const withEra = hasEra(elements);
  const writers = writtenElements(elements).map((element) => writerOf(element, withEra));
  return (micros, zone) => {
    const offset = zoneOffsetMicros(micros, zone);
    const civil = civilFromMicros(micros + offset);
    const shown: Shown = { civil, offsetSeconds: Number(offset / 1_000_000n), micros, zone };
    let text = '';
    for (const write of writers) text += write(shown);
    return text;
  };
}

/** With an era in the pattern, `y` counts years within it; without one it may be zero or negative. */
export function hasEra(elements: readonly PatternElement[]): boolean {
  return writtenElements(elements).some((element) => element.kind === 'field' && element.letter === 'G');
}

/** What a pattern writes, in order; an optional section is always written. */
export function writtenElements(elements: readonly PatternElement[]): Exclude<PatternElement, { kind: 'section' }>[] {
  return elements.flatMap((element) => (element.kind === 'section' ? writtenElements(element.elements) : [element]));
}

function writerOf(element: Exclude<PatternElement, { kind: 'section' }>, withEra: boolean): Writer {
  if (element.kind === 'literal') return () => element.text;
  return fieldWriter(element.letter, element.count, withEra);
}

function fieldWriter(letter: PatternLetter, count: number, withEra: boolean): Writer {
  const padded = (numberOf: (civil: CivilDateTime) => number): Writer => {
    return ({ civil }) => String(numberOf(civil)).padStart(count, '0');
  };
  const named = (names: readonly string[], indexOf: (civil: CivilDateTime) => number): Writer => {
    return ({ civil }) => names[indexOf(civil)] ?? '';
  };
  switch (letter) {
    case 'G':
      return named(count === 4 ? ERA_NAMES : SHORT_ERA_NAMES, ({ year }) => (year > 0 ? 1 : 0));
    case 'y':
      return ({ civil }) => formatYear(withEra ? yearOfEra(civil.year) : civil.year, count);
    case 'Q':
    case 'q':
      if (count <= 2) return padded(({ month }) => quarterIndex(month) + 1);
      return named(count === 4 ? QUARTER_NAMES : SHORT_QUARTER_NAMES, ({ month }) => quarterIndex(month));
    case 'M':
    case 'L':
      if (count <= 2) return padded(({ month }) => month);
      return named(count === 4 ? MONTH_NAMES : SHORT_MONTH_NAMES, ({ month }) => month - 1);
    case 'd':
      return padded(({ day }) => day);
    case 'D':
      return padded(dayOfYear);
    case 'F':
      return padded(({ day }) => ((day - 1) % 7) + 1);
    case 'E':
      return named(count === 4 ? DAY_NAMES : SHORT_DAY_NAMES, dayOfWeekIndex);
    case 'a':
      return named(HALF_DAY_NAMES, ({ hour }) => (hour < 12 ? 0 : 1));
    case 'h':
      return padded(({ hour }) => hour % 12 || 12);
    case 'H':
      return padded(({ hour }) => hour);
    case 'k':
      return padded(({ hour }) => hour || 24);
    case 'K':
      return padded(({ hour }) => hour % 12);
    case 'm':
      return padded(({ minute }) => minute);
    case 's':
      return padded(({ second }) => second);
    case 'S':
      return ({ civil }) => String(civil.micro).padStart(6, '0').slice(0, count).padEnd(count, '0');
    case 'V':
      return ({ zone }) => zoneId(zone);
    case 'z':
      return ({ zone, micros }) => zoneDisplayName(zone, micros, count === 4 ? 'full' : 'short');
    case 'O':
      return ({ offsetSeconds }) => formatLocalizedOffset(offsetSeconds, count === 4 ? 'full' : 'short');
    case 'X':
    case 'x':
    case 'Z': {
      if (letter === 'Z' && count === 4) return ({ offsetSeconds }) => formatLocalizedOffset(offsetSeconds, 'full');
      const style = offsetStyle(letter, count);
      return ({ offsetSeconds }) => formatOffset(offsetSeconds, style);
    }
  }
}

function formatYear(year: number, count: number): string {
  const digits = String(Math.abs(year));
  if (count === 2) return digits.slice(-2).padStart(2, '0');
  const sign = year < 0 ? '-' : count >= 4 && digits.length > count ? '+' : '';
  return sign + digits.padStart(count, '0');
}

function yearOfEra(year: number): number {
  return year > 0 ? year : 1 - year;
}

function quarterIndex(month: number): number {
  return Math.floor((month - 1) / 3);
}

function dayOfWeekIndex({ year, month, day }: CivilDateTime): number {
  return isoDayOfWeek(daysFromCivil(year, month, day)) - 1;
}
