import { must } from '../base/assert.ts';
import { floorDiv, MICROS_PER_SECOND } from './civil-date.ts';
import { readZoneName } from './zone-name.ts';
import { type OffsetSpan, RegionOffsets } from './zone-offsets.ts';

/**
 * Time zones by the names that Java and Spark give them: `UTC`, `Z`, regions (`Europe/Paris`), offsets (`+02:00`, `GMT+2`).
 * All times are in microseconds; instants count from 1970-01-01T00:00:00Z, local times from the same reading of the
 * zone's own wall clock. Offsets are right from year -290307 to 294247, the whole range of a timestamp.
 */
interface Zone {
  readonly id: string;
  /** The offset when it never changes. */
  readonly fixedMicros: bigint | null;
  readonly region: RegionOffsets | null;
  /** The span of the last answer; rows that follow each other mostly lie in one. */
  span: MicroSpan;
}

/** A span of instants in which a zone's offset is the same: from `start` to before `end`. */
export interface MicroSpan {
  readonly start: bigint;
  readonly end: bigint;
  readonly offset: bigint;
}

const MICROS_PER_DAY = 86_400n * MICROS_PER_SECOND;
const NO_SPAN: MicroSpan = { start: 1n, end: 0n, offset: 0n };
const FOREVER = 2n ** 70n;

const zones = new Map<string, Zone | null>();
/** Names come from users and from data, so the memory of them has an end. */
const ZONES_MAX = 1_000;
const NAME_LENGTH_MAX = 64;

function zoneNamed(name: string): Zone | null {
  if (name.length > NAME_LENGTH_MAX) return null;
  const known = zones.get(name);
  if (known !== undefined) return known;
  if (zones.size >= ZONES_MAX) zones.clear();
  const zone = makeZone(name);
  zones.set(name, zone);
  return zone;
}

function makeZone(name: string): Zone | null {
  const rule = readZoneName(name);
  if (rule === null) return null;
  if (rule.kind === 'fixed') {
    return { id: rule.id, fixedMicros: BigInt(rule.offsetSeconds) * MICROS_PER_SECOND, region: null, span: NO_SPAN };
  }
  try {
    return { id: rule.id, fixedMicros: null, region: new RegionOffsets(rule.region), span: NO_SPAN };
  } catch (thrown) {
    if (thrown instanceof RangeError) return null;
    throw thrown;
  }
}

function zoneOf(name: string): Zone {
  return must(zoneNamed(name), 'zone names are checked with isTimeZone first');
}

/** True for every zone name that Spark takes, in its own letter case: `Europe/Paris`, `UTC`, `Z`, `+02:00`, `GMT+2`, `PST`. */
export function isTimeZone(name: string): boolean {
  return zoneNamed(name) !== null;
}

/** Java's id of the zone: `PST` is `America/Los_Angeles`, `GMT+2` is `GMT+02:00`. The name must be a time zone. */
export function zoneId(name: string): string {
  return zoneOf(name).id;
}

/** Microseconds that the zone's clock is ahead of UTC at the instant. The name must be a time zone. */
export function zoneOffsetMicros(epochMicros: bigint, zone: string): bigint {
  if (zone === 'UTC') return 0n;
  return offsetAt(zoneOf(zone), epochMicros);
}

/** The zone's offset in microseconds where it never changes; null elsewhere. The name must be a time zone. */
export function fixedOffsetMicros(zone: string): bigint | null {
  return zone === 'UTC' ? 0n : zoneOf(zone).fixedMicros;
}

/** The offset at the instant with the instants around it that have the same. The name must be a time zone. */
export function zoneOffsetSpan(epochMicros: bigint, zone: string): MicroSpan {
  const fixed = fixedOffsetMicros(zone);
  if (fixed !== null) return { start: -FOREVER, end: FOREVER, offset: fixed };
  const found = zoneOf(zone);
  offsetAt(found, epochMicros);
  return found.span;
}

/**
 * The instant at which the zone's clock shows the local time, by Java's rules: a time that a clock skips moves forward by
 * the length of the gap; of two instants with one reading the earlier is meant. The name must be a time zone.
 */
export function localToEpochMicros(localMicros: bigint, zone: string): bigint {
  if (zone === 'UTC') return localMicros;
  const found = zoneOf(zone);
  if (found.fixedMicros !== null) return localMicros - found.fixedMicros;
  const { start, end, offset } = found.span;
  if (localMicros - MICROS_PER_DAY >= start && localMicros + MICROS_PER_DAY < end) return localMicros - offset;
  // No offset reaches a day, so these two instants lie before and after the one that is looked for.
  const before = offsetAt(found, localMicros - MICROS_PER_DAY);
  const after = offsetAt(found, localMicros + MICROS_PER_DAY);
  const earlier = localMicros - before;
  if (before === after || offsetAt(found, earlier) === before) return earlier;
  const later = localMicros - after;
  return offsetAt(found, later) === after ? later : earlier;
}

function offsetAt(zone: Zone, epochMicros: bigint): bigint {
  if (zone.fixedMicros !== null) return zone.fixedMicros;
  const { start, end, offset } = zone.span;
  if (epochMicros >= start && epochMicros < end) return offset;
  const seconds = Number(floorDiv(epochMicros, MICROS_PER_SECOND));
  zone.span = inMicros(must(zone.region, 'a zone has a fixed offset or a region').spanAt(seconds));
  return zone.span.offset;
}

function inMicros(span: OffsetSpan): MicroSpan {
  return {
    start: Number.isFinite(span.start) ? BigInt(span.start) * MICROS_PER_SECOND : -FOREVER,
    end: BigInt(span.end) * MICROS_PER_SECOND,
    offset: BigInt(span.offset) * MICROS_PER_SECOND,
  };
}
