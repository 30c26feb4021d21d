/** The one part in which two texts differ, as a change of the first into the second; null where they are the same. */
export function changedRange(
  before: string,
  after: string,
): { readonly from: number; readonly to: number; readonly insert: string } | null {
  if (before === after) return null;
  const shorter = Math.min(before.length, after.length);
  let from = 0;
  while (from < shorter && before.charAt(from) === after.charAt(from)) from++;
  let same = 0;
  while (same < shorter - from && before.charAt(before.length - 1 - same) === after.charAt(after.length - 1 - same))
    same++;
  return { from, to: before.length - same, insert: after.slice(from, after.length - same) };
}
