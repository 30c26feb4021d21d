/** How many rows a rate source gives by when, as Spark's rate source counts them (semantics 13). */
export interface Rate {
  /** A whole number of at least 1. */
  readonly rowsPerSecond: number;
  /** Whole seconds. */
  readonly rampUpSeconds: number;
}

/**
 * The first value that is not given within `seconds` whole seconds. While the rate rises it grows each second by the same
 * whole number of rows, what division leaves over is made up for at the end of the rise; from then on it stays.
 */
export function valueAtSecond(seconds: number, rate: Rate): bigint {
  const growth = BigInt(Math.floor(rate.rowsPerSecond / (rate.rampUpSeconds + 1)));
  const rising = BigInt(Math.min(seconds, rate.rampUpSeconds));
  const steady = BigInt(Math.max(0, seconds - rate.rampUpSeconds));
  return (growth * rising * (rising + 1n)) / 2n + steady * BigInt(rate.rowsPerSecond);
}
