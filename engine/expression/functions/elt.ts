import { must } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { nullAware } from './null-aware.ts';
import { takes } from './signature.ts';

/** `elt(n, a, b, …)`: the text number `n`, from 1; the others are not computed. */
export const elt: ScalarFunction = {
  name: 'elt',
  minArgs: 2,
  maxArgs: Number.POSITIVE_INFINITY,
  sign: takes([INT, STRING], STRING, true),
  ...nullAware(
    () =>
      (index, ...texts) =>
        index === null ? null : chosen(texts, index as number),
  ),
  compile: (_, [index, ...texts]) => {
    const wanted = must(index, 'elt has a number');
    return (row) => {
      const at = wanted(row);
      return at === null ? null : chosen(texts, at as number)(row);
    };
  },
};

function chosen<Item>(items: readonly Item[], index: number): Item {
  if (index < 1 || index > items.length) throw new EngineError('EXP-050', { index, size: items.length });
  return items[index - 1] as Item;
}
