import { describe, expect, test } from 'vitest';
import { allMatches, compileRegexSearch, type RegexSearch } from './regex-search.ts';

function search(pattern: string): RegexSearch {
  const compiled = compileRegexSearch(pattern);
  if (!compiled.ok) throw new Error(compiled.error);
  return compiled.value;
}

describe('captures what Java captures', () => {
  test.each<[string, string, (string | null)[] | null]>([
    ['(\\d+)-(\\d+)', 'a 100-200', ['100-200', '100', '200']],
    ['x', 'abc', null],
    ['(x)?abc', 'abc', ['abc', null]],
    ['^(.*?)X(.*)$', 'aXbXc', ['aXbXc', 'a', 'bXc']],
    ['^(.*)X(.*)$', 'aXbXc', ['aXbXc', 'aXb', 'c']],
    ['(foo|foobar)(bar)?', 'foobar', ['foobar', 'foo', 'bar']],
    ['(a|ab)(b?)(c?)', 'abc', ['abc', 'a', 'b', 'c']],
    ['((a|b|c)+)d', 'xabcd', ['abcd', 'abc', 'c']],
    ['((a)|b)+', 'aba', ['aba', 'a', 'a']],
    ['((a)|b)+', 'ab', ['ab', 'b', 'a']],
    ['(a{1,2}?)(a*)', 'aaaa', ['aaaa', 'a', 'aaa']],
    ['(a{1,2})(a*)', 'aaaa', ['aaaa', 'aa', 'aa']],
    ['(a??)(a?)', 'aa', ['a', '', 'a']],
    ['(?<year>\\d{4})-(?<month>\\d\\d)', 'on 2016-07-26', ['2016-07', '2016', '07']],
    ['(?i)(B+)(c|d)', 'abBC', ['bBC', 'bB', 'C']],
    ['\\b(\\w+)\\b(.)(\\w)', 'the cat', ['the c', 'the', ' ', 'c']],
    ['(.)(.|x)$', 'a😀b', ['😀b', '😀', 'b']],
  ])('%s in %j', (pattern, text, groups) => {
    expect(search(pattern).find(text, 0)?.groups ?? null).toEqual(groups);
  });
});

test('the leftmost match wins over one that is found before it ends', () => {
  expect(search('abcd|b|cd?').find('xabce', 0)).toMatchObject({ start: 2, end: 3 });
  expect(search('abcd|b|cd?').find('xabcd', 0)).toMatchObject({ start: 1, end: 5 });
});

test.each<[string, string, string[]]>([
  ['a*', 'baac', ['', 'aa', '', '']],
  ['a*|b', 'baac', ['', 'aa', '', '']],
  ['b|a*', 'baac', ['b', 'aa', '', '']],
  ['', '😀a', ['', '', '']],
  ['l', 'Hello', ['l', 'l']],
  ['(l|e)(o|l)', 'Hello', ['el', 'lo']],
])('all matches of %s in %j', (pattern, text, found) => {
  expect([...allMatches(search(pattern), text)].map(({ groups }) => groups[0])).toEqual(found);
});

test('a place before the search begins is not the beginning', () => {
  expect(search('^b|^c+c').find('abb', 1)).toBeNull();
  expect(search('^b').find('abb', 1)).toBeNull();
});

test('refuses what the matcher refuses', () => {
  expect(compileRegexSearch('(a')).toEqual({ ok: false, error: '(' });
  expect(compileRegexSearch('((a{1000}){1000}){1000}|b').ok).toBe(false);
});

test.each(['(a+)+$', '(a|a)*b', `${'(a|a)'.repeat(40)}b`, `${'a?'.repeat(40)}${'a'.repeat(40)}b`])(
  'a hostile pattern ends: %s',
  (pattern) => {
    expect(search(pattern).find(`${'a'.repeat(2000)}!`, 0)).toBeNull();
  },
);
