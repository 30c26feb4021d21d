import { beforeAll, expect, test } from 'vitest';
import { loadExpressionParser } from '../../expression/parse-expression.ts';
import { resolveExpression } from '../../expression/resolve-expression.ts';
import { INT, TIMESTAMP, WINDOW } from '../../types/data-type.ts';
import type { Schema } from '../../types/schema.ts';
import { project } from './project.ts';

beforeAll(loadExpressionParser);

const eventTime = { delayMs: 60_000 };
const schema: Schema = [
  { name: 'time', type: TIMESTAMP, nullable: true, eventTime },
  { name: 'window', type: WINDOW, nullable: false, window: true, eventTime },
  { name: 'plain', type: WINDOW, nullable: false, window: true },
  { name: 'pair', type: WINDOW, nullable: false },
  { name: 'i', type: INT, nullable: true },
];

/** The column that a projection to `text` alone makes. */
function projected(text: string) {
  const resolved = resolveExpression(text, schema);
  if (!resolved.ok) throw new Error(resolved.error[0]?.code);
  const { expr, name } = resolved.value;
  return project('select', { op: 'input', nodeId: 'input', schema } as never, [{ expr, name }]).schema[0];
}

test.each([
  ['time', eventTime],
  ['window', eventTime],
  ['window_time(window)', eventTime],
  ['window_time(plain)', undefined],
  ['window.end', undefined],
  ['time + interval 1 second', undefined],
  ['date_trunc("day", time)', undefined],
  ['i', undefined],
])('%s carries the event-time tag: %s', (text, tag) => {
  expect(projected(text)?.eventTime).toEqual(tag);
});

test('[WN-8] only what a window node made has a window time, also under another name', () => {
  expect(projected('window')).toMatchObject({ window: true });
  expect(projected('pair')?.window).toBeUndefined();
  expect(resolveExpression('window_time(pair)', schema)).toMatchObject({ ok: false, error: [{ code: 'EXP-079' }] });
  expect(resolveExpression('window_time(if(i > 0, window, plain))', schema)).toMatchObject({ ok: false });
});

test('a window time is a timestamp named after its call', () => {
  expect(projected('window_time(window)')).toMatchObject({ name: 'window_time(window)', type: TIMESTAMP });
});
