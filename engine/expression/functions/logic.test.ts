import { beforeAll, expect, test } from 'vitest';
import type { Value } from '../../types/value.ts';
import { loadExpressionParser } from '../parse-expression.ts';
import { checkCase, type Failure, fails, resolved } from '../testing/expression-cases.ts';

beforeAll(loadExpressionParser);

const cases: readonly [string, string, Value | Failure][] = [
  ['b and i = 7', 'boolean', true],
  ['b and i = 8', 'boolean', false],
  ['true and true', 'boolean', true],
  ['true and false', 'boolean', false],
  ['true and null', 'boolean', null],
  ['false and null', 'boolean', false],
  ['null and false', 'boolean', false],
  ['null and true', 'boolean', null],
  ['null and null', 'boolean', null],
  ['true or null', 'boolean', true],
  ['null or true', 'boolean', true],
  ['false or null', 'boolean', null],
  ['null or false', 'boolean', null],
  ['false or false', 'boolean', false],
  ['not b', 'boolean', false],
  ['! b', 'boolean', false],
  ['not null', 'boolean', null],
  ['b is true', 'boolean', true],
  ['b is not true', 'boolean', false],
  ['cast(null as boolean) is false', 'boolean', false],
  // The right side is not looked at once the left one has settled it.
  ['i = 8 and i / 0 = 1', 'boolean', false],
  ['i = 7 or i / 0 = 1', 'boolean', true],
  ['i = 7 and i / 0 = 1', 'boolean', fails('EXE-004')],
  ['null and i / 0 = 1', 'boolean', fails('EXE-004')],
  ["i = 7 and (l = 9 or d = 1) and not (s = 'x' or b is null)", 'boolean', true],
  ['b or i = 1 and i = 2', 'boolean', true],
  // Branches.
  ['case when i = 7 then 1 else 2L end', 'bigint', 1n],
  ['case when i = 8 then 1 end', 'int', null],
  ['case when null then 1 else 2 end', 'int', 2],
  ["case i when 7 then 'seven' when 8 then 'eight' end", 'string', 'seven'],
  ['case when i = 8 then i / 0 when i = 7 then 1 else 1 / 0 end', 'double', 1],
  ["case when d > 2 then case when l > 8 then 'a' else 'b' end else s end", 'string', 'a'],
  ["if(i > 1, 'x', s)", 'string', 'x'],
  ['if(i < 1, i / 0, 1)', 'double', 1],
  ['if(null, 1, 2)', 'int', 2],
  ['if(b, null, l)', 'bigint', null],
  ['coalesce(null, i, l)', 'bigint', 7n],
  ['coalesce(null, null)', 'void', null],
  ['coalesce(i, 1 / 0)', 'double', 7],
  ["coalesce(s, upper(s), 'x')", 'string', 'Hello'],
  ['coalesce(null, ts)', 'timestamp', 1_469_501_107_000_000n],
  ['nvl(null, i)', 'int', 7],
  ['ifnull(i, 0)', 'int', 7],
  ['nullif(i, 7)', 'int', null],
  ['nullif(i, 8)', 'int', 7],
  ['nullif(l, i)', 'bigint', 9n],
  ['nullif(s, null)', 'string', 'Hello'],
  ['nullif(d, 2.5D)', 'double', null],
  ['i / nullif(0, 0)', 'double', null],
];

test.each(cases)('%s', (text, type, expected) => checkCase(text, type, expected));

test('a long chain of conditions keeps its meaning', () => {
  const chain = Array.from({ length: 2000 }, (_, at) => `i = ${at + 8}`).join(' or ');
  checkCase(chain, 'boolean', false);
  checkCase(`${chain} or i = 7`, 'boolean', true);
});

test.each([
  ['((b AND (i = 1)) AND (NOT b))', 'b and i = 1 and not b'],
  ['(b OR (b AND b))', 'b or b and b'],
  ['CASE WHEN (i = 7) THEN a ELSE b END', "case i when 7 then 'a' else 'b' end"],
  ['(IF(b, 1, 2))', 'if(b, 1, 2)'],
  ['coalesce(i, 0)', 'COALESCE(i, 0)'],
  ['(b <=> true)', 'b is true'],
])('is named %s', (name, text) => {
  expect(resolved(text).name).toBe(name);
});
