import { describe, expect, test } from 'vitest';
import { compileJavaRegex } from './regex-matcher.ts';

describe('finds what Java finds', () => {
  test.each<[string, string, boolean]>([
    ['l+o$', 'Hello', true],
    ['^H', 'Hello', true],
    ['^e', 'Hello', false],
    ['o$', 'Hello\n', true],
    ['\\Ao', 'o\n', true],
    ['o\\z', 'o\n', false],
    ['o\\Z', 'o\r\n', true],
    ['a.c', 'a\u0085c', false],
    ['(?s)a.c', 'a\nc', true],
    ['(?i)HELLO|x', 'say hello', true],
    ['^(foo|bar)+$', 'foobarfoo', true],
    ['^(foo|bar)+$', 'foobaz', false],
    ['^(?:\\d{1,3}\\.){3}\\d{1,3}$', '10.0.255.1', true],
    ['^(?:\\d{1,3}\\.){3}\\d{1,3}$', '10.0.2555.1', false],
    ['^a{2,}b?c*$', 'aaacc', true],
    ['^a{2,}b?c*$', 'ac', false],
    ['^[^\\s\\-x]+@[\\w.]+$', 'me@a.b', true],
    ['[a-c]{2}?d', 'xabd', true],
    ['\\bcat\\b', 'a cat!', true],
    ['\\bcat\\b|dog', 'concat', false],
    ['\\d', '\u0663', false],
    ['\\s', '\u00a0', false],
    ['^\\p{Lu}\\P{L}$', 'É1', true],
    ['^.$', '😀', true],
    ['^(😀|x){2}$', '😀x', true],
    ['a|', '', true],
    ['', 'x', true],
    ['a\\.b\\-c/', 'a.b-c/', true],
    ['\\x41\\u0042\\t', 'AB\t', true],
    ['(a*)*b', 'aaab', true],
    ['(a*)*$', 'b', true],
    ['^(?<first>a)b', 'ab', true],
    ['a+?b', 'aab', true],
  ])('%s in %j', (pattern, text, expected) => {
    const compiled = compileJavaRegex(pattern);
    expect(compiled.ok && compiled.value(text)).toBe(expected);
  });
});

test.each<[string, string]>([
  ['a++', '++'],
  ['(?>a)', '(?>a'],
  ['(?=a)b', '(?=a'],
  ['(?<=a)b', '(?<='],
  ['(?<a', '(?<a'],
  ['(a)\\1', '\\1'],
  ['[a&&b]', '&&'],
  ['[a[b]]', '[b'],
  ['\\p{Alpha}', '\\p'],
  ['\\Qa\\E', '\\Q'],
  ['a(?i)b', '(?i)'],
  ['(a', '('],
  ['a)', ')'],
  ['[a', '['],
  ['[z-a]', '[z-a]'],
  ['*a', '*'],
  ['a{2', '{'],
  ['a{5,2}', '{5,2}'],
  ['a{1001}', '{1001}'],
  ['^*', '*'],
  ['\\', '\\'],
  ['((a{1000}){1000}){1000}|b', '((a{1000}){1000}){10…'],
  ['('.repeat(60), '('],
])('refuses %s', (pattern, part) => {
  expect(compileJavaRegex(pattern)).toEqual({ ok: false, error: part });
});

test.each(['(a+)+$', '(a|a)*b', `${'(a|a)'.repeat(40)}b`, `${'a?'.repeat(40)}${'a'.repeat(40)}b`, '(.*)(.*)(.*)(.*)x'])(
  'a hostile pattern takes linear time: %s',
  (pattern) => {
    const compiled = compileJavaRegex(pattern);
    const started = performance.now();
    expect(compiled.ok && compiled.value(`${'a'.repeat(3000)}!`)).toBe(false);
    expect(performance.now() - started).toBeLessThan(3000);
  },
);
