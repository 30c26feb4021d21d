import { test } from 'vitest';
import { BIGINT, BOOLEAN, DATE, DOUBLE, decimal, INT, STRING, TIMESTAMP, WINDOW } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { interpret } from '../interpret.ts';
import { loadExpressionParser } from '../parse-expression.ts';
import { resolveExpression } from '../resolve-expression.ts';

const f = (name: string, type: never | any, nullable = true) => ({ name, type, nullable });
const schema = [
  f('a', INT),
  f('b', BIGINT),
  f('s', STRING),
  f('d', DOUBLE),
  f('t', BOOLEAN),
  f('ts', TIMESTAMP),
  f('dt', DATE),
  f('window', WINDOW),
  f('dec', decimal(10, 2)),
  f('we ird', INT),
  f('x', INT),
  f('X', INT),
];
const row = [
  7,
  9n,
  "It's",
  2.5,
  true,
  1469501107000000n,
  17000,
  [1469498400000000n, 1469502000000000n],
  1250n,
  3,
  1,
  2,
];
test('smoke', async () => {
  await loadExpressionParser();
  for (const e of (process.env['EXPRS'] ?? '').split('\n').filter(Boolean)) {
    const r = resolveExpression(e, schema);
    let out: string;
    try {
      out = r.ok
        ? `${r.value.name} : ${printDataType(r.value.expr.type)}${r.value.expr.nullable ? '?' : ''} = ${JSON.stringify(interpret(r.value.expr, { timeZone: 'UTC', batchTimestampMs: () => 1600000000123 })(row), (_, v) => (typeof v === 'bigint' ? v + 'n' : v))}`
        : 'PROBLEM ' + JSON.stringify(r.error.map((p) => ({ ...p, at: p.span && e.slice(p.span.start, p.span.end) })));
    } catch (x) {
      out = 'THROW ' + (x as Error).message + ((x as any).code ?? (x as Error).stack);
    }
    process.stdout.write(`${e}   =>   ${out}\n`);
  }
});
