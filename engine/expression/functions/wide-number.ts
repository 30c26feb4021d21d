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
  compute: Compute,
  args: readonly DataType[],
  result: DataType,
): (...values: Value[]) => Value | undefined {
  const wideArgs = args.map(isWide);
  const given = (value: Value, at: number): Value =>
    wideArgs[at] === true && typeof value === 'number' ? BigInt(value) : value;
  const [first, second] = wideArgs;
  // Most calls have one or two arguments, and then nothing is made for a call but its result.
  if (args.length === 1) {
    return unfailing(first === true ? (value) => compute(given(value as Value, 0)) : compute, isWide(result));
  }
  if (args.length === 2) {
    const call: Compute =
      first === true || second === true ? (a, b) => compute(given(a as Value, 0), given(b as Value, 1)) : compute;
    return unfailing(call, isWide(result));
  }
  return unfailing((...values) => compute(...values.map(given)), isWide(result));
}

type Compute = (...values: Value[]) => Value;

function unfailing(compute: Compute, isWideResult: boolean): (...values: Value[]) => Value | undefined {
  return (...values) => {
    try {
      const computed = compute(...values);
      if (!isWideResult || typeof computed !== 'bigint') return computed;
      const narrowed = Number(computed);
      return Number.isSafeInteger(narrowed) ? narrowed : undefined;
    } catch {
      // The interpreter computes the row again and raises the error with its place.
      return undefined;
    }
  };
}
