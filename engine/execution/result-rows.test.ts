import { expect, test } from 'vitest';
import { MemoryBudget } from '../state/memory-budget.ts';
import type { RowBatch } from '../types/row-batch.ts';
import { ResultRows } from './result-rows.ts';

const columns: RowBatch = { length: 2, slice: () => [['a'], ['b']] };

function resultOf(takesColumns: boolean) {
  const memory = new MemoryBudget(1000);
  return { memory, result: new ResultRows(() => memory.account('sink'), takesColumns) };
}

test('columns that are all of the result stay columns, and count until they are the sink’s', () => {
  const { memory, result } = resultOf(true);
  expect(result.takeColumns(columns, 400)).toBe(true);
  expect(memory.usedBytes).toBe(400);
  expect(result.take()).toBe(columns);
  result.clear();
  expect(memory.usedBytes).toBe(0);
  expect(result.take()).toEqual([]);
});

test('rows before, rows after and further columns make rows of everything, in order', () => {
  const { memory, result } = resultOf(true);
  result.takeColumns(columns, 400);
  expect(result.takeColumns(columns, 400)).toBe(false);
  result.push(['c']);
  expect(result.takeColumns(columns, 400)).toBe(false);
  expect(memory.usedBytes).toBeLessThan(400);
  expect(result.take()).toEqual([['a'], ['b'], ['c']]);
});

test('a result that is read at once takes no columns', () => {
  const { result } = resultOf(false);
  expect(result.takeColumns(columns, 400)).toBe(false);
  expect(result.take()).toEqual([]);
});

test('columns beyond the memory limit end the batch', () => {
  const { memory, result } = resultOf(true);
  expect(() => result.takeColumns(columns, 2000)).toThrow(expect.objectContaining({ code: 'EXE-129' }));
  result.clear();
  expect(memory.usedBytes).toBe(0);
});
