import { expect, test } from 'vitest';
import { threadsFrom } from './threads.ts';

test.each([
  [undefined, undefined],
  ['1', 1],
  ['08', 8],
  ['64', 64],
])('--threads %s', (text, threads) => {
  expect(threadsFrom(text)).toEqual({ ok: true, value: threads });
});

test.each(['0', '-1', '65', '1.5', '1e1', 'all', '', ' 2', '99999999'])('--threads %j is refused', (text) => {
  expect(threadsFrom(text)).toMatchObject({ ok: false, error: { code: 'CLI-005', params: { value: text, max: 64 } } });
});
