import { must } from '../../base/assert.ts';
import type { Value } from '../../types/value.ts';

/**
 * Values that a group has gathered batch by batch, in layers: each has at least twice as many as the one behind it, so there are
 * few. A merge adds a layer and unites it with those before it that are too short for the rule; no layer changes once it is made.
 * So a merge costs, over many of them, what it adds times the logarithm of what is there, and what was there stays as it was.
 */
export type ValueLayers = readonly (readonly Value[])[];

/** A buffer's layers. */
export function layered(value: Value | undefined): ValueLayers {
  return (value ?? []) as unknown as ValueLayers;
}

/** All values, in the order in which they came, in an array of its own. */
export function valuesIn(layers: ValueLayers): readonly Value[] {
  return ([] as Value[]).concat(...layers);
}

/** The one layer that a batch's own buffer gathers in, made when it is new. */
export function growingLayer(value: Value | undefined): Value[] {
  const layers = value as unknown as Value[][];
  if (layers.length === 0) layers.push([]);
  return must(layers.at(-1), 'a layer to gather in');
}

/**
 * The layers with another one on top, whose values are copied.
 *
 * @param unite makes one new layer of two neighbours, the older first
 */
export function withLayer(
  layers: ValueLayers,
  added: readonly Value[],
  unite: (older: readonly Value[], younger: readonly Value[]) => readonly Value[],
): ValueLayers {
  if (added.length === 0) return layers;
  const kept = [...layers];
  let top: readonly Value[] = added.slice();
  for (let below = kept.at(-1); below !== undefined && below.length < 2 * top.length; below = kept.at(-1)) {
    kept.pop();
    top = unite(below, top);
  }
  kept.push(top);
  return kept;
}

/** Two layers one behind the other. Also of values that are arrays. */
export function joined(older: readonly Value[], younger: readonly Value[]): readonly Value[] {
  return older.concat(younger);
}
