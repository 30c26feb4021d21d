const DECIMAL = /^[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[dDfF]?$/;
const HEXADECIMAL = /^([+-]?)0[xX](?:([0-9a-fA-F]+)\.?([0-9a-fA-F]*)|\.([0-9a-fA-F]+))[pP]([+-]?\d+)[dDfF]?$/;
/** Beyond these powers of two every mantissa of a text that is read here is infinite or zero. */
const EXPONENT_MAX = 100_000;
/** Longer texts are no numbers that anybody writes. */
const LENGTH_MAX = 10_000;

/**
 * A number as Java's `Double.parseDouble` reads it, without space around it: `1e3`, `.5`, `1.`, hexadecimal `0x1.8p3`, a `d` or
 * `f` at the end. Words are the caller's. Null otherwise.
 */
export function javaDouble(text: string): number | null {
  if (DECIMAL.test(text)) return Number(text.replace(/[dDfF]$/, ''));
  if (text.length > LENGTH_MAX) return null;
  const found = HEXADECIMAL.exec(text);
  if (found === null) return null;
  const [, sign, whole = '', after = '', alone = '', power = '0'] = found;
  const fraction = after + alone;
  const exponent = Math.max(-EXPONENT_MAX, Math.min(EXPONENT_MAX, Number(power))) - 4 * fraction.length;
  const size = scaled(BigInt(`0x${whole}${fraction}`), exponent);
  return sign === '-' ? -size : size;
}

/** `mantissa * 2 ** exponent`, rounded once, ties to even. */
function scaled(mantissa: bigint, exponent: number): number {
  if (mantissa === 0n) return 0;
  const bits = mantissa.toString(2).length;
  if (bits + exponent > 1024) return Number.POSITIVE_INFINITY;
  // A double keeps 53 bits, and none below 2 ** -1074.
  const dropped = Math.max(bits - 53, -1074 - exponent);
  if (dropped <= 0) return times(Number(mantissa), exponent);
  if (dropped > bits + 1) return 0;
  const half = 1n << BigInt(dropped - 1);
  const kept = mantissa >> BigInt(dropped);
  const rest = mantissa - (kept << BigInt(dropped));
  const isUp = rest > half || (rest === half && (kept & 1n) === 1n);
  return times(Number(kept + (isUp ? 1n : 0n)), exponent + dropped);
}

/** In two steps: a power of two below 2 ** -1022 has lost bits itself. */
function times(value: number, exponent: number): number {
  const half = Math.trunc(exponent / 2);
  return value * 2 ** half * 2 ** (exponent - half);
}
