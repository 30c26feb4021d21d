import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { EngineError } from '../../base/errors/engine-error.ts';
import type { AggregateBuffer, BoundAggregate } from '../../expression/aggregates/aggregate-function.ts';
import { aggregates } from '../../expression/aggregates/registry.ts';
import { loadExpressionParser } from '../../expression/parse-expression.ts';
import { bindText } from '../../testing/call-aggregate.ts';
import type { DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import { throughFile } from '../testing/entry-blocks.ts';
import type { Accumulator } from './accumulator.ts';
import { BufferAccumulator } from './buffer-accumulator.ts';
import { createAccumulator } from './create-accumulator.ts';

let calls: readonly Tried[] = [];

beforeAll(async () => {
  await loadExpressionParser();
  calls = allCalls();
});

/** Columns of one letter a type. */
const columns = {
  i: 'int',
  l: 'bigint',
  d: 'double',
  f: 'float',
  m: 'decimal(4,2)',
  w: 'decimal(20,2)',
  s: 'string',
  b: 'boolean',
  dt: 'date',
  ts: 'timestamp',
  iv: 'interval',
  st: 'struct<p:int,q:string>',
};

const argumentTexts = [
  '*',
  ...Object.keys(columns),
  ...['i, l', 'd, i', 's, i', 's, i, 2', 'i, 0.4', 'w, 0.9', 'l, 0.3'],
  ...['DISTINCT i', 'DISTINCT d', 'DISTINCT s'],
];

const wide = fc.oneof(
  fc.bigInt({ min: -1000n, max: 1000n }),
  fc.bigInt({ min: 2n ** 53n - 3n, max: 2n ** 53n + 3n }),
  fc.bigInt({ min: 2n ** 62n - 2n, max: 2n ** 62n + 2n }),
  fc.constantFrom(2n ** 63n - 1n, -(2n ** 63n), -(2n ** 62n) - 5n, -(2n ** 53n)),
);
const doubles = fc.oneof(
  fc.constantFrom(0.1, 0.2, 0.3, -0, 0, Number.NaN, Number.POSITIVE_INFINITY, 1e16, -1e16),
  fc.double(),
);

function arbitraryOf(type: DataType): fc.Arbitrary<Value> {
  switch (type.kind) {
    case 'boolean':
      return fc.boolean();
    case 'bigint':
    case 'timestamp':
    case 'interval':
      return wide;
    case 'decimal':
      return fc.bigInt({ min: -(10n ** 4n) + 1n, max: 10n ** 4n - 1n });
    case 'double':
    case 'float':
      return doubles.map((value) => (type.kind === 'float' ? Math.fround(value) : value));
    case 'string':
      return fc.constantFrom('', 'a', 'b', 'é', '\u{1F600}', '\ud800');
    case 'struct':
      return fc.tuple(...type.fields.map((field) => arbitraryOf(field.type)));
    case 'array':
      return fc.array(arbitraryOf(type.element), { maxLength: 2 });
    default:
      return fc.integer({ min: -40, max: 40 });
  }
}

interface Tried {
  readonly label: string;
  readonly functionName: string;
  readonly aggregate: BoundAggregate;
}

/** Every aggregate of the catalogue over every argument that it takes. */
function allCalls(): Tried[] {
  return aggregates.flatMap(({ names: [name] }) =>
    argumentTexts.flatMap((args) => {
      if (args === '*' && name !== 'count') return [];
      try {
        const bound = bindText({ name, args, columns });
        return bound.ok ? [{ label: `${name}(${args})`, ...bound.value }] : [];
      } catch {
        return [];
      }
    }),
  );
}

/** What came of it: the value, or the error's code and parameters. */
function outcome<Result>(work: () => Result): Result | string {
  try {
    return work();
  } catch (error) {
    if (error instanceof EngineError) return `${error.code} ${JSON.stringify(error.params)}`;
    throw error;
  }
}

function created({ functionName, aggregate }: Tried, groups = 4): Accumulator {
  const accumulator = createAccumulator({ functionName, aggregate });
  accumulator.resize(groups);
  for (let group = 0; group < groups; group++) accumulator.reset(group);
  return accumulator;
}

test('every aggregate is tried with some argument', () => {
  const tried = new Set(calls.map(({ label }) => label.slice(0, label.indexOf('('))));
  expect(aggregates.map(({ names: [name] }) => name).filter((name) => !tried.has(name))).toEqual([]);
});

test('what is made of numbers is kept as numbers', () => {
  const kept = calls.filter(({ label }) => !label.includes('DISTINCT') && !label.includes(','));
  const numbers = kept.filter((call) => !(created(call) instanceof BufferAccumulator)).map(({ label }) => label);
  expect(numbers).toEqual(expect.arrayContaining(['count(*)', 'sum(l)', 'sum(d)', 'avg(i)', 'min(ts)', 'max(d)']));
  expect(numbers).not.toContain('avg(m)');
});

describe('each step is exactly the aggregate’s own', () => {
  test('of all aggregates', () => {
    for (const call of calls) {
      const { aggregate, label } = call;
      const rows = fc.array(
        fc.tuple(...aggregate.argumentTypes.map((type) => fc.option(arbitraryOf(type), { nil: null, freq: 5 }))),
        { maxLength: 6 },
      );
      fc.assert(
        fc.property(rows, rows, (early, late) => {
          const [stored, partial] = [created(call), created(call)];
          const gather = (into: Accumulator, given: readonly (readonly Value[])[]): AggregateBuffer | null => {
            const buffer = aggregate.initial();
            for (const args of given) {
              const expected = outcome(() => aggregate.update(buffer, args));
              const before = [...into.load(1)];
              expect(
                outcome(() => into.update(1, args)),
                label,
              ).toEqual(expected);
              if (expected !== undefined) {
                if (!(into instanceof BufferAccumulator)) expect(into.load(1)).toEqual(before);
                return null;
              }
              expect(into.load(1), label).toEqual(buffer);
            }
            return buffer;
          };
          const [first, second] = [gather(stored, early), gather(partial, late)];
          if (first === null || second === null) return;
          const copy = created(call);
          copy.copy(2, stored, 1);
          const merged = [...first];
          const expected = outcome(() => aggregate.merge(merged, second));
          expect(
            outcome(() => stored.merge(1, partial, 1)),
            label,
          ).toEqual(expected);
          expect(copy.load(2), label).toEqual(first);
          if (expected !== undefined) return;
          expect(stored.load(1), label).toEqual(merged);
          expect(outcome(() => aggregate.result(stored.load(1)))).toEqual(outcome(() => aggregate.result(merged)));
          const sent = created(call);
          sent.take(structuredClone(stored.transferred(3)));
          expect(sent.load(1), label).toEqual(merged);
          const restored = created(call);
          const columns = throughFile(stored.saved(Int32Array.of(0, 1), 2), aggregate.bufferTypes);
          restored.restore(Int32Array.of(2, 3), 2, columns);
          expect(restored.load(3), label).toEqual(merged);
          expect(restored.load(2), label).toEqual(stored.load(0));
          restored.restore(Int32Array.of(3, 2), 2, columns);
          expect(restored.load(2), label).toEqual(merged);
          const kept = created(call);
          kept.store(3, merged);
          expect(kept.load(3), label).toEqual(merged);
          const settled = aggregate.initial();
          aggregate.merge(settled, second);
          partial.settle(1, 2);
          expect(partial.load(1), label).toEqual(settled);
          stored.reset(1);
          expect(stored.load(1), label).toEqual(aggregate.initial());
        }),
        { numRuns: 8, seed: 20261123 },
      );
    }
  });
});

describe('a sum of integers in a loop', () => {
  const sum = (): Tried => {
    const bound = bindText({ name: 'sum', args: 'l', columns });
    if (!bound.ok) throw new Error(bound.error.code);
    return { label: 'sum(l)', ...bound.value };
  };

  /** Adds as generated loops do: to `values` while they stay safe, after `makeRoom` where not, else with `update`. */
  function addAsLoop(
    accumulator: Accumulator & { values: Float64Array; present: Uint8Array; makeRoom(group: number): boolean },
    value: bigint,
  ): void {
    const number = Number(value);
    const isTooMuch = (total: number) => !(Math.abs(total) <= Number.MAX_SAFE_INTEGER);
    const held = () => accumulator.values[1] as number;
    if (isTooMuch(number) || (isTooMuch(held() + number) && (!accumulator.makeRoom(1) || isTooMuch(number)))) {
      accumulator.update(1, [value]);
      return;
    }
    accumulator.values[1] = held() + number;
    accumulator.present[1] = 1;
  }

  test('overflows at exactly the interpreter’s row', () => {
    const call = sum();
    fc.assert(
      fc.property(fc.array(wide, { maxLength: 40 }), (values) => {
        const accumulator = created(call) as Parameters<typeof addAsLoop>[0];
        const buffer = call.aggregate.initial();
        for (const value of values) {
          const expected = outcome(() => call.aggregate.update(buffer, [value]));
          expect(outcome(() => addAsLoop(accumulator, value))).toEqual(expected);
          if (expected !== undefined) return;
          expect(accumulator.load(1)).toEqual(buffer);
        }
      }),
      { numRuns: 500, seed: 20261123 },
    );
  });

  test('many large values that are safe by themselves', () => {
    const call = sum();
    const accumulator = created(call) as Parameters<typeof addAsLoop>[0];
    const large = BigInt(Number.MAX_SAFE_INTEGER);
    let rows = 0n;
    expect(() => {
      for (; ; rows++) addAsLoop(accumulator, large);
    }).toThrow(expect.objectContaining({ code: 'EXE-101' }));
    expect(rows).toBe((2n ** 63n - 1n) / large);
    expect(accumulator.load(1)).toEqual([rows * large]);
  });
});
