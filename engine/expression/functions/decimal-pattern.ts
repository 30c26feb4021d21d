import { err, ok, type Result } from '../../base/result.ts';
import { digitsAt, type ExactNumber, grouped } from './shown-digits.ts';

/** How a number is written: `#,##0.00`, with a text before and after. */
export interface DecimalPattern {
  readonly prefix: string;
  readonly suffix: string;
  /** Around negative numbers, where the pattern says so; otherwise a minus and the same. */
  readonly negative: { readonly prefix: string; readonly suffix: string } | null;
  readonly wholeDigits: number;
  readonly fractionDigits: { readonly least: number; readonly most: number };
  /** Digits between commas; 0 for none. */
  readonly groupSize: number;
  /** 100 for a percent sign, else 1. */
  readonly factor: bigint;
}

const PART = /^([^#0,.;'%\u2030E\u00a4-]*)([#,]*[0,]*)(?:\.(0*#*))?(%?[^#0,.;'%\u2030E\u00a4-]*)$/;

/** Reads a pattern of Java's `DecimalFormat`. Quotes, exponents, currencies and per mille signs are not read. */
export function readDecimalPattern(text: string): Result<DecimalPattern, null> {
  const [positive = '', negative, ...more] = text.split(';');
  const read = PART.exec(positive);
  const other = negative === undefined ? undefined : PART.exec(negative);
  if (read === null || other === null || more.length > 0) return err(null);
  const [, prefix = '', whole = '', fraction, suffix = ''] = read;
  if (whole.replaceAll(',', '') === '' && (fraction ?? '') === '') return err(null);
  const zeros = whole.replace(/[^0]/g, '').length;
  const fractionZeros = (fraction ?? '').replace(/#/g, '').length;
  return ok({
    prefix,
    suffix,
    negative: other === undefined ? null : { prefix: other[1] ?? '', suffix: other[4] ?? '' },
    // With a point but no zero at all, a zero is written before the point.
    wholeDigits: zeros === 0 && fraction !== undefined && fractionZeros === 0 && whole !== '' ? 1 : zeros,
    fractionDigits: { least: fractionZeros, most: (fraction ?? '').length },
    groupSize: whole.includes(',') ? whole.length - whole.lastIndexOf(',') - 1 : 0,
    factor: suffix.startsWith('%') ? 100n : 1n,
  });
}

/** The number, written by the pattern; halves go to the even digit. */
export function writeDecimal(number: ExactNumber, isNegative: boolean, pattern: DecimalPattern): string {
  const { fractionDigits, wholeDigits, groupSize, factor } = pattern;
  const scaled = { unscaled: number.unscaled * factor, scale: number.scale };
  const { whole, fraction } = digitsAt(scaled, fractionDigits.most, 'half-even');
  const kept = fraction.replace(/0+$/, '').padEnd(fractionDigits.least, '0');
  const bare = whole === '0' && wholeDigits === 0 && kept !== '' ? '' : whole.padStart(wholeDigits, '0');
  const shown = groupSize > 0 ? grouped(bare, groupSize) : bare;
  return surrounded(kept === '' ? shown : `${shown}.${kept}`, isNegative, pattern);
}

/** The pattern's texts around digits, or around the sign of infinity. */
export function surrounded(shown: string, isNegative: boolean, { prefix, suffix, negative }: DecimalPattern): string {
  if (!isNegative) return prefix + shown + suffix;
  return negative === null ? `-${prefix}${shown}${suffix}` : negative.prefix + shown + negative.suffix;
}
