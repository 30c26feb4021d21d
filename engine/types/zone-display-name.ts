import { isTimeZone, zoneId, zoneOffsetMicros } from './time-zone.ts';
import { readZoneName } from './zone-name.ts';

/** Abbreviations of zones that `Intl` only gives as an offset in American English. */
const ABBREVIATIONS: ReadonlyMap<string, string> = new Map([
  ['Argentina Standard Time', 'ART'],
  ['Australian Central Daylight Time', 'ACDT'],
  ['Australian Central Standard Time', 'ACST'],
  ['Australian Eastern Daylight Time', 'AEDT'],
  ['Australian Eastern Standard Time', 'AEST'],
  ['Australian Western Standard Time', 'AWST'],
  ['Brasilia Standard Time', 'BRT'],
  ['Brasilia Summer Time', 'BRST'],
  ['British Summer Time', 'BST'],
  ['Central Africa Time', 'CAT'],
  ['Central European Standard Time', 'CET'],
  ['Central European Summer Time', 'CEST'],
  ['China Standard Time', 'CST'],
  ['Colombia Standard Time', 'COT'],
  ['East Africa Time', 'EAT'],
  ['Eastern European Standard Time', 'EET'],
  ['Eastern European Summer Time', 'EEST'],
  ['Greenwich Mean Time', 'GMT'],
  ['Gulf Standard Time', 'GST'],
  ['Hong Kong Standard Time', 'HKT'],
  ['India Standard Time', 'IST'],
  ['Iran Daylight Time', 'IRDT'],
  ['Iran Standard Time', 'IRST'],
  ['Irish Standard Time', 'IST'],
  ['Israel Daylight Time', 'IDT'],
  ['Israel Standard Time', 'IST'],
  ['Japan Standard Time', 'JST'],
  ['Korean Standard Time', 'KST'],
  ['Moscow Standard Time', 'MSK'],
  ['Nepal Time', 'NPT'],
  ['New Zealand Daylight Time', 'NZDT'],
  ['New Zealand Standard Time', 'NZST'],
  ['Newfoundland Daylight Time', 'NDT'],
  ['Newfoundland Standard Time', 'NST'],
  ['Pakistan Standard Time', 'PKT'],
  ['Philippine Standard Time', 'PST'],
  ['Singapore Standard Time', 'SGT'],
  ['South Africa Standard Time', 'SAST'],
  ['West Africa Standard Time', 'WAT'],
  ['Western European Standard Time', 'WET'],
  ['Western European Summer Time', 'WEST'],
  ['Western Indonesia Time', 'WIB'],
]);

/** What an abbreviation in a text that is read stands for, where several zones share it the best known one. */
const REGIONS: ReadonlyMap<string, string> = new Map([
  ['AEDT', 'Australia/Sydney'],
  ['AEST', 'Australia/Sydney'],
  ['AKDT', 'America/Anchorage'],
  ['AKST', 'America/Anchorage'],
  ['BST', 'Europe/London'],
  ['CDT', 'America/Chicago'],
  ['CEST', 'Europe/Paris'],
  ['CET', 'Europe/Paris'],
  ['CST', 'America/Chicago'],
  ['EDT', 'America/New_York'],
  ['EEST', 'Europe/Athens'],
  ['EET', 'Europe/Athens'],
  ['EST', 'America/New_York'],
  ['HST', 'Pacific/Honolulu'],
  ['IST', 'Asia/Kolkata'],
  ['JST', 'Asia/Tokyo'],
  ['KST', 'Asia/Seoul'],
  ['MDT', 'America/Denver'],
  ['MSK', 'Europe/Moscow'],
  ['MST', 'America/Denver'],
  ['NZDT', 'Pacific/Auckland'],
  ['NZST', 'Pacific/Auckland'],
  ['PDT', 'America/Los_Angeles'],
  ['PST', 'America/Los_Angeles'],
  ['WEST', 'Europe/Lisbon'],
  ['WET', 'Europe/Lisbon'],
]);

/** A day of January and one of July, when one half of the world or the other has summer time. */
const REFERENCES: readonly bigint[] = [1_704_067_200_000_000n, 1_719_792_000_000_000n];

const DATE_MAX_MICROS = 8_640_000_000_000_000_000n;

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * The English name of a zone at an instant, short (`CEST`) or full (`Central European Summer Time`). Fixed offsets are
 * called by their id. `zone` must be a time zone.
 */
export function zoneDisplayName(zone: string, epochMicros: bigint, style: 'short' | 'full'): string {
  const id = zoneId(zone);
  if (id === 'UTC') return style === 'short' ? 'UTC' : 'Coordinated Universal Time';
  if (id === 'GMT') return style === 'short' ? 'GMT' : 'Greenwich Mean Time';
  if (readZoneName(id)?.kind !== 'region') return id;
  const instant = namedInstant(id, epochMicros);
  const full = intlName(id, instant, 'long');
  if (style === 'full') return full;
  return ABBREVIATIONS.get(full) ?? intlName(id, instant, 'short');
}

/**
 * `Intl` names a zone by its offset in years for which it knows no name, Java by its names of today. So the name is then
 * taken from a day of today with the same offset, or from one without summer time.
 */
function namedInstant(region: string, epochMicros: bigint): bigint {
  const known = epochMicros > -DATE_MAX_MICROS && epochMicros < DATE_MAX_MICROS;
  if (known && !intlName(region, epochMicros, 'long').startsWith('GMT')) return epochMicros;
  const offset = zoneOffsetMicros(epochMicros, region);
  const [first = 0n, second = 0n] = REFERENCES;
  const [standard, summer] =
    zoneOffsetMicros(first, region) <= zoneOffsetMicros(second, region) ? [first, second] : [second, first];
  return offset === zoneOffsetMicros(summer, region) ? summer : standard;
}

function intlName(region: string, epochMicros: bigint, style: 'short' | 'long'): string {
  const key = `${style} ${region}`;
  let format = formats.get(key);
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-US', { timeZone: region, timeZoneName: style });
    formats.set(key, format);
  }
  const parts = format.formatToParts(Number(epochMicros / 1_000n));
  return parts.find(({ type }) => type === 'timeZoneName')?.value ?? region;
}

/** The zone that a name or abbreviation in a text means (`PDT`, `Europe/Paris`, `UTC`); null where it means none. */
export function zoneOfDisplayName(name: string): string | null {
  return REGIONS.get(name.toUpperCase()) ?? (isTimeZone(name) ? name : null);
}
