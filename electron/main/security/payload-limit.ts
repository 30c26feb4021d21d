import { textMax } from '../../contract/shapes.ts';

/** What a message may weigh: characters and values together, and how deep it may be nested. */
const PAYLOAD_LIMIT = { units: textMax + 1024 * 1024, depth: 200 } as const;

/**
 * Whether a message is small enough to be looked at further. Schemas and the engine walk it by recursion and copy it, so
 * its size and depth are bounded first, without recursion, and the walk ends as soon as the bound is passed.
 */
export function isWithinLimit(payload: unknown, limit: { units: number; depth: number } = PAYLOAD_LIMIT): boolean {
  let units = 0;
  let level: readonly unknown[] = [payload];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > limit.depth) return false;
    const next: unknown[] = [];
    for (const value of level) {
      units += weightOf(value);
      if (units > limit.units) return false;
      if (typeof value !== 'object' || value === null) continue;
      // Both cross between the processes, and have no keys of their own for what they hold.
      if (value instanceof Map) next.push(...value.keys(), ...value.values());
      else if (value instanceof Set) next.push(...value);
      for (const key of Object.keys(value)) {
        units += key.length;
        next.push((value as Readonly<Record<string, unknown>>)[key]);
      }
      if (units + next.length > limit.units) return false;
    }
    level = next;
  }
  return true;
}

function weightOf(value: unknown): number {
  if (typeof value === 'string') return value.length + 1;
  if (ArrayBuffer.isView(value) || value instanceof ArrayBuffer) return value.byteLength;
  return 1;
}
