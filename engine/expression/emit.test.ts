import { beforeAll, describe, expect, test } from 'vitest';
import type { Row } from '../types/value.ts';
import { cannotEmit, emitExpression } from './emit.ts';
import type { EmitContext } from './emit-context.ts';
import { loadExpressionParser } from './parse-expression.ts';
import { resolveExpression } from './resolve-expression.ts';
import { compileTwice, resolved, row } from './testing/expression-cases.ts';

beforeAll(loadExpressionParser);

describe('has no emitted form for', () => {
  test.each([
    ["get_json_object(s, '$.a') = to_json(struct(s))", 'struct is interpreted'],
    ['make_timestamp(2016, 7, i, 0, 0, 0) > current_timestamp()', 'current_timestamp is interpreted'],
    ['window.start > ts', 'a field of a struct'],
    ['unix_timestamp() > l', 'the time of the batch'],
    ["cast(arr as string) = ''", 'nested values'],
    ['current_timestamp() > ts', 'current_timestamp is interpreted'],
    ['l > 9223372036854775807', 'a number beyond 2^53'],
    ['ts + interval 2 days', 'days depend on the time zone'],
    ['i in (l, 2)', 'a list that is not constant'],
    ['arr = arr', 'nested values'],
  ])('%s', (text, reason) => {
    expect(cannotEmit(resolved(text).expr)).toBe(reason);
  });
});

test.each([
  'b and i > 3 or not (l in (1, 2))',
  "case when s = 'x' then i else l end > 3",
  'coalesce(i, l) between 1 and 7',
  "upper(s) like 'A%'",
  'ts + interval 1 hour > timestamp_seconds(l)',
  'dec * 2 > 7.5',
  'year(dt) = 2016',
  'hour(ts) = 1',
  'date_format(ts, s)',
  "date_trunc('day', ts) = cast(dt as timestamp)",
  'cast(ts as string)',
  'greatest(i, l, 3)',
])('has one for %s', (text) => {
  expect(cannotEmit(resolved(text).expr)).toBeNull();
});

describe('nothing of the author becomes source', () => {
  const hostile = [
    "'; globalThis.broken = true; '",
    '`$' + '{globalThis.broken = true}`',
    '*/ globalThis.broken = true; /*',
    '\u2028globalThis.broken = true\u2029',
    '\\"; globalThis.broken = true; //',
    '</script>',
    '__proto__',
  ];

  test.each(hostile)('%j as a literal', (text) => {
    const literal = `'${text.replace(/[\\']/g, '\\$&')}'`;
    for (const expression of [
      `s = ${literal}`,
      `s in (${literal}, 'b')`,
      `s like ${literal}`,
      `coalesce(${literal}, s)`,
    ]) {
      const { expr } = resolved(expression);
      const unit = compileTwice(expr);
      expect(unit.code).not.toContain('broken');
      expect(unit.code).not.toContain('script');
      unit.run(row);
    }
    expect(globalThis).not.toHaveProperty('broken');
  });

  test.each(hostile)('%j as a name', (name) => {
    const schema = [{ name, type: { kind: 'int' as const }, nullable: true }];
    const result = resolveExpression(`\`${name.replaceAll('`', '``')}\` + 1`, schema);
    if (!result.ok) throw new Error(name);
    const statements: string[] = [];
    const emitted = emitExpression(result.value.expr, plainContext(statements));
    expect([...statements, emitted.value, emitted.isNull].join('\n')).toBe(
      'const v0 = c0 + 1;\nif (!((c0 === null)) && (!(v0 >= -2147483648 && v0 <= 2147483647))) { bail(); }\nv0\n(c0 === null)',
    );
  });
});

test('columns and null tests of any shape may stand beside any operator', () => {
  const statements: string[] = [];
  const context = { ...plainContext(statements), column: () => ({ value: 'a ? b : c', isNull: 'x || y' }) };
  const emitted = emitExpression(resolved('not b and b').expr, context);
  for (const code of [...statements, emitted.value, emitted.isNull]) {
    expect(code.replaceAll('(a ? b : c)', '').replaceAll('(x || y)', '')).not.toMatch(/\? b|x \|\|/);
  }
});

test('what a branch needs is computed in the branch alone', () => {
  const { expr } = resolved('case when i = 7 then 1 else 1 / (i - 7) end');
  const unit = compileTwice(expr);
  expect(unit.run(row)).toEqual([1, 1]);
  const zero: Row = [0, ...row.slice(1)];
  expect(unit.run(zero)).toEqual([-1 / 7, -1 / 7]);
});

function plainContext(statements: string[]): EmitContext {
  let names = 0;
  return {
    fresh: (hint) => `${hint}${names++}`,
    statement: (code) => {
      statements.push(code);
    },
    bail: 'bail();',
    bind: () => 'bound',
    timeZone: 'UTC',
    column: (index) => ({ value: `c${index}`, isNull: `c${index} === null` }),
  };
}
