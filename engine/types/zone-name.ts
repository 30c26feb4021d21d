/** What a zone name stands for: a fixed offset from UTC, or a region whose offset changes. */
export type ZoneRule =
  | { readonly kind: 'fixed'; readonly offsetSeconds: number; readonly id: string }
  | { readonly kind: 'region'; readonly region: string; readonly id: string };

const OFFSET_MAX_SECONDS = 18 * 3_600;

/** Java's three-letter names (`ZoneId.SHORT_IDS`), which Spark accepts for zones. */
const SHORT_NAMES: ReadonlyMap<string, string> = new Map([
  ['ACT', 'Australia/Darwin'],
  ['AET', 'Australia/Sydney'],
  ['AGT', 'America/Argentina/Buenos_Aires'],
  ['ART', 'Africa/Cairo'],
  ['AST', 'America/Anchorage'],
  ['BET', 'America/Sao_Paulo'],
  ['BST', 'Asia/Dhaka'],
  ['CAT', 'Africa/Harare'],
  ['CNT', 'America/St_Johns'],
  ['CST', 'America/Chicago'],
  ['CTT', 'Asia/Shanghai'],
  ['EAT', 'Africa/Addis_Ababa'],
  ['ECT', 'Europe/Paris'],
  ['EST', '-05:00'],
  ['HST', '-10:00'],
  ['IET', 'America/Indiana/Indianapolis'],
  ['IST', 'Asia/Kolkata'],
  ['JST', 'Asia/Tokyo'],
  ['MIT', 'Pacific/Apia'],
  ['MST', '-07:00'],
  ['NET', 'Asia/Yerevan'],
  ['NST', 'Pacific/Auckland'],
  ['PLT', 'Asia/Karachi'],
  ['PNT', 'America/Phoenix'],
  ['PRT', 'America/Puerto_Rico'],
  ['PST', 'America/Los_Angeles'],
  ['SST', 'Pacific/Guadalcanal'],
  ['VST', 'Asia/Ho_Chi_Minh'],
]);

/**
 * Reads a zone name as Spark does, which is as Java's `ZoneId.of` does and, besides, `+2:00` and `+02:0`. Names of regions
 * mind letter case. Null where it is not a zone. Whether a region exists is not looked at.
 */
export function readZoneName(name: string): ZoneRule | null {
  const padded = name.replace(/([+-])(\d):/, '$10$2:').replace(/([+-])(\d\d):(\d)$/, '$1$2:0$3');
  const id = SHORT_NAMES.get(padded) ?? padded;
  if (id === 'Z') return { kind: 'fixed', offsetSeconds: 0, id };
  if (/^[+-]/.test(id)) return fixedZone('', id);
  const prefixed = /^(UTC|GMT|UT)([+-].*)?$/.exec(id);
  if (prefixed !== null) {
    const [, prefix = '', offset] = prefixed;
    return offset === undefined ? { kind: 'fixed', offsetSeconds: 0, id } : fixedZone(prefix, offset);
  }
  return isRegionName(id) ? { kind: 'region', region: id, id } : null;
}

function fixedZone(prefix: string, text: string): ZoneRule | null {
  const offsetSeconds = readOffset(text);
  if (offsetSeconds === null) return null;
  const offset = offsetSeconds === 0 ? '' : printOffset(offsetSeconds);
  return { kind: 'fixed', offsetSeconds, id: prefix + offset || 'Z' };
}

/** `+h`, `+hh`, `+hh:mm`, `+hhmm`, `+hh:mm:ss` or `+hhmmss`, up to 18 hours, in seconds; null where it is none of them. */
function readOffset(text: string): number | null {
  const found = /^([+-])(?:(\d)|(\d\d)(?:(\d\d)(\d\d)?|:(\d\d)(?::(\d\d))?)?)$/.exec(text);
  if (found === null) return null;
  const [, sign, hour, hours, minutes, seconds, colonMinutes, colonSeconds] = found;
  const minute = Number(minutes ?? colonMinutes ?? 0);
  const second = Number(seconds ?? colonSeconds ?? 0);
  const total = Number(hour ?? hours) * 3_600 + minute * 60 + second;
  if (minute > 59 || second > 59 || total > OFFSET_MAX_SECONDS) return null;
  return sign === '-' ? -total : total;
}

/** `+02:00`, with seconds only where there are any; zero is `+00:00`. */
export function printOffset(offsetSeconds: number): string {
  const size = Math.abs(offsetSeconds);
  const parts = [Math.floor(size / 3_600), Math.floor(size / 60) % 60];
  if (size % 60 !== 0) parts.push(size % 60);
  return (offsetSeconds < 0 ? '-' : '+') + parts.map((part) => String(part).padStart(2, '0')).join(':');
}

/**
 * Java's region names mind letter case, `Intl`'s do not, and no list of all names, old ones too, is at hand. In all of
 * them each part begins with a capital and no more than four capitals stand together.
 */
function isRegionName(name: string): boolean {
  return (
    /^[A-Z][A-Za-z0-9~._+-]+(?:\/[A-Z][A-Za-z0-9~._+-]*)*$/.test(name) &&
    !/[A-Z]{5}/.test(name) &&
    !JAVA_HAS_NOT.has(name)
  );
}

/** Names that `Intl` knows and Java does not. */
const JAVA_HAS_NOT: ReadonlySet<string> = new Set(['ROC', 'Factory']);
