/** How many arguments a function takes, as a message says it. `max` may be infinite. */
export function expectedCount(min: number, max: number): string {
  if (min === max) return String(min);
  return max === Number.POSITIVE_INFINITY ? `≥ ${min}` : `${min}–${max}`;
}
