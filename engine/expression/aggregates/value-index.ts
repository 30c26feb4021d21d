import type { DataType } from '../../types/data-type.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { Value } from '../../types/value.ts';
import type { ValueLayers } from './value-layers.ts';

/**
 * Finds values in arrays that grow: each array holds every value at most once, in the order they first came. Equality is
 * that of groups: null equals null, NaN equals NaN, -0.0 equals 0.0. A map beside each array makes that quick; it is made
 * anew for an array that comes from elsewhere, and goes with its array.
 */
export class ValueIndex {
  readonly #keyOf: (values: readonly Value[]) => string;
  readonly #positions = new WeakMap<readonly Value[], Map<string, number>>();

  constructor(type: DataType) {
    this.#keyOf = makeGroupKey([type]);
  }

  /** Where `value` is in `values`; it is appended where it is not yet. Nobody else may change the array meanwhile. */
  placeOf(value: Value, values: Value[]): number {
    const positions = this.#positionsIn(values);
    const key = this.#keyOf([value]);
    const known = positions.get(key);
    if (known !== undefined) return known;
    const place = values.length;
    values.push(value);
    positions.set(key, place);
    return place;
  }

  /** Where `value` is in a layer, which nobody may change any more; undefined where it is not. */
  placeIn(layer: readonly Value[], value: Value): number | undefined {
    return this.#positionsIn(layer).get(this.#keyOf([value]));
  }

  /** Those of `values` that are in none of the layers, which nobody may change any more. */
  missingIn(layers: ValueLayers, values: readonly Value[]): readonly Value[] {
    if (layers.length === 0) return values;
    return values.filter((value) => {
      const key = this.#keyOf([value]);
      return !layers.some((layer) => this.#positionsIn(layer).has(key));
    });
  }

  #positionsIn(values: readonly Value[]): Map<string, number> {
    const known = this.#positions.get(values);
    if (known !== undefined) return known;
    const made = new Map(values.map((value, place) => [this.#keyOf([value]), place] as const));
    this.#positions.set(values, made);
    return made;
  }
}
