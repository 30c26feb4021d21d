import { ok } from '../../base/result.ts';
import { array } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateFunction } from './aggregate-function.ts';
import { argumentAt } from './argument.ts';
import { ValueIndex } from './value-index.ts';
import { growingLayer, joined, layered, valuesIn, withLayer } from './value-layers.ts';

/** All values in the order of rows, without nulls; an empty array on none. */
export const collectList: AggregateFunction = {
  names: ['collect_list', 'array_agg'],
  takesStar: false,
  takesDistinct: true,
  minArgs: 1,
  maxArgs: 1,
  help: {
    usage: 'collect_list(x)',
    en: 'An array of all values in the order of rows, without nulls.',
    fr: 'Un tableau de toutes les valeurs dans l’ordre des lignes, sans les nuls.',
  },
  bind(args) {
    const { type } = argumentAt(args, 0);
    return ok({
      resultType: array(type),
      nullable: false,
      argumentTypes: [type],
      bufferTypes: [array(array(type))],
      initial: () => [[]],
      update([values], [value]) {
        if (value !== null && value !== undefined) growingLayer(values).push(value);
      },
      merge(stored, partial) {
        stored[0] = withLayer(layered(stored[0]), valuesIn(layered(partial[0])), joined) as Value;
      },
      result: ([values]) => valuesIn(layered(values)),
    });
  },
  display: ([value]) => `collect_list(${value})`,
};

/**
 * The different values, without nulls, in the order they first came, which is one of the orders that Spark may return.
 * NaN counts as equal to NaN and -0.0 to 0.0.
 */
export const collectSet: AggregateFunction = {
  names: ['collect_set'],
  takesStar: false,
  takesDistinct: true,
  minArgs: 1,
  maxArgs: 1,
  help: {
    usage: 'collect_set(x)',
    en: 'An array of the different values, without nulls.',
    fr: 'Un tableau des valeurs différentes, sans les nuls.',
  },
  bind(args) {
    const { type } = argumentAt(args, 0);
    const index = new ValueIndex(type);
    return ok({
      resultType: array(type),
      nullable: false,
      argumentTypes: [type],
      bufferTypes: [array(array(type))],
      initial: () => [[]],
      update([values], [value]) {
        // Of the two zeros, which are one value, Spark keeps the positive one.
        if (value !== null && value !== undefined) index.placeOf(value === 0 ? 0 : value, growingLayer(values));
      },
      merge(stored, partial) {
        const layers = layered(stored[0]);
        const added = index.missingIn(layers, valuesIn(layered(partial[0])));
        stored[0] = withLayer(layers, added, joined) as Value;
      },
      result: ([values]) => valuesIn(layered(values)),
    });
  },
};
