/**
 * The names nearest to a mistyped one, for "did you mean".
 *
 * @param wanted what was written
 * @param known what there is
 * @returns at most `limit` of `known`, nearest first, each within a third of its length in edits (two at least,
 *   one for names of up to three letters); letter case counts nothing
 */
export function nearNames(wanted: string, known: readonly string[], limit = 3): string[] {
  const target = wanted.toLowerCase().slice(0, 64);
  return known
    .map((name) => ({ name, distance: editDistance(target, name.toLowerCase().slice(0, 64)) }))
    .filter(({ name, distance }) => distance <= Math.max(name.length > 3 ? 2 : 1, Math.floor(name.length / 3)))
    .sort((a, b) => a.distance - b.distance || (a.name < b.name ? -1 : 1))
    .slice(0, limit)
    .map(({ name }) => name);
}

function editDistance(a: string, b: string): number {
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const current = [i];
    for (let j = 1; j <= b.length; j++) {
      const substituted = (previous[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      current.push(Math.min(substituted, (previous[j] ?? 0) + 1, (current[j - 1] ?? 0) + 1));
    }
    previous = current;
  }
  return previous[b.length] ?? 0;
}
