import { describe, expect, it } from 'vitest';
import { RecentMap } from './recent-map.ts';

function counted() {
  const made: string[] = [];
  const map = new RecentMap<{ readonly key: string }>(2);
  const get = (key: string) =>
    map.get(key, () => {
      made.push(key);
      return { key };
    });
  return { get, made };
}

describe('RecentMap', () => {
  it('makes a value once', () => {
    const { get, made } = counted();
    expect(get('a')).toBe(get('a'));
    expect(made).toEqual(['a']);
  });

  it('forgets whoever was asked for longest ago', () => {
    const { get, made } = counted();
    for (const key of ['a', 'b', 'a', 'c', 'a', 'b']) get(key);
    expect(made).toEqual(['a', 'b', 'c', 'b']);
  });

  it('keeps nothing where making fails', () => {
    const map = new RecentMap<object>(1);
    const fail = () => {
      throw new RangeError('no');
    };
    expect(() => map.get('a', fail)).toThrow('no');
    const value = {};
    expect(map.get('a', () => value)).toBe(value);
  });
});
