import { test } from 'vitest';
import { loadExpressionParser } from '../parse-expression.ts';
import { resolveExpression } from '../resolve-expression.ts';
import { schema } from '../testing/expression-cases.ts';

test('x', async () => {
  await loadExpressionParser();
  const t = (n: string, s: string) => {
    const t0 = performance.now();
    const r = resolveExpression(s, schema);
    console.log(
      n,
      s.length,
      r.ok ? 'ok' : JSON.stringify(r.error).slice(0, 200),
      Math.round(performance.now() - t0),
      'ms',
    );
  };
  t('warm', 'i + 1');
  t('or', Array(9000).fill('i = 1').join(' or '));
  t('in', `i in (${Array(30000).fill('1').join(',')})`);
  t('paren', '('.repeat(49999) + 'i' + ')'.repeat(50000));
  t('not', 'not '.repeat(20000) + 'b');
  t('notlike', 'not '.repeat(100) + "s like 'x'");
  t('notlike', 'not '.repeat(25) + "s like 'x'");
  t('plus', Array(50000).fill('i').join('+'));
  t('plus150', Array(150).fill('i').join('+'));
  t('plus250', Array(250).fill('i').join('+'));
  t('minus', '-'.repeat(50000) + 'i');
  t('minus', '- '.repeat(50000) + 'i');
  t('str', "'" + 'a'.repeat(99990) + "'");
  t('strs', "'a' ".repeat(20000));
  t('case', 'case when b then '.repeat(5000) + '1' + ' end'.repeat(5000));
  t('case20', 'case when b then '.repeat(20) + '1' + ' end'.repeat(20));
  t('comment', '/*'.repeat(40000));
  t('dots', 'i' + '.i'.repeat(40000));
  t('concat', Array(30000).fill('s').join('||'));
  t('func', 'abs('.repeat(20000));
  t('func25', 'abs('.repeat(25) + 'i' + ')'.repeat(25));
  t('andor', Array(5000).fill('b and b').join(' or '));
  t('int', '9'.repeat(90000));
  t('interval', `interval '${'1 hour '.repeat(10000)}'`);
  t('rl', `s rlike '${'(a|b)'.repeat(300)}'`);
  t('casts', 'i' + '::int'.repeat(15000));
  t('types', `cast(i as ${'array<'.repeat(10000)}int${'>'.repeat(10000)})`);
  t('long', 'a'.repeat(100001));
});
