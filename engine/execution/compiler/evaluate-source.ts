import { RecentMap } from '../../base/recent-map.ts';

type Make = (...values: readonly unknown[]) => unknown;

/** Functions by their source, so that a query that runs again finds code that the machine has already made fast. */
const made = new RecentMap<Make>(64);

/**
 * Turns generated source into a function. The only file that does so.
 *
 * @param source statements that end in `return`; names in it are those of the generator, values of the user only ever come in
 *   through `bindings`
 * @param bindings what the source may see besides JavaScript itself, by name
 * @returns what the source returns
 */
export function evaluateSource(source: string, bindings: ReadonlyMap<string, unknown>): unknown {
  const names = [...bindings.keys()];
  const make = made.get(`${names.join()}\n${source}`, () => new Function(...names, `'use strict';\n${source}`) as Make);
  return make(...bindings.values());
}
