import { daysFromCivil } from './civil-date.ts';

/**
 * Offsets of the regions of the time zone database. `Intl` holds that database everywhere, but tells only how a clock
 * stood at one instant; this file finds the instants at which an offset changes and remembers them, year by year.
 */

const SECONDS_PER_DAY = 86_400;
/** Before this year every region kept its local mean time: nothing changes. */
const FIRST_YEAR = 1830;
/** From here on only yearly rules are at work, and with the calendar they repeat after 400 years. */
const RULES_YEAR = 2100;
const SECONDS_PER_ERA = 146_097 * SECONDS_PER_DAY;
/** No region ever changed its clock twice within this time. */
const PROBE_SECONDS = 2 * SECONDS_PER_DAY;

/** A span of time with one offset: from `start` inclusive to `end` exclusive, in epoch seconds. */
export interface OffsetSpan {
  readonly start: number;
  readonly end: number;
  /** Seconds that local time is ahead of UTC. */
  readonly offset: number;
}

/** One region's offsets. Not for use in several threads; each has its own. */
export class RegionOffsets {
  readonly #clock: Intl.DateTimeFormat;
  readonly #years = new Map<number, readonly OffsetSpan[]>();
  readonly #beforeRecords: OffsetSpan;

  /** Throws `RangeError` where `region` is not known. */
  constructor(region: string) {
    this.#clock = new Intl.DateTimeFormat('en-US', {
      timeZone: region,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    const start = startOfYear(FIRST_YEAR);
    this.#beforeRecords = { start: Number.NEGATIVE_INFINITY, end: start, offset: this.#offsetAt(start) };
  }

  /** The span that holds the instant `seconds` after 1970-01-01T00:00:00Z. */
  spanAt(seconds: number): OffsetSpan {
    if (seconds < this.#beforeRecords.end) return this.#beforeRecords;
    const eras = Math.max(0, Math.floor((seconds - startOfYear(RULES_YEAR)) / SECONDS_PER_ERA));
    const shift = eras * SECONDS_PER_ERA;
    const within = seconds - shift;
    const span = this.#yearOf(within).find(({ end }) => within < end);
    if (span === undefined) throw new RangeError(`no offset at ${seconds}`);
    return shift === 0 ? span : { start: span.start + shift, end: span.end + shift, offset: span.offset };
  }

  #yearOf(seconds: number): readonly OffsetSpan[] {
    const year = yearOf(seconds);
    const known = this.#years.get(year);
    if (known !== undefined) return known;
    const spans = this.#findSpans(startOfYear(year), startOfYear(year + 1));
    this.#years.set(year, spans);
    return spans;
  }

  #findSpans(start: number, end: number): readonly OffsetSpan[] {
    const spans: OffsetSpan[] = [];
    let spanStart = start;
    let offset = this.#offsetAt(start);
    for (let probed = start; probed < end; ) {
      const next = Math.min(probed + PROBE_SECONDS, end);
      const nextOffset = this.#offsetAt(next);
      if (nextOffset !== offset) {
        const change = this.#findChange(probed, next, offset);
        if (change < end) {
          spans.push({ start: spanStart, end: change, offset });
          spanStart = change;
          offset = nextOffset;
        }
      }
      probed = next;
    }
    spans.push({ start: spanStart, end, offset });
    return spans;
  }

  /** The first second in `(low, high]` at which the offset is no longer `offset`. */
  #findChange(low: number, high: number, offset: number): number {
    let same = low;
    let changed = high;
    while (changed - same > 1) {
      const middle = Math.floor((same + changed) / 2);
      if (this.#offsetAt(middle) === offset) same = middle;
      else changed = middle;
    }
    return changed;
  }

  #offsetAt(seconds: number): number {
    const fields = this.#clock.format(seconds * 1000).match(/\d+/g) ?? [];
    const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = fields.map(Number);
    return daysFromCivil(year, month, day) * SECONDS_PER_DAY + hour * 3_600 + minute * 60 + second - seconds;
  }
}

function startOfYear(year: number): number {
  return daysFromCivil(year, 1, 1) * SECONDS_PER_DAY;
}

function yearOf(seconds: number): number {
  const estimate = 1970 + Math.floor(seconds / (365.2425 * SECONDS_PER_DAY));
  if (seconds < startOfYear(estimate)) return estimate - 1;
  return seconds >= startOfYear(estimate + 1) ? estimate + 1 : estimate;
}
