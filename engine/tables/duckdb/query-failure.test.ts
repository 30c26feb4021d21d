import { expect, test } from 'vitest';
import { EngineError } from '../../base/errors/engine-error.ts';
import { queryFailure } from './query-failure.ts';

test.each([
  ['Out of Memory Error: failed to allocate data of size 16.0 MiB (953.6 MiB/953.6 MiB used)', 'SQL-061'],
  ['Out of Range Error: Overflow in addition of INT64 (9223372036854775807 + 1)!', 'SQL-051'],
  ['Invalid Input Error: millrace:divide:', 'SQL-050'],
  ["Conversion Error: Could not convert string 'abc' to INT32", 'SQL-052'],
  ['Internal Error: something that nobody foresaw at file.cpp:12', 'SQL-063'],
])('%s', (message, code) => {
  const cause = new Error(message);
  const found = queryFailure(cause);
  expect(found).toMatchObject({ code, cause });
  expect(found.message).not.toContain(message.slice(-12));
});

test('what is ours stays as it is', () => {
  const error = new EngineError('SQL-010', { name: 'x', tables: '-' });
  expect(queryFailure(error)).toBe(error);
});
