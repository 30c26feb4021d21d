import { describe, expect, it } from 'vitest';
import { SeenFiles } from './seen-files.ts';

describe('[1.5] seen files', () => {
  it('[36] forgets by age against the newest file', () => {
    const seen = new SeenFiles(10);
    seen.add('a', 5);
    expect(seen.size).toBe(1);
    seen.purge();
    expect(seen.size).toBe(1);
    seen.add('b', 15);
    expect(seen.size).toBe(2);
    seen.purge();
    expect(seen.size).toBe(2);
    seen.add('c', 16);
    expect(seen.size).toBe(3);
    seen.purge();
    expect(seen.size).toBe(2);
    seen.add('c', 25);
    seen.purge();
    expect(seen.isNew('c', 20)).toBe(false);
    expect(seen.isNew('d', 5)).toBe(false);
    expect(seen.isNew('e', 20)).toBe(true);
  });

  it('[36] lets age count only from the first purge on', () => {
    const seen = new SeenFiles(10);
    seen.add('a', 20);
    expect(seen.isNew('b', 9)).toBe(true);
    seen.purge();
    expect(seen.isNew('b', 9)).toBe(false);
    expect(seen.isNew('b', 10)).toBe(true);
  });

  it('remembers for ever without an age', () => {
    const seen = new SeenFiles(Number.POSITIVE_INFINITY);
    seen.add('a', 1);
    seen.add('b', 1e15);
    seen.purge();
    expect([seen.isNew('a', 1), seen.isNew('c', 0)]).toEqual([false, true]);
  });
});
