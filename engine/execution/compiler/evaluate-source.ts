/**
 * Turns generated source into a function. The only file that does so.
 *
 * @param source statements that end in `return`; names in it are those of the generator, values of the user only ever come in
 *   through `bindings`
 * @param bindings what the source may see besides JavaScript itself, by name
 * @returns what the source returns
 */
export function evaluateSource(source: string, bindings: ReadonlyMap<string, unknown>): unknown {
  const make = new Function(...bindings.keys(), `'use strict';\n${source}`) as (...values: unknown[]) => unknown;
  return make(...bindings.values());
}
