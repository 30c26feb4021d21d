import { describe, expect, it } from 'vitest';
import { readUiArguments } from './ui-arguments.ts';

const known = ['open', 'live'];

describe('the arguments of the window’s bench', () => {
  it('mean all rows and ten minutes where nothing is said', () => {
    expect(readUiArguments([], known)).toEqual({ rows: known, isQuick: false, writes: false, minutes: 10 });
  });

  it('name rows, options and minutes in any order', () => {
    expect(readUiArguments(['live', '--minutes=2.5', '--write', '--quick'], known)).toEqual({
      rows: ['live'],
      isQuick: true,
      writes: true,
      minutes: 2.5,
    });
    expect(readUiArguments(['--quick'], known)).toMatchObject({ minutes: 0.5 });
  });

  it('are refused with the rows that there are', () => {
    expect(readUiArguments(['lively', '--minutes=x', '--fast'], known)).toEqual({
      problem: expect.stringMatching(/lively --minutes=x --fast.*open live/s),
    });
  });
});
