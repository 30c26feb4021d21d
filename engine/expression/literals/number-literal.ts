import { err, ok, type Result } from '../../base/result.ts';
import { BIGINT, type DataType, DOUBLE, decimal, FLOAT, INT, SMALLINT, TINYINT } from '../../types/data-type.ts';
import { type IntegralKind, inIntegerRange } from '../../types/integer-range.ts';
import { doubleText, floatText } from '../../types/show-text.ts';
import type { Value } from '../../types/value.ts';

export interface NumberLiteral {
  readonly type: DataType;
  readonly value: Value;
  readonly display: string;
}

/** Why a text is no number: it is not written like one, or `type` cannot hold it. */
export type NumberFailure = { readonly reason: 'syntax' } | { readonly reason: 'range'; readonly type: string };

/**
 * A number as Spark's grammar reads it: integers take the narrowest of int, bigint and decimal; a point makes a decimal, an
 * exponent a double; `L`, `S`, `Y`, `D`, `F` and `BD` name the type.
 *
 * @param text with its sign, where a minus stands right before it
 */
export function readNumberLiteral(text: string): Result<NumberLiteral, NumberFailure> {
  const parts = /^(-?)(\d+\.?\d*|\.\d+)(e[+-]?\d+)?(bd|[lsydf])?$/i.exec(text);
  const [, sign = '', digits = '', exponent = '', suffixText = ''] = parts ?? [];
  if (parts === null) return err({ reason: 'syntax' });
  const suffix = suffixText.toLowerCase();
  if (suffix === 'l' || suffix === 's' || suffix === 'y') {
    if (exponent !== '' || digits.includes('.')) return err({ reason: 'syntax' });
    return integer(BigInt(digits) * (sign === '' ? 1n : -1n), SUFFIX_TYPES[suffix]);
  }
  if (suffix === 'd' || (suffix === '' && exponent !== '')) return double(Number(sign + digits + exponent));
  if (suffix === 'f') return float(Number(sign + digits + exponent));
  if (suffix === 'bd' || digits.includes('.')) return exact(sign, digits, exponent);
  const value = BigInt(sign + digits);
  if (inIntegerRange(value, 'int')) return integer(value, INT);
  if (inIntegerRange(value, 'bigint')) return integer(value, BIGINT);
  return exact(sign, digits, '');
}

const SUFFIX_TYPES = { l: BIGINT, s: SMALLINT, y: TINYINT } as const;

function integer(value: bigint, type: DataType): Result<NumberLiteral, NumberFailure> {
  if (!inIntegerRange(value, type.kind as IntegralKind)) return err({ reason: 'range', type: type.kind });
  return ok({ type, value: type.kind === 'bigint' ? value : Number(value), display: String(value) });
}

function double(value: number): Result<NumberLiteral, NumberFailure> {
  if (!Number.isFinite(value)) return err({ reason: 'range', type: 'double' });
  return ok({ type: DOUBLE, value, display: doubleText(value) });
}

function float(value: number): Result<NumberLiteral, NumberFailure> {
  const single = Math.fround(value);
  if (!Number.isFinite(single)) return err({ reason: 'range', type: 'float' });
  return ok({ type: FLOAT, value: single, display: floatText(single) });
}

function exact(sign: string, digits: string, exponent: string): Result<NumberLiteral, NumberFailure> {
  const [whole = '', fraction = ''] = digits.split('.');
  const shift = exponent === '' ? 0 : Number(exponent.slice(1));
  if (Math.abs(shift) > 76) return err({ reason: 'range', type: 'decimal(38,38)' });
  // A negative scale (1e3BD) is written out, since SQL types have none.
  const scale = Math.max(0, fraction.length - shift);
  const unscaled = BigInt(whole + fraction) * 10n ** BigInt(scale - (fraction.length - shift));
  const precision = Math.max(String(unscaled).length, scale, 1);
  if (precision > 38) return err({ reason: 'range', type: 'decimal(38,0)' });
  const value = sign === '' ? unscaled : -unscaled;
  return ok({ type: decimal(precision, scale), value, display: shown(value, scale) });
}

/** As Java writes a decimal: with an exponent where more than five zeros would follow the point. */
function shown(unscaled: bigint, scale: number): string {
  const digits = String(unscaled).replace('-', '');
  const exponent = digits.length - 1 - scale;
  if (exponent >= -6) return plain(unscaled, scale);
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${unscaled < 0n ? '-' : ''}${digits.charAt(0)}${fraction}E${exponent}`;
}

function plain(unscaled: bigint, scale: number): string {
  const negative = unscaled < 0n;
  const digits = String(negative ? -unscaled : unscaled).padStart(scale + 1, '0');
  const text = scale === 0 ? digits : `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
  return negative ? `-${text}` : text;
}
