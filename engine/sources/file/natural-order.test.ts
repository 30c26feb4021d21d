import { expect, it } from 'vitest';
import { compareNaturally } from './natural-order.ts';

it('orders digits by number, folders before what is below others', () => {
  const ordered = [
    '/a/file',
    '/a/file-1',
    '/a/file-02',
    '/a/file-2',
    '/a/file-2b',
    '/a/file-10',
    '/a/file-99999999999999999999',
    '/a/file-100000000000000000000',
    '/a2/x',
    '/a10/x',
    '/a-b/x',
    '/b',
  ];
  const shuffled = [...ordered].sort((a, b) =>
    a.split('').reverse().join('') < b.split('').reverse().join('') ? -1 : 1,
  );
  expect(shuffled.sort(compareNaturally)).toEqual(ordered);
  expect(compareNaturally('/a/1', '/a/1')).toBe(0);
});
