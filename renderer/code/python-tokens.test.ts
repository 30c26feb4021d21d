import { describe, expect, it } from 'vitest';
import { pythonTokens } from './python-tokens.ts';

const coloured = (program: string) =>
  pythonTokens(program)
    .filter(({ kind }) => kind !== 'plain')
    .map(({ kind, text }) => `${kind} ${text}`);

describe('a Python program in colours', () => {
  it.each([
    ['from pyspark.sql import functions as F', ['keyword from', 'keyword import', 'keyword as']],
    ['x = rate("a # b")  # "c" d', ['string "a # b"', 'comment # "c" d']],
    ['"""One "word"\nfor 1."""\nf(10_000, n1)', ['string """One "word"\nfor 1."""', 'number 10_000']],
    [String.raw`r"\d\"" + 'it''s'`, [String.raw`string r"\d\""`, "string 'it'", "string 's'"]],
    ['"open\nnot', ['string "open', 'keyword not']],
    ['"""open', ['string """open']],
  ])('%j', (program, tokens) => {
    expect(coloured(program)).toEqual(tokens);
    expect(
      pythonTokens(program)
        .map(({ text }) => text)
        .join(''),
    ).toBe(program);
  });
});
