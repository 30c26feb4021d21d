import { describe, expect, it } from 'vitest';
import { type CsvOptions, parseReaderOptions } from '../../reader-options.ts';
import { CsvTokenizer } from './csv-tokenizer.ts';

function csvOptions(options: Readonly<Record<string, string>>): CsvOptions {
  return parseReaderOptions(options, 'UTC').csv;
}

/** Tokens of each record in `lines`. */
function tokenize(lines: readonly string[], options: Readonly<Record<string, string>> = {}, spansLines = false) {
  const tokenizer = new CsvTokenizer(csvOptions(options), spansLines);
  const records: (string | null)[][] = [];
  for (const line of lines) if (tokenizer.feed(line)) records.push(tokenizer.tokens);
  if (tokenizer.isOpen) {
    tokenizer.finish(false);
    records.push(tokenizer.tokens);
  }
  return records;
}

describe('[2.5] CSV tokens', () => {
  it.each<[string, Readonly<Record<string, string>>, (string | null)[]]>([
    ['a,b', {}, ['a', 'b']],
    ['a,', {}, ['a', null]],
    [',', {}, [null, null]],
    ['a,,b', {}, ['a', null, 'b']],
    ['"a","b"', {}, ['a', 'b']],
    ['"",b', {}, ['', 'b']],
    ['"",b', { emptyValue: 'E' }, ['E', 'b']],
    ['"a,b",c', {}, ['a,b', 'c']],
    ['"a\\"b",c', {}, ['a"b', 'c']],
    ['"a\\\\",c', {}, ['a\\', 'c']],
    ['"a\\nb",c', {}, ['a\\nb', 'c']],
    ['a"b,c', {}, ['a"b', 'c']],
    ['a\\,b', {}, ['a\\', 'b']],
    [' "a",b', {}, [' "a"', 'b']],
    ['"a"  ,b', {}, ['a', 'b']],
    ['"a"  ', {}, ['a']],
    // Unescaped quotes: the raw text up to the next separator.
    ['"a"b,c', {}, ['"a"b', 'c']],
    ['"a" b,c', {}, ['"a" b', 'c']],
    ['"a""b",c', {}, ['"a""b"', 'c']],
    ['"a,""b""",c', {}, ['"a,""b"""', 'c']],
    // As everybody else writes quotes.
    ['"a""b",c', { escape: '"' }, ['a"b', 'c']],
    ['"""a""",c', { escape: '"' }, ['"a"', 'c']],
    ['"""",c', { escape: '"' }, ['"', 'c']],
    ['"a\\",c', { escape: '"' }, ['a\\', 'c']],
    ['"a!"b",c', { escape: '!', charToEscapeQuoteEscaping: '!' }, ['a"b', 'c']],
    ['"a#!",c', { escape: '!', charToEscapeQuoteEscaping: '#' }, ['a!', 'c']],
    ['"a#b",c', { escape: '!', charToEscapeQuoteEscaping: '#' }, ['a#b', 'c']],
    ['\'a,b\',"c"', { quote: "'" }, ['a,b', '"c"']],
    ['"a,b"', { quote: '' }, ['"a', 'b"']],
    ['"a,b', {}, ['a,b']],
    ['"a\\', {}, ['a\\']],
    ['a\tb', { sep: '\\t' }, ['a', 'b']],
    ['a||b||', { sep: '||' }, ['a', 'b', null]],
    ['"a||b"||c', { delimiter: '||' }, ['a||b', 'c']],
    ['a|b||c', { sep: '||' }, ['a|b', 'c']],
    [' a , b ', {}, [' a ', ' b ']],
    [' a , b ', { ignoreLeadingWhiteSpace: 'true' }, ['a ', 'b ']],
    [' a , b ', { ignoreTrailingWhiteSpace: 'true' }, [' a', ' b']],
    ['  ,x', { ignoreTrailingWhiteSpace: 'true' }, [null, 'x']],
    [' "a" ,x', { ignoreLeadingWhiteSpace: 'true' }, ['a', 'x']],
    ['\ta\t\tb', { sep: '\t', ignoreLeadingWhiteSpace: 'true' }, [null, 'a', null, 'b']],
  ])('%j with %j', (line, options, expected) => {
    expect(tokenize([line], options)).toEqual([expected]);
  });

  it('lets a quoted token span lines where that is allowed', () => {
    expect(tokenize(['a,"x', 'y","z', '"'], {}, true)).toEqual([['a', 'x\ny', 'z\n']]);
    expect(tokenize(['"x\\', '"', '"y', 'z",b'], {}, true)).toEqual([['x\\\n'], ['y\nz', 'b']]);
    expect(tokenize(['a,"x', 'y"'], {}, false)).toEqual([['a', 'x'], ['y"']]);
  });

  it('ends an open token with the file', () => {
    expect(tokenize(['a,"x', 'y,z'], {}, true)).toEqual([['a', 'x\ny,z']]);
  });

  it('stops reading a record that is too wide', () => {
    const tokenizer = new CsvTokenizer(csvOptions({ maxColumns: '3' }), false);
    tokenizer.feed('1,2,3');
    expect(tokenizer.isTooWide).toBe(false);
    tokenizer.feed(','.repeat(100_000));
    expect(tokenizer.isTooWide).toBe(true);
    expect(tokenizer.tokens).toHaveLength(3);
  });
});
