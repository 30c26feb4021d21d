import { freeze, type Patch } from 'immer';

/**
 * The document after `patches`, made by immer from an earlier edit; frozen, as edits leave it. Values are taken over as they are: documents are
 * frozen, and keys in them are users' words (`__proto__` among them), which must come through as they went in.
 */
export function applyPatchesTo<Document extends object>(document: Document, patches: readonly Patch[]): Document {
  return patches.reduce<unknown>((target, patch) => applyAt(target, patch.path, patch), document) as Document;
}

function applyAt(target: unknown, path: readonly (string | number)[], patch: Patch): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return freeze(patch.value, true);
  if (Array.isArray(target)) return applyToList(target, key, rest, patch);
  const entries = new Map(Object.entries(target as object));
  if (rest.length > 0) entries.set(String(key), applyAt(entries.get(String(key)), rest, patch));
  else if (patch.op === 'remove') entries.delete(String(key));
  else entries.set(String(key), freeze(patch.value, true));
  return Object.freeze(Object.fromEntries(entries));
}

function applyToList(
  list: readonly unknown[],
  key: string | number,
  rest: readonly (string | number)[],
  patch: Patch,
): unknown {
  const copy = [...list];
  // A list that became shorter is told as its new length.
  if (key === 'length') return Object.freeze(copy.slice(0, Number(patch.value)));
  const index = Number(key);
  if (rest.length > 0) copy[index] = applyAt(copy[index], rest, patch);
  else if (patch.op === 'add') copy.splice(index, 0, freeze(patch.value, true));
  else if (patch.op === 'remove') copy.splice(index, 1);
  else copy[index] = freeze(patch.value, true);
  return Object.freeze(copy);
}
