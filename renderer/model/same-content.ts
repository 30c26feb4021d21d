/**
 * Whether two JSON values say the same, whatever the order of their keys; a key that is undefined is one that is left out. Parts that
 * are the very same object are not looked into, so that comparing two states of one document costs what they differ in.
 */
export function sameContent(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return Object.is(a, b);
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((value, index) => sameContent(value, b[index]));
  }
  const keys = keysOf(a);
  if (keys.length !== keysOf(b).length) return false;
  return keys.every((key) => Object.hasOwn(b, key) && sameContent(entryOf(a, key), entryOf(b, key)));
}

function keysOf(value: object): string[] {
  return Object.keys(value).filter((key) => entryOf(value, key) !== undefined);
}

/** Keys are users' words: `__proto__` is one like any other. */
function entryOf(value: object, key: string): unknown {
  return Object.getOwnPropertyDescriptor(value, key)?.value;
}
