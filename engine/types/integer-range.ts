export type IntegralKind = 'tinyint' | 'smallint' | 'int' | 'bigint';

/** Smallest and greatest value of each integral type; all but bigint's are exact as numbers. */
const RANGES = {
  tinyint: { min: -128n, max: 127n },
  smallint: { min: -32768n, max: 32767n },
  int: { min: -2147483648n, max: 2147483647n },
  bigint: { min: -9223372036854775808n, max: 9223372036854775807n },
} as const satisfies Record<IntegralKind, { min: bigint; max: bigint }>;

export const BIGINT_MIN: bigint = RANGES.bigint.min;
export const BIGINT_MAX: bigint = RANGES.bigint.max;

/** Both ends inclusive. */
export function integerRange(kind: IntegralKind): { readonly min: bigint; readonly max: bigint } {
  return RANGES[kind];
}

/** True when `value` is one of the type's values. A number must be an integer. */
export function inIntegerRange(value: number | bigint, kind: IntegralKind): boolean {
  const { min, max } = RANGES[kind];
  return value >= min && value <= max && (typeof value === 'bigint' || Number.isInteger(value));
}
