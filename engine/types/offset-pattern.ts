/** How one pattern letter writes an offset from UTC. */
interface OffsetStyle {
  /** Written in place of a zero offset. */
  readonly zero: string;
  readonly colon: boolean;
  readonly minutes: 'when not zero' | 'always';
  readonly seconds: 'never' | 'when not zero';
}

const STYLES: readonly Omit<OffsetStyle, 'zero'>[] = [
  { colon: false, minutes: 'when not zero', seconds: 'never' },
  { colon: false, minutes: 'always', seconds: 'never' },
  { colon: true, minutes: 'always', seconds: 'never' },
  { colon: false, minutes: 'always', seconds: 'when not zero' },
  { colon: true, minutes: 'always', seconds: 'when not zero' },
];

const ZERO_OFFSETS: readonly string[] = ['+00', '+0000', '+00:00', '+0000', '+00:00'];

/** The style of `X`, `x` and `Z` by the number of letters; `ZZZZ` is localized and not one of them. */
export function offsetStyle(letter: 'X' | 'x' | 'Z', count: number): OffsetStyle {
  const index = letter === 'Z' ? (count === 5 ? 4 : 1) : count - 1;
  const zero = letter === 'X' || (letter === 'Z' && count === 5) ? 'Z' : (ZERO_OFFSETS[index] ?? '');
  return { ...(STYLES[index] as Omit<OffsetStyle, 'zero'>), zero };
}

/** The offset, in seconds, as the style writes it: `+02:00`, `+0200`, `Z`. */
export function formatOffset(offsetSeconds: number, style: OffsetStyle): string {
  const { hours, minutes, seconds } = partsOf(offsetSeconds);
  const parts = [two(hours)];
  if (style.minutes === 'always' || minutes !== 0) parts.push(two(minutes));
  if (style.seconds === 'when not zero' && seconds !== 0) parts.push(two(seconds));
  if (parts.every((part) => part === '00')) return style.zero;
  return (offsetSeconds < 0 ? '-' : '+') + parts.join(style.colon ? ':' : '');
}

/** The offset in words: short `GMT+2`, full `GMT+02:00`, and `GMT` alone for zero. */
export function formatLocalizedOffset(offsetSeconds: number, style: 'short' | 'full'): string {
  if (offsetSeconds === 0) return 'GMT';
  const { hours, minutes, seconds } = partsOf(offsetSeconds);
  let text = `GMT${offsetSeconds < 0 ? '-' : '+'}${style === 'full' ? two(hours) : hours}`;
  if (style === 'full' || minutes !== 0 || seconds !== 0) text += `:${two(minutes)}`;
  return seconds === 0 ? text : `${text}:${two(seconds)}`;
}

/** An offset read at a place of a text, and where it ends there. */
export interface ReadOffset {
  readonly seconds: number;
  readonly end: number;
}

/** A function that reads an offset in the style at a place; null where there is none. Letter case of a `Z` counts nothing. */
export function makeOffsetReader(style: OffsetStyle): (text: string, at: number) => ReadOffset | null {
  const colon = style.colon ? ':' : '';
  const seconds = style.seconds === 'never' ? '' : `(?:${colon}([0-5]\\d))?`;
  const minutes = style.minutes === 'always' ? `${colon}([0-5]\\d)${seconds}` : `(?:${colon}([0-5]\\d))?`;
  const offset = new RegExp(`([+-])(\\d\\d)${minutes}`, 'y');
  return (text, at) => {
    const found = matchAt(offset, text, at);
    if (found !== null) return found;
    const end = at + style.zero.length;
    return text.slice(at, end).toUpperCase() === style.zero ? { seconds: 0, end } : null;
  };
}

/** Reads `GMT`, `GMT+2`, `GMT+02:00` at `at`; null where there is none of them. */
export function readLocalizedOffset(text: string, at: number, style: 'short' | 'full'): ReadOffset | null {
  const start = at + 'GMT'.length;
  if (text.slice(at, start).toUpperCase() !== 'GMT') return null;
  const offset =
    style === 'full' ? /([+-])(\d\d):([0-5]\d)(?::([0-5]\d))?/y : /([+-])(\d\d?)(?::([0-5]\d)(?::([0-5]\d))?)?/y;
  return matchAt(offset, text, start) ?? { seconds: 0, end: start };
}

function matchAt(offset: RegExp, text: string, at: number): ReadOffset | null {
  offset.lastIndex = at;
  const found = offset.exec(text);
  if (found === null) return null;
  const [all, sign, hours, minutes, rest] = found;
  const size = Number(hours) * 3_600 + Number(minutes ?? 0) * 60 + Number(rest ?? 0);
  if (size > 18 * 3_600) return null;
  return { seconds: sign === '-' ? -size : size, end: at + all.length };
}

function partsOf(offsetSeconds: number): { hours: number; minutes: number; seconds: number } {
  const size = Math.abs(offsetSeconds);
  return { hours: Math.floor(size / 3_600), minutes: Math.floor(size / 60) % 60, seconds: size % 60 };
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
