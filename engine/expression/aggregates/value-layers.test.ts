import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import { ready } from '../../testing/call-aggregate.ts';
import type { Value } from '../../types/value.ts';
import { loadExpressionParser } from '../parse-expression.ts';
import { growingLayer, joined, layered, type ValueLayers, valuesIn, withLayer } from './value-layers.ts';

beforeAll(loadExpressionParser);

const batches = fc.array(fc.array(fc.nat(9), { maxLength: 8 }), { maxLength: 30 });

test('layers keep all values in order, and each is at least twice as long as the next', () => {
  fc.assert(
    fc.property(batches, (all) => {
      let layers: ValueLayers = [];
      for (const batch of all) {
        const before = layers.map((layer) => [...layer]);
        const next = withLayer(layers, batch, joined);
        expect(layers).toEqual(before);
        layers = next;
        for (const [at, layer] of layers.slice(1).entries()) {
          expect(layers[at]?.length).toBeGreaterThanOrEqual(2 * layer.length);
        }
      }
      expect(valuesIn(layers)).toEqual(all.flat());
    }),
    { seed: 20160726 },
  );
});

test('a layer keeps none of the arrays that it is made of', () => {
  const added = [1, 2];
  const layers = withLayer([], added, joined);
  added.push(3);
  expect(valuesIn(layers)).toEqual([1, 2]);
});

test('a batch gathers in one layer', () => {
  const buffer: Value = [];
  growingLayer(buffer).push(1);
  growingLayer(buffer).push(2);
  expect(layered(buffer)).toEqual([[1, 2]]);
  expect(valuesIn(layered(null))).toEqual([]);
});

test('values that are arrays themselves stay whole', () => {
  expect(valuesIn([[[1, 2], [3]], [[4]]])).toEqual([[1, 2], [3], [4]]);
});

test.each(['collect_list', 'collect_set', 'mode', 'median'])(
  '%s looks at few of the stored values in a merge',
  (name) => {
    const { aggregate, gather } = ready({ name, args: 'i', columns: { i: 'int' } });
    const stored = aggregate.initial();
    aggregate.merge(stored, gather(Array.from({ length: 1000 }, (_, i) => [i])));
    const large = layered(stored[0])[0];
    for (let batch = 0; batch < 20; batch++) aggregate.merge(stored, gather([[2000 + batch]]));
    expect(large).toHaveLength(1000);
    expect(layered(stored[0])[0]).toBe(large);
  },
);
