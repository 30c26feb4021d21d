import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import type { ErrorCode } from '../base/errors/catalogue.ts';
import { describeError } from '../base/errors/catalogue.ts';
import { loadExpressionParser, parseExpression, parseWithAllProblems } from './parse-expression.ts';
import type { Syntax } from './syntax.ts';

beforeAll(loadExpressionParser);

/** The tree in brackets, so that a table shows what binds how. */
function shown(syntax: Syntax): string {
  switch (syntax.kind) {
    case 'literal':
      return syntax.type.kind === 'string' ? JSON.stringify(syntax.value) : syntax.display;
    case 'name':
      return syntax.parts.map(({ name }) => name).join('.');
    case 'field':
      return `${shown(syntax.of)}.${syntax.part.name}`;
    case 'cast':
      return `${syntax.isTry ? 'try_' : ''}cast[${shown(syntax.of)} ${syntax.type.kind}]`;
    case 'call':
      return `${syntax.name}[${syntax.args.map(shown).join(' ')}]`;
    case 'lambda':
      return `(${syntax.parameters.map(({ name }) => name).join(' ')})->${shown(syntax.body)}`;
  }
}

function parsed(text: string): string {
  const result = parseExpression(text);
  return result.ok ? shown(result.value) : `${result.error.code}`;
}

describe('reads', () => {
  test.each([
    ['a[0]', '[][a 0]'],
    ['a[i + 1][2].b', '[][[][a +[i 1]] 2].b'],
    ["a['b']", 'a.b'],
    ['transform(a, x -> x + 1)', 'transform[a (x)->+[x 1]]'],
    ['f(a, (x, y) -> x or y, b)', 'f[a (x y)->or[x y] b]'],
    ['extract(year from t)', 'extract["year" t]'],
    ['extract(second from t - u)', 'extract["second" -[t u]]'],
    ['struct(a + 1 as b, c)', 'struct[as[+[a 1] "b"] c]'],
    ['dateadd(day, 1, t)', 'timestampadd[day 1 t]'],
    ['datediff(day, t)', 'datediff[day t]'],
    ['interval 1 year 2 months', "INTERVAL '1-2' YEAR TO MONTH"],
    ['a + b * c', '+[a *[b c]]'],
    ['a - b - c', '-[-[a b] c]'],
    ['a || b + c', '+[||[a b] c]'],
    ['(a + b) * c', '*[+[a b] c]'],
    ['-a * b', '*[unary -[a] b]'],
    ['- -5', 'unary -[-5]'],
    ['a -1', '-[a 1]'],
    ['a*-1', '*[a -1]'],
    ['not a = b', 'not[=[a b]]'],
    ['not a and b', 'and[not[a] b]'],
    ['a or b and c', 'or[a and[b c]]'],
    ['! a = b', 'not[=[a b]]'],
    ['a = b is null', 'isnull[=[a b]]'],
    ['a is not null and b', 'and[isnotnull[a] b]'],
    ['a between 1 and 2 and c', 'and[between[a 1 2] c]'],
    ['a not between 1 and 2', 'not[between[a 1 2]]'],
    ['a not in (1, 2)', 'not[in[a 1 2]]'],
    ["not a like 'x' or b", 'or[not[like[a "x"]] b]'],
    ["not not a ilike 'x'", 'not[not[ilike[a "x"]]]'],
    ["a not rlike 'x'", 'not[rlike[a "x"]]'],
    ["a regexp 'x'", 'rlike[a "x"]'],
    ["a like 'x!%' escape '!'", 'like[a "x!%" "!"]'],
    ["like(a, 'x')", 'like[a "x"]'],
    ['case a when 1 then b else c end', 'case[=[a 1] b c]'],
    ['case when a then case when b then c end end', 'case[a case[b c]]'],
    ['cast(a as decimal(10, 2))', 'cast[a decimal]'],
    ['cast(a as array<array<int>>)', 'cast[a array]'],
    ['try_cast(a as long)', 'try_cast[a bigint]'],
    ['a::int + b::string', '+[cast[a int] cast[b string]]'],
    ['a::int < b', '<[cast[a int] b]'],
    ['-a::int', 'unary -[cast[a int]]'],
    ['a.b.c', 'a.b.c'],
    ['(a).b', 'a.b'],
    ['`a``b`.`c d`', 'a`b.c d'],
    // Keywords are names wherever nothing else fits, as in Spark.
    ['end', 'end'],
    ['window.end', 'window.end'],
    ['`case`', 'case'],
    ['date', 'date'],
    ['timestamp + interval', '+[timestamp interval]'],
    ['order.group.select', 'order.group.select'],
    ['user', 'user'],
    ['first', 'first'],
    ['a.not', 'a.not'],
    ["date'2020-01-31'", "DATE '2020-01-31'"],
    ["timestamp'2020-01-31 00:00:00Z'", "TIMESTAMP '2020-01-31 00:00:00'"],
    ["timestamp '2020-01-31'", 'cast["2020-01-31" timestamp]'],
    ['interval 1 hour 30 minutes', "INTERVAL '01:30' HOUR TO MINUTE"],
    ["interval '2' days", "INTERVAL '2' DAY"],
    ["interval '1 02:03:04.5' day to second", "INTERVAL '1 02:03:04.5' DAY TO SECOND"],
    ['interval -90 seconds', "INTERVAL '-90' SECOND"],
    ["interval '1 week'", "INTERVAL '7' DAY"],
    ['interval 500 milliseconds', "INTERVAL '00.5' SECOND"],
    ['interval 1 day - interval 2 hours', "-[INTERVAL '1' DAY INTERVAL '02' HOUR]"],
    ['a + interval 1 hour - b', "-[+[a INTERVAL '01' HOUR] b]"],
    ['a is not distinct from null', '<=>[a NULL]'],
    ['a is not true', 'not[<=>[a true]]'],
    ['f()', 'f[]'],
    ['count(*)', 'count[]'],
    ['a /* b */ + -- c\n d', '+[a d]'],
    ['+a', 'positive[a]'],
    ['+a * + - b', '*[positive[a] positive[unary -[b]]]'],
    ['a & b | c ^ d', '|[&[a b] ^[c d]]'],
    ['~a << 1 + 2 >> b', '>>[<<[~[a] +[1 2]] b]'],
    ["position('x' in a)", 'locate["x" a]'],
    ['overlay(a placing b from 2 for 3)', 'overlay[a b 2 3]'],
    ['substring(a from 2 for 3)', 'substring[a 2 3]'],
    ["trim(leading 'x' from a)", 'ltrim["x" a]'],
    ['trim(both from a)', 'trim[a]'],
    ['trim(from a)', 'trim[a]'],
    ['f(a in (b))', 'f[in[a b]]'],
    ['a == b', '=[a b]'],
    ['a <> b', '!=[a b]'],
    ['a % b div c', 'div[%[a b] c]'],
  ])('%s', (text, expected) => {
    expect(parsed(text)).toBe(expected);
  });

  test.each([
    ["'it''s'", "it's"],
    ['"say ""x"""', 'say "x"'],
    ["'a' 'b'", 'ab'],
    [String.raw`'\n\t\\\'\"\0\Z'`, '\n\t\\\'"\0\u001a'],
    [String.raw`'\u00e9\U0001F600\101'`, 'é😀A'],
    [String.raw`'\%\_\q'`, '\\%\\_q'],
    [String.raw`r'\n'`, '\\n'],
    ["'a\u2028b'", 'a\u2028b'],
    ["'__c1'", '__c1'],
    ["'--'", '--'],
  ])('the string %s', (text, expected) => {
    const result = parseExpression(text);
    expect(result.ok && result.value.kind === 'literal' && result.value.value).toBe(expected);
  });

  test.each([
    ['1', 'int'],
    ['2147483648', 'bigint'],
    ['-2147483648', 'int'],
    ['-9223372036854775808', 'bigint'],
    ['9223372036854775808', 'decimal'],
    ['1.5', 'decimal'],
    ['.5', 'decimal'],
    ['1e3', 'double'],
    ['1.5BD', 'decimal'],
    ['10L', 'bigint'],
    ['5S', 'smallint'],
    ['-128Y', 'tinyint'],
    ['1D', 'double'],
    ['1.5F', 'float'],
    ['null', 'void'],
    ['TRUE', 'boolean'],
  ])('the literal %s as %s', (text, kind) => {
    const result = parseExpression(text);
    expect(result.ok && result.value.kind === 'literal' && result.value.type.kind).toBe(kind);
  });
});

describe('refuses', () => {
  /** Text, code, and what of the text the problem points at. */
  test.each<[string, ErrorCode, string]>([
    ['', 'EXP-001', ''],
    ['  -- nothing', 'EXP-001', '  -- nothing'],
    ['a b', 'EXP-002', 'b'],
    ['a ! b', 'EXP-002', 'b'],
    [')', 'EXP-002', ')'],
    ['(a))', 'EXP-002', ')'],
    ['f(a,)', 'EXP-002', ')'],
    ['a in ()', 'EXP-002', ')'],
    ['1 2', 'EXP-002', '2'],
    ["'a' 1", 'EXP-002', '1'],
    ["1 'a'", 'EXP-002', "'a'"],
    ['{{ x }}', 'EXP-002', '{'],
    ['a\\b', 'EXP-002', '\\'],
    ['(case when a) then b end', 'EXP-002', ')'],
    ['a +', 'EXP-003', ''],
    ['a and', 'EXP-003', ''],
    ['(a', 'EXP-003', ''],
    ['case when a then b', 'EXP-003', ''],
    ["'abc", 'EXP-003', "'abc"],
    ['a /* open', 'EXP-003', ''],
    ['a::', 'EXP-003', ''],
    [' '.repeat(100_001), 'EXP-004', ''],
    [`${'- '.repeat(100)}a`, 'EXP-005', `${'- '.repeat(100)}a`],
    [Array.from({ length: 300 }, () => 'a').join('+'), 'EXP-005', Array.from({ length: 300 }, () => 'a').join('+')],
    ['a, b', 'EXP-006', ','],
    ['1; drop table x', 'EXP-006', ';'],
    ['a;', 'EXP-006', ';'],
    ['(select 1)', 'EXP-007', 'select'],
    ['select a from t', 'EXP-007', 'select'],
    ['a in (select 1)', 'EXP-007', 'select'],
    ['exists (select 1; drop table x)', 'EXP-007', 'select'],
    ['sum(a) over (partition by b)', 'EXP-008', 'over'],
    ['a as b', 'EXP-009', 'as b'],
    ['f(a placing b)', 'EXP-002', 'placing'],
    ['a >>> b', 'EXP-002', '>'],
    ["x'1F'", 'EXP-010', "x'1F'"],
    ["a like any ('x')", 'EXP-010', 'any'],
    ['(a, b)', 'EXP-010', '(a, b)'],
    ['*', 'EXP-011', '*'],
    ['a.*', 'EXP-011', 'a.*'],
    ['128Y', 'EXP-012', '128Y'],
    ['1e999', 'EXP-012', '1e999'],
    ['9'.repeat(39), 'EXP-012', '9'.repeat(39)],
    ["date'2020-02-30'", 'EXP-013', "date'2020-02-30'"],
    ["timestamp'noon'", 'EXP-013', "timestamp'noon'"],
    ["interval 'soon'", 'EXP-014', "interval 'soon'"],
    ["interval '1:2' day to hour", 'EXP-014', "interval '1:2' day to hour"],
    ['interval 1 month 2 days', 'EXP-015', 'interval 1 month 2 days'],
    ["interval '1-12' year to month", 'EXP-014', "interval '1-12' year to month"],
    ['cast(a as nosuch)', 'EXP-016', 'nosuch'],
    [
      `a in (${Array.from({ length: 6000 }, () => '1').join()})`,
      'EXP-017',
      `a in (${Array.from({ length: 6000 }, () => '1').join()})`,
    ],
    ['😀 + 1', 'EXP-002', '😀'],
    ["'😀' || b c", 'EXP-002', 'c'],
    ['db.f(a)', 'EXP-024', 'f'],
  ])('%.60s', (text, code, place) => {
    const result = parseExpression(text);
    expect(result).toMatchObject({ ok: false, error: { code } });
    if (result.ok) return;
    const { span, params } = result.error;
    expect(span === undefined ? '' : text.slice(span.start, span.end)).toBe(place);
    for (const language of ['en', 'fr'] as const) {
      expect(describeError(code, params, language).message).not.toMatch(/[{}]\w/);
    }
  });

  test('several problems at once', () => {
    const result = parseWithAllProblems("date'x' + interval 1 year 2 days + cast(a as nosuch)");
    expect(result.ok ? [] : result.error.map(({ code }) => code)).toEqual(['EXP-013', 'EXP-015', 'EXP-016']);
  });
});

test('the place of every leaf is its place in the text', () => {
  const text = "upper( `x y` ) = '😀' /* c */ or window.start > 10L";
  const places: string[] = [];
  const visit = (syntax: Syntax): void => {
    places.push(text.slice(syntax.span.start, syntax.span.end));
    if (syntax.kind === 'call') syntax.args.forEach(visit);
  };
  const result = parseExpression(text);
  if (result.ok) visit(result.value);
  expect(places).toEqual([
    text,
    "upper( `x y` ) = '😀'",
    'upper( `x y` )',
    '`x y`',
    "'😀'",
    'window.start > 10L',
    'window.start',
    '10L',
  ]);
});

test('no text makes the parser throw or point outside of it', () => {
  const word = fc.constantFrom(
    ...'a b ` \' " ( ) , . + - * / % = < > ! ; : :: [ ] { } $ ? # @ \\ -- /* */ and or not in is null like case when then else end cast as int interval day date over select from 1 2.5 1e9 \u2028 😀 \n'.split(
      ' ',
    ),
  );
  fc.assert(
    fc.property(fc.array(word, { maxLength: 12 }), (words) => {
      const text = words.join(' ');
      const result = parseWithAllProblems(text);
      for (const { span } of result.ok ? [result.value] : result.error) {
        if (span === undefined) continue;
        expect(span.start).toBeGreaterThanOrEqual(0);
        expect(span.end).toBeGreaterThanOrEqual(span.start);
        expect(span.end).toBeLessThanOrEqual(text.length);
      }
    }),
    { numRuns: 1500, seed: 7 },
  );
});
