import type { DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';

/** Types that rows hold as a bigint and emitted code as a safe integer. */
export function isWide(type: DataType): boolean {
  return type.kind === 'bigint' || type.kind === 'timestamp' || type.kind === 'interval';
}

export function isNested(type: DataType): boolean {
  return type.kind === 'array' || type.kind === 'struct';
}

/**
 * `compute` for emitted code: takes and gives wide values as safe integers, and gives `undefined` where it fails or its
 * result is none, so that the caller can bail.
 */
export function guarded(
  compute: (...values: Value[]) => Value,
  args: readonly DataType[],
  result: DataType,
): (...values: Value[]) => Value | undefined {
  const wideArgs = args.map(isWide);
  const wideResult = isWide(result);
  return (...values) => {
    try {
      const given = values.map((value, i) =>
        wideArgs[i] === true && typeof value === 'number' ? BigInt(value) : value,
      );
      const computed = compute(...given);
      if (!wideResult || typeof computed !== 'bigint') return computed;
      const narrowed = Number(computed);
      return Number.isSafeInteger(narrowed) ? narrowed : undefined;
    } catch {
      // The interpreter computes the row again and raises the error with its place.
      return undefined;
    }
  };
}
