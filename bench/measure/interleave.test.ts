import { expect, test } from 'vitest';
import { interleave } from './interleave.ts';

function scripted(turns: string[], name: string, times: readonly number[]) {
  const left = [...times];
  return {
    name,
    run: async () => {
      turns.push(name);
      return left.shift() ?? Number.NaN;
    },
  };
}

test('contenders take turns after each has warmed up for its time', async () => {
  const turns: string[] = [];
  const contenders = [scripted(turns, 'a', [999, 3, 1, 2]), scripted(turns, 'b', [40, 40, 40, 30, 10, 20])];
  const found = await interleave(contenders, { rounds: 3, warmUpMs: 100 });
  expect(turns.join('')).toBe('abbbababab');
  expect(found).toEqual([
    { median: 2, min: 1, max: 3, count: 3 },
    { median: 20, min: 10, max: 30, count: 3 },
  ]);
});

test('each works once before it is measured, however short the warm-up', async () => {
  const turns: string[] = [];
  await interleave([scripted(turns, 'a', [5, 1])], { rounds: 1, warmUpMs: 0 });
  expect(turns).toHaveLength(2);
});

test('what a contender throws ends the measurement', async () => {
  const failing = { name: 'a', run: () => Promise.reject(new Error('broke')) };
  await expect(interleave([failing], { rounds: 3, warmUpMs: 0 })).rejects.toThrow('broke');
});
