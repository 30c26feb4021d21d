import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../engine/tables/sql-result.ts';
import { csvOf, jsonOf, tsvOf } from './delimited-text.ts';

describe('csvOf', () => {
  it.each<[string, JsonValue, string, string]>([
    ['a plain text', 'Open', 'string', 'Open'],
    ['a comma', 'a,b', 'string', '"a,b"'],
    ['a quote', 'say "hi"', 'string', '"say ""hi"""'],
    ['a line break', 'a\nb', 'string', '"a\nb"'],
    ['an empty text', '', 'string', '""'],
    ['null', null, 'string', ''],
    ['spaces at the ends', ' a ', 'string', '" a "'],
    ['a formula', '=1+2', 'string', "'=1+2"],
    ['a formula that calls out', '=HYPERLINK("http://x","y")', 'string', `"'=HYPERLINK(""http://x"",""y"")"`],
    ['a plus', '+33 1', 'string', "'+33 1"],
    ['an at sign', '@SUM(A1)', 'string', "'@SUM(A1)"],
    ['a formula behind a tab', '\t=1', 'string', `'\t=1`],
    ['a formula behind a return', '\r=1', 'string', `"'\r=1"`],
    ['a full-width formula', '＝1+2', 'string', "'＝1+2"],
    ['a negative text', '-5', 'string', "'-5"],
    ['a negative number', -5, 'int', '-5'],
    ['a negative decimal, written as text', '-12.50', 'decimal(4,2)', '-12.50'],
    ['a boolean', false, 'boolean', 'false'],
    ['a struct', { a: 'x"y' }, 'struct<a:string>', `"{""a"":""x\\""y""}"`],
  ])('writes %s', (_, value, type, written) => {
    expect(csvOf([{ name: 'c', type }], [[value]])).toBe(`c\r\n${written}\r\n`);
  });

  it('makes a hostile column name harmless too', () => {
    expect(csvOf([{ name: '=cmd|x', type: 'int' }], [])).toBe("'=cmd|x\r\n");
  });
});

describe('tsvOf', () => {
  it('gives one cell as it is', () => {
    expect(tsvOf([['=a\t"b"']], [false])).toBe('=a\t"b"');
  });

  it('quotes and disarms among several', () => {
    expect(
      tsvOf(
        [
          ['a\tb', '-1'],
          ['=x', 'say "hi"'],
        ],
        [false, true],
      ),
    ).toBe('"a\tb"\t-1\n\'=x\t"say ""hi"""');
  });
});

describe('jsonOf', () => {
  it('keeps values, renames repeated columns, and takes any name', () => {
    const columns = ['n', 'n', '__proto__', 'n_2'].map((name) => ({ name, type: 'int' }));
    const text = jsonOf(columns, [[1, null, 3, { a: [true] }]]);
    expect(text).toBe('[\n  {"n":1,"n_2":null,"__proto__":3,"n_2_2":{"a":[true]}}\n]\n');
    expect(Object.keys(JSON.parse(text)[0])).toEqual(['n', 'n_2', '__proto__', 'n_2_2']);
  });

  it('is an empty array without rows', () => {
    expect(JSON.parse(jsonOf([{ name: 'a', type: 'int' }], []))).toEqual([]);
  });
});
