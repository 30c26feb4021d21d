import { describe, expect, it } from 'vitest';
import { parseNumber } from './draft-controls.tsx';

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
