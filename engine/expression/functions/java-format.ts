import { EngineError } from '../../base/errors/engine-error.ts';
import { type DataType, isIntegral } from '../../types/data-type.ts';
import { excerpt } from '../../types/excerpt.ts';
import { valueText } from '../../types/show-text.ts';
import type { Value } from '../../types/value.ts';
import { repeated } from './repeated-text.ts';
import { digitsAt, type ExactNumber, grouped, shortestOfDouble } from './shown-digits.ts';

/** One `%…` of a format. */
interface Specifier {
  readonly text: string;
  readonly flags: string;
  readonly width: number;
  /** -1 where there is none. */
  readonly precision: number;
  readonly conversion: string;
}

const SPECIFIER = /%(?:(\d+)\$|(<))?([-#+ 0,(]*)(\d+)?(?:\.(\d+))?([a-zA-Z%])|%/g;
const DEFAULT_PRECISION = 6;
const MAX_PRECISION = 1100;
const BITS: Readonly<Record<string, number>> = { tinyint: 8, smallint: 16, int: 32, bigint: 64 };

/** The flags that each conversion knows. */
const FLAGS: Readonly<Record<string, string>> = {
  s: '-',
  b: '-',
  c: '-',
  d: '-+ 0,(',
  x: '-#0',
  o: '-#0',
  f: '-+ 0,(#',
  e: '-+ 0(#',
};

/**
 * Java's `String.format` for the conversions s, d, x, o, f, e, c, b, n and %, with their flags, in the form that Spark hands
 * values to it: dates are days and timestamps microseconds. Throws EXP-061 where a specifier does not fit its value.
 */
export function formatJava(format: string, values: readonly Value[], types: readonly DataType[]): string {
  let next = 0;
  let last = -1;
  return format.replace(
    SPECIFIER,
    (text, index?: string, same?: string, flags = '', width?: string, precision?: string, conversion = '') => {
      const fail = () => new EngineError('EXP-061', { specifier: text, format: excerpt(format, 80) });
      const specifier = {
        text,
        flags,
        width: Number(width ?? 0),
        precision: precision === undefined ? -1 : Number(precision),
        conversion,
      };
      if (conversion === '' || (flags.includes('-') && width === undefined) || specifier.precision > MAX_PRECISION)
        throw fail();
      if (conversion === 'n') return '\n';
      if (conversion === '%') return padded('%', specifier);
      const at = index !== undefined ? Number(index) - 1 : same !== undefined ? last : next++;
      last = at;
      const type = types[at];
      if (type === undefined || !isKnown(specifier)) throw fail();
      const shown = converted(values[at] ?? null, type, specifier);
      if (shown === null) throw fail();
      return padded(conversion === conversion.toLowerCase() ? shown : shown.toUpperCase(), specifier);
    },
  );
}

function isKnown({ flags, conversion, precision }: Specifier): boolean {
  const known = FLAGS[conversion.toLowerCase()];
  if (known === undefined || 'DOF'.includes(conversion)) return false;
  if (precision >= 0 && 'dxoc'.includes(conversion.toLowerCase())) return false;
  return [...flags].every((flag, i) => known.includes(flag) && flags.indexOf(flag) === i);
}

function padded(shown: string, { width, flags }: Specifier): string {
  const missing = repeated(' ', width - shown.length);
  return flags.includes('-') ? shown + missing : missing + shown;
}

/** The value by its specifier without the width; null where the two do not fit. */
function converted(value: Value, type: DataType, specifier: Specifier): string | null {
  const kind = specifier.conversion.toLowerCase();
  if (kind === 'b') return cut(String(type.kind === 'boolean' ? value === true : value !== null), specifier);
  if (value === null) return cut('null', specifier);
  switch (kind) {
    case 's':
      return cut(plainText(value, type), specifier);
    case 'c':
      return character(value, type);
    case 'd':
      return isWhole(type) ? integer(BigInt(value as number | bigint), specifier) : null;
    case 'x':
    case 'o':
      return isWhole(type)
        ? bits(value as number | bigint, BITS[type.kind] ?? (typeof value === 'bigint' ? 64 : 32), specifier)
        : null;
    default:
      return type.kind === 'double' || type.kind === 'float' ? fraction(value as number, type, specifier) : null;
  }
}

/** Integers, and what Spark keeps as one. */
function isWhole(type: DataType): boolean {
  return isIntegral(type) || type.kind === 'date' || type.kind === 'timestamp' || type.kind === 'interval';
}

function plainText(value: Value, type: DataType): string {
  return isWhole(type) ? String(value) : valueText(value, type, 'UTC', 'null');
}

function cut(text: string, { precision }: Specifier): string {
  return precision >= 0 ? text.slice(0, precision) : text;
}

function character(value: Value, type: DataType): string | null {
  const code = Number(value);
  if (!isIntegral(type) || type.kind === 'bigint' || code < 0 || code > 0x10ffff) return null;
  return String.fromCodePoint(code);
}

function integer(value: bigint, specifier: Specifier): string {
  const digits = String(value < 0n ? -value : value);
  return signed(specifier.flags.includes(',') ? grouped(digits, 3) : digits, value < 0n, specifier);
}

function bits(value: number | bigint, size: number, { flags, width, conversion }: Specifier): string {
  const isHex = conversion.toLowerCase() === 'x';
  const digits = BigInt.asUintN(size, BigInt(value)).toString(isHex ? 16 : 8);
  const prefix = flags.includes('#') ? (isHex ? '0x' : '0') : '';
  const zeros = flags.includes('0') ? repeated('0', width - prefix.length - digits.length) : '';
  return prefix + zeros + digits;
}

function fraction(value: number, type: DataType, specifier: Specifier): string {
  const isNegative = value < 0 || Object.is(value, -0);
  if (Number.isNaN(value)) return 'NaN';
  const { flags } = specifier;
  if (!Number.isFinite(value)) return signed('Infinity', isNegative, { ...specifier, flags: flags.replace('0', '') });
  const places = specifier.precision >= 0 ? specifier.precision : DEFAULT_PRECISION;
  // A float is what its own shortest text says.
  const number = shortestOfDouble(type.kind === 'float' ? Number(valueText(value, type, 'UTC', '')) : value);
  const digits =
    specifier.conversion.toLowerCase() === 'e' ? scientific(number, places, flags) : plain(number, places, flags);
  return signed(digits, isNegative, specifier);
}

function plain(number: ExactNumber, places: number, flags: string): string {
  const { whole, fraction: after } = digitsAt(number, places, 'half-up');
  const before = flags.includes(',') ? grouped(whole, 3) : whole;
  return places > 0 || flags.includes('#') ? `${before}.${after}` : before;
}

function scientific({ unscaled, scale }: ExactNumber, places: number, flags: string): string {
  const size = unscaled < 0n ? -unscaled : unscaled;
  let exponent = size === 0n ? 0 : String(size).length - 1 - scale;
  let { whole, fraction: after } = digitsAt({ unscaled: size, scale: scale + exponent }, places, 'half-up');
  if (whole.length > 1) {
    exponent++;
    ({ whole, fraction: after } = digitsAt({ unscaled: size, scale: scale + exponent }, places, 'half-up'));
  }
  const sign = exponent < 0 ? '-' : '+';
  const point = places > 0 || flags.includes('#') ? '.' : '';
  return `${whole}${point}${after}e${sign}${String(Math.abs(exponent)).padStart(2, '0')}`;
}

/** The digits with their sign, and zeros between the two up to the width where the flags want them. */
function signed(digits: string, isNegative: boolean, { flags, width }: Specifier): string {
  const before = isNegative
    ? flags.includes('(')
      ? '('
      : '-'
    : flags.includes('+')
      ? '+'
      : flags.includes(' ')
        ? ' '
        : '';
  const after = isNegative && flags.includes('(') ? ')' : '';
  const zeros = flags.includes('0') ? repeated('0', width - before.length - digits.length - after.length) : '';
  return before + zeros + digits + after;
}
