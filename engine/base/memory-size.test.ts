import { describe, expect, test } from 'vitest';
import { defaultMemoryLimit, memoryLimitFromText, memorySizeText } from './memory-size.ts';

describe('a memory limit', () => {
  test.each([
    [defaultMemoryLimit, 2 * 1024 ** 3],
    ['512 MB', 512 * 1024 ** 2],
    ['512m', 512 * 1024 ** 2],
    [' 1.5 gb ', 1.5 * 1024 ** 3],
    ['16384 k', 16 * 1024 ** 2],
    ['16777216 B', 16 * 1024 ** 2],
    ['1024 TB', 1024 ** 5],
  ])('%j', (text, bytes) => {
    expect(memoryLimitFromText(text)).toBe(bytes);
  });

  test.each([
    '',
    '512',
    'MB',
    '-1 GB',
    '15 MB',
    '0 GB',
    '1025 TB',
    '1,5 GB',
    '1e3 MB',
    '2 GiB',
    '2 PB',
    '9'.repeat(400),
    '2 GB;',
  ])('%j is refused', (text) => {
    expect(memoryLimitFromText(text)).toBeNull();
  });
});

test.each([
  [0, '0 B'],
  [1023, '1023 B'],
  [1536, '1.5 KB'],
  [512 * 1024 ** 2, '512 MB'],
  [2 * 1024 ** 3, '2 GB'],
  [1024 ** 5, '1024 TB'],
])('%d bytes are %s', (bytes, text) => {
  expect(memorySizeText(bytes)).toBe(text);
});
