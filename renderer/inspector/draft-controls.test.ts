import { describe, expect, it } from 'vitest';
import { parseNumber, parseValues, writeValues } from './draft-controls.tsx';

describe('numbers as they are typed', () => {
  it.each([
    ['12', 12],
    [' 1 000 ', 1000],
    ['0,5', 0.5],
    ['-3', -3],
    ['1e3', 1000],
    ['', undefined],
    ['-', null],
    ['1.2.3', null],
    ['12px', null],
    ['1e999', null],
    ['0x10', null],
    ['NaN', null],
  ])('%j', (text, number) => {
    expect(parseNumber(text)).toBe(number);
  });
});

describe('lists of values as they are typed', () => {
  it.each([
    ['Open, Close', 'text', ['Open', 'Close']],
    ['Open,', 'text', ['Open']],
    [' ', 'text', undefined],
    ['["a, b", ""]', 'text', ['a, b', '']],
    ['3, 1.5', 'number', [3, 1.5]],
    ['[3, 1]', 'number', [3, 1]],
  ] as const)('%j', (text, of, value) => {
    expect(parseValues(text, of)).toEqual({ value });
  });

  it.each([
    ['["a"', 'text'],
    ['[1]', 'text'],
    ['3, x', 'number'],
    ['["3"]', 'number'],
  ] as const)('%j says no list of %s', (text, of) => {
    expect(parseValues(text, of)).toBeNull();
  });

  it.each([
    [['Open', 'Close'], 'Open, Close'],
    [['a b', 'c'], 'a b, c'],
    [['a, b', 'c'], '["a, b","c"]'],
    [[' a'], '[" a"]'],
    [[''], '[""]'],
    [['[x]'], '["[x]"]'],
    [[1, 2.5], '1, 2.5'],
    [undefined, ''],
    [{ not: 'a list' }, '{"not":"a list"}'],
  ])('%j is written as %j, which says the same', (value, text) => {
    expect(writeValues(value)).toBe(text);
    const of = Array.isArray(value) && typeof value[0] === 'number' ? 'number' : 'text';
    if (value === undefined || Array.isArray(value)) expect(parseValues(text, of)).toEqual({ value });
  });
});
