import { describe, expect, test } from 'vitest';
import { MemoryBudget } from './memory-budget.ts';
import { RowMemory } from './row-memory.ts';

const MB = 1024 ** 2;

describe('a budget', () => {
  test('adds up what its accounts say', () => {
    const budget = new MemoryBudget(10 * MB);
    const [a, b] = [budget.account('a'), budget.account('b')];
    a.set(4 * MB);
    b.set(5 * MB);
    a.set(2 * MB);
    expect(budget.usedBytes).toBe(7 * MB);
    b.set(8 * MB);
    expect(budget.usedBytes).toBe(10 * MB);
  });

  test('beyond it the error names the node that takes most, all its accounts together', () => {
    const budget = new MemoryBudget(10 * MB);
    budget.account('group').set(3 * MB);
    budget.account('join').set(4 * MB);
    budget.account('group').set(2 * MB);
    expect(() => budget.account('sink').set(2 * MB)).toThrow(
      expect.objectContaining({
        code: 'EXE-129',
        params: { node: 'group', bytes: '5 MB', used: '11 MB', limit: '10 MB' },
        at: { nodeId: 'group' },
      }),
    );
  });

  test('giving back is never refused', () => {
    const budget = new MemoryBudget(MB);
    const account = budget.account('a');
    expect(() => account.set(3 * MB)).toThrow();
    account.set(2 * MB);
    account.set(0);
    expect(budget.usedBytes).toBe(0);
  });
});

describe('gathered rows', () => {
  test('count by their size, and end the query before there are too many', () => {
    const budget = new MemoryBudget(MB);
    const rows = new RowMemory(budget.account('sink'));
    const row = ['x'.repeat(1000), 1n, 2];
    let count = 0;
    expect(() => {
      for (; count < 10_000; count++) rows.add(row);
    }).toThrow(expect.objectContaining({ code: 'EXE-129' }));
    expect(count).toBeGreaterThan(500);
    expect(count).toBeLessThan(1100);
    rows.clear();
    expect(budget.usedBytes).toBe(0);
    for (let i = 0; i < 400; i++) rows.add(row);
    expect(rows.bytes).toBeGreaterThan(400_000);
  });
});
