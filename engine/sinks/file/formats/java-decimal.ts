import { printDecimal } from '../../../types/decimal.ts';

/**
 * A decimal as Java's `BigDecimal.toString` writes it, which is how Spark's file writers do: `12.50`, and in scientific form
 * what has more than six places with nothing before them: `1.0E-7`, `0E-8`. Spark's cast to string never does that.
 */
export function javaDecimal(unscaled: bigint, scale: number): string {
  const negative = unscaled < 0n;
  const digits = String(negative ? -unscaled : unscaled);
  const exponent = digits.length - 1 - scale;
  if (exponent >= -6) return printDecimal(unscaled, scale);
  const fraction = digits.length === 1 ? '' : `.${digits.slice(1)}`;
  return `${negative ? '-' : ''}${digits.charAt(0)}${fraction}E${exponent}`;
}
